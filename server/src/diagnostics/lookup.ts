// Diagnostics by their codes. The programs load them with the first problem (`scripts/parts.mjs`): functions only.

import type { Code, Fact, Severity } from "../base/problem";
import type { Diagnostic } from "./diagnostic";
import { DIAGNOSTICS } from "./index";

const ALL = DIAGNOSTICS as unknown as Readonly<Record<string, Diagnostic>>;

export function diagnosticOf(code: Code): Diagnostic {
  return ALL[code]!;
}

/** The diagnostic that a word names, if there is one. */
export function diagnosticNamed(word: string): Diagnostic | undefined {
  return Object.hasOwn(ALL, word) ? ALL[word] : undefined;
}

export function allDiagnostics(): readonly Diagnostic[] {
  return Object.values(ALL);
}

export function severityOf(fact: Fact): Severity {
  return diagnosticOf(fact.code).severity;
}

export function messageOf(fact: Fact): string {
  return diagnosticOf(fact.code).message(fact.data as never);
}
