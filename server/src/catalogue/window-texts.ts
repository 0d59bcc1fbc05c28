// The hover lines of a sliding window: how each size arises, and what the frameworks do differently.

import { paddingInstead } from "./equivalent-padding";
import type { Padding } from "./parameter";
import { showSize, spellPadding } from "./spelling";
import type { Rounding, Slide, WindowSite } from "./window";

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

/** What PyTorch and Keras do differently with this window. */
export function windowDifferences(site: WindowSite, slides: readonly Slide[], pool = false): string[] {
  const { args, framework } = site;
  const { mode } = args.pad;
  const explicit = slides.some(({ before, after }) => before !== 0 || after !== 0);
  switch (mode) {
    case "valid":
      return [];
    case "explicit":
      if (framework === "keras" && explicit)
        return ["In Keras this padding is a `ZeroPadding` layer before it."];
      if (framework === "caffe" || slides.every(({ before, after }) => before === after)) return [];
      return ["PyTorch pads both sides alike: padding that differs is a `ZeroPad` layer before it."];
    case "same":
      if (framework === "pytorch") return [];
      if (pool) return [`PyTorch's pools have no \`same\`${instead(mode, slides)}.`];
      if (args.stride.every((stride) => stride === 1)) return [];
      return [`PyTorch refuses \`same\` with a stride${instead(mode, slides)}.`];
    case "causal":
      if (framework === "pytorch") return [];
      return [`PyTorch has no \`causal\` padding${instead(mode, slides)}.`];
    case "full":
    case "same_lower":
      return [`Neither PyTorch nor Keras has \`${mode}\` padding${instead(mode, slides)}.`];
  }
}

function instead(mode: Padding["mode"], slides: readonly Slide[]): string {
  const padding = paddingInstead(mode, slides);
  if (padding?.mode !== "explicit") return "";
  return `: \`${spellPadding(padding.before, padding.after)}\` gives the same size`;
}
