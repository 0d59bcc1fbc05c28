// The places in a long list that need a look, found again after an edit at the cost of what the edit changed.

import { type List, sameAtEnd, sameAtStart } from "./list";

/** A list, and the indices of the elements that a test picks, in order. */
export interface Selection<T> {
  readonly list: List<T>;
  /** The same array as before a change only where nothing that was or is picked has changed or moved. */
  readonly indices: readonly number[];
}

/** What differs between two lists: elements before `start` are the same, and those from `end` on were `moved` places before. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly moved: number;
}

/** Where a list differs from the one before it, by the elements' identities. */
export function changeBetween<T>(list: List<T>, old: List<T>): Change {
  const moved = list.length - old.length;
  const start = sameAtStart(list, old);
  const rest = Math.min(list.length, old.length) - start;
  return { start, end: list.length - sameAtEnd(list, old, rest), moved };
}

/** Selects from a list. */
export function select<T>(list: List<T>, test: (element: T) => boolean): Selection<T> {
  const indices: number[] = [];
  for (let index = 0; index < list.length; index++) if (test(list.at(index)!)) indices.push(index);
  return { list, indices };
}

const NONE: number[] = [];

/** The same for a list that a change has made of the one before; `test` must answer by the element alone. */
export function reselect<T>(
  list: List<T>,
  test: (element: T) => boolean,
  before: Selection<T>,
  { start, end, moved }: Change,
): Selection<T> {
  const { indices: known } = before;
  let found = NONE;
  for (let index = start; index < end; index++)
    if (test(list.at(index)!)) {
      if (found === NONE) found = [index];
      else found.push(index);
    }
  if (found === NONE && known.length === 0) return { list, indices: known };
  const first = lowerBound(known, start);
  const rest = lowerBound(known, end - moved);
  if (moved === 0 && found.length === rest - first) {
    if (found === NONE) return { list, indices: known };
    // Most edits leave as many in their place. This is the only copy, as there may be thousands.
    const indices = known.slice();
    for (let i = 0; i < found.length; i++) indices[first + i] = found[i]!;
    return { list, indices };
  }
  const indices = known.slice(0, first).concat(found);
  for (let i = rest; i < known.length; i++) indices.push(known[i]! + moved);
  return { list, indices };
}

/** The index of the first of ascending numbers that is not below `value`. */
export function lowerBound(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
