// The parameters that windows share, worded once.

import { count, flag, padding, size } from "./parameter";

export const filters = count({ position: 0, doc: "How many output channels." });

export const convolutionKernel = size({ position: 1, doc: "The window's size along each spatial axis." });

export const leadingKernel = size({ position: 0, doc: "The window's size along each spatial axis." });

export const stride = size({
  default: [1],
  doc: "How far the window moves from one position to the next.",
  aliases: ["strides"],
});

export const poolStride = size({
  defaultFrom: "kernel",
  doc: "How far the window moves from one position to the next; the kernel unless given.",
  aliases: ["strides"],
});

const VALID = { mode: "valid" } as const;
const SAME = { mode: "same" } as const;

const paddingDoc =
  "Zeros around the input: `valid` none; `same` as many as give ⌈input / stride⌉ positions, an odd one after " +
  "(`same_lower`: before); `full` the effective kernel less one on both sides; `causal` (1-D) all of it before; or " +
  "explicit sizes, `pad1`, before:after `pad1:2`, an axis each `pad1x0`.";

export const convolutionPadding = padding({
  default: VALID,
  words: {
    valid: VALID,
    same: SAME,
    same_lower: { mode: "same_lower" },
    full: { mode: "full" },
    causal: { mode: "causal" },
  },
  doc: paddingDoc,
  aliases: ["padding"],
});

export const poolPadding = padding({
  default: VALID,
  words: { valid: VALID, same: SAME },
  doc:
    "Padding around the input: `valid` none; `same` as much as gives ⌈input / stride⌉ positions, an odd one after; or " +
    "explicit sizes, `pad1`, before:after `pad1:2`, an axis each `pad1x0`.",
  aliases: ["padding"],
});

export const dilation = size({
  default: [1],
  doc: "The distance between the window's taps: 1 leaves none out.",
  aliases: ["dilation_rate"],
});

export const groups = count({
  default: 1,
  doc: "Into how many groups the channels are split: filters of a group see the input channels of theirs only.",
});

export const bias = flag({
  default: true,
  words: { bias: true, nobias: false },
  doc: "Whether every filter adds a bias of its own.",
  aliases: ["use_bias"],
});

export const untied = flag({
  default: false,
  words: { untied: true },
  doc: "A bias for every output position instead of one a filter (Lasagne's `untie_biases`).",
  aliases: ["untie_biases"],
});

export const multiplier = count({
  default: 1,
  doc: "How many filters each input channel gets.",
  aliases: ["depth_multiplier"],
});
