// `local`: the locally connected layer, a window with weights of its own at every position.

import { grouped, plus, type Size, times } from "../../base/whole";
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
  groups,
  stride,
  untied,
} from "../window-parameters";
import { checkGroups, checkWindow, refuseOption } from "../window-rules";
import { sizeLines, windowDifferences } from "../window-texts";
import { channelsPerGroup, kernelProduct, times as shown, showPerGroup } from "../working";

const signature = {
  filters,
  kernel: convolutionKernel,
  stride,
  pad: convolutionPadding,
  dilation,
  groups,
  bias,
  untied: {
    ...untied,
    doc: "In Lasagne: a bias for every output position, which elsewhere is the rule, instead of one a filter.",
  },
};

type LocalSite = Site<ArgumentsOf<typeof signature>>;

export const local = defineLayer({
  kind: "local",
  aliases: ["locally_connected"],
  family: "convolution",
  summary: "A convolution without weight sharing: every output position has filters and biases of its own.",
  notes: [
    "Its parameters grow with the image: `local` needs as many times the parameters of `conv` as there are output " +
      "positions. Counted as Keras 2 counts it (`implementation=1`); Keras 3 and PyTorch have no such layer. In Lasagne a " +
      "filter has one bias for all positions unless `untied` says otherwise.",
  ],
  ranks: [1, 2, 3],
  signature,
  formula: "(Π kernel · C_in/groups + 1) · filters · Π out",
  example: `input 32x32x3
local 20 8x8 stride2 pad1   # → 14×14×20  756,560
`,
  check: (site) => {
    const { args, framework } = site;
    checkWindow(site, slidesOf(site), "local");
    checkGroups(site);
    if (framework === "lasagne") {
      if (args.stride.some((step) => step > 1))
        refuseOption(site, "stride", "stride in its locally connected layer", "use `stride1`");
      if (args.pad.mode !== "same")
        refuseOption(site, "pad", "padding but `same` in its locally connected layer", "use `same`", [
          { parameter: "pad", value: { mode: "same" }, text: "same" },
        ]);
    }
  },
  shape: (site) => shapeOf(sizesOfSlides(slidesOf(site)), site.args.filters),
  weights: (site, output) => {
    const kernel = { count: times(filterWeights(site), positionsOf(output)), role: "weight" } as const;
    if (!site.args.bias) return { kernel };
    return { kernel, bias: { count: times(site.args.filters, biasPositions(site, output)), role: "bias" } };
  },
  macs: (site, output) => times(filterWeights(site), positionsOf(output)),
  elementwise: ({ args }, output) => (args.bias ? times(positionsOf(output), output.channels) : 0),
  reach: (site) => reachOf(slidesOf(site)),
  working: (site, output) => {
    const { args, input } = site;
    const weights = shown(...args.kernel, showPerGroup(input.channels, args.groups));
    const outputs = shown(args.filters, ...output.spatial);
    if (!args.bias) return `${weights}·${outputs}`;
    if (biasPositions(site, output) === 1) return `${weights}·${outputs} + ${args.filters}`;
    return `(${weights} + 1)·${outputs}`;
  },
  sizes: (site) => sizeLines(slidesOf(site), site.args.pad),
  remarks: (site, output) => {
    const slides = slidesOf(site);
    return [...unreadLines(slides), ...sharedInstead(site, output), ...windowDifferences(site, slides)];
  },
});

/** The weights of all filters at one position. */
function filterWeights({ args, input }: LocalSite): Size {
  return times(kernelProduct(args.kernel), channelsPerGroup(input.channels, args.groups), args.filters);
}

/** Lasagne's layer has one bias a filter, unless it is untied. */
function biasPositions({ args, framework }: LocalSite, output: Shape): Size {
  return framework === "lasagne" && !args.untied ? 1 : positionsOf(output);
}

/** What `conv`, with shared weights, would need in its place. */
function sharedInstead(site: LocalSite, output: Shape): string[] {
  const positions = positionsOf(output);
  const shared = plus(filterWeights(site), site.args.bias ? site.args.filters : 0);
  if (shared === null || positions === null || positions < 2) return [];
  return [
    `\`conv\` in its place, with shared weights, needs ${grouped(shared)}: this is ${grouped(positions)} times as many.`,
  ];
}
