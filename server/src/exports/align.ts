// Two lists → which of their members belong together: the best alignment in order, as a comparison of texts has it.

/** The most pairs that are weighed; beyond, members are only matched in order of their keys. */
const MOST_PAIRS = 4_000_000;

export type Pair<T> = readonly [T, T] | readonly [T, null] | readonly [null, T];

/** Aligned in order; `weight` is 0 for members that never belong together. */
export function align<T>(
  old: readonly T[],
  now: readonly T[],
  weight: (a: T, b: T) => number,
  most: number,
): Pair<T>[] {
  let start = 0;
  const shorter = Math.min(old.length, now.length);
  while (start < shorter && weight(old[start]!, now[start]!) === most) start++;
  let end = 0;
  while (end < shorter - start && weight(old.at(-1 - end)!, now.at(-1 - end)!) === most) end++;
  const middle = [old.slice(start, old.length - end), now.slice(start, now.length - end)] as const;
  const pairs = middle[0].length * middle[1].length <= MOST_PAIRS ? best : inOrder;
  return [
    ...old.slice(0, start).map((each, index): Pair<T> => [each, now[index]!]),
    ...pairs(middle[0], middle[1], weight),
    ...old.slice(old.length - end).map((each, index): Pair<T> => [each, now[now.length - end + index]!]),
  ];
}

/** The alignment of the largest weight. */
function best<T>(old: readonly T[], now: readonly T[], weight: (a: T, b: T) => number): Pair<T>[] {
  const width = now.length + 1;
  // scores[i][j]: the best for what follows old[i] and now[j].
  const scores = new Float64Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const apart = Math.max(scores[(i + 1) * width + j]!, scores[i * width + j + 1]!);
      const own = weight(old[i]!, now[j]!);
      scores[i * width + j] = own > 0 ? Math.max(apart, own + scores[(i + 1) * width + j + 1]!) : apart;
    }
  }
  const pairs: Pair<T>[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    const own = weight(old[i]!, now[j]!);
    const score = scores[i * width + j]!;
    if (own > 0 && score === own + scores[(i + 1) * width + j + 1]!) pairs.push([old[i++]!, now[j++]!]);
    else if (score === scores[(i + 1) * width + j]!) pairs.push([old[i++]!, null]);
    else pairs.push([null, now[j++]!]);
  }
  while (i < old.length) pairs.push([old[i++]!, null]);
  while (j < now.length) pairs.push([null, now[j++]!]);
  return pairs;
}

/** Member by member, as long as they belong together somehow. */
function inOrder<T>(old: readonly T[], now: readonly T[], weight: (a: T, b: T) => number): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  for (let i = 0; i < Math.max(old.length, now.length); i++) {
    const [a, b] = [old[i], now[i]];
    if (a !== undefined && b !== undefined && weight(a, b) > 0) pairs.push([a, b]);
    else {
      if (a !== undefined) pairs.push([a, null]);
      if (b !== undefined) pairs.push([null, b]);
    }
  }
  return pairs;
}
