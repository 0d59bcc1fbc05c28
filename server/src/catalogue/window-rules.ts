// What is wrong, or worth knowing, about a sliding window where it stands: the frameworks' restrictions beside geometry.

import { OVERFLOW, type Size } from "../base/whole";
import { paddingInstead } from "./equivalent-padding";
import type { Framework } from "./framework";
import type { Site } from "./layer";
import type { Padding } from "./parameter";
import { explicitPadding, spellPadding } from "./spelling";
import {
  along,
  keepsRules,
  rulesKept,
  type Slide,
  unreadAtEnd,
  type WindowArguments,
  type WindowSite,
} from "./window";

/** What kind of layer slides: the frameworks allow different paddings for each. */
export type Sliding = "conv" | "depthwise" | "local" | "pool";

type Mode = Padding["mode"];

/** The padding words that a framework's layers take; explicit sizes and `valid` are taken by all. */
const WORDS: Record<Framework, Record<Sliding, readonly Mode[]>> = {
  pytorch: { conv: ["same"], depthwise: ["same"], local: ["same"], pool: [] },
  keras: { conv: ["same", "causal"], depthwise: ["same"], local: ["same"], pool: ["same"] },
  caffe: { conv: [], depthwise: [], local: [], pool: [] },
  lasagne: { conv: ["same", "full"], depthwise: ["same", "full"], local: ["same"], pool: [] },
};

/** Every rule of a window, in the order of their weight. */
export function checkWindow(
  site: WindowSite,
  slides: readonly Slide[],
  sliding: Sliding,
  alreadyRefused = false,
): void {
  if (!keepsRules(slides, sliding)) checkAllRules(site, slides, sliding, alreadyRefused);
}

/** By itself, as what it makes on the way would be made for every layer. */
function checkAllRules(
  site: WindowSite,
  slides: readonly Slide[],
  sliding: Sliding,
  alreadyRefused: boolean,
): void {
  let told = alreadyRefused;
  const report: WindowSite["report"] = (code, at, data) => {
    told = true;
    site.report(code, at, data);
  };
  // Not a copy, which would lack what a site answers itself.
  const watched: WindowSite = Object.create(site, { report: { value: report } });
  checkRules(watched, slides, sliding, alreadyRefused);
  if (!told) rulesKept(slides, sliding);
}

function checkRules(
  site: WindowSite,
  slides: readonly Slide[],
  sliding: Sliding,
  alreadyRefused: boolean,
): void {
  const refused = checkPadding(site, slides, sliding);
  if (!checkFit(site, slides, sliding) || refused || alreadyRefused) return;
  checkTiling(site, slides);
  checkStrideOverKernel(site, slides);
  checkCentre(site, slides);
}

/** Reports a padding that the framework does not have, and answers whether it did. */
function checkPadding(site: WindowSite, slides: readonly Slide[], sliding: Sliding): boolean {
  const { args, framework } = site;
  const { mode } = args.pad;
  if (mode === "causal" && slides.length !== 1) {
    site.report("causal-rank", "pad", { rank: slides.length });
    return true;
  }
  if (framework === null) return false;
  if (mode === "explicit") return checkEvenPadding(site, slides, framework);
  if (mode === "valid") return false;
  if (!WORDS[framework][sliding].includes(mode)) {
    const instead = paddingInstead(mode, slides);
    refusePadding(site, framework, mode, sliding === "pool" ? "pooling" : "a convolution", instead);
    return true;
  }
  if (mode === "same" && framework === "pytorch" && args.stride.some((stride) => stride > 1)) {
    const instead = paddingInstead(mode, slides);
    site.report("same-with-stride", "pad", {
      stride: args.stride,
      instead,
    });
    return true;
  }
  if (mode === "same" && framework === "lasagne" && args.kernel.some((kernel) => kernel % 2 === 0)) {
    site.report("even-same", "pad", { kernel: args.kernel });
    return true;
  }
  return false;
}

