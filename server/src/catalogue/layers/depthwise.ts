// `depthwise`: filters of their own for every input channel, as MobileNet and Xception have them.

import { times } from "../../base/whole";
import { defineLayer } from "../layer";
import { positionsOf, shapeOf } from "../shape";
import { unreadLines } from "../unread";
import { reachOf, sizesOfSlides, slidesOf } from "../window";
import { bias, convolutionPadding, dilation, leadingKernel, multiplier, stride } from "../window-parameters";
import { checkLasagneDilation, checkWindow, refuseOption } from "../window-rules";
import { sizeLines, windowDifferences } from "../window-texts";
import { kernelProduct, times as shown } from "../working";

const signature = {
  kernel: leadingKernel,
  multiplier,
  stride,
  pad: convolutionPadding,
  dilation,
  bias,
};

export const depthwise = defineLayer({
  kind: "depthwise",
  aliases: ["dwconv", "depthwise_conv"],
  family: "convolution",
  summary: "Gives every input channel filters of its own: spatial patterns without mixing channels.",
  notes: [
    "It is `conv` with as many groups as input channels, which is how PyTorch writes it, and makes `multiplier` channels of " +
      "each. Keras takes a stride together with a dilation here, unlike in `conv`.",
  ],
  ranks: [1, 2, 3],
  signature,
  formula: "(Π kernel + 1) · C_in · multiplier",
  example: `input 9x9x4
depthwise 3x3 multiplier3           # → 7×7×12  120
depthwise 3x3 stride2 same nobias   # → 4×4×12  108
`,
  check: (site) => {
    checkWindow(site, slidesOf(site), "depthwise", checkLasagneDilation(site));
    if (site.framework === "keras" && site.input.spatial.length === 3)
      refuseOption(
        site,
        "kernel",
        "depthwise convolution in 3-D",
        "use `conv` with as many groups as channels",
      );
  },
  shape: (site) => shapeOf(sizesOfSlides(slidesOf(site)), times(site.input.channels, site.args.multiplier)),
  weights: ({ args, input }) => {
    const kernel = {
      count: times(kernelProduct(args.kernel), input.channels, args.multiplier),
      role: "weight",
    } as const;
    return args.bias
      ? { kernel, bias: { count: times(input.channels, args.multiplier), role: "bias" } }
      : { kernel };
  },
  macs: ({ args }, output) => times(kernelProduct(args.kernel), output.channels, positionsOf(output)),
  elementwise: ({ args }, output) => (args.bias ? times(positionsOf(output), output.channels) : 0),
  unshared: ({ args }, output) => {
    const filter = kernelProduct(args.kernel);
    return filter === null ? null : times(filter + (args.bias ? 1 : 0), output.channels, positionsOf(output));
  },
  reach: (site) => reachOf(slidesOf(site)),
  working: ({ args, input }) => {
    const outputs = args.multiplier === 1 ? [input.channels] : [input.channels, args.multiplier];
    return args.bias
      ? `(${shown(...args.kernel)} + 1)·${shown(...outputs)}`
      : shown(...args.kernel, ...outputs);
  },
  sizes: (site) => sizeLines(slidesOf(site), site.args.pad),
  remarks: (site) => {
    const slides = slidesOf(site);
    const channels = site.input.channels;
    const groups = channels === null ? [] : [`PyTorch writes it as \`conv\` with \`groups${channels}\`.`];
    return [
      ...unreadLines(slides),
      ...(site.framework === "pytorch" ? [] : groups),
      ...windowDifferences(site, slides),
    ];
  },
});
