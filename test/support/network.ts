// Reads a text as the editor does, and answers what each line gives and what is wrong.

import type { Run } from "../../server/src/analysis/run";
import { knownParametersOf, type Totals } from "../../server/src/analysis/totals";
import { grouped } from "../../server/src/base/whole";
import { formatShape } from "../../server/src/catalogue/shape";
import { readDocument } from "../../server/src/syntax/document";
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
        shape: formatShape(outcome.after.current?.shape ?? null),
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
