// What an `if` runs belongs to what is around it: its labels, outputs and checks do, as if its lines stood in its place.

import { shift } from "../base/span";
import type { ArmPart, Check, Part, Run } from "./run";

export const isOpen = (part: Part): part is ArmPart => part.type === "arm" && !part.closed;

/** The parts, with those inside of an `if` in its place. */
export function opened(parts: readonly Part[]): readonly Part[] {
  return parts.some(isOpen) ? parts.flatMap((part) => (isOpen(part) ? partsOf(part.run) : part)) : parts;
}

export function partsOf(run: Run): readonly Part[] {
  return opened(run.outcomes.flatMap((outcome) => outcome.parts));
}

/** The checks of an arm, as they are those of its `if`. */
export function checksWithin({ outcomes, sequence }: Run): Check[] {
  const found: Check[] = [];
  if (!outcomes.some(({ checks }) => checks.length > 0)) return found;
  let before = 0;
  for (const [index, { checks, parts }] of outcomes.entries()) {
    const line = sequence.lines[index]!;
    for (const check of checks)
      found.push({ ...check, span: shift(check.span, line), position: before + check.position });
    before += opened(parts).length;
  }
  return found;
}
