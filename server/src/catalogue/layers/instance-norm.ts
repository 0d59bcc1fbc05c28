// `instance_norm`: every channel of every example is normalised by itself.

import { times } from "../../base/whole";
import { defineLayer } from "../layer";
import { flag } from "../parameter";
import { scaleAndShift } from "../settings";
import { elementsOf, positionsOf } from "../shape";
import { term } from "../wording";

export const instanceNorm = defineLayer({
  kind: "instance_norm",
  aliases: ["instancenorm", "instance_normalization", "in_norm"],
  family: "normalisation",
  summary: "Instance normalisation: mean 0 and variance 1 over the positions of each channel.",
  notes: [
    "It learns nothing unless `affine` is given: the default of PyTorch's `InstanceNorm2d`. In Keras it is `GroupNormalization(groups=-1)`, which learns a scale and a shift by itself: write `affine` for that.",
  ],
  signature: {
    affine: flag({
      default: false,
      words: { affine: true, noaffine: false },
      doc: "Whether it learns a scale and a shift for every channel.",
    }),
  },
  trails: true,
  ranks: [1, 2, 3],
  formula: "0; 2·C with `affine`",
  example: "input 32x32x3\nconv 64 3x3 instance_norm affine relu  # → 30×30×64  1,920",
  check({ input, framework, report }) {
    if (framework === "pytorch" && positionsOf(input) === 1) report("one-position", null, { input });
  },
  shape: ({ input }) => input,
  weights: ({ args, input }) => (args.affine ? scaleAndShift(input.channels) : {}),
  elementwise: (_, output) => times(2, elementsOf(output)),
  remarks: (site) =>
    site.given("affine") || site.args.affine
      ? []
      : [
          `PyTorch's layer learns nothing unless told; Keras' \`GroupNormalization(groups=-1)\` would learn ${term(times(2, site.input.channels))} parameters: \`affine\`.`,
        ],
  working: ({ args, input }) => (args.affine ? `2·${term(input.channels)}` : "0"),
});
