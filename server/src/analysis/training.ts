// Outputs that exist in training only: their parameters count, their operations do not count for inference.

import type { OutputPart, Part, Run } from "./run";
import type { Totals } from "./totals";

/** The totals of a sequence without the operations that only its training outputs need. */
export function inferenceTotals(parts: readonly Part[], totals: Totals): Totals {
  const outputs = parts.filter((part): part is OutputPart => part.type === "output");
  if (!outputs.some((output) => output.training)) return totals;
  const producers = producersOf(parts);
  const trained = neededBy(parts, producers, (part) => part.type === "output" && part.training);
  const inferred = neededBy(parts, producers, (part, index) => {
    if (part.type === "output") return !part.training;
    return index === producers.last && !producers.trainingOnly.has(index);
  });
  let [macs, elementwise, unknownMacs] = [totals.macs, totals.elementwise, totals.unknownMacs];
  for (const index of trained) {
    if (inferred.has(index)) continue;
    const own = parts[index]!.totals;
    macs -= own.macs;
    elementwise -= own.elementwise;
    unknownMacs -= own.unknownMacs;
  }
  return { ...totals, macs, elementwise, unknownMacs };
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
  let current = -1;
  for (const [index, part] of parts.entries()) {
    const reads = [...referencesOf(part)].map((name) => (name === "" ? current : (labels.get(name) ?? -1)));
    of.push(reads.filter((read) => read >= 0));
    if (part.type === "output") {
      if (part.training) for (const read of reads) trainingOnly.add(read);
      continue;
    }
    current = index;
    if (part.label) labels.set(part.label, index);
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
    waiting.push(...producers.of[index]!);
  }
  return needed;
}

/** The names that a part reads, those of its bodies included; "" is the current tensor. */
function referencesOf(part: Part): Set<string> {
  const names = new Set<string>();
  collect(part, names, new Set());
  return names;
}

function collect(part: Part, names: Set<string>, seen: Set<Run>): void {
  switch (part.type) {
    case "layer":
      for (const read of part.reads) if (!read.startsWith("branch:")) names.add(read);
      break;
    case "select":
    case "output":
      names.add(part.reads);
      break;
    case "call":
      // A block sees no labels of its caller but those that it is given.
      names.add("");
      for (const reference of part.tensors.values()) names.add(reference);
      break;
    case "arm":
      collectRun(part.run, names, seen);
      break;
    case "branches":
      for (const run of part.runs) collectRun(run, names, seen);
      break;
    case "repeat":
      names.add("");
      for (const { parts, run } of part.iterations) {
        for (const inner of parts) collect(inner, names, seen);
        if (run) collectRun(run, names, seen);
      }
      break;
  }
}

function collectRun(run: Run, names: Set<string>, seen: Set<Run>): void {
  names.add("");
  if (seen.has(run)) return;
  seen.add(run);
  for (const outcome of run.outcomes) for (const part of outcome.parts) collect(part, names, seen);
}
