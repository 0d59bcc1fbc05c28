// SARIF 2.1.0: what code scanning services read.

import type { Code } from "../../base/problem";
import { diagnosticOf } from "../../workspace/problems";
import { type Checked, oneLine } from "./checked";

const LEVELS = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

/** One document for all files; its rules are the codes that occur. */
export function sarif(checked: readonly Checked[], version: string): string {
  const codes = [...new Set(checked.flatMap((each) => each.diagnostics.map(({ code }) => code)))].sort();
  const results = checked.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ code, severity, message, range: { start, end } }) => ({
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: LEVELS[severity],
      message: { text: oneLine(message) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file) },
            region: {
              startLine: start.line + 1,
              startColumn: start.character + 1,
              endLine: end.line + 1,
              endColumn: end.character + 1,
            },
          },
        },
      ],
    })),
  );
  const run = {
    tool: { driver: { name: "cnn", version, rules: codes.map(ruleOf) } },
    columnKind: "utf16CodeUnits",
    results,
  };
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function ruleOf(code: string) {
  const { title, severity, page } = diagnosticOf(code as Code);
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: page.join("\n\n") },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** Relative paths stay relative, so that they mean the same in another checkout. */
function uriOf(file: string): string {
  const path = file.replaceAll("\\", "/");
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (/^[A-Za-z]:\//.test(path)) return `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf("/"))}`;
  return path.startsWith("/") ? `file://${encoded}` : encoded;
}
