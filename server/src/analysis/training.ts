// Outputs that exist in training only: their parameters count, their operations do not count for inference.

import { isMarked } from "./marked";
import { opened, openedCount } from "./opened";
import type { Part, RepeatPart, Run } from "./run";
import { addTotals, NO_TOTALS, scaleTotals, sumTotals, type Totals } from "./totals";

/** What inference runs of each part of a sequence, those in an `if` apart; null where that is all of them. */
export function inferredOf(sequence: readonly Part[], inner: boolean): readonly Totals[] | null {
  if (!sequence.some((part) => isMarked(part, "trained"))) return null;
  const parts = opened(sequence);
  const within: Within = { in: "", keeps: inner };
  // The last tensor is an output, unless it is marked as one for training.
  const { names, lastIsMarked } = neededByParts(parts, IS_LAST, within);
  const marked = lastIsMarked || [...names.values()].some(isMarkedLast);
  return neededByParts(parts, marked ? 0 : INFERENCE, within).kept;
}

/** What inference runs of each statement of a network. */
export function inferredByStatement(outcomes: Run["outcomes"]): readonly Totals[] {
  const kept = outcomes.some(({ trained }) => trained)
    ? inferredOf(
        outcomes.flatMap(({ parts }) => parts),
        false,
      )
    : null;
  if (kept === null) return outcomes.map(({ totals }) => totals);
  let next = 0;
  return outcomes.map(({ parts }) => {
    const from = next;
    next += openedCount(parts);
    return sumTotals(kept.slice(from, next));
  });
}

/** The totals of a sequence without the operations that only its training outputs need; `inner`: of a block or a repeat. */
export function inferenceTotals(sequence: readonly Part[], totals: Totals, inner: boolean): Totals {
  const kept = inferredOf(sequence, inner);
  if (kept === null) return totals;
  // Added up anew: with the others, the sum may be beyond what is exact.
  const { macs, elementwise, unknownMacs, unknownElementwise } = sumTotals(kept);
  return { ...totals, macs, elementwise, unknownMacs, unknownElementwise };
}

/** Which outputs need a tensor, and which it is itself: one bit each. */
type Need = number;
const INFERENCE = 1;
const TRAINING = 2;
/** It is marked for training. */
const IS_MARKED = 4;
/** It is the last one. */
const IS_LAST = 8;
/** What holds of the tensors that one is made of, too. */
const PASSED_ON = INFERENCE | TRAINING;

const isMarkedLast = (need: Need): boolean => (need & IS_MARKED) !== 0 && (need & IS_LAST) !== 0;

/** What makes a tensor: a part, or what has a name around the body; "" is what the body starts from. */
type Source = number | string;

/** Where a body stands. */
interface Within {
  /** What `in` is: what the body starts from, or that of what is around it. */
  readonly in: "" | "in";
  /** Whether branches in it keep its `in`. */
  readonly keeps: boolean;
}

const BODY: Within = { in: "", keeps: true };
const BRANCH: Within = { in: "", keeps: false };
const BRANCH_OF_BODY: Within = { in: "in", keeps: true };

/** What the names of a sequence mean at each of its parts. */
class Sources {
  readonly last: Source;
  private readonly before: Source[] = [];
  private readonly labels = new Map<string, { readonly at: number; readonly source: Source }[]>();

  constructor(
    parts: readonly Part[],
    private readonly within: Within,
  ) {
    let current: Source = "";
    for (const [index, part] of parts.entries()) {
      this.before.push(current);
      if (part.type === "select") current = this.of(part.reads, index);
      else if (part.type !== "output") current = index;
      if (part.label === null) continue;
      const known = this.labels.get(part.label);
      if (known) known.push({ at: index, source: current });
      else this.labels.set(part.label, [{ at: index, source: current }]);
    }
    this.last = current;
  }

  /** What a name means to a part. */
  of(name: string, index: number): Source {
    if (name === "") return this.before[index]!;
    if (name === "in") return this.within.in;
    const meanings = this.labels.get(name) ?? [];
    let [low, high] = [0, meanings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (meanings[middle]!.at < index) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? name : meanings[low - 1]!.source;
  }
}

/** What a body does for inference, and what it needs from around it. */
interface Needed {
  readonly kept: readonly Totals[];
  readonly names: ReadonlyMap<string, Need>;
  /** Whether something makes the last tensor that is marked for training. */
  readonly lastIsMarked: boolean;
}

/** Follows what outputs need from the last part of a body to the first, and into what its parts run. */
function neededByParts(parts: readonly Part[], result: Need, within: Within): Needed {
  const sources = new Sources(parts, within);
  const needs = new Map<Source, Need>();
  const need = (source: Source, by: Need): void => {
    if (by !== 0) needs.set(source, (needs.get(source) ?? 0) | by);
  };
  const kept: Totals[] = new Array(parts.length);
  let lastIsMarked = false;
  need(sources.last, result);
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index]!;
    const inner = neededByPart(part, needs.get(index) ?? 0, within);
    kept[index] = inner.kept.length === 1 ? inner.kept[0]! : sumTotals(inner.kept);
    lastIsMarked ||= inner.lastIsMarked;
    for (const [name, by] of inner.names) need(sources.of(name, index), by);
  }
  const names = new Map<string, Need>();
  for (const [source, by] of needs) if (typeof source === "string") names.set(source, by);
  return { kept, names, lastIsMarked };
}

