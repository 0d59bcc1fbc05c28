// Whether an output for training is marked: asked of all that runs, where `training.ts` is loaded with the first that is.

import type { Part } from "./run";

/** Whether an output for training is marked in a part. */
export function isTrained(part: Part): boolean {
  switch (part.type) {
    case "output":
      return part.training;
    case "arm":
    case "call":
      return part.run.trained;
    case "branches":
      return part.runs.some((run) => run.trained);
    case "repeat":
      return part.iterations.some(({ parts, run }) => run?.trained || parts.some(isTrained));
    default:
      return false;
  }
}
