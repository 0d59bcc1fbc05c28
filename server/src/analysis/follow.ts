// A file's or network's statements, kept up to date: run from where something changed to where nothing differs any more.
// What is taken from before is the answer of the same function to the same question.

import { type List, spliced } from "../base/list";
import { type Change, changeBetween, lowerBound, reselect, type Selection, select } from "../base/selection";
import { noOthers, type Others } from "../model/expression";
import { type Entry, Scope, sameEntry } from "../model/scope";
import { sameTensor, type Tensor } from "../model/value";
import type { Sequence, Statement } from "../syntax/ast";
import type { Context } from "./context";
import { Tally } from "./effort";
import { runStatement } from "./evaluate";
import { NamesInProgress, NameTable } from "./name-table";
import { type NamesBefore, namesBefore, type RunSoFar } from "./names-before";
import { NO_ENTRIES, remember, remembered } from "./remembered";
import type { Outcome } from "./run";
import { addTotals, isOverflow, NO_TOTALS, subtractTotals, sumOver, type Totals } from "./totals";

export interface Followed {
  readonly sequence: Sequence;
  /** The names that hold before the first statement. */
  readonly start: Scope;
  /** What each statement does; parallel to the sequence. */
  readonly outcomes: List<Outcome>;
  /** The sums of all outcomes. */
  readonly totals: Totals;
  /** What it takes to run them. */
  readonly tally: Tally;
  /** The outcomes that ask for a look: something is wrong, checked or put out for training. */
  readonly eventful: Selection<Outcome>;
  readonly defining: Selection<Outcome>;
  /** The statements that run labelled lines again. */
  readonly reusing: Selection<Statement>;
  readonly names: NameTable;
}

/** What was there before, and how it differs. */
export interface Before {
  readonly followed: Followed;
  /** Where the statements differ; null where that is to be found out. */
  readonly change: Change | null;
  /** Blocks that mean something else than before. */
  readonly blocks: ReadonlySet<string>;
}

/** Runs a sequence, given what holds before it and what the version before did in the same context. */
export function follow(sequence: Sequence, start: Scope, context: Context, before: Before | null): Followed {
  if (before === null) return runAll(sequence, start, context);
  const { followed, blocks } = before;
  const change = narrowed(before.change, sequence.statements, followed.sequence.statements);
  const known: Known = { followed, change, blocks };
  return exchanged(sequence, start, context, known) ?? new Follower(sequence, start, context, known).run();
}

/** The same where it is known how they differ. */
type Known = Before & { readonly change: Change };

/**
 * One statement in the place of another, neither of which has to do with names, that leaves the tensor behind it as it
 * was: most keystrokes are no more, and this is all that they take. Null for any other change.
 */
function exchanged(sequence: Sequence, start: Scope, context: Context, before: Known): Followed | null {
  const { followed, change, blocks } = before;
  if (change.moved !== 0 || change.end !== change.start + 1) return null;
  if (blocks.size > 0 || start !== followed.start || context.spending.apart !== null) return null;
  const index = change.start;
  const statement = sequence.statements.at(index)!;
  const old = followed.outcomes.at(index)!;
  if (statement.defines || old.defines.length > 0) return null;
  if (!isNameless(statement, followed) || isReusing(followed.sequence.statements.at(index)!)) return null;
  const current = index === 0 ? null : followed.outcomes.at(index - 1)!.after;
  const outcome =
    remembered(statement, current, NO_ENTRIES, context) ?? runNameless(statement, current, context);
  if (outcome === null || outcome.defines.length > 0 || !sameTensor(outcome.after, old.after)) return null;
  const outcomes = spliced(followed.outcomes, index, index + 1, [outcome]);
  const eventful =
    old.eventful || outcome.eventful
      ? reselect(outcomes, isEventful, followed.eventful, change)
      : { list: outcomes, indices: followed.eventful.indices };
  return {
    sequence,
    start,
    outcomes,
    totals: totalsAfter(followed, outcomes, [old], [outcome]),
    tally: followed.tally.changed([old], [outcome]),
    eventful,
    defining: { list: outcomes, indices: followed.defining.indices },
    reusing: { list: sequence.statements, indices: followed.reusing.indices },
    names: followed.names,
  };
}

/** Whether no word of a statement names anything. */
function isNameless(statement: Statement, { start, names }: Followed): boolean {
  const words = wordsOf(statement);
  if (words.has("reuse")) return false;
  if (start.empty && names.empty) return true;
  for (const word of words) if (names.list(word).length > 0 || start.lookup(word)) return false;
  return true;
}

/** Null where it asks for the names around it. */
function runNameless(statement: Statement, current: Tensor | null, context: Context): Outcome | null {
  let asked = false;
  const others = () => {
    asked = true;
    return noOthers();
  };
  const outcome = runStatement(statement, { current, scope: Scope.EMPTY }, { ...context, others });
  if (asked) return null;
  if (statement.type === "line" && !context.spending.over)
    remember(statement, current, NO_ENTRIES, context, outcome);
  return outcome;
}

