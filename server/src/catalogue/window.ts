// The geometry of a sliding window along each spatial axis: how far it reaches, what padding really holds, and how
// many positions it takes, by the rules of each framework.

import { sameElements } from "../base/list";
import { ceilDivide, floorDivide, OVERFLOW, plus, type Size, times } from "../base/whole";
import type { Framework } from "./framework";
import type { Pattern, Site, Window } from "./layer";
import type { Padding } from "./parameter";
import { axisName } from "./shape";

/** The arguments that every window has. */
export interface WindowArguments {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly pad: Padding;
}

export type WindowSite = Site<WindowArguments>;

/** A window along one axis. */
export interface Slide {
  /** `height`, `width`, … */
  readonly axis: string;
  readonly input: Size;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** The effective kernel `d·(k − 1) + 1`: how many positions a window spans. */
  readonly extent: number;
  /** The padding that really holds; of a transposed window, what is cut off its result. */
  readonly before: Size;
  readonly after: Size;
  /** How many windows there are. Below 1 where none fits; null where that is not known. */
  readonly output: Size;
  /** A last window that starts past the input has been left out. */
  readonly clipped: boolean;
}

/** How a window that sticks out at the end is treated: left out, or kept in one of the frameworks' ways. */
export type Rounding = "down" | "up" | "caffe" | "lasagne";

/** The value for an axis: a lone value holds for all of them. */
export function along(values: readonly number[], axis: number, otherwise = 1): number {
  return values[axis] ?? values[0] ?? otherwise;
}

/** `d·(k − 1) + 1`: how many positions a dilated kernel spans. */
export function effectiveKernel(kernel: number, dilation: number): number {
  return plus(times(dilation, kernel - 1), 1) ?? OVERFLOW;
}

/** Windows that have been asked for, and what was found out about them. */
interface Geometry {
  readonly site: WindowSite;
  readonly rounding: Rounding;
  readonly slides: readonly Slide[];
  sizes: readonly Size[] | null;
  /** The rules of a window that have been looked at, and kept. */
  readonly kept: Set<string>;
}

/** The last few: layers in a row slide alike, and the rules, sizes and texts of each ask for the same windows. */
const latest: (Geometry | undefined)[] = [undefined, undefined, undefined, undefined];
let oldest = 0;

/** The windows along every axis of the input. */
export function slidesOf(site: WindowSite, rounding: Rounding = "down"): readonly Slide[] {
  for (let index = 0; index < latest.length; index++) {
    const known = latest[index];
    if (known?.rounding === rounding && sameGeometry(known.site, site)) return known.slides;
  }
  return newSlidesOf(site, rounding);
}

/** By itself, as what it makes on the way would be made for every layer. */
function newSlidesOf(site: WindowSite, rounding: Rounding): readonly Slide[] {
  const padded = paddedAnywhere(site.args.pad);
  const slides = site.input.spatial.map((size, axis) => slideAlong(site, rounding, axis, size, padded));
  latest[oldest] = { site, rounding, slides, sizes: null, kept: new Set() };
  oldest = (oldest + 1) % latest.length;
  return slides;
}

/** What is known of windows; undefined where others have been asked for since. */
function geometryOf(slides: readonly Slide[]): Geometry | undefined {
  for (let index = 0; index < latest.length; index++)
    if (latest[index]?.slides === slides) return latest[index];
  return undefined;
}

/** Whether the same windows slide over two inputs. */
function sameGeometry(a: WindowSite, b: WindowSite): boolean {
  if (a === b) return true;
  const [own, other] = [a.args, b.args];
  return (
    a.framework === b.framework &&
    sameElements(a.input.spatial, b.input.spatial) &&
    sameElements(own.kernel, other.kernel) &&
    sameElements(own.stride, other.stride) &&
    sameElements(own.dilation, other.dilation) &&
    samePad(own.pad, other.pad)
  );
}

