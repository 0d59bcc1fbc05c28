// What a statement did, kept on it: equal lines are one statement, and what a block's body is run with has mostly been
// there before, in part at least.

import { type Entry, type Scope, sameEntry } from "../model/scope";
import { sameTensor, type Tensor } from "../model/value";
import type { Statement } from "../syntax/ast";
import type { Context } from "./context";
import type { Outcome } from "./run";

/** What the meaning of a statement depends on beside its tensor and its names; many share one. */
interface Circumstances {
  readonly framework: Context["framework"];
  readonly home: Context["home"];
  readonly startOf: Context["startOf"];
  readonly start: Tensor | null;
  readonly frozen: boolean;
  readonly reused: boolean;
  /** Whether what it takes is counted. */
  readonly counted: boolean;
}

/** What a statement did on a tensor, with the names that it uses. */
interface Remembered {
  readonly current: Tensor | null;
  readonly uses: readonly Entry[];
  readonly circumstances: Circumstances;
  readonly outcome: Outcome;
  /** What it did before that. */
  readonly before: Remembered | null;
  /** How many there are, this one included. */
  readonly count: number;
  /** The number of the analysis that kept the first one of the statement. */
  readonly since: number;
}

/** Stands for what a line of a file did that has been run once: most never are again where they stand. */
const RUN_ONCE = {};

function keptOf({ memo }: Statement): Remembered | null {
  return memo === RUN_ONCE ? null : (memo as Remembered | null);
}

/** How many outcomes a line of a file keeps before it begins anew: it may meet a few shapes. */
const KEPT = 4;

/** Likewise a line of a block's body, which is run with all that the block is called with. */
const KEPT_IN_BLOCKS = 16;

/** The same for one that has been there in an analysis before: what is being typed is another line at each key. */
const KEPT_OF_LASTING = 128;

/** What a statement did where all that its meaning depends on was the same; null where that is not known. */
export function remembered(
  statement: Statement,
  current: Tensor | null,
  uses: readonly Entry[],
  context: Context,
): Outcome | null {
  for (let known = keptOf(statement); known !== null; known = known.before) {
    if (!sameTensor(known.current, current) || !sameEntries(known.uses, uses)) continue;
    if (holdIn(known.circumstances, context, statement)) return known.outcome;
  }
  return null;
}

/** Whether circumstances are those of a context, as far as they mean something to a statement. */
function holdIn(
  known: Circumstances,
  { framework, home, startOf, start, frozen, reused, depth }: Context,
  statement: Statement,
): boolean {
  return (
    known.framework === framework &&
    known.home === home &&
    known.startOf === startOf &&
    known.frozen === frozen &&
    known.reused === reused &&
    known.counted === depth > 0 &&
    // The words of a network are gathered from all of its lines, and not to be asked for at every key.
    (known.start === start || !statement.words.has("in") || sameTensor(known.start, start))
  );
}

/** Keeps what a statement did; of a line of a file, from the second time on. */
export function remember(
  statement: Statement,
  current: Tensor | null,
  uses: readonly Entry[],
  context: Context,
  outcome: Outcome,
): void {
  if (statement.memo === null && context.depth === 0) {
    statement.memo = RUN_ONCE;
    return;
  }
  const latest = keptOf(statement);
  const { number } = context.spending;
  const since = latest?.since ?? number;
  const most = context.calls.length === 0 ? KEPT : since === number ? KEPT_IN_BLOCKS : KEPT_OF_LASTING;
  // Where blocks mean something else, what was done before would only keep the old ones.
  const kept = latest !== null && latest.circumstances.home === context.home && latest.count < most;
  const before = kept ? latest : null;
  const circumstances = circumstancesOf(context, statement);
  const count = (before?.count ?? 0) + 1;
  statement.memo = { current, uses, circumstances, outcome, before, count, since } satisfies Remembered;
}

/** Those of a context: mostly the same as the last ones that were asked for in its analysis. */
function circumstancesOf(context: Context, statement: Statement): Circumstances {
  const { framework, home, startOf, start, frozen, reused, depth, spending } = context;
  const last = spending.circumstances as Circumstances | null;
  if (last !== null && last.start === start && holdIn(last, context, statement)) return last;
  const own: Circumstances = { framework, home, startOf, start, frozen, reused, counted: depth > 0 };
  spending.circumstances = own;
  return own;
}

export const NO_ENTRIES: readonly Entry[] = [];

/** The entries of the words that name something in a scope. */
export function entriesOf(words: ReadonlySet<string>, scope: Scope): readonly Entry[] {
  if (scope.empty) return NO_ENTRIES;
  let entries: Entry[] | null = null;
  for (const word of words) {
    const entry = scope.lookup(word);
    if (entry === undefined) continue;
    if (entries === null) entries = [entry];
    else entries.push(entry);
  }
  return entries ?? NO_ENTRIES;
}

/** Whether the same names mean the same, `reuse` included. */
export function sameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++)
    if (a[i]!.line !== b[i]!.line || a[i]!.name !== b[i]!.name || !sameEntry(a[i], b[i])) return false;
  return true;
}
