// `maxpool` and `avgpool`: the window that summarises without mixing channels; the frameworks round differently.

import { plus, type Size, times } from "../../base/whole";
import { defineLayer, type LayerKind, type Site } from "../layer";
import { type ArgumentsOf, flag, type Padding } from "../parameter";
import { elementsOf, positionsOf, type Shape, shapeOf } from "../shape";
import { explicitPadding, spellPadding } from "../spelling";
import { unreadLines } from "../unread";
import { type Rounding, reachOf, type Slide, sizesOfSlides, slidesOf } from "../window";
import { bias, dilation, leadingKernel, poolPadding, poolStride } from "../window-parameters";
import { checkPoolPadding, checkWindow, isZero, refuseOption } from "../window-rules";
import { sizeLines, windowDifferences } from "../window-texts";
import { kernelProduct, times as shown } from "../working";

const signature = {
  kernel: leadingKernel,
  stride: poolStride,
  pad: poolPadding,
  ceil: flag({
    default: false,
    words: { ceil: true },
    doc: "Whether a last window that sticks out at the end counts. Caffe's pools do so unless `ceil=false`.",
    aliases: ["ceil_mode"],
  }),
  dilation,
  weighted: flag({
    default: false,
    words: { weighted: true },
    doc: "A trainable coefficient and bias a channel, as in LeNet-5's subsampling.",
  }),
  bias: { ...bias, doc: "Whether a `weighted` pool has a bias beside its coefficient." },
};

type PoolSite = Site<ArgumentsOf<typeof signature>>;

export const maxpool = definePool(
  "maxpool",
  ["max_pool"],
  "Takes the largest value of each window, channel by channel.",
  `input 112x112x64
maxpool 3x3 stride2 pad1   # → 56×56×64  0
maxpool 2x2                # → 28×28×64  0
`,
);

export const avgpool = definePool(
  "avgpool",
  ["avg_pool"],
  "Takes the mean of each window, channel by channel.",
  `input 28x28x6
avgpool 2x2 weighted   # → 14×14×6  12
avgpool 3x3 ceil       # → 5×5×6     0
`,
);

function definePool(
  kind: "maxpool" | "avgpool",
  aliases: string[],
  summary: string,
  example: string,
): LayerKind {
  return defineLayer({
    kind,
    aliases,
    family: "pooling",
    summary,
    notes: [
      "The stride is the kernel unless given. Rows and columns that do not fill a window are left out, or with `ceil` make a " +
        "window that sticks out, as long as it starts inside the input. Caffe rounds up by itself.",
      "`weighted` multiplies each channel by a trainable coefficient and adds a trainable bias: `2·C` parameters, as in " +
        "LeNet-5's S2 and S4; `weighted nobias` has the coefficients only.",
    ],
    ranks: [1, 2, 3],
    signature,
    formula: "0; weighted 2 · C, weighted nobias C",
    example,
    check: (site) => {
      const slides = slidesOfPool(site);
      const refused = checkOptions(site, slides, kind);
      if (site.given("bias") && !site.args.weighted) site.report("idle-bias", "bias", { kind });
      checkWindow(site, slides, "pool", checkPoolPadding(site, slides) || refused);
      if (kind === "avgpool") checkKernelOverInput(site, slides);
    },
    shape: (site) => shapeOf(sizesOfSlides(slidesOfPool(site)), site.input.channels),
    weights: ({ args, input }) => {
      if (!args.weighted) return {};
      const coefficient = { count: input.channels, role: "weight" } as const;
      return args.bias ? { coefficient, bias: { count: input.channels, role: "bias" } } : { coefficient };
    },
    elementwise: (site, output) => elementwiseOf(site, output),
    reach: (site) => reachOf(slidesOfPool(site)),
    working: ({ args, input }) => {
      if (!args.weighted) return "0";
      return args.bias ? shown(2, input.channels) : shown(input.channels);
    },
    sizes: (site) => sizeLines(slidesOfPool(site), site.args.pad, roundingOf(site)),
    differs: (site) => (kind === "maxpool" ? paddedDifference(slidesOfPool(site), site.args.pad) : []),
    remarks: (site) => {
      const slides = slidesOfPool(site);
      return [...unreadLines(slides), ...differences(site, kind), ...windowDifferences(site, slides, true)];
    },
  });
}

/** The mean counts zeros in both; the largest value does not. */
function paddedDifference(slides: readonly Slide[], { mode }: Padding): string[] {
  if (mode !== "explicit" || slides.every(({ before, after }) => before === 0 && after === 0)) return [];
  return [
    "PyTorch pads with −∞, which is never the largest; Keras with a `ZeroPadding` layer before the pool, whose zeros may be. Behind a `relu` both give the same.",
  ];
}

