// Which input positions the outputs of a layer see along one axis, exactly and in little room: what repeats is kept once,
// and through a window that slides by one position the same is seen from another place.

import type { Pattern } from "../catalogue/layer";
import { commonDivisor } from "../catalogue/window";

/** The first and last input position that each of some outputs sees; the next ones see as much, `inputs` further on. */
interface Steps {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly inputs: number;
  /** How much one output sees at most, by how many steps its last position is further on; filled when asked for. */
  readonly widest: Map<number, number>;
}

/**
 * What each output sees: from the first position of one step to the last of the step that is `apart` further on. Output 0
 * begins at step `from`; where that lies in the input makes no difference to how much is seen.
 */
export interface Seen {
  readonly steps: Steps;
  readonly from: number;
  readonly apart: number;
}

/** Each sees itself. */
export const ITSELF: Seen = {
  steps: { first: [0], last: [0], inputs: 1, widest: new Map() },
  from: 0,
  apart: 0,
};

/** What repeats after more positions is not followed. */
const MAX_PERIOD = 1024;

/** So many positions are looked at for a graph: networks that exist take a few for each layer. */
const MOST_POSITIONS = 2_000_000;

/** The positions that may still be looked at. */
export class Allowance {
  private left = MOST_POSITIONS;

  take(positions: number): boolean {
    if (positions > this.left) return false;
    this.left -= positions;
    return true;
  }
}

/** What is seen through what a layer reads, and how much at most; null where that is not known, or not exactly. */
export function seenThrough(
  seen: Seen,
  pattern: Pattern,
  allowance: Allowance,
): { readonly size: number; readonly seen: Seen } | null {
  const byOne = pattern.outputs === 1 && pattern.inputs === 1;
  const through = byOne ? moved(seen, pattern) : composed(seen, pattern, allowance);
  const size = through && widestOf(through, allowance);
  return size !== null && Number.isSafeInteger(size) ? { size, seen: through! } : null;
}

/** How far apart the fields of neighbours are; null where that is not exact. */
export function jumpOf({ steps: { first, inputs } }: Seen): number | null {
  return Number.isSafeInteger(inputs) ? inputs / first.length : null;
}

/** Through a window that slides by one position. */
function moved({ steps, from, apart }: Seen, pattern: Pattern): Seen | null {
  const [first, last] = [pattern.first(0), pattern.last(0)];
  const further = apart + last - first;
  if (![first, last, further].every(Number.isSafeInteger)) return null;
  return { steps, from: modulo(from + first, steps.first.length), apart: further };
}

/** Through anything else, position by position until it repeats. */
function composed({ steps, from, apart }: Seen, pattern: Pattern, allowance: Allowance): Seen | null {
  const period = steps.first.length;
  const rounds = period / commonDivisor(pattern.inputs, period);
  const outputs = pattern.outputs * rounds;
  if (!(outputs <= MAX_PERIOD) || !allowance.take(outputs)) return null;
  const first: number[] = [];
  const last: number[] = [];
  let origin = 0;
  for (let o = 0; o < outputs; o++) {
    const begin = placeAt(steps.first, steps.inputs, from + pattern.first(o));
    const end = placeAt(steps.last, steps.inputs, from + apart + pattern.last(o));
    // Counted from where the first one begins, numbers stay small.
    if (o === 0) origin = begin;
    first.push(begin - origin);
    last.push(end - origin);
    if (!Number.isSafeInteger(first[o]) || !Number.isSafeInteger(last[o])) return null;
  }
  const inputs = steps.inputs * ((rounds * pattern.inputs) / period);
  return { steps: { first, last, inputs, widest: new Map() }, from: 0, apart: 0 };
}

/** Not a number where it is beyond what is exact. */
function placeAt(places: readonly number[], inputs: number, position: number): number {
  const round = Math.floor(position / places.length);
  const further = round * inputs;
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(further)) return Number.NaN;
  return places[position - round * places.length]! + further;
}

/** How much one output sees at most, and at least one position; null where that takes too long to find. */
function widestOf({ steps, apart }: Seen, allowance: Allowance): number | null {
  const { first, last, inputs, widest } = steps;
  const rest = modulo(apart, first.length);
  let most = widest.get(rest);
  if (most === undefined) {
    if (!allowance.take(first.length)) return null;
    most = Number.NEGATIVE_INFINITY;
    for (let o = 0; o < first.length; o++)
      most = Math.max(most, placeAt(last, inputs, o + rest) - first[o]! + 1);
    widest.set(rest, most);
  }
  const further = ((apart - rest) / first.length) * inputs;
  return Number.isSafeInteger(further) ? Math.max(1, most + further) : null;
}

function modulo(value: number, by: number): number {
  const rest = value % by;
  return rest < 0 ? rest + by : rest;
}
