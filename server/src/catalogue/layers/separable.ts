// `separable`: a depthwise convolution and a 1×1 convolution behind it, as one layer with one bias.

import { plus, times } from "../../base/whole";
import { defineLayer, type Site } from "../layer";
import type { ArgumentsOf } from "../parameter";
import { positionsOf, type Shape, shapeOf } from "../shape";
import { unreadLines } from "../unread";
import { reachOf, sizesOfSlides, slidesOf } from "../window";
import {
  bias,
  convolutionKernel,
  convolutionPadding,
  dilation,
  filters,
  multiplier,
  stride,
} from "../window-parameters";
import { checkLasagneDilation, checkWindow, refuseOption } from "../window-rules";
import { sizeLines, windowDifferences } from "../window-texts";
import { kernelProduct, times as shown } from "../working";

const signature = {
  filters,
  kernel: convolutionKernel,
  multiplier,
  stride,
  pad: convolutionPadding,
  dilation,
  bias,
};

type SeparableSite = Site<ArgumentsOf<typeof signature>>;

export const separable = defineLayer({
  kind: "separable",
  aliases: ["sepconv"],
  family: "convolution",
  summary:
    "A depthwise convolution, then a 1×1 convolution that mixes the channels, with one bias behind both.",
  notes: [
    "It stands for Keras' SeparableConv: no bias between the two. In PyTorch it is two layers, a grouped `conv` without a " +
      "bias and a 1×1 `conv`, with the same count.",
  ],
  ranks: [1, 2, 3],
  signature,
  formula: "Π kernel · C_in · multiplier + C_in · multiplier · filters + filters",
  example: `input 10x10x8
separable 16 3x3                      # → 8×8×16  216
separable 16 3x3 multiplier2 nobias   # → 6×6×16  800
`,
  check: (site) => {
    checkWindow(site, slidesOf(site), "depthwise", checkLasagneDilation(site));
    if (site.framework === "keras" && site.input.spatial.length === 3)
      refuseOption(site, "kernel", "separable convolution in 3-D", "use a grouped `conv` and a 1×1×1 `conv`");
  },
  shape: (site) => shapeOf(sizesOfSlides(slidesOf(site)), site.args.filters),
  weights: (site) => {
    const { args, input } = site;
    const spread = times(input.channels, args.multiplier);
    const weights = {
      depthwise: { count: times(kernelProduct(args.kernel), spread), role: "weight" },
      pointwise: { count: times(spread, args.filters), role: "weight" },
    } as const;
    return args.bias ? { ...weights, bias: { count: args.filters, role: "bias" } } : weights;
  },
  // With a stride the depthwise part runs at the output's size already.
  macs: (site, output) => times(positionsOf(output), filterPair(site)),
  elementwise: ({ args }, output) => (args.bias ? times(positionsOf(output), output.channels) : 0),
  unshared: (site, output) => unsharedOf(site, output),
  reach: (site) => reachOf(slidesOf(site)),
  working: ({ args, input }) => {
    const spread = args.multiplier === 1 ? [input.channels] : [input.channels, args.multiplier];
    const parts = [shown(...args.kernel, ...spread), shown(...spread, args.filters)];
    return [...parts, ...(args.bias ? [String(args.filters)] : [])].join(" + ");
  },
  sizes: (site) => sizeLines(slidesOf(site), site.args.pad),
  remarks: (site) => {
    const slides = slidesOf(site);
    const two =
      site.framework === "keras"
        ? []
        : ["PyTorch writes it as two layers: a grouped `conv` with `nobias`, and a 1×1 `conv`."];
    return [...unreadLines(slides), ...two, ...windowDifferences(site, slides)];
  },
});

/** Both parts' weights: each is used once a position. */
function filterPair({ args, input }: SeparableSite) {
  const spread = times(input.channels, args.multiplier);
  return plus(times(kernelProduct(args.kernel), spread), times(spread, args.filters));
}

function unsharedOf(site: SeparableSite, output: Shape) {
  const weights = plus(filterPair(site), site.args.bias ? site.args.filters : 0);
  return times(weights, positionsOf(output));
}
