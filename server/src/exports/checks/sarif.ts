// SARIF 2.1.0: what code scanning services read.

import type { Code } from "../../base/problem";
import { diagnosticOf } from "../../diagnostics/lookup";
import { explain } from "../pages";
import type { DiagnosticJson, RangeJson } from "../report";
import { type Checked, oneLine } from "./checked";

const LEVELS = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

/** One document for all files; its rules are the codes that occur. */
export function sarif(checked: readonly Checked[], version: string): string {
  const codes = [...new Set(checked.flatMap((each) => each.diagnostics.map(({ code }) => code)))].sort();
  const results = checked.flatMap(({ file, diagnostics }) =>
    diagnostics.map((diagnostic) => ({
      ruleId: diagnostic.code,
      ruleIndex: codes.indexOf(diagnostic.code),
      level: LEVELS[diagnostic.severity],
      message: { text: oneLine(diagnostic.message) },
      locations: [locationOf(file, diagnostic.range)],
      ...relatedOf(diagnostic),
      ...fixesOf(file, diagnostic),
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

function locationOf(file: string, range: RangeJson) {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: regionOf(range) } };
}

function regionOf({ start, end }: RangeJson) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function relatedOf({ origin }: DiagnosticJson) {
  if (!origin) return {};
  const message = { text: "The error is written here" };
  return { relatedLocations: [{ id: 1, ...locationOf(origin.file, origin.range), message }] };
}

/** What a service may offer to write: of each fix its title and its replacements. */
function fixesOf(file: string, { fixes, edits }: DiagnosticJson) {
  if (fixes.length === 0) return {};
  return {
    fixes: fixes.map((title, index) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation: { uri: uriOf(file) },
          replacements: edits[index]!.map(({ range, text }) => ({
            deletedRegion: regionOf(range),
            insertedContent: { text },
          })),
        },
      ],
    })),
  };
}

function ruleOf(code: string) {
  const { title, severity, page } = diagnosticOf(code as Code);
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: page.join("\n\n") },
    help: { text: page.join("\n\n"), markdown: explain(code) ?? page.join("\n\n") },
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
