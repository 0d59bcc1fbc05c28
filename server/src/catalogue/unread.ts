// What of its input a window never reads: at the end, between windows, between the taps of a dilated kernel.

import { unitOf } from "./spelling";
import { type Slide, unreadAtEnd, unreadPadding } from "./window";

/** How many positions are looked at one by one. */
const MOST = 100_000;

/**
 * The positions that no tap of any window meets, counted from 0, in order; null where they are too many to look at or
 * sizes are not known.
 */
export function unreadPositions(slide: Slide): number[] | null {
  const { input, output, before, kernel, stride, dilation } = slide;
  if (input === null || output === null || before === null || output < 1) return null;
  if (input > MOST || output * kernel > MOST) return null;
  const read = new Uint8Array(input);
  for (let window = 0; window < output; window++) {
    for (let tap = 0; tap < kernel; tap++) {
      const position = window * stride + tap * dilation - before;
      if (position >= 0 && position < input) read[position] = 1;
    }
  }
  const unread: number[] = [];
  for (let position = 0; position < input; position++) if (read[position] === 0) unread.push(position);
  return unread;
}

/** "Row 100 is never read.", one line an axis, and what of the padding is not. */
export function unreadLines(slides: readonly Slide[]): string[] {
  return slides.flatMap((slide) => [...inputLine(slide), ...paddingLine(slide)]);
}

function inputLine(slide: Slide): string[] {
  const { axis, input } = slide;
  const unread = unreadPositions(slide);
  if (unread === null) return endLine(slide);
  const [first] = unread;
  const last = unread[unread.length - 1];
  if (first === undefined || last === undefined) return [];
  if (unread.length === 1) return [`${titled(axis, 1)} ${first + 1} is never read.`];
  const rows = titled(axis, 2);
  if (last - first === unread.length - 1) return [`${rows} ${first + 1} to ${last + 1} are never read.`];
  const some = unread.slice(0, 3).map((position) => position + 1);
  const list =
    unread.length <= 4
      ? unread.map((position) => position + 1).join(", ")
      : `${some.join(", ")}, … ${last + 1}`;
  return [`${rows} ${list} are never read: ${unread.length} of ${input}.`];
}

/** Of a very large input: what lies behind the last window. */
function endLine(slide: Slide): string[] {
  const unread = unreadAtEnd(slide);
  if (unread === 0) return [];
  return [
    `The last ${unread === 1 ? "" : `${unread} `}${unitOf(slide.axis, unread)} ${unread === 1 ? "is" : "are"} never read.`,
  ];
}

/** Padding that is not read is harmless, and told here only. */
function paddingLine(slide: Slide): string[] {
  const unread = unreadPadding(slide);
  if (unread === 0 || unreadAtEnd(slide) > 0) return [];
  const count = unread === 1 ? "" : `${unread} `;
  return [
    `The last ${count}${unitOf(slide.axis, unread)} of the padding ${unread === 1 ? "is" : "are"} never read.`,
  ];
}

function titled(axis: string, count: number): string {
  const unit = unitOf(axis, count);
  return `${unit[0]?.toUpperCase()}${unit.slice(1)}`;
}
