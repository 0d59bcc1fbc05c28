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

/** How many parts these are, those inside of an `if` in its place. */
export function openedCount(parts: readonly Part[]): number {
  let count = 0;
  for (const part of parts) {
    if (isOpen(part)) for (const outcome of part.run.outcomes) count += openedCount(outcome.parts);
    else count++;
  }
  return count;
}

/** The checks of an arm and of those in it, as they are those of its `if`. */
export function checksWithin(arm: Run): Check[] {
  const found: Check[] = [];
  let before = 0;
  const look = ({ outcomes, sequence }: Run, base: number): void => {
    for (const [index, { checks, parts }] of outcomes.entries()) {
      const line = base + sequence.lines[index]!;
      for (const check of checks)
        found.push({ ...check, span: shift(check.span, line), position: before + check.position });
      for (const part of parts) {
        if (isOpen(part)) look(part.run, line);
        else before++;
      }
    }
  };
  look(arm, 0);
  return found;
}
