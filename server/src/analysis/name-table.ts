// The names that the statements of a file or network define, and from where on each is known.

import { copied } from "../base/copied";
import type { List } from "../base/list";
import type { Change } from "../base/selection";
import { type Entry, sameEntry } from "../model/scope";
import type { StatementOf } from "../syntax/ast";
import type { Outcome } from "./run";

/** An entry, and the index of the statement that defines it. */
interface Placed {
  readonly index: number;
  readonly entry: Entry;
}

type Lists = ReadonlyMap<string, readonly Placed[]>;

/** So many lists may differ from the ones underneath before all are put into one map again. */
const MOST_OVERLAID = 64;

/** Names of one state of a sequence. */
export class NameTable {
  static readonly EMPTY = new NameTable(new Map(), new Map());

  private constructor(
    private readonly base: Lists,
    private readonly overlay: Lists,
  ) {}

  static of(outcomes: List<Outcome>, indices: readonly number[]): NameTable {
    if (indices.length === 0) return NameTable.EMPTY;
    const lists = new Map<string, Placed[]>();
    for (const index of indices) for (const entry of outcomes.at(index)!.defines) place(lists, index, entry);
    return new NameTable(lists, new Map());
  }

  /** The names whose lists are known. */
  static with(lists: Lists): NameTable {
    return new NameTable(lists, new Map());
  }

  list(name: string): readonly Placed[] {
    return this.overlay.get(name) ?? this.base.get(name) ?? NONE;
  }

  get empty(): boolean {
    return this.base.size === 0 && this.overlay.size === 0;
  }

  /** The same with other lists for some names. */
  with(lists: Lists): NameTable {
    const overlay = copied(this.overlay);
    for (const [name, list] of lists) overlay.set(name, list);
    return overlay.size <= MOST_OVERLAID
      ? new NameTable(this.base, overlay)
      : new NameTable(new Map([...this.base, ...overlay]), new Map());
  }
}

const NONE: readonly Placed[] = [];

function place(lists: Map<string, Placed[]>, index: number, entry: Entry): void {
  const list = lists.get(entry.name);
  if (list) list.push({ index, entry });
  else lists.set(entry.name, [{ index, entry }]);
}

