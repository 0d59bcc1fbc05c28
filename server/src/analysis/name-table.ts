// The names that the statements of a file or network define, and from where on each is known.

import type { List } from "../base/list";
import type { Change } from "../base/selection";
import { type Entry, sameEntry } from "../model/scope";
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
    const overlay = new Map([...this.overlay, ...lists]);
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

/** The names while statements are run: those of the state before, as far as they hold, and those found since. */
export class NamesInProgress {
  private readonly found = new Map<string, Placed[]>();
  /** The statements that are run again, by index, whose names in the table before no longer hold. */
  private readonly again = new Set<number>();
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

  /** What a name means to the statement at an index. */
  lookup(name: string, index: number): Entry | undefined {
    let best: Placed | undefined;
    for (const { index: old, entry } of this.before.list(name)) {
      const placed = this.moved(old);
      if (placed !== null && placed < index && (!best || placed >= best.index))
        best = { index: placed, entry };
    }
    for (const placed of this.found.get(name) ?? NONE)
      if (placed.index < index && (!best || placed.index >= best.index)) best = placed;
    return best?.entry;
  }

  /** A statement has been run; `twin` is what it did before, where it was there. */
  ran(index: number, outcome: Outcome, twin: Outcome | null): void {
    if (outcome.defines.length === 0 && (twin === null || twin.defines.length === 0)) return;
    if (twin && twin.defines.length > 0) this.again.add(index);
    for (const entry of outcome.defines) {
      place(this.found, index, entry);
      // Of several, the last one holds.
      const old = twin?.defines.findLast((each) => each.name === entry.name);
      if (!sameEntry(old, entry)) this.changed.add(entry.name);
      else if (old?.line !== entry.line) this.reworded.add(entry.name);
    }
    for (const { name } of twin?.defines ?? [])
      if (!outcome.defines.some((each) => each.name === name)) this.changed.add(name);
  }

  /** Statements that an edit took away. */
  removed(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) for (const { name } of outcome.defines) this.changed.add(name);
  }

  /** Where a statement stands now; null where it is gone or has been run again. */
  private moved(old: number): number | null {
    const { start, end, moved } = this.change;
    if (old >= start && old < end - moved) return null;
    const index = old < start ? old : old + moved;
    return this.again.has(index) ? null : index;
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
      const rest = this.before.list(name).filter(({ index }) => !found.some((each) => each.index === index));
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
        if (!this.before.list(name).some((each) => each.index === index)) return false;
      }
    }
    return true;
  }
}
