// Two lists → which of their members belong together: the best alignment in order, as a comparison of texts has it.

/** So many pairs are weighed. Members of further lists are matched around those that both have once, then in order. */
const MOST_PAIRS = 4_000_000;

/** How many pairs may be weighed, of all lists of a comparison together: there may be many lists. */
export class Allowance {
  constructor(private left = MOST_PAIRS) {}

  /** Whether so many more may be. */
  takes(pairs: number): boolean {
    if (pairs > this.left) return false;
    this.left -= pairs;
    return true;
  }
}

export type Pair<T> = readonly [T, T] | readonly [T, null] | readonly [null, T];

/** A way in which members may be alike, and what that weighs. Those that are alike in one are alike in all that follow. */
export interface Likeness<T> {
  readonly weight: number;
  of(member: T): string | number;
}

/** Aligned in order; members that are alike in no way never belong together. The likenesses begin with the closest. */
export function align<T>(
  old: readonly T[],
  now: readonly T[],
  likenesses: readonly Likeness<T>[],
  allowance: Allowance,
): Pair<T>[] {
  const found: Pair<T>[] = [];
  new Alignment(old, now, likenesses, allowance, found).whole();
  return found;
}

/** Members `from` to `to` (exclusive) of each list. */
interface Part {
  readonly old: readonly [from: number, to: number];
  readonly now: readonly [from: number, to: number];
}

class Alignment<T> {
  /** What the members are alike in, as numbers, by likeness. */
  private readonly olds: readonly Int32Array[];
  private readonly nows: readonly Int32Array[];
  private readonly weights: readonly number[];

  constructor(
    private readonly old: readonly T[],
    private readonly now: readonly T[],
    likenesses: readonly Likeness<T>[],
    private readonly allowance: Allowance,
    private readonly found: Pair<T>[],
  ) {
    this.weights = likenesses.map(({ weight }) => weight);
    const numbered = likenesses.map((likeness) => numbersOf(old, now, likeness));
    this.olds = numbered.map(([numbers]) => numbers);
    this.nows = numbered.map(([, numbers]) => numbers);
  }

  /** What begins and ends alike belongs together. */
  whole(): void {
    const { old, now } = this;
    const [first, second] = [this.olds[0]!, this.nows[0]!];
    const shorter = Math.min(old.length, now.length);
    let start = 0;
    while (start < shorter && first[start] === second[start]) start++;
    let end = 0;
    while (end < shorter - start && first[old.length - 1 - end] === second[now.length - 1 - end]) end++;
    this.both(0, 0, start);
    this.part({ old: [start, old.length - end], now: [start, now.length - end] }, 0);
    this.both(old.length - end, now.length - end, end);
  }

  /** So many members belong together, from places in both lists on. */
  private both(i: number, j: number, count: number): void {
    for (let at = 0; at < count; at++) this.found.push([this.old[i + at]!, this.now[j + at]!]);
  }

  /** The best alignment where there is room for it, else one around what is the same, by a likeness or those behind it. */
  private part(part: Part, likeness: number): void {
    const [rows, columns] = [part.old[1] - part.old[0], part.now[1] - part.now[0]];
    if (this.allowance.takes(rows * columns)) this.best(part);
    else if (likeness === this.weights.length) this.inOrder(part);
    else this.around(part, likeness);
  }

  private weight(i: number, j: number): number {
    for (let at = 0; at < this.weights.length; at++)
      if (this.olds[at]![i] === this.nows[at]![j]) return this.weights[at]!;
    return 0;
  }

