// The first error inside of a block's run: what a call of the block is told for, and where that is written.

import type { Part, Run } from "../analysis/run";
import type { Fact } from "../base/problem";
import { type Span, shift } from "../base/span";
import { severityOf } from "../diagnostics/lookup";
import type { BlockDefinition } from "../model/definition";

/** An error with its place. */
export interface InnerError {
  readonly fact: Fact;
  /** Counted from the block's statement; from what was asked about where `block` is null. */
  readonly span: Span;
  /** The block that it is written in, where that is a further one. */
  readonly block: BlockDefinition | null;
}

const errors = new WeakMap<Run, InnerError | "none">();

/** The first error inside a run, its own or one further in. */
export function firstError(run: Run): InnerError | null {
  if (!run.faulty) return null;
  const known = errors.get(run);
  if (known) return known === "none" ? null : known;
  const found = findError(run);
  errors.set(run, found ?? "none");
  return found;
}

function findError(run: Run): InnerError | null {
  for (const [index, outcome] of run.outcomes.entries()) {
    const line = run.sequence.lines[index]!;
    for (const { fact, span } of outcome.problems)
      if (severityOf(fact) === "error") return { fact, span: shift(span, line), block: null };
    for (const part of outcome.parts) {
      const inner = errorOfPart(part);
      if (inner) return inner.block ? inner : { ...inner, span: shift(inner.span, line) };
    }
  }
  return null;
}

/** The first error inside of what a part runs. */
export function errorOfPart(part: Part): InnerError | null {
  switch (part.type) {
    case "call": {
      const found = firstError(part.run);
      return found && { ...found, block: found.block ?? part.block };
    }
    case "arm":
      return firstError(part.run);
    case "branches":
      return first(part.runs, firstError);
    case "repeat":
      return first(
        part.iterations,
        ({ parts, run }) => first(parts, errorOfPart) ?? (run ? firstError(run) : null),
      );
    default:
      return null;
  }
}

function first<T>(list: readonly T[], find: (each: T) => InnerError | null): InnerError | null {
  for (const each of list) {
    const found = find(each);
    if (found) return found;
  }
  return null;
}