/** Where in a list the first place stands that is not before an index. */
function firstFrom(list: readonly Placed[], index: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So many lines are looked at, as they may run one another in a long chain; what may run more than these is run. */
const MOST_REACHED = 40;

/** The names while statements are run: those of the state before, as far as they hold, and those found since. */
export class NamesInProgress {
  private readonly found = new Map<string, Placed[]>();
  /** The statements that are run again, by index, whose names in the table before no longer hold. */
  private readonly again = new Set<number>();
  /** How far the lists of the state before have been gone through, and the last place in each that holds. */
  private readonly reached = new Map<string, { next: number; last: Placed | null }>();
  /** Names that mean something else than before, or are no longer there. */
  readonly changed = new Set<string>();
  /** Names whose line is another, though they mean the same. */
  readonly reworded = new Set<string>();

  constructor(
    private readonly before: NameTable,
    private readonly change: Change,
  ) {}

  /** Whether no statement defines any name. */
  get none(): boolean {
    return this.before.empty && this.found.size === 0;
  }

  /** Whether a `reuse` among these words may run another line again than before, or one that uses a name that is another. */
  mayRunOther(words: ReadonlySet<string>): boolean {
    const reached = new Set(words);
    let left = MOST_REACHED;
    for (const word of reached) {
      if (this.changed.has(word) || this.reworded.has(word)) return true;
      for (const line of this.linesOf(word)) {
        if (left-- === 0) return true;
        for (const inner of line.words) reached.add(inner);
      }
    }
    return false;
  }

  /** The lines that a name stood or stands for anywhere. */
  private *linesOf(name: string): Generator<StatementOf<"line">> {
    for (const { entry } of this.before.list(name)) if (entry.line) yield entry.line;
    for (const { entry } of this.found.get(name) ?? NONE) if (entry.line) yield entry.line;
  }

  /** What a name means to the statement at an index, which is never before one that has been asked for. */
  lookup(name: string, index: number): Entry | undefined {
    const old = this.kept(name, index);
    const found = this.found.get(name);
    // What has been run stands before what is being run.
    const last = found?.[found.length - 1];
    return (last && (!old || last.index >= old.index) ? last : old)?.entry;
  }

  /** The last place before an index that defined a name before, and still does: gone through once, from place to place. */
  private kept(name: string, index: number): Placed | null {
    const list = this.before.list(name);
    if (list.length === 0) return null;
    const until = this.stood(index);
    let reached = this.reached.get(name);
    if (reached === undefined) {
      reached = { next: firstFrom(list, until), last: null };
      for (let at = reached.next - 1; at >= 0 && reached.last === null; at--)
        reached.last = this.placed(list[at]!);
      this.reached.set(name, reached);
    }
    for (; reached.next < list.length && list[reached.next]!.index < until; reached.next++)
      reached.last = this.placed(list[reached.next]!) ?? reached.last;
    return reached.last;
  }

  /** A statement has been run; `twin` is what it did before, where it was there. */
  ran(index: number, outcome: Outcome, twin: Outcome | null): void {
    if (outcome.defines.length === 0 && (twin === null || twin.defines.length === 0)) return;
    if (twin && twin.defines.length > 0) this.again.add(index);
    // Of several, the last one holds.
    const before = new Map(twin?.defines.map((entry) => [entry.name, entry]));
    const gone = new Set(before.keys());
    for (const entry of outcome.defines) {
      place(this.found, index, entry);
      const old = before.get(entry.name);
      if (!sameEntry(old, entry)) this.changed.add(entry.name);
      else if (old?.line !== entry.line) this.reworded.add(entry.name);
      gone.delete(entry.name);
    }
    for (const name of gone) this.changed.add(name);
  }

  /** Statements that an edit took away. */
  removed(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) for (const { name } of outcome.defines) this.changed.add(name);
  }

  /** Where a name stands now; null where its statement is gone or has been run again. */
  private placed({ index: old, entry }: Placed): Placed | null {
    const { start, end, moved } = this.change;
    if (old >= start && old < end - moved) return null;
    const index = old < start ? old : old + moved;
    return this.again.has(index) ? null : { index, entry };
  }

  /** Where what stands at an index stood: what stands before the one stood before the other. */
  private stood(index: number): number {
    const { start, end, moved } = this.change;
    if (index <= start) return index;
    return index < end ? start : index - moved;
  }

  /** The table of the state that has come about. */
  finish(outcomes: List<Outcome>, indices: readonly number[]): NameTable {
    const { start, end, moved } = this.change;
    const replaced = moved === 0 && this.changed.size === 0 && this.sameIndices(start, end);
    if (!replaced) {
      if (!this.before.empty) return NameTable.of(outcomes, indices);
      return this.found.size === 0 ? this.before : NameTable.with(this.found);
    }
    if (this.found.size === 0) return this.before;
    const lists = new Map<string, readonly Placed[]>();
    for (const [name, found] of this.found) {
      const indices = new Set(found.map(({ index }) => index));
      const rest = this.before.list(name).filter(({ index }) => !indices.has(index));
      lists.set(
        name,
        [...rest, ...found].sort((a, b) => a.index - b.index),
      );
    }
    return this.before.with(lists);
  }

  /** Whether every name found in the changed range stood at the same index before. */
  private sameIndices(start: number, end: number): boolean {
    for (const [name, found] of this.found) {
      for (const { index } of found) {
        if (index < start || index >= end) continue;
        const list = this.before.list(name);
        if (list[firstFrom(list, index)]?.index !== index) return false;
      }
    }
    return true;
  }
}
