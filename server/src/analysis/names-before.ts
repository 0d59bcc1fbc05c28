// What stands before the statement that is being run and may be named in it, for advice: of many, the nearest.

import { MOST_NAMES } from "../base/few";
import { type Name, nameOf } from "../base/nearest";
import { type Change, lowerBound } from "../base/selection";
import type { Others } from "../model/expression";
import type { Entry, Scope } from "../model/scope";
import type { Followed } from "./follow";
import type { Outcome } from "./run";

/** What has been run of a sequence so far. */
export interface RunSoFar {
  /** The indices of the statements, in order. */
  readonly ran: readonly number[];
  readonly found: readonly Outcome[];
  /** Which of those define a name. */
  readonly definers: readonly number[];
}

/** The last of what stands before a statement, behind what holds outside; copied, as more is to come. */
class Nearest implements Others {
  readonly names: readonly Name[];
  private readonly length: number;

  constructor(
    private readonly outer: Others,
    private readonly inner: readonly Entry[],
    names: readonly Name[],
  ) {
    this.length = names.length;
    const nearest = names.slice(-MOST_NAMES);
    this.names = outer.names.length === 0 ? nearest : [...outer.names, ...nearest];
  }

  /** Seldom asked for. */
  get entries(): readonly Entry[] {
    return [...this.outer.entries, ...this.inner.slice(0, this.length).slice(-MOST_NAMES)];
  }
}

export interface NamesBefore {
  /** What a statement may name; no other may have been asked for that stands behind it. */
  of(index: number): Others;
}

/** What stands before the statements of a sequence that is being run, given what holds before the first one. */
export function namesBefore(
  start: Scope,
  before: Pick<Followed, "outcomes" | "defining">,
  change: Change,
  run: RunSoFar,
): NamesBefore {
  return new GatheredNames(start, before, change, run);
}

/** Wrong lines ask one after the other, often by the thousand: what stood before the last one stands before the next. */
class GatheredNames implements NamesBefore {
  /** What holds before the first statement, the innermost last. */
  private readonly outer: Others;
  /** The nearest last. */
  private entries: Entry[] = [];
  private names: Name[] = [];
  /** What the statements before this index bring is in the lists. */
  private end = 0;
  private answer: Others | null = null;

  constructor(
    start: Scope,
    private readonly before: Pick<Followed, "outcomes" | "defining">,
    private readonly change: Change,
    private readonly run: RunSoFar,
  ) {
    const names = start.innermost(MOST_NAMES).reverse();
    this.outer = {
      entries: names.map(({ text }) => start.lookup(text)!),
      names,
    };
  }

  of(index: number): Others {
    if (this.answer !== null && index === this.end) return this.answer;
    for (const outcome of this.between(this.end, index).reverse())
      for (const entry of outcome.defines) {
        this.entries.push(entry);
        this.names.push(nameOf(entry.name));
      }
    this.end = index;
    if (this.entries.length > 2 * MOST_NAMES) {
      this.entries = this.entries.slice(-MOST_NAMES);
      this.names = this.names.slice(-MOST_NAMES);
    }
    this.answer = new Nearest(this.outer, this.entries, this.names);
    return this.answer;
  }

  /** The outcomes that define a name from one statement to before another, the last one first; of many, the last. */
  private between(from: number, to: number): Outcome[] {
    const { outcomes: old, defining } = this.before;
    const { start, moved } = this.change;
    const { ran, found, definers } = this.run;
    const between: Outcome[] = [];
    let position = definers.length - 1;
    let kept = lowerBound(defining.indices, this.oldEnd(to)) - 1;
    const earliest = lowerBound(defining.indices, this.oldEnd(from));
    while (between.length < MOST_NAMES) {
      // An old one stands where it stood, or behind the change; unless it is gone or has been run again.
      let index = -1;
      for (; kept >= earliest && index < 0; kept--) {
        const twin = defining.indices[kept]!;
        const now = twin < start ? twin : this.isGone(twin) ? -1 : twin + moved;
        if (now >= 0 && ran[lowerBound(ran, now)] !== now) index = now;
      }
      const latest = position < 0 ? -1 : ran[definers[position]!]!;
      if (Math.max(index, latest) < from) break;
      if (index > latest) between.push(old.at(defining.indices[kept + 1]!)!);
      else {
        between.push(found[definers[position--]!]!);
        if (index >= 0) kept++;
      }
    }
    return between;
  }

  private isGone(twin: number): boolean {
    const { start, end, moved } = this.change;
    return twin >= start && twin < end - moved;
  }

  /** The first of the old statements that does not stand before a statement. */
  private oldEnd(index: number): number {
    const { start, end, moved } = this.change;
    return index <= start ? index : index >= end ? index - moved : end - moved;
  }
}