function slidesOfPool(site: PoolSite): readonly Slide[] {
  return slidesOf(site, roundingOf(site));
}

/** Caffe rounds up unless told otherwise (`round_mode: CEIL`); the others round down unless told otherwise. */
function roundingOf(site: PoolSite): Rounding {
  const { args, framework } = site;
  if (framework === "caffe") return site.given("ceil") && !args.ceil ? "down" : "caffe";
  if (!args.ceil) return "down";
  return framework === "lasagne" ? "lasagne" : "up";
}

/** What a framework's pools do not have: Keras no `ceil`, all but PyTorch's max pool no dilation. */
function checkOptions(site: PoolSite, slides: readonly Slide[], kind: string): boolean {
  const { args, framework } = site;
  if (framework === null) return false;
  const refusesCeil = args.ceil && framework === "keras";
  if (refusesCeil) refuseCeil(site, slides);
  const refusesPadding = args.ceil && framework === "lasagne" && !isZero(args.pad);
  if (refusesPadding) refuseOption(site, "ceil", "`ceil` together with padding", "use one of them");
  const dilated = args.dilation.some((step) => step > 1);
  const refusesDilation = dilated && !(framework === "pytorch" && kind === "maxpool");
  if (refusesDilation) {
    const pools = kind === "maxpool" ? "max pools" : "average pools";
    refuseOption(site, "dilation", `dilation in ${pools}`, "use `dilation1`", [
      { parameter: "dilation", value: args.dilation.map(() => 1), text: "dilation1" },
    ]);
  }
  return refusesCeil || refusesPadding || refusesDilation;
}

/** In Keras the window that `ceil` adds must be given its padding. */
function refuseCeil(site: PoolSite, slides: readonly Slide[]): void {
  const known = slides.map(paddingOfOverhang).filter((side) => side !== null);
  const before = known.map((side) => side.before);
  const after = known.map((side) => side.after);
  const without = { parameter: "ceil", value: false, text: "" };
  const [what, text] = ["`ceil` in its pools", spellPadding(before, after)];
  if (known.length < slides.length) refuseOption(site, "ceil", what, "use `same` or explicit padding");
  else if (slides.every((slide, axis) => slide.after === after[axis]))
    refuseOption(site, "ceil", what, "without it the size is the same", [without]);
  else
    refuseOption(site, "ceil", what, `\`${text}\` gives the same size`, [
      { parameter: "pad", value: explicitPadding(before, after), text },
      without,
    ]);
}

/** The padding with which the window that sticks out lies within the padded input. */
function paddingOfOverhang(slide: Slide): { before: number; after: number } | null {
  const { input, output, stride, extent, before, after } = slide;
  if (input === null || output === null || before === null || after === null) return null;
  const overhang = (output - 1) * stride + extent - input - before;
  return output >= 1 && Number.isSafeInteger(overhang) ? { before, after: Math.max(after, overhang) } : null;
}

/** PyTorch's AvgPool3d wants the input, without its padding, at least as large as the kernel. */
function checkKernelOverInput(site: PoolSite, slides: readonly Slide[]): void {
  if (site.framework !== "pytorch" || slides.length !== 3) return;
  if (slides.every(({ input, kernel }) => input === null || input >= kernel)) return;
  if (slides.some(({ output }) => output !== null && output < 1)) return;
  site.report("kernel-over-input", "kernel", {
    kernel: slides.map((slide) => slide.kernel),
    input: slides.map((slide) => slide.input),
  });
}

/** A comparison or an addition a tap; and two operations an output where weighted. */
function elementwiseOf({ args }: PoolSite, output: Shape): Size {
  const outputs = times(positionsOf(output), output.channels);
  const weighted = args.weighted ? times(args.bias ? 2 : 1, outputs) : 0;
  return plus(times(kernelProduct(args.kernel), elementsOf(output)), weighted);
}

function differences(site: PoolSite, kind: string): string[] {
  const { args, framework } = site;
  const lines: string[] = [];
  if (args.ceil && framework !== "keras") lines.push("Keras' pools round down: they have no `ceil`.");
  if (args.dilation.some((step) => step > 1) && framework === null)
    lines.push(
      kind === "maxpool"
        ? "Keras' pools have no dilation."
        : "Neither PyTorch's nor Keras' average pools have a dilation.",
    );
  if (args.weighted)
    lines.push("Neither PyTorch nor Keras has a weighted pool: it is a pool and a scale of its own.");
  if (kind === "avgpool" && args.pad.mode === "same")
    lines.push("Keras leaves the padding out of the mean; PyTorch counts its own padding in.");
  return lines;
}