/** Caffe pads both sides alike; elsewhere uneven padding stands for a padding layer before. */
function checkEvenPadding(site: WindowSite, slides: readonly Slide[], framework: Framework): boolean {
  if (framework !== "caffe" || slides.every((slide) => slide.before === slide.after)) return false;
  const widest = slides.map((slide) => Math.max(slide.before ?? 0, slide.after ?? 0));
  refuse(site, "pad", "padding that differs before and after", explicitPadding(widest, widest));
  return true;
}

function refusePadding(
  site: WindowSite,
  framework: Framework,
  mode: Mode,
  layer: string,
  instead: Padding | null,
): void {
  const text = instead?.mode === "explicit" ? spellPadding(instead.before, instead.after) : null;
  site.report("framework-refuses", "pad", {
    framework,
    what: `\`${mode}\` padding for ${layer}`,
    advice: text === null ? "give explicit sizes, as `pad1`" : `\`${text}\` gives the same size`,
    changes: text === null ? [] : [{ parameter: "pad", value: instead, text }],
  });
}

function refuse(site: WindowSite, at: string, what: string, pad: Padding): void {
  if (site.framework === null || pad.mode !== "explicit") return;
  const text = spellPadding(pad.before, pad.after);
  site.report("framework-refuses", at, {
    framework: site.framework,
    what,
    advice: `\`${text}\` pads both sides alike`,
    changes: [{ parameter: "pad", value: pad, text }],
  });
}

/** Reports a window that fits nowhere, and answers whether all fit. */
function checkFit(site: WindowSite, slides: readonly Slide[], sliding: Sliding): boolean {
  const empty = slides.find((slide) => slide.input !== null && slide.input < 1);
  if (empty !== undefined) {
    site.report("empty-output", null, { axis: empty.axis, size: 0 });
    return false;
  }
  if (slides.every((slide) => slide.output === null || slide.output >= 1)) return true;
  site.report("kernel-too-large", "kernel", {
    kernel: slides.map((slide) => slide.kernel),
    dilation: slides.map((slide) => slide.dilation),
    extent: slides.map((slide) => slide.extent),
    input: slides.map((slide) => slide.input),
    padded: slides.map(paddedSize),
    same: takesSame(site, sliding),
  });
  return false;
}

function paddedSize({ input, before, after }: Slide): number | null {
  return input === null || before === null || after === null ? null : input + before + after;
}

function takesSame(site: WindowSite, sliding: Sliding): boolean {
  const { framework, args } = site;
  if (framework === null) return true;
  if (!WORDS[framework][sliding].includes("same")) return false;
  if (framework === "pytorch") return args.stride.every((stride) => stride === 1);
  return framework !== "lasagne" || args.kernel.every((kernel) => kernel % 2 === 1);
}

/** Input positions at the end that no window reaches. Unread padding is told in the hover only. */
function checkTiling(site: WindowSite, slides: readonly Slide[]): void {
  const axes = slides
    .map((slide) => ({ axis: slide.axis, unread: isGap(slide) ? 0 : unreadAtEnd(slide) }))
    .filter(({ unread }) => unread > 0);
  if (axes.length === 0) return;
  site.report("stride-tiling", strideOrKernel(site), {
    axes,
    input: slides.map((slide) => slide.input),
    kernel: slides.map((slide) => slide.extent),
    stride: slides.map((slide) => slide.stride),
  });
}

/** Whether what is unread at the end is a gap as there is behind every window, as on a 1×1 shortcut: the hover tells it. */
function isGap(slide: Slide): boolean {
  const { stride, extent, before, output } = slide;
  return before === 0 && output !== 1 && unreadAtEnd(slide) <= stride - extent;
}

/** Positions between windows that none reaches. A single window has nothing beside it. */
function checkStrideOverKernel(site: WindowSite, slides: readonly Slide[]): void {
  const axes = slides.filter((slide) => slide.stride > slide.extent && slide.output !== 1);
  if (axes.length === 0) return;
  site.report("stride-over-kernel", strideOrKernel(site), {
    kernel: slides.map((slide) => slide.extent),
    stride: slides.map((slide) => slide.stride),
    axes: axes.map(({ axis, stride, extent }) => ({ axis, stride, skipped: stride - extent })),
  });
}

function strideOrKernel(site: WindowSite): string {
  return site.given("stride") ? "stride" : "kernel";
}

