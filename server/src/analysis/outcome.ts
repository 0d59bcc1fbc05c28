// What a statement did, as it is kept: mostly one part, and nothing to be told.

import type { Effort } from "./effort";
import { isMarked } from "./marked";
import type { Progress } from "./progress";
import type { Outcome, Part } from "./run";
import { sumOver, type Totals } from "./totals";

/** What is beside the parts of a statement. */
type Told = Pick<Outcome, "problems" | "checks" | "ends" | "defines" | "faulty" | "eventful" | "trained">;

const NONE: readonly never[] = [];

/** Nothing: shared by most. */
const NOTHING: Told = {
  problems: NONE,
  checks: NONE,
  ends: NONE,
  defines: NONE,
  faulty: false,
  eventful: false,
  trained: false,
};

class KeptOutcome implements Outcome {
  lines: unknown = null;

  constructor(
    /** The parts; of one, the part itself, as most statements have one. */
    private readonly made: Part | readonly Part[],
    /** The sum over several parts; null for one, whose own it is. */
    private readonly sum: Totals | null,
    private readonly told: Told,
    readonly after: Outcome["after"],
    readonly effort: Effort,
  ) {}

  get parts(): readonly Part[] {
    const { made } = this;
    return isList(made) ? made : [made];
  }

  get totals(): Totals {
    return this.sum ?? (this.made as Part).totals;
  }

  get problems(): Outcome["problems"] {
    return this.told.problems;
  }

  get checks(): Outcome["checks"] {
    return this.told.checks;
  }

  get ends(): Outcome["ends"] {
    return this.told.ends;
  }

  get defines(): Outcome["defines"] {
    return this.told.defines;
  }

  get faulty(): boolean {
    return this.told.faulty;
  }

  get eventful(): boolean {
    return this.told.eventful;
  }

  get trained(): boolean {
    return this.told.trained;
  }
}

function isList(made: Part | readonly Part[]): made is readonly Part[] {
  return Array.isArray(made);
}

/** The outcome of a statement that has been run, given what it takes. */
export function outcomeOf(progress: Progress, effort: Effort): Outcome {
  const { parts } = progress;
  const { current } = progress.state;
  const first = parts[0];
  if (parts.length !== 1 || first === undefined) {
    // The list is copied without room to grow.
    return new KeptOutcome(parts.slice(), sumOver(parts), toldBy(progress), current, effort);
  }
  // A layer is at fault where something is told of it.
  const told = first.type === "layer" && progress.quiet ? NOTHING : toldBy(progress);
  return new KeptOutcome(first, null, told, current, effort);
}

function toldBy({ parts, problems, checks, ends, defines }: Progress): Told {
  const faulty = problems.length > 0 || parts.some((part) => isMarked(part, "faulty"));
  const trained = parts.some((part) => isMarked(part, "trained"));
  const eventful = faulty || trained || checks.length > 0;
  if (!eventful && ends.length === 0 && defines.length === 0) return NOTHING;
  return {
    problems: orNone(problems),
    checks: orNone(checks),
    ends: orNone(ends),
    defines: orNone(defines),
    faulty,
    eventful,
    trained,
  };
}

function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length > 0 ? list : NONE;
}
