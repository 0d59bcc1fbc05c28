// The places in a long list that need a look, found again after an edit at the cost of what the edit changed.

/** A list, and the indices of the elements that a test picks, in order. */
export interface Selection<T> {
  readonly list: readonly T[];
  readonly indices: readonly number[];
}

/**
 * Selects from a list; where it begins and ends like the list before it, what was found there holds. Comparing the
 * elements' identities is cheap, looking into ten thousand of them is not. `test` must answer by the element alone.
 */
export function select<T>(
  list: readonly T[],
  test: (element: T) => boolean,
  before: Selection<T> | null = null,
): Selection<T> {
  if (before?.list === list) return before;
  const old = before?.list ?? [];
  const most = Math.min(list.length, old.length);
  let start = 0;
  while (start < most && list[start] === old[start]) start++;
  let end = list.length;
  const moved = list.length - old.length;
  while (end > start && end - moved > start && list[end - 1] === old[end - moved - 1]) end--;
  const known = before?.indices ?? [];
  const indices = known.filter((index) => index < start);
  for (let index = start; index < end; index++) if (test(list[index]!)) indices.push(index);
  for (const index of known) if (index >= end - moved) indices.push(index + moved);
  return { list, indices };
}