function samePad(a: Padding, b: Padding): boolean {
  if (a === b) return true;
  if (a.mode !== "explicit" || b.mode !== "explicit") return a.mode === b.mode;
  return sameElements(a.before, b.before) && sameElements(a.after, b.after);
}

/** Whether windows are known to keep the rules of a kind of layer. */
export function keepsRules(slides: readonly Slide[], layer: string): boolean {
  return geometryOf(slides)?.kept.has(layer) ?? false;
}

/** Notes that they do. */
export function rulesKept(slides: readonly Slide[], layer: string): void {
  geometryOf(slides)?.kept.add(layer);
}

/** One literal at the end for every case: engines are slow at objects that are put together from spread parts. */
function slideAlong(site: WindowSite, rounding: Rounding, axis: number, input: Size, padded: boolean): Slide {
  const { args, framework } = site;
  const kernel = along(args.kernel, axis);
  const stride = along(args.stride, axis);
  const dilation = along(args.dilation, axis);
  const extent = effectiveKernel(kernel, dilation);
  let [before, after, output]: [Size, Size, Size] = [null, null, null];
  let clipped = false;
  if (kernel >= 1 && stride >= 1 && dilation >= 1) {
    [before, after] = paddingAlong(args.pad, axis, input, stride, extent, kernel, framework);
    if (input !== null && input < 1) output = 0;
    else if (input !== null && SAME_SIZE.has(args.pad.mode)) output = ceilDivide(input, stride);
    else if (input !== null)
      ({ output, clipped } = countWindows(input, before ?? 0, after ?? 0, extent, stride, rounding, padded));
  }
  return {
    axis: axisName(site.input.spatial.length, axis),
    input,
    kernel,
    stride,
    dilation,
    extent,
    before,
    after,
    output,
    clipped,
  };
}

/** Paddings with which the output's size depends on the stride alone. */
const SAME_SIZE: ReadonlySet<Padding["mode"]> = new Set(["same", "same_lower", "causal"]);

function paddedAnywhere(pad: Padding): boolean {
  if (pad.mode !== "explicit") return false;
  return pad.before.some((side) => side > 0) || pad.after.some((side) => side > 0);
}

/** Explicit padding along an axis; 0 in the other modes. */
export function explicitAlong(pad: Padding, axis: number): { before: number; after: number } {
  if (pad.mode !== "explicit") return { before: 0, after: 0 };
  return { before: along(pad.before, axis, 0), after: along(pad.after, axis, 0) };
}

/**
 * The padding before and after. `same` is TensorFlow's SAME: `max((⌈n/s⌉ − 1)·s + e − n, 0)` in all, the odd one
 * after (PyTorch's for stride 1 is equal); `same_lower` is ONNX' SAME_LOWER; Lasagne's `same` is always `⌊k/2⌋` on both
 * sides; `full` is `e − 1`; `causal` is Keras' Conv1D: `d·(k − 1)` before.
 */
function paddingAlong(
  pad: Padding,
  axis: number,
  size: Size,
  stride: number,
  extent: number,
  kernel: number,
  framework: Framework | null,
): readonly [Size, Size] {
  switch (pad.mode) {
    case "valid":
      return [0, 0];
    case "explicit": {
      const { before, after } = explicitAlong(pad, axis);
      return [before, after];
    }
    case "full":
      return [extent - 1, extent - 1];
    case "causal":
      return [extent - 1, 0];
    case "same":
    case "same_lower": {
      if (framework === "lasagne") return [floorDivide(kernel, 2), floorDivide(kernel, 2)];
      const total = samePadding(size, stride, extent);
      if (total === null || total === OVERFLOW) return [total, total];
      const less = floorDivide(total, 2);
      return pad.mode === "same" ? [less, total - less] : [total - less, less];
    }
  }
}