/** `same` with an odd total pads one side more than the other. */
function checkCentre(site: WindowSite, slides: readonly Slide[]): void {
  if (site.args.pad.mode !== "same" && site.args.pad.mode !== "same_lower") return;
  const axes = slides
    .filter(
      ({ before, after }) => before !== null && after !== null && before !== after && after !== OVERFLOW,
    )
    .map(({ axis, before, after, extent }) => ({ axis, before: before ?? 0, after: after ?? 0, extent }));
  if (axes.length > 0) site.report("asymmetric-same", "pad", { axes, kernel: site.args.kernel });
}

/** Keras' Conv and Conv…Transpose refuse any stride together with any dilation, even along different axes. Answers whether it did. */
export function checkStrideWithDilation(site: WindowSite): boolean {
  const { args, framework } = site;
  if (framework !== "keras") return false;
  if (!args.stride.some((stride) => stride > 1) || !args.dilation.some((dilation) => dilation > 1))
    return false;
  site.report("stride-with-dilation", "dilation", { stride: args.stride, dilation: args.dilation });
  return true;
}

/** Lasagne's DilatedConv2DLayer has neither padding nor a stride. */
export function checkLasagneDilation(site: WindowSite): boolean {
  const { args, framework } = site;
  if (framework !== "lasagne" || args.dilation.every((dilation) => dilation === 1)) return false;
  const padded = !isZero(args.pad);
  if (!padded && args.stride.every((stride) => stride === 1)) return false;
  site.report("framework-refuses", "dilation", {
    framework,
    what: `${padded ? "padding" : "stride"} in its dilated convolution`,
    advice: padded ? "a `pad` line before it pads as well" : "use `stride1`",
    changes: padded ? [] : [{ parameter: "stride", value: args.stride.map(() => 1), text: "stride1" }],
  });
  return true;
}

/** Whether nothing is padded. */
export function isZero(pad: Padding): boolean {
  if (pad.mode === "valid") return true;
  return pad.mode === "explicit" && [...pad.before, ...pad.after].every((side) => side === 0);
}

/** Groups must divide the input channels and the filters, in every framework. */
export function checkGroups(site: Site<{ readonly groups: number; readonly filters: number }>): void {
  const { groups, filters } = site.args;
  const { channels } = site.input;
  if (groups < 2 || (divides(groups, channels) && divides(groups, filters))) return;
  site.report("groups-divide", "groups", { groups, channels, filters });
}

function divides(groups: number, count: Size): boolean {
  return count === null || count === OVERFLOW || count % groups === 0;
}

/** Padding of a pool: a window must not lie in the padding alone; PyTorch allows half the kernel at most. Answers whether it is too much. */
export function checkPoolPadding(site: WindowSite, slides: readonly Slide[]): boolean {
  const { args, framework } = site;
  if (args.pad.mode !== "explicit" || framework === "keras") return false;
  const limits = slides.map((slide) =>
    framework === "pytorch" ? Math.floor(slide.kernel / 2) : Math.max(slide.kernel - 1, 0),
  );
  const over = slides.some((slide, axis) => Math.max(slide.before ?? 0, slide.after ?? 0) > limits[axis]!);
  if (!over || slides.some((slide) => slide.kernel < 1)) return false;
  site.report("pool-padding", "pad", {
    framework,
    kernel: slides.map((slide) => slide.kernel),
    before: slides.map((slide) => slide.before ?? 0),
    after: slides.map((slide) => slide.after ?? 0),
    limits,
  });
  return true;
}

/** Reports an option that a framework's layer does not have, when it has another value than the neutral one. */
export function refuseOption(
  site: Site<WindowArguments>,
  parameter: string,
  what: string,
  advice: string,
  changes: readonly { readonly parameter: string; readonly value: unknown; readonly text: string }[] = [],
): void {
  if (site.framework === null) return;
  site.report("framework-refuses", parameter, { framework: site.framework, what, advice, changes });
}

/** The value of an option along every axis. */
export function alongAll(values: readonly number[], slides: readonly Slide[]): number[] {
  return slides.map((_, axis) => along(values, axis));
}
