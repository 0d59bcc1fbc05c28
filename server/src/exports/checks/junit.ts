// JUnit's XML: what test reporters of continuous integration read. A file is a suite, an error a failed case.

import { type Checked, problemLine } from "./checked";

/** One document for all files. A file without errors has one case, passed, with its warnings as output. */
export function junit(checked: readonly Checked[]): string {
  const suites = checked.map(suite);
  const tests = suites.reduce((sum, each) => sum + each.tests, 0);
  const failures = suites.reduce((sum, each) => sum + each.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cnn check" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.map(({ xml }) => xml),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite({ file, diagnostics }: Checked): { xml: string; tests: number; failures: number } {
  const errors = diagnostics.filter((each) => each.severity === "error");
  const others = diagnostics.filter((each) => each.severity !== "error");
  const name = escaped(file);
  const cases =
    errors.length === 0
      ? [`    <testcase classname="${name}" name="check"/>`]
      : errors.map((error) => {
          const title = escaped(
            `${error.code} at ${error.range.start.line + 1}:${error.range.start.character + 1}`,
          );
          return [
            `    <testcase classname="${name}" name="${title}">`,
            `      <failure type="${error.code}" message="${escaped(error.message)}">${escaped(problemLine(file, error))}</failure>`,
            "    </testcase>",
          ].join("\n");
        });
  const output = others.map((each) => escaped(problemLine(file, each))).join("\n");
  const xml = [
    `  <testsuite name="${name}" tests="${cases.length}" failures="${errors.length}" errors="0">`,
    ...cases,
    ...(output ? [`    <system-out>${output}</system-out>`] : []),
    "  </testsuite>",
  ].join("\n");
  return { xml, tests: cases.length, failures: errors.length };
}

/** XML holds no control characters and no halves of surrogate pairs. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\r\n]+/g, "&#10;");
}
