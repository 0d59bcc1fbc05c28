// Explicit paddings that give the sizes of a padding in words, for frameworks that do not know the word.

import { floorDivide } from "../base/whole";
import type { Padding } from "./parameter";
import { explicitPadding } from "./spelling";
import type { Slide } from "./window";

/** What to write in place of a padding word: the same on both sides where the word does not say which side. */
export function paddingInstead(mode: Padding["mode"], slides: readonly Slide[]): Padding | null {
  const found = equivalentPaddings(slides);
  return (mode === "causal" ? found[found.length - 1] : found[0]) ?? null;
}

/** The explicit paddings with the same output sizes: the even one first (`pad1`), then the exact one (`pad0:1`). */
export function equivalentPaddings(slides: readonly Slide[]): Padding[] {
  const found: Padding[] = [];
  const even = slides.map(evenPadding);
  if (even.every((side) => side !== null)) found.push(explicitPadding(even, even));
  const before = slides.map((slide) => slide.before);
  const after = slides.map((slide) => slide.after);
  if (before.every(isWhole) && after.every(isWhole)) found.push(explicitPadding(before, after));
  return found;
}

function isWhole(size: number | null): size is number {
  return size !== null && Number.isSafeInteger(size);
}

/**
 * The padding on both sides that gives as many windows, or null. `(e − 1)/2` with an odd kernel gives `⌈n/s⌉` for every
 * n; else the total is shared, rounded up, where that adds no window.
 */
function evenPadding(slide: Slide): number | null {
  const { input, stride, extent, before, after, output } = slide;
  if (!Number.isSafeInteger(extent)) return null;
  if (input === null || output === null || before === null || after === null)
    return extent % 2 === 1 ? (extent - 1) / 2 : null;
  const side = Math.ceil((before + after) / 2);
  return floorDivide(input + 2 * side - extent, stride) + 1 === output ? side : null;
}
