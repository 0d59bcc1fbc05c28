// Reads a text as the editor does, and answers what each line gives and what is wrong.

import type { Run } from "../../server/src/analysis/run";
import { knownParametersOf, type Totals } from "../../server/src/analysis/totals";
import { grouped } from "../../server/src/base/whole";
import { formatShape } from "../../server/src/catalogue/shape";
import type { Fix } from "../../server/src/diagnostics/diagnostic";
import { readDocument } from "../../server/src/syntax/document";
import { fixesOf } from "../../server/src/workspace/fixes";
import { type FileProblem, problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Settings } from "../../server/src/workspace/program";

export interface ReadNetwork {
  /** What stands at the end of a line, by its number from 0: `94×94×60  3,000`. */
  readonly results: ReadonlyMap<number, { readonly shape: string; readonly parameters: string }>;
  readonly problems: readonly FileProblem[];
  readonly totals: readonly Totals[];
}

/** Analyses a text through the whole pipeline. */
export function readNetwork(text: string, settings: Settings = {}): ReadNetwork {
  const program = analyse("memory:test.cnn", readDocument(text), settings);
  const results = new Map<number, { shape: string; parameters: string }>();
  const take = (run: Run, base: number) => {
    for (const [index, outcome] of run.outcomes.entries())
      results.set(base + run.sequence.lines[index]!, {
        shape: formatShape(outcome.after?.shape ?? null),
        parameters: grouped(knownParametersOf(outcome.totals)),
      });
  };
  const { statements, lines } = program.document.sequence;
  for (const { statement, run } of program.networks)
    take(run, statement === null ? 0 : lines[statements.indexOf(statement)]!);
  return { results, problems: problemsOf(program), totals: program.networks.map(({ run }) => run.totals) };
}

/** The problems as `line:column code`, without those that only tell. */
export function faults(problems: readonly FileProblem[]): string[] {
  return problems
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ code, span, message }) => `${span.line + 1}:${span.start + 1} ${code}: ${message}`);
}

/** Where the comments of a text state a result that is not so: `# → 94×94×60  3,000`. */
export function wrongResults(text: string, { results }: ReadNetwork): string[] {
  return text.split("\n").flatMap((line, at) => {
    const stated = /#\s*→\s*([\d?×,]+)(?:\s+(≥ )?([\d,]+))?\s*$/.exec(line);
    if (stated === null) return [];
    const [, shape, , parameters] = stated;
    const found = results.get(at);
    const right =
      found !== undefined &&
      found.shape === shape &&
      (parameters === undefined || found.parameters === parameters);
    return right ? [] : [`${line.trim()} but is ${found?.shape ?? "?"}  ${found?.parameters ?? "?"}`];
  });
}

/** The text with a fix applied. */
export function repairedText(text: string, fix: Fix): string {
  const lines = text.split("\n");
  // From the end on; of edits that begin at one place the later first, so that they come out in their order.
  const edits = [...fix.edits]
    .reverse()
    .sort((a, b) => b.span.line - a.span.line || b.span.start - a.span.start);
  for (const { span, text: replacement } of edits) {
    const before = lines[span.line]!.slice(0, span.start);
    const after = lines[span.endLine]!.slice(span.end);
    lines.splice(span.line, span.endLine - span.line + 1, ...`${before}${replacement}${after}`.split("\n"));
  }
  return lines.join("\n");
}

/** Every problem of a text with its fixes. */
export function repairsOf(text: string): { readonly problem: FileProblem; readonly fixes: readonly Fix[] }[] {
  const program = analyse("memory:test.cnn", readDocument(text));
  return problemsOf(program).map((problem) => ({ problem, fixes: fixesOf(program, problem) }));
}

/** The fixes that do not keep their word: their diagnostic stays, or another error comes. */
export function brokenFixes(text: string): string[] {
  return repairsOf(text).flatMap(({ problem, fixes }) =>
    fixes.flatMap((fix) => {
      const after = readNetwork(repairedText(text, fix)).problems;
      const count = (problems: readonly FileProblem[]) =>
        problems.filter(({ code }) => code === problem.code).length;
      const before = readNetwork(text).problems;
      const errors = (problems: readonly FileProblem[]) =>
        problems.filter(({ severity }) => severity === "error").length;
      const gone = count(after) < count(before);
      return gone && errors(after) <= errors(before)
        ? []
        : [`${problem.code}: ${fix.title}\n${repairedText(text, fix)}`];
    }),
  );
}
