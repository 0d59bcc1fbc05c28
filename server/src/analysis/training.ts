// Outputs that exist in training only: their parameters count, their operations do not count for inference.

import { isOpen, opened, partsOf } from "./opened";
import type { Outcome, OutputPart, Part, Run } from "./run";
import { sumTotals, type Totals } from "./totals";

/** Whether a statement marks an output, in an `if` too, whose labels and outputs are those of what is around it. */
export function putsOut({ eventful, parts }: Pick<Outcome, "eventful" | "parts">): boolean {
  return eventful && parts.some(marksOutput);
}

export function marksOutput(part: Part): boolean {
  return part.type === "output" || (isOpen(part) && part.run.outcomes.some(putsOut));
}

/** The totals of a sequence without the operations that only its training outputs need. */
export function inferenceTotals(sequence: readonly Part[], totals: Totals): Totals {
  const parts = opened(sequence);
  const outputs = parts.filter((part): part is OutputPart => part.type === "output");
  if (!outputs.some((output) => output.training)) return totals;
  const producers = producersOf(parts);
  const trained = neededBy(parts, producers, (part) => part.type === "output" && part.training);
  const inferred = neededBy(parts, producers, (part, index) => {
    if (part.type === "output") return !part.training;
    return index === producers.last && !producers.trainingOnly.has(index);
  });
  // Added up anew: with the others, the sum may be beyond what is exact.
  const kept = parts.filter((_, index) => inferred.has(index) || !trained.has(index));
  const { macs, elementwise, unknownMacs, unknownElementwise } = sumTotals(kept.map((part) => part.totals));
  return { ...totals, macs, elementwise, unknownMacs, unknownElementwise };
}

interface Producers {
  /** The parts that each part reads from. */
  readonly of: readonly (readonly number[])[];
  /** The part that makes the last tensor. */
  readonly last: number;
  /** Parts whose result is marked as a training output. */
  readonly trainingOnly: ReadonlySet<number>;
}

function producersOf(parts: readonly Part[]): Producers {
  const of: number[][] = [];
  const labels = new Map<string, number>();
  const trainingOnly = new Set<number>();
  const free = new FreeNames();
  let current = -1;
  for (const [index, part] of parts.entries()) {
    const reads = [...free.ofPart(part)].map((name) => (name === "" ? current : (labels.get(name) ?? -1)));
    of.push(reads.filter((read) => read >= 0));
    if (part.type === "output") {
      if (part.training) for (const read of reads) trainingOnly.add(read);
    } else current = part.type === "select" ? reads[0]! : index;
    if (part.label) labels.set(part.label, current);
  }
  return { of, last: current, trainingOnly };
}

function neededBy(
  parts: readonly Part[],
  producers: Producers,
  isRoot: (part: Part, index: number) => boolean,
): Set<number> {
  const needed = new Set<number>();
  const waiting = parts.flatMap((part, index) => (isRoot(part, index) ? [index] : []));
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (needed.has(index)) continue;
    needed.add(index);
    for (const read of producers.of[index]!) waiting.push(read);
  }
  return needed;
}

/** The names that parts read from around them; "" is the current tensor. */
class FreeNames {
  /** Equal lines have one run. */
  private readonly known = new Map<Run, ReadonlySet<string>>();

  ofPart(part: Part): ReadonlySet<string> {
    switch (part.type) {
      case "layer":
        return new Set(part.reads.filter((read) => !read.startsWith("branch:")));
      case "select":
      case "output":
        return new Set([part.reads]);
      case "call":
        // A block sees no labels of its caller but those that it is given.
        return new Set(["", ...part.tensors.values()]);
      case "arm":
        return this.ofRun(part.run);
      case "branches":
        return union(part.runs.map((run) => this.ofRun(run)));
      case "repeat": {
        const bodies = part.iterations.flatMap(({ parts, run }) => [
          this.ofParts(parts),
          ...(run ? [this.ofRun(run)] : []),
        ]);
        return union([CURRENT, ...bodies]);
      }
      default:
        return NOTHING;
    }
  }

  private ofRun(run: Run): ReadonlySet<string> {
    let names = this.known.get(run);
    if (names === undefined) {
      names = this.ofParts(partsOf(run));
      this.known.set(run, names);
    }
    return names;
  }

  /** Those of a body, whose own labels end with it. */
  private ofParts(parts: readonly Part[]): ReadonlySet<string> {
    const names = new Set<string>();
    const own = new Set<string>();
    // Whether the current tensor is still that which the body starts from.
    let starting = true;
    for (const part of parts) {
      for (const name of this.ofPart(part)) {
        if (name === "" || name === "in") {
          if (starting || name === "in") names.add("");
        } else if (!own.has(name)) names.add(name);
      }
      if (part.type !== "output" && !(part.type === "select" && part.reads === "")) starting = false;
      if (part.label) own.add(part.label);
    }
    return starting ? names.add("") : names;
  }
}

const NOTHING: ReadonlySet<string> = new Set();
const CURRENT: ReadonlySet<string> = new Set([""]);

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const set of sets) for (const name of set) all.add(name);
  return all;
}
