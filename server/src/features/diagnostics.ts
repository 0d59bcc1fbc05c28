// What is wrong, as the editor takes it: severity by the user's settings, the calls that lead there, and the code.

import type { Diagnostic, DiagnosticRelatedInformation } from "vscode-languageserver-types";
import type { Severity } from "../base/problem";
import { type FileProblem, problemsOf } from "../workspace/problems";
import type { Program } from "../workspace/program";
import { rangeOf, SEVERITY, UNNECESSARY } from "./protocol";
import { DEFAULT_SETTINGS, type EditorSettings } from "./settings";

/** The diagnostics of a file, in the order of their places. */
export function diagnosticsOf(program: Program, settings: EditorSettings = DEFAULT_SETTINGS): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const problem of problemsOf(program)) {
    const severity = severityFor(problem, settings);
    if (severity !== "off") diagnostics.push(keptDiagnostic(program, problem, SEVERITY[severity]));
  }
  return diagnostics;
}

/** The diagnostic as it was last made of a problem that is still the same. */
function keptDiagnostic(program: Program, problem: FileProblem, severity: 1 | 2 | 3 | 4): Diagnostic {
  const before = problem.shown as Diagnostic | null;
  if (before?.severity === severity) return before;
  const diagnostic = diagnosticFor(program, problem, severity);
  problem.shown = diagnostic;
  return diagnostic;
}

/** The severity of a problem as the user has it. */
export function severityFor({ code, severity }: FileProblem, settings: EditorSettings): Severity | "off" {
  return settings.severity.get(code) ?? severity;
}

export function diagnosticFor(program: Program, problem: FileProblem, severity: 1 | 2 | 3 | 4): Diagnostic {
  const related = relatedTo(program, problem);
  return {
    range: rangeOf(problem.span),
    severity,
    code: problem.code,
    source: "cnn",
    message: plain(problem.message),
    ...(problem.code === "unused" ? { tags: [UNNECESSARY] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** More are not listed: every use of a broken block would be. */
const MOST_RELATED = 10;

function relatedTo(
  program: Program,
  { calls, also = [], origin }: FileProblem,
): DiagnosticRelatedInformation[] {
  const at = (span: FileProblem["span"], message: string, uri = program.uri) => ({
    location: { uri, range: rangeOf(span) },
    message,
  });
  return [
    ...(origin ? [at(origin.span, "The error is written here", origin.uri)] : []),
    ...calls.map(({ name, span }) => at(span, `In this use of \`${name}\``)),
    ...also.slice(0, MOST_RELATED).map(({ name, span }) => at(span, `This use of \`${name}\` meets it too`)),
  ];
}

/** Messages are shown as plain text; their code spans stay readable. */
function plain(message: string): string {
  return message.replaceAll("**", "");
}