/** By run: equal lines have one, and each body that is around it asks for the same. */
const known = new WeakMap<Run, Map<string, Needed>>();

function neededByRun(run: Run, result: Need, within: Within): Needed {
  let all = known.get(run);
  if (all === undefined) {
    all = new Map();
    known.set(run, all);
  }
  const key = `${result} ${within.in} ${within.keeps}`;
  let needed = all.get(key);
  if (needed === undefined) {
    const parts = opened(run.outcomes.flatMap((outcome) => outcome.parts));
    const { kept, names, lastIsMarked } = neededByParts(parts, result, within);
    needed = { kept: [sumTotals(kept)], names, lastIsMarked };
    all.set(key, needed);
  }
  return needed;
}

function neededByPart(part: Part, result: Need, within: Within): Needed {
  const inBranch = within.keeps ? BRANCH_OF_BODY : BRANCH;
  switch (part.type) {
    case "layer":
      return { ...ran(result, part), names: named(part.reads, result & PASSED_ON) };
    case "output": {
      const names = named([part.reads], part.training ? TRAINING | IS_MARKED : INFERENCE);
      return { kept: NOTHING, names, lastIsMarked: false };
    }
    case "select":
      return { kept: NOTHING, names: NO_NAMES, lastIsMarked: false };
    case "input":
    case "unknown":
      return { ...ran(result, part), names: NO_NAMES };
    case "arm":
      return neededByRun(part.run, result, inBranch);
    case "branches": {
      const merge = ran(result, part.merge);
      const runs = part.runs.map((run) => neededByRun(run, result & PASSED_ON, inBranch));
      const kept = [...merge.kept, ...runs.flatMap((run) => run.kept)];
      return { kept, names: union(runs.map((run) => run.names)), lastIsMarked: merge.lastIsMarked };
    }
    case "call": {
      // A block sees no labels of its caller but those that it is given.
      const { kept, names, lastIsMarked } = neededByRun(part.run, result, BODY);
      const given = new Map<string, Need>();
      for (const [name, by] of names) {
        const tensor = name === "" ? "" : part.tensors.get(name);
        if (tensor !== undefined) given.set(tensor, (given.get(tensor) ?? 0) | by);
      }
      return { kept, names: given, lastIsMarked };
    }
    case "repeat":
      return neededByRepeat(part, result, within);
  }
}

/** What inference runs of something that makes a tensor. */
function ran(result: Need, { totals }: Part): Pick<Needed, "kept" | "lastIsMarked"> {
  const kept = (result & PASSED_ON) === TRAINING ? NOTHING : [totals];
  return { kept, lastIsMarked: isMarkedLast(result) };
}

/** Each time needs what the time after it needs of its result. */
function neededByRepeat({ iterations }: RepeatPart, result: Need, within: Within): Needed {
  const all: ReadonlyMap<string, Need>[] = [];
  let [totals, need, lastIsMarked] = [NO_TOTALS, result, false];
  const once = ({ parts, run }: RepeatPart["iterations"][number], times: number): void => {
    const inLine: Within = { in: "in", keeps: within.keeps };
    const needed = run ? neededByRun(run, need, BODY) : neededByParts(parts, need, inLine);
    totals = addTotals(totals, scaleTotals(sumTotals(needed.kept), times));
    need = needed.names.get("") ?? 0;
    lastIsMarked ||= needed.lastIsMarked;
    all.push(needed.names);
  };
  for (const iteration of [...iterations].reverse()) {
    once(iteration, 1);
    // What the last of equal ones needs is what all those before it need: either it passes on what is needed or not.
    if (iteration.times > 1) once(iteration, iteration.times - 1);
  }
  const names = union(all);
  if (need === 0) names.delete("");
  else names.set("", need);
  return { kept: [totals], names, lastIsMarked };
}

const NOTHING: readonly Totals[] = [NO_TOTALS];
const NO_NAMES: ReadonlyMap<string, Need> = new Map();

function named(reads: readonly string[], by: Need): ReadonlyMap<string, Need> {
  return by === 0 || reads.length === 0 ? NO_NAMES : new Map(reads.map((read) => [read, by]));
}

function union(maps: readonly ReadonlyMap<string, Need>[]): Map<string, Need> {
  const all = new Map<string, Need>();
  for (const map of maps) for (const [name, by] of map) all.set(name, (all.get(name) ?? 0) | by);
  return all;
}
