// What every part of the evaluation shares: the rules that hold, the names of blocks, the limits.

import type { Problem } from "../base/problem";
import { layerNamed } from "../catalogue";
import type { Framework } from "../catalogue/framework";
import type { Binding } from "../model/bind";
import type { BlockDefinition, Home } from "../model/definition";
import { noOthers, type Others } from "../model/expression";
import type { Entry } from "../model/scope";
import type { Tensor } from "../model/value";
import type { StatementOf } from "../syntax/ast";
import { DIRECTIVE_NAMES } from "./directive-names";
import type { Spending } from "./effort";
import type { LocatedProblem, State } from "./run";

/** Executed layers of a network. */
export const MAX_LAYERS = 1e9;
/** Repetitions of one `repeat` that differ from each other: more would not be answered at once. */
export const MAX_DIFFERENT = 10_000;

export interface Context {
  readonly framework: Framework | null;
  readonly home: Home;
  /** The blocks that are being called, outermost first. */
  readonly calls: readonly BlockDefinition[];
  /** Whether one of these was given a block, which may call any of them. */
  readonly givenBlock: boolean;
  /** How many calls, repetitions and reuses stand around it: what is in none is run once. */
  readonly depth: number;
  /** The labelled lines that are being run again. */
  readonly again: readonly StatementOf<"line">[];
  readonly frozen: boolean;
  readonly reused: boolean;
  /** The tensor that `in` means here; null at file level. */
  readonly start: Tensor | null;
  /** What it is the start of: a branch list inside a block keeps the block's. */
  readonly startOf: "file" | "network" | "branches" | "repeat" | "block";
  /** Whether it stands in an `if`, whose checks are told by the outermost. */
  readonly inIf: boolean;
  /** What is in scope besides the names that the statement uses: for advice. */
  readonly others: () => Others;
  /** What a name means here that the statement does not use itself: the lines that it runs again may. */
  readonly named: (name: string) => Entry | undefined;
  /** Shared by everything that is evaluated in one go. */
  readonly spending: Spending;
}

export const noEntry = (): Entry | undefined => undefined;

/** Where the statements of a file or network stand. */
export function fileContext(framework: Framework | null, home: Home, spending: Spending): Context {
  return {
    framework,
    home,
    calls: [],
    givenBlock: false,
    depth: 0,
    again: [],
    frozen: false,
    reused: false,
    start: null,
    startOf: "file",
    inIf: false,
    others: noOthers,
    named: noEntry,
    spending,
  };
}

/** The names that a statement's expressions and arguments can use. */
export function bindingAt(state: State, context: Context, problems: LocatedProblem[]): Binding {
  return {
    scope: state.scope,
    start: context.start,
    isLayer: (name) =>
      layerNamed(name) !== undefined || context.home.block(name) !== undefined || DIRECTIVE_NAMES.has(name),
    block: (name) => context.home.block(name),
    others: context.others,
    report: (found: Problem) => problems.push(found),
  };
}