  /** The alignment of the largest weight. */
  private best({ old: [top, bottom], now: [left, right] }: Part): void {
    const { old, now, found } = this;
    const width = right - left + 1;
    const place = (i: number, j: number): number => (i - top) * width + j - left;
    // The best for what follows old[i] and now[j].
    const scores = new Int32Array((bottom - top + 1) * width);
    for (let i = bottom - 1; i >= top; i--) {
      for (let j = right - 1; j >= left; j--) {
        const at = place(i, j);
        const apart = Math.max(scores[at + width]!, scores[at + 1]!);
        const own = this.weight(i, j);
        scores[at] = own > 0 ? Math.max(apart, own + scores[at + width + 1]!) : apart;
      }
    }
    let [i, j] = [top, left];
    while (i < bottom && j < right) {
      const own = this.weight(i, j);
      const at = place(i, j);
      if (own > 0 && scores[at] === own + scores[at + width + 1]!) found.push([old[i++]!, now[j++]!]);
      else if (scores[at] === scores[at + width]!) found.push([old[i++]!, null]);
      else found.push([null, now[j++]!]);
    }
    while (i < bottom) found.push([old[i++]!, null]);
    while (j < right) found.push([null, now[j++]!]);
  }

  /** Around what stands in both lists once and in the same order, which surely belongs together. */
  private around({ old: [top, bottom], now: [left, right] }: Part, likeness: number): void {
    let [i, j] = [top, left];
    for (const [a, b] of this.landmarks([top, bottom], [left, right], likeness)) {
      this.part({ old: [i, a], now: [j, b] }, likeness + 1);
      this.both(a, b, 1);
      [i, j] = [a + 1, b + 1];
    }
    this.part({ old: [i, bottom], now: [j, right] }, likeness + 1);
  }

  /** The longest row of places of members that both lists have once. */
  private landmarks(old: Part["old"], now: Part["now"], likeness: number): readonly [number, number][] {
    const places = placesOf(this.nows[likeness]!, now);
    const once: [number, number][] = [];
    for (const [number, i] of placesOf(this.olds[likeness]!, old)) {
      const j = places.get(number) ?? SEVERAL;
      if (i !== SEVERAL && j !== SEVERAL) once.push([i, j]);
    }
    return longestRising(once.sort(([a], [b]) => a - b));
  }

  /** Member by member, as long as they belong together somehow. */
  private inOrder({ old: [top, bottom], now: [left, right] }: Part): void {
    for (let i = top, j = left; i < bottom || j < right; i++, j++) {
      if (i < bottom && j < right && this.weight(i, j) > 0) this.both(i, j, 1);
      else {
        if (i < bottom) this.found.push([this.old[i]!, null]);
        if (j < right) this.found.push([null, this.now[j]!]);
      }
    }
  }
}

/** Numbers for what the members are alike in, the same for the same. */
function numbersOf<T>(
  old: readonly T[],
  now: readonly T[],
  likeness: Likeness<T>,
): readonly [Int32Array, Int32Array] {
  const known = new Map<string | number, number>();
  const number = (member: T): number => {
    const text = likeness.of(member);
    const before = known.get(text);
    if (before !== undefined) return before;
    known.set(text, known.size);
    return known.size - 1;
  };
  return [Int32Array.from(old, number), Int32Array.from(now, number)];
}

const SEVERAL = -1;

/** Where each number stands; `SEVERAL` for one that stands in several places. */
function placesOf(numbers: Int32Array, [from, to]: readonly [number, number]): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = from; at < to; at++) places.set(numbers[at]!, places.has(numbers[at]!) ? SEVERAL : at);
  return places;
}

/** Of pairs whose first numbers rise, the most whose second ones do too. */
function longestRising(pairs: readonly [number, number][]): readonly [number, number][] {
  // The last pair of the best row of each length, and the pair before each.
  const last: number[] = [];
  const before: number[] = [];
  for (let at = 0; at < pairs.length; at++) {
    let [low, high] = [0, last.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[last[middle]!]![1] < pairs[at]![1]) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? last[low - 1]! : SEVERAL);
    last[low] = at;
  }
  const row: [number, number][] = [];
  for (let at = last.at(-1) ?? SEVERAL; at !== SEVERAL; at = before[at]!) row.push(pairs[at]!);
  return row.reverse();
}
