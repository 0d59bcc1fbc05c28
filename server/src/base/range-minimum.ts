// The smallest of some neighbours in a list, found in a few steps wherever they begin and end.

/** Answers for one list. */
export class RangeMinimum {
  /** By n: at each index, the smallest of the 2ⁿ numbers from there on. */
  private readonly levels: (readonly number[])[];

  constructor(numbers: readonly number[]) {
    this.levels = [numbers];
    for (let width = 1; 2 * width <= numbers.length; width *= 2) {
      const halves = this.levels.at(-1)!;
      const level: number[] = [];
      for (let at = 0; at + 2 * width <= numbers.length; at++)
        level.push(Math.min(halves[at]!, halves[at + width]!));
      this.levels.push(level);
    }
  }

  /** The smallest from an index on, up to another that is not among them; null where there is none. */
  among(from: number, to: number): number | null {
    if (from >= to) return null;
    const power = 31 - Math.clz32(to - from);
    const level = this.levels[power]!;
    return Math.min(level[from]!, level[to - 2 ** power]!);
  }
}