function runAll(sequence: Sequence, start: Scope, context: Context): Followed {
  const { statements } = sequence;
  const nothing: Followed = {
    sequence: { statements: [], lines: [] },
    start,
    outcomes: [],
    totals: NO_TOTALS,
    tally: Tally.NONE,
    eventful: select([], isEventful),
    defining: select([], isDefining),
    reusing: select([], isReusing),
    names: NameTable.EMPTY,
  };
  const change: Change = { start: 0, end: statements.length, moved: statements.length };
  return new Follower(sequence, start, context, { followed: nothing, change, blocks: new Set() }).run();
}

const isEventful = ({ eventful }: Outcome): boolean => eventful;

const isDefining = ({ defines }: Outcome): boolean => defines.length > 0;

const isReusing = (statement: Statement): boolean => wordsOf(statement).has("reuse");

/** The names that a statement's meaning may depend on where it stands: what definitions hold is run elsewhere. */
function wordsOf(statement: Statement): ReadonlySet<string> {
  return statement.type === "block" || statement.type === "network" ? NO_WORDS : statement.words;
}

const NO_WORDS: ReadonlySet<string> = new Set();

class Follower implements RunSoFar {
  private readonly statements: List<Statement>;
  private readonly change: Change;
  private readonly context: Context;
  private readonly names: NamesInProgress;
  private readonly reusing: Selection<Statement>;
  /** The statement that is being run. */
  private running = 0;
  /** Whether it has asked for the names around it. */
  private advised = false;
  private namesBefore: NamesBefore | null = null;
  readonly ran: number[] = [];
  readonly found: Outcome[] = [];
  readonly definers: number[] = [];

  constructor(
    private readonly sequence: Sequence,
    private readonly start: Scope,
    context: Context,
    private readonly before: Known,
  ) {
    const { followed, change, blocks } = before;
    const { statements } = sequence;
    this.statements = statements;
    this.change = change;
    this.context = { ...context, others: () => this.others(), named: (name) => this.named(name) };
    this.reusing = reselect(statements, isReusing, followed.reusing, this.change);
    this.names = new NamesInProgress(followed.names, this.change);
    for (const name of [...blocks, ...changedNames(followed.start, start)]) this.names.changed.add(name);
  }

  run(): Followed {
    const { start, end, moved } = this.change;
    const { outcomes: old } = this.before.followed;
    this.names.removed(old.slice(Math.max(start, end), end - moved));
    let current: Tensor | null = null;
    for (let index = 0; index < this.statements.length; ) {
      const twin = index < end ? index : index - moved;
      const known = index < start || index >= end;
      if (known && sameTensor(twin === 0 ? null : old.at(twin - 1)!.after, current)) {
        const next = this.nextToRun(index);
        if (next > index) {
          current = old.at(twin + next - index - 1)!.after;
          index = next;
          continue;
        }
      }
      const outcome = this.runOne(this.statements.at(index)!, index, current);
      this.names.ran(index, outcome, known || index < end - moved ? old.at(twin)! : null);
      this.ran.push(index);
      if (isDefining(outcome)) this.definers.push(this.found.length);
      this.found.push(outcome);
      current = outcome.after;
      index++;
    }
    return this.finished();
  }

  /** The first statement from an index on whose meaning differs, though the tensor that it gets does not. */
  private nextToRun(index: number): number {
    const { start, end, moved } = this.change;
    const last = index < start ? start : this.statements.length;
    const { changed, reworded } = this.names;
    if (changed.size > 0) {
      const { outcomes } = this.before.followed;
      const offset = index < end ? 0 : moved;
      for (let next = index; next < last; next++) {
        const words = wordsOf(this.statements.at(next)!);
        // Advice may speak of any name.
        if (outcomes.at(next - offset)!.faulty || intersects(words, changed)) return next;
        if (words.has("reuse") && this.names.mayRunOther(words)) return next;
      }
    } else if (reworded.size > 0) {
      const { indices } = this.reusing;
      for (let at = lowerBound(indices, index); at < indices.length && indices[at]! < last; at++)
        if (this.names.mayRunOther(wordsOf(this.statements.at(indices[at]!)!))) return indices[at]!;
    }
    return last;
  }

  private runOne(statement: Statement, index: number, current: Tensor | null): Outcome {
    this.running = index;
    const uses = this.namesIn(statement);
    const { spending } = this.context;
    const known = spending.apart ? null : remembered(statement, current, uses, this.context);
    if (known) return known;
    const scope = uses.reduce((inner, entry) => inner.with(entry), Scope.EMPTY);
    this.advised = false;
    const outcome = runStatement(statement, { current, scope }, this.context);
    // What names others in scope as advice holds here only, and what there was no time for holds nowhere else. A statement
    // that defines is one of its kind; what is run again has names of its own, which say what it means as well.
    const keeps = spending.apart === null && !spending.over && !wordsOf(statement).has("reuse");
    if (keeps && statement.type === "line" && !statement.defines && !this.advised)
      remember(statement, current, uses, this.context, outcome);
    return outcome;
  }

