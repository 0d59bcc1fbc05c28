// What is known of every run: whether anything in it is at fault, and whether an output for training is marked in it, for
// which `training.ts` is loaded.

import type { Part, Run } from "./run";

/** Whether a part, or what it runs, is marked so; a layer that is at fault is told in its statement. */
export function isMarked(part: Part, mark: keyof Pick<Run, "faulty" | "trained">): boolean {
  switch (part.type) {
    case "output":
      return mark === "trained" && part.training;
    case "arm":
    case "call":
      return part.run[mark];
    case "branches":
      return part.runs.some((run) => run[mark]);
    case "repeat":
      return part.iterations.some(
        ({ parts, run }) => run?.[mark] || parts.some((inner) => isMarked(inner, mark)),
      );
    default:
      return false;
  }
}
