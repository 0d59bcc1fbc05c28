// The names that are visible at a place: an immutable chain, so that every statement keeps the scope it was read in.

import { type Name, nameOf } from "../base/nearest";
import { type Shape, sameShape } from "../catalogue/shape";
import type { StatementOf } from "../syntax/ast";
import { sameValue, type Value } from "./value";

export interface Entry {
  readonly name: string;
  readonly role: "let" | "label" | "parameter" | "index";
  readonly value: Value;
  /** The labelled line, for `reuse`. */
  readonly line: StatementOf<"line"> | null;
  /** What that line was first run on. */
  readonly input?: Shape | null;
}

const INDEX_EVERY = 64;

export class Scope {
  static readonly EMPTY = new Scope(null, null);
  private readonly size: number;
  private index: Map<string, Entry> | null = null;
  private named: Name | null = null;

  private constructor(
    private readonly parent: Scope | null,
    readonly entry: Entry | null,
  ) {
    this.size = parent ? parent.size + 1 : 0;
  }

  get outer(): Scope | null {
    return this.parent;
  }

  get empty(): boolean {
    return this.size === 0;
  }

  with(entry: Entry): Scope {
    return new Scope(this, entry);
  }

  lookup(name: string): Entry | undefined {
    for (let scope: Scope | null = this; scope?.entry; scope = scope.parent) {
      if (scope.entry.name === name) return scope.entry;
      // Far down the chain a map answers, made once.
      if (scope.size % INDEX_EVERY === 0) return scope.indexed().get(name);
    }
    return undefined;
  }

  private indexed(): Map<string, Entry> {
    if (this.index) return this.index;
    const entries: Entry[] = [];
    let base: Scope | null = this;
    for (; base?.entry && !base.index; base = base.parent) entries.push(base.entry);
    const index = new Map(base?.index ?? []);
    for (const entry of entries.reverse()) index.set(entry.name, entry);
    this.index = index;
    return index;
  }

  /** The names that stand nearest, at most so many. They are kept, as wrong lines ask for them by the thousand. */
  innermost(most: number): Name[] {
    const names: Name[] = [];
    for (let scope: Scope | null = this; scope?.entry && names.length < most; scope = scope.parent) {
      scope.named ??= nameOf(scope.entry.name);
      names.push(scope.named);
    }
    return names;
  }

  /** Names from the innermost to the outermost. */
  *names(): Generator<string> {
    for (let scope: Scope | null = this; scope?.entry; scope = scope.parent) yield scope.entry.name;
  }
}

/** Whether two entries mean the same to all that only takes their values: `reuse` alone runs the line again. */
export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === b) return true;
  return (
    a !== undefined &&
    b !== undefined &&
    a.role === b.role &&
    sameValue(a.value, b.value) &&
    sameShape(a.input ?? null, b.input ?? null)
  );
}
