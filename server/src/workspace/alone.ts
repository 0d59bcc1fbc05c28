// The statements whose problems are theirs alone: told by what the statement does and where it stands, whatever else is
// in the file. They are found once and kept while both are the same, so that a file may be full of problems.

import type { Outcome, Part, Run } from "../analysis/run";
import type { FileProblem, PlacedFact } from "./problems";

/** What outcomes tell, by the line of their statement, as equal lines have one outcome; null where it is not theirs alone. */
const told = new WeakMap<Outcome, Map<number, readonly FileProblem[]> | null>();

/** So many places of one outcome are kept: each line that is inserted above moves them all. */
const MOST_PLACES = 20_000;

/**
 * The problems of an outcome whose statement begins at a line; `find` finds those that are not known. Null where others
 * may meet some of them too.
 */
export function toldAt(
  outcome: Outcome,
  line: number,
  find: () => readonly FileProblem[],
): readonly FileProblem[] | null {
  let places = told.get(outcome);
  if (places === undefined) {
    places = isAlone(outcome) ? new Map() : null;
    told.set(outcome, places);
  }
  if (places === null) return null;
  let problems = places.get(line);
  if (problems === undefined) {
    problems = find();
    if (places.size >= MOST_PLACES) places.clear();
    places.set(line, problems);
  }
  return problems;
}

const toldOfPlaced = new WeakMap<PlacedFact, readonly FileProblem[]>();

/** What is told of something that keeps its place as long as it is the same. */
export function toldOf(placed: PlacedFact, find: () => readonly FileProblem[]): readonly FileProblem[] {
  let problems = toldOfPlaced.get(placed);
  if (problems === undefined) {
    problems = find();
    toldOfPlaced.set(placed, problems);
  }
  return problems;
}

/** Whether nothing that is wrong in an outcome stands in a block, or elsewhere, where others may meet it too. */
function isAlone({ parts }: Outcome): boolean {
  return parts.every(isOwn);
}

function isOwn(part: Part): boolean {
  if (part.again) return false;
  switch (part.type) {
    case "call":
      return !part.run.faulty;
    case "arm":
      return isOwnRun(part.run);
    case "branches":
      return part.runs.every(isOwnRun);
    case "repeat":
      return part.iterations.every(({ parts, run }) => parts.every(isOwn) && (run === null || isOwnRun(run)));
    default:
      return true;
  }
}

function isOwnRun(run: Run): boolean {
  return !run.faulty || run.outcomes.every(isAlone);
}
