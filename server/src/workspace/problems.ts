// What is wrong in a file: its problems, each at its place, and whether there may be any.

import type { Subject } from "../analysis/run";
import { uncountable } from "../analysis/totals";
import type { Code, Fact, Problem, Severity } from "../base/problem";
import type { Span } from "../base/span";
import { collected } from "./collected";
import type { Program } from "./program";

/** A problem whose span counts from `line`. */
export interface PlacedFact {
  readonly line: number;
  readonly problem: Problem;
}

/** Calls of blocks, by name and absolute place. */
export type Calls = readonly { readonly name: string; readonly span: Span }[];

/** A place in another file, by its address; lines count from 0. */
export interface Origin {
  readonly uri: string;
  readonly span: Span;
}

/** A problem at its absolute place in the file. */
export interface FileProblem {
  readonly fact: Fact;
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly subject: Subject | null;
  readonly elsewhere: boolean;
  /** The first line of its statement: fixes count from it. */
  readonly line: number;
  /** The calls that lead to it, outermost first, where it stands in a block. */
  readonly calls: Calls;
  /** Further calls that meet the same error inside of a block: they are not told apart. */
  readonly also?: Calls;
  /** Where it arises, if that is in another file that is imported. */
  readonly origin?: Origin;
  /** What is foreign inside of a pasted call, and told with it. */
  readonly within?: readonly FileProblem[];
  /** Filled by the features: how it is shown. */
  shown: unknown;
}

/** All problems of a file, in the order of their places. Silenced ones are left out. */
export function problemsOf(program: Program): readonly FileProblem[] {
  program.told ??= isFaultless(program) ? NO_PROBLEMS : collected(program);
  return program.told;
}

const NO_PROBLEMS: readonly FileProblem[] = [];

/** Whether a file has nothing that anything could be told of, as at most keystrokes: then nothing is collected. */
function isFaultless({ document, followed, names, networks, settings }: Program): boolean {
  const { problems, flawed, faulty, silencing, declarations } = document;
  const looked = [flawed, faulty, silencing, declarations, followed.eventful];
  return (
    !settings.portable &&
    problems.length + names.problems.length === 0 &&
    looked.every(({ indices }) => indices.length === 0) &&
    networks.every((network) => uncountable(network.followed.totals) === null)
  );
}
