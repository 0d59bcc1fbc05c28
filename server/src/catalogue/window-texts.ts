// The hover lines of a sliding window: how each size arises, and what of the input is never read.

import { equivalentPaddings } from "./equivalent-padding";
import type { Padding } from "./parameter";
import { showSize, spellPadding, unitOf } from "./spelling";
import { type Rounding, type Slide, unreadAtEnd, unreadPadding, type WindowSite } from "./window";

/** One line an axis: `height: ⌊(100 + 0 + 0 − 7)/1⌋ + 1 = 94`. */
export function sizeLines(slides: readonly Slide[], pad: Padding, rounding: Rounding = "down"): string[] {
  return slides.map((slide) => `${slide.axis}: ${sizeLine(slide, pad, rounding)}`);
}

function sizeLine(slide: Slide, pad: Padding, rounding: Rounding): string {
  const { input, stride, before, after, extent } = slide;
  const { mode } = pad;
  const result = showSize(slide.output);
  if (mode === "same" || mode === "same_lower" || mode === "causal") {
    const padded =
      before === null || after === null
        ? ""
        : `, padding ${showSize(before)} before and ${showSize(after)} after`;
    return `⌈${showSize(input)}/${stride}⌉ = ${result}${padded}`;
  }
  const [open, close] = rounding === "down" ? ["⌊", "⌋"] : ["⌈", "⌉"];
  const span = `(${showSize(input)} + ${showSize(before)} + ${showSize(after)} − ${showSize(extent)})`;
  const clip = slide.clipped ? " − 1" : "";
  return `${open}${span}/${stride}${close} + 1${clip} = ${result}${extentNote(slide)}${clipNote(slide)}`;
}

/** Where the 7 comes from: a dilated kernel spans `d·(k − 1) + 1`. */
export function extentNote({ kernel, dilation, extent }: Slide): string {
  return dilation === 1 ? "" : `, where ${showSize(extent)} = ${dilation}·(${kernel} − 1) + 1`;
}

function clipNote({ clipped }: Slide): string {
  return clipped ? " (a last window would start past the input)" : "";
}

/** "The last 2 rows are never read", "Every other column is never read". */
export function unreadLines(slides: readonly Slide[]): string[] {
  const lines: string[] = [];
  for (const slide of slides) {
    const { axis, input, stride, extent, output } = slide;
    const unread = unreadAtEnd(slide);
    if (unread > 0 && input !== null) lines.push(unreadLine(axis, input, unread));
    const padding = unreadPadding(slide);
    if (padding > 0 && unread === 0) {
      const what =
        padding === 1 ? `The last ${unitOf(axis, 1)}` : `The last ${padding} ${unitOf(axis, padding)}`;
      lines.push(`${what} of the padding ${padding === 1 ? "is" : "are"} never read.`);
    }
    if (stride > extent && output !== 1)
      lines.push(
        `Of every ${stride} ${unitOf(axis, 2)}, ${stride - extent} between the windows ${stride - extent === 1 ? "is" : "are"} never read.`,
      );
    const taps = unreadBetweenTaps(slide);
    if (taps !== null) lines.push(taps);
  }
  return lines;
}

/** "Row 100 is never read." */
function unreadLine(axis: string, input: number, unread: number): string {
  const unit = unitOf(axis, 1);
  const named = unit[0]!.toUpperCase() + unit.slice(1);
  if (unread === 1) return `${named} ${input} is never read.`;
  return `${named}s ${input - unread + 1} to ${input} are never read.`;
}

/** A stride and a dilation with a common divisor leave whole rows out, whatever the kernel. */
function unreadBetweenTaps({ axis, stride, dilation, kernel, output }: Slide): string | null {
  if (dilation === 1 || stride === 1 || kernel === 1 || output === 1) return null;
  const step = commonDivisor(stride, dilation);
  if (step === 1) return null;
  return `Only every ${ordinal(step)} ${unitOf(axis, 1)} is read: stride ${stride} and dilation ${dilation} share the factor ${step}.`;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function ordinal(count: number): string {
  if (count === 2) return "second";
  const last = count % 10;
  const teens = count % 100 >= 11 && count % 100 <= 13;
  return `${count}${teens ? "th" : last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th"}`;
}

/** What PyTorch and Keras do differently with this window. */
export function windowDifferences(site: WindowSite, slides: readonly Slide[], pool = false): string[] {
  const { args, framework } = site;
  const { mode } = args.pad;
  const lines: string[] = [];
  if (framework !== "pytorch") {
    const strided = args.stride.some((stride) => stride > 1);
    if (mode === "same" && pool) lines.push(`PyTorch's pools have no \`same\`${instead(slides)}.`);
    else if (mode === "same" && strided)
      lines.push(`PyTorch refuses \`same\` with a stride${instead(slides)}.`);
    else if (mode !== "valid" && mode !== "explicit" && mode !== "same")
      lines.push(`PyTorch has no \`${mode}\` padding${instead(slides)}.`);
  }
  if (framework !== "keras") {
    if (mode === "full" || mode === "same_lower" || (mode === "causal" && pool))
      lines.push(`Keras has no \`${mode}\` padding${instead(slides)}.`);
  }
  if (mode === "explicit" && framework !== "pytorch" && framework !== "keras")
    return [...lines, ...uneven(slides)];
  if (mode === "explicit" && framework === "pytorch") lines.push(...uneven(slides));
  if (mode === "explicit" && framework === "keras" && slides.some(({ before, after }) => before || after))
    lines.push("In Keras this padding is a `ZeroPadding` layer before it.");
  return lines;
}

function uneven(slides: readonly Slide[]): string[] {
  if (slides.every(({ before, after }) => before === after)) return [];
  return ["PyTorch pads both sides alike: padding that differs is a `ZeroPad` layer before it."];
}

function instead(slides: readonly Slide[]): string {
  const [padding] = equivalentPaddings(slides);
  if (padding?.mode !== "explicit") return "";
  return `: \`${spellPadding(padding.before, padding.after)}\` gives the same size`;
}
