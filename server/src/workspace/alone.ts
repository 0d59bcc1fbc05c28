// The statements whose problems are theirs alone: told by what the statement does and where it stands, whatever else is
// in the file. They are found once and kept while both are the same, so that a file may be full of problems.

import type { Outcome, Part, Run } from "../analysis/run";
import type { LineTable } from "../syntax/lines";
import type { FileProblem, PlacedFact } from "./problems";

type Problems = readonly FileProblem[];

/** What the statements of a file or network told that are eventful, in order. */
interface Told {
  readonly outcomes: readonly Outcome[];
  /** Where their statements begin. */
  readonly lines: readonly number[];
  /** Null where it is not theirs alone. */
  readonly problems: readonly (Problems | null)[];
}

const NOTHING: Told = { outcomes: [], lines: [], problems: [] };

/** What was told last, by what the versions of a document share, and by network. */
const latest = new WeakMap<LineTable, ReadonlyMap<string, Told>>();

/** What the statements of a document tell, as far as it is what they told in the version before. */
export class Telling {
  private readonly now = new Map<string, Told>();

  constructor(private readonly table: LineTable) {}

  /**
   * For each outcome, and the line that its statement begins on, what it tells: `find` finds what is not known, by its
   * index, and answers null for what is not a statement's alone.
   */
  of(
    network: string,
    outcomes: readonly Outcome[],
    lines: readonly number[],
    find: (index: number) => Problems | null,
  ): Told["problems"] {
    const old = latest.get(this.table)?.get(network) ?? NOTHING;
    const moved = outcomes.length - old.outcomes.length;
    const same = (index: number, before: number): boolean =>
      outcomes[index] === old.outcomes[before] && lines[index] === old.lines[before];
    let start = 0;
    let end = outcomes.length;
    while (start < end && start < end - moved && same(start, start)) start++;
    while (end > start && end - moved > start && same(end - 1, end - 1 - moved)) end--;
    const changed: (Problems | null)[] = [];
    for (let index = start; index < end; index++) changed.push(find(index));
    const problems = old.problems.slice(0, start).concat(changed, old.problems.slice(end - moved));
    this.now.set(network, { outcomes, lines, problems });
    return problems;
  }

  /** All has been told: the next version may ask for it. */
  done(): void {
    latest.set(this.table, this.now);
  }
}

const toldOfNames = new WeakMap<readonly PlacedFact[], Problems>();

/** What is told of a report that is the same from version to version; `find` finds it. */
export function toldOf(report: readonly PlacedFact[], find: () => Problems): Problems {
  let problems = toldOfNames.get(report);
  if (problems === undefined) {
    problems = find();
    toldOfNames.set(report, problems);
  }
  return problems;
}

/** Whether nothing that is wrong in an outcome stands in a block, or elsewhere, where others may meet it too. */
export function isAlone({ parts }: Outcome): boolean {
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
