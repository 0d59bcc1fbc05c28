// What the editor offers at a diagnostic: its computed repairs, its page, and to silence it.

import type { CodeAction, Diagnostic, Range, TextEdit } from "vscode-languageserver-types";
import type { Span } from "../base/span";
import { fixesOf } from "../workspace/fixes";
import { type FileProblem, problemsOf } from "../workspace/problems";
import type { Program } from "../workspace/program";
import { type ClientCommands, EXPLAIN, NO_COMMANDS } from "./commands";
import { diagnosticFor, severityFor } from "./diagnostics";
import { rangeOf, SEVERITY } from "./protocol";
import { DEFAULT_SETTINGS, type EditorSettings } from "./settings";

const QUICK_FIX = "quickfix";

export interface ActionOptions {
  readonly settings?: EditorSettings;
  /** Kinds that are asked for; all where undefined. */
  readonly only?: readonly string[] | undefined;
  readonly commands?: ClientCommands;
}

/** The actions for the problems that a range touches: repairs first, the best of each marked as preferred. */
export function codeActions(program: Program, range: Range, options: ActionOptions = {}): CodeAction[] {
  const { settings = DEFAULT_SETTINGS, only, commands = NO_COMMANDS } = options;
  if (only && !only.some((kind) => kind === QUICK_FIX || kind === "")) return [];
  const repairs: CodeAction[] = [];
  const others: CodeAction[] = [];
  for (const problem of problemsOf(program)) {
    const severity = severityFor(problem, settings);
    if (severity === "off" || !overlaps(problem.span, range)) continue;
    const diagnostic = diagnosticFor(program, problem, SEVERITY[severity]);
    repairs.push(...repairsOf(program, problem, diagnostic));
    if (commands.has(EXPLAIN)) others.push(explanation(diagnostic, problem));
    if (severity !== "error") others.push(silence(program, diagnostic, problem));
  }
  return [...repairs, ...others];
}

function repairsOf(program: Program, problem: FileProblem, diagnostic: Diagnostic): CodeAction[] {
  return fixesOf(program, problem).map(({ title, edits }, index) => ({
    title: title.replaceAll("`", ""),
    kind: QUICK_FIX,
    diagnostics: [diagnostic],
    isPreferred: index === 0,
    edit: {
      changes: {
        [program.uri]: edits.map(({ span, text }): TextEdit => ({ range: rangeOf(span), newText: text })),
      },
    },
  }));
}

function explanation(diagnostic: Diagnostic, { code }: FileProblem): CodeAction {
  const title = `Explain ${code}`;
  return {
    title,
    kind: QUICK_FIX,
    diagnostics: [diagnostic],
    command: { title, command: EXPLAIN, arguments: [code] },
  };
}

/** At the end of the line, or above it where it has a comment of its own. */
function silence(program: Program, diagnostic: Diagnostic, { code, span }: FileProblem): CodeAction {
  const line = program.document.lines.at(span.line)!;
  const indentation = /^\s*/.exec(line.text)![0];
  const above = line.comment !== null;
  const at = { line: span.line, character: above ? 0 : line.text.trimEnd().length };
  const newText = above ? `${indentation}# cnn: ignore ${code}\n` : `  # cnn: ignore ${code}`;
  return {
    title: `Silence ${code} here`,
    kind: QUICK_FIX,
    diagnostics: [diagnostic],
    edit: { changes: { [program.uri]: [{ range: { start: at, end: at }, newText }] } },
  };
}

function overlaps(span: Span, { start, end }: Range): boolean {
  const startsAfter = span.line > end.line || (span.line === end.line && span.start > end.character);
  const endsBefore = span.endLine < start.line || (span.endLine === start.line && span.end < start.character);
  return !startsAfter && !endsBefore;
}