/** All the padding that `same` adds along an axis; with stride 1 it does not depend on the input's size. */
export function samePadding(size: Size, stride: number, extent: number): Size {
  if (stride === 1 || extent === OVERFLOW) return extent - 1;
  if (size === null) return null;
  const last = times(ceilDivide(size, stride) - 1, stride) ?? OVERFLOW;
  const total = last + extent - size;
  return Number.isSafeInteger(total) ? Math.max(total, 0) : OVERFLOW;
}

/**
 * `⌊(n + p + q − e)/s⌋ + 1`, or rounded up. PyTorch and ONNX leave out a last window that would start past the input
 * and its left padding; Caffe does so only where there is padding; Lasagne (`ignore_border=False`) keeps at least one.
 */
function countWindows(
  size: number,
  before: number,
  after: number,
  extent: number,
  stride: number,
  rounding: Rounding,
  padded: boolean,
): { output: number; clipped: boolean } {
  const span = size + before + after - extent;
  if (Number.isNaN(span)) return { output: OVERFLOW, clipped: false };
  if (span === Number.NEGATIVE_INFINITY) return { output: 0, clipped: false };
  if (span > Number.MAX_SAFE_INTEGER) return { output: OVERFLOW, clipped: false };
  if (rounding === "down") return { output: next(floorDivide(span, stride)), clipped: false };
  if (rounding === "lasagne") {
    const whole = stride >= extent ? ceilDivide(size, stride) : next(Math.max(0, ceilDivide(span, stride)));
    return { output: whole, clipped: false };
  }
  const output = next(ceilDivide(span, stride));
  const clip = (rounding === "up" || padded) && (output - 1) * stride >= size + before;
  return { output: clip ? output - 1 : output, clipped: clip };
}

function next(count: number): number {
  return plus(count, 1) ?? OVERFLOW;
}

/** The output sizes of windows: null where none fits or the input is not known. */
export function sizesOfSlides(slides: readonly Slide[]): readonly Size[] {
  const known = geometryOf(slides);
  if (known === undefined) return slides.map(sizeOf);
  known.sizes ??= slides.map(sizeOf);
  return known.sizes;
}

const sizeOf = ({ output }: Slide): Size => (output !== null && output >= 1 ? output : null);

/** How far an output position sees. */
export function reachOf(slides: readonly Slide[]): Window {
  return {
    kernel: slides.map((slide) => slide.kernel),
    stride: slides.map((slide) => slide.stride),
    dilation: slides.map((slide) => slide.dilation),
    before: slides.map((slide) => slide.before),
    after: slides.map((slide) => slide.after),
  };
}

/** What `m` windows over `n` positions read, each as near to `n/m` as whole positions allow. */
export function binsOf(n: number, m: number): Pattern {
  const first = (o: number) => Math.floor((o * n) / m);
  return { ...periodOf(n, m), first, last: (o) => Math.ceil(((o + 1) * n) / m) - 1 };
}

/** After how many of `m` outputs over `n` inputs all repeats. */
export function periodOf(n: number, m: number): Pick<Pattern, "inputs" | "outputs"> {
  const shared = commonDivisor(n, m);
  return { outputs: m / shared, inputs: n / shared };
}

/** The largest number that divides both. */
export function commonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

/** How many positions at the end of the input no window reaches. */
export function unreadAtEnd(slide: Slide): number {
  const { input } = slide;
  const end = endOfWindows(slide);
  return input === null || end === null ? 0 : Math.min(Math.max(input - end, 0), input);
}

/** How many positions of the padding at the end no window reaches. */
export function unreadPadding(slide: Slide): number {
  const { input, after } = slide;
  const end = endOfWindows(slide);
  if (input === null || after === null || end === null) return 0;
  return Math.min(Math.max(input + after - end, 0), after);
}

/** Where the last window ends, counted from the input's beginning; null where that is not known. */
function endOfWindows({ input, output, before, stride, extent }: Slide): number | null {
  if (input === null || output === null || before === null || output < 1) return null;
  const end = (output - 1) * stride + extent - before;
  return Number.isSafeInteger(end) ? end : null;
}
