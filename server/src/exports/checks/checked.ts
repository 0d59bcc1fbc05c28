// What `cnn check` found in one file: all its formats print this.

import { inLine } from "../../base/line";
import type { Severity } from "../../base/problem";
import type { DiagnosticJson } from "../report";

export interface Checked {
  readonly file: string;
  readonly diagnostics: readonly DiagnosticJson[];
}

export function count(checked: readonly Checked[], severity: Severity): number {
  return checked.reduce(
    (sum, { diagnostics }) => sum + diagnostics.filter((each) => each.severity === severity).length,
    0,
  );
}

/** `a.cnn:2:9: error: Kernel … [kernel-too-large]`: the form that editors' problem matchers read. */
export function problemLine(file: string, { code, severity, message, range }: DiagnosticJson): string {
  const { line, character } = range.start;
  return `${inLine(file)}:${line + 1}:${character + 1}: ${severity}: ${oneLine(message)} [${code}]`;
}

export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ");
}
