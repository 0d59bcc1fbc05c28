// Quantities by their size, so that what each of many checks says of many networks is found without looking at all of them.

import type { Size } from "../base/whole";

/** Those that a check does not hold for. */
export interface Missing {
  readonly count: number;
  /** The first few in their order. */
  readonly first: readonly number[];
  /** The largest; the first of those that are as large. */
  readonly largest: number;
}

/** The known ones of a list of quantities. */
export class Ranking {
  /** From the smallest to the largest; of equal ones, the first is last. */
  private readonly order: readonly number[];
  /** By n: the first few of the n smallest, and of all but the n smallest. */
  private readonly below: readonly (readonly number[])[];
  private readonly above: readonly (readonly number[])[];

  constructor(
    private readonly quantities: readonly Size[],
    private readonly few: number,
  ) {
    const order = [...quantities.keys()].filter((index) => quantities[index] !== null);
    order.sort((a, b) => compared(quantities[a]!, quantities[b]!) || b - a);
    this.order = order;
    this.below = this.firstOf(order);
    this.above = this.firstOf([...order].reverse()).reverse();
  }

  /** The index of the largest; null where there is none. */
  get last(): number | null {
    return this.order.at(-1) ?? null;
  }

  /** Those that miss what is claimed; `miss` says −1 for all up to some quantity, 1 for all from another on, else 0. */
  missing(miss: (quantity: number) => -1 | 0 | 1): Missing | null {
    const { order } = this;
    const low = this.upTo((quantity) => miss(quantity) < 0);
    const high = this.upTo((quantity) => miss(quantity) <= 0);
    const count = low + order.length - high;
    if (count === 0) return null;
    const first = merged(this.below[low]!, this.above[high]!).slice(0, this.few);
    return { count, first, largest: order[high < order.length ? order.length - 1 : low - 1]! };
  }

  /** How many, from the smallest on, pass a test that all behind them fail. */
  private upTo(test: (quantity: number) => boolean): number {
    let [low, high] = [0, this.order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(this.quantities[this.order[middle]!]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** By n: the few smallest of the first n numbers. */
  private firstOf(numbers: readonly number[]): (readonly number[])[] {
    let first: readonly number[] = [];
    const all = [first];
    for (const number of numbers) {
      if (first.length < this.few || number < first.at(-1)!)
        first = merged(first, [number]).slice(0, this.few);
      all.push(first);
    }
    return all;
  }
}

function merged(a: readonly number[], b: readonly number[]): number[] {
  return [...a, ...b].sort((one, other) => one - other);
}

/** Subtracting would not tell two that are beyond what is counted. */
function compared(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
