// Products as people write them in a working, `7·7·1`, and the counts behind them.

import { product, type Size } from "../base/whole";

/** `7·7·1`; unknown factors are `?`. Ones are kept: they say that an axis was counted. */
export function times(...factors: readonly (Size | string)[]): string {
  return factors.map((factor) => (factor === null ? "?" : String(factor))).join("·");
}

export function kernelProduct(kernel: readonly number[]): Size {
  return product(kernel);
}

/** The channels that a filter sees; unknown where the groups do not divide them. */
export function channelsPerGroup(channels: Size, groups: number): Size {
  if (groups === 1) return channels;
  if (channels === null || groups < 1 || channels % groups !== 0) return null;
  return channels / groups;
}

/** `16/4`, or `16` in one group. */
export function showPerGroup(channels: Size, groups: number): string {
  const text = channels === null ? "?" : String(channels);
  return groups === 1 ? text : `${text}/${groups}`;
}