  /** The entries of the names that a statement uses. */
  private namesIn(statement: Statement): readonly Entry[] {
    if (this.names.none && this.start.empty) return NO_ENTRIES;
    const entries: Entry[] = [];
    for (const word of wordsOf(statement)) {
      const entry = this.named(word);
      if (entry) entries.push(entry);
    }
    return entries.length === 0 ? NO_ENTRIES : entries;
  }

  /** What a name means to the statement being run. */
  private named(name: string): Entry | undefined {
    return this.names.lookup(name, this.running) ?? this.start.lookup(name);
  }

  /** What the statement being run could name. */
  private others(): Others {
    this.advised = true;
    this.namesBefore ??= namesBefore(this.start, this.before.followed, this.change, this);
    return this.namesBefore.of(this.running);
  }

  private finished(): Followed {
    const { followed } = this.before;
    const { start, reusing } = this;
    const outcomes = this.assembled();
    const first = this.ran[0] ?? this.change.start;
    const last = this.ran[this.ran.length - 1] ?? -1;
    const range: Change = {
      start: Math.min(first, this.change.start),
      end: Math.max(last + 1, this.change.end),
      moved: this.change.moved,
    };
    const gone = this.gone();
    const defining = reselect(outcomes, isDefining, followed.defining, range);
    return {
      sequence: this.sequence,
      start,
      outcomes,
      totals: totalsAfter(followed, outcomes, gone, this.found),
      tally: followed.tally.changed(gone, this.found),
      eventful: reselect(outcomes, isEventful, followed.eventful, range),
      defining,
      reusing,
      names: this.names.finish(outcomes, defining.indices),
    };
  }

  /** What was before, with what has been run in its places. */
  private assembled(): List<Outcome> {
    const { start, end, moved } = this.change;
    const { outcomes: old } = this.before.followed;
    if (this.ran.length === 0 && moved === 0) return old;
    if (this.ran.length === this.statements.length) return this.found;
    // Most of what has been run stands in one row, where the text has changed.
    const first = lowerBound(this.ran, start);
    const behind = lowerBound(this.ran, end);
    let outcomes = spliced(old, start, end - moved, this.found.slice(first, behind));
    for (let at = first === 0 ? behind : 0; at < this.ran.length; ) {
      const from = at;
      const stop = from < first ? first : this.ran.length;
      const index = this.ran[from]!;
      do at++;
      while (at < stop && this.ran[at] === index + at - from);
      outcomes = spliced(outcomes, index, index + at - from, this.found.slice(from, at));
      if (at === first) at = behind;
    }
    return outcomes;
  }

  /** The outcomes of before that no longer hold: those in the place of the change, and those that were run again. */
  private gone(): Outcome[] {
    const { start, end, moved } = this.change;
    const { outcomes: old } = this.before.followed;
    const gone = old.slice(start, end - moved);
    for (let at = 0; at < this.ran.length; ) {
      const from = at;
      const index = this.ran[from]!;
      const stop = index < start ? start : index < end ? end : this.statements.length;
      // Often all that stands behind the change: taken as one row.
      do at++;
      while (this.ran[at] === index + at - from && this.ran[at]! < stop);
      if (index >= start && index < end) continue;
      const twin = index < start ? index : index - moved;
      for (const outcome of old.slice(twin, twin + at - from)) gone.push(outcome);
    }
    return gone;
  }
}

/** The sums: those of before, less what is gone, and what has come; counts are whole, so that this is exact. */
function totalsAfter(
  { totals }: Followed,
  outcomes: List<Outcome>,
  gone: readonly Outcome[],
  come: readonly Outcome[],
): Totals {
  if (come.length * 4 > outcomes.length || isOverflow(totals)) return sumOver(outcomes);
  const [less, more] = [sumOver(gone), sumOver(come)];
  return less === more ? totals : addTotals(subtractTotals(totals, less), more);
}

/** A change without the elements at its ends that are the same after all. */
function narrowed<T>(change: Change | null, list: List<T>, old: List<T>): Change {
  if (change === null) return changeBetween(list, old);
  let { start, end } = change;
  const { moved } = change;
  while (start < end && start < end - moved && list.at(start) === old.at(start)) start++;
  while (end > start && end - moved > start && list.at(end - 1) === old.at(end - moved - 1)) end--;
  return { start, end, moved };
}

/** The names that mean different things in two scopes. */
function changedNames(a: Scope, b: Scope): string[] {
  if (a === b) return [];
  const names = new Set([...a.names(), ...b.names()]);
  return [...names].filter((name) => !sameEntry(a.lookup(name), b.lookup(name)));
}

function intersects(words: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  const [few, many] = words.size < names.size ? [words, names] : [names, words];
  for (const word of few) if (many.has(word)) return true;
  return false;
}
