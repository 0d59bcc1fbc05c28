// `gn`: group normalisation.

import { times } from "../../base/whole";
import { defineLayer } from "../layer";
import { count } from "../parameter";
import { affine, scaleAndShift } from "../settings";
import { elementsOf } from "../shape";
import { term } from "../wording";

export const gn = defineLayer({
  kind: "gn",
  aliases: ["groupnorm", "group_norm", "groupnormalization", "group_normalization"],
  family: "normalisation",
  summary:
    "Group normalisation: mean 0 and variance 1 within each group of channels, then a learned scale and shift.",
  notes: [
    "It does not depend on the batch. One group is a layer normalisation over everything, as many groups as channels an instance normalisation.",
  ],
  signature: {
    groups: count({ default: 32, doc: "How many groups the channels are split into; it must divide them." }),
    affine,
  },
  trails: true,
  formula: "2·C; 0 with `noaffine`",
  example: "input 32x32x3\nconv 64 3x3 gn groups=16 relu  # → 30×30×64  1,920",
  check({ args, input, report }) {
    const { groups } = args;
    if (groups < 1 || input.channels === null || input.channels % groups === 0) return;
    report("groups-divide", "groups", { groups, channels: input.channels, filters: null });
  },
  shape: ({ input }) => input,
  weights: ({ args, input }) => (args.affine ? scaleAndShift(input.channels) : {}),
  elementwise: (_, output) => times(2, elementsOf(output)),
  working: ({ args, input }) => (args.affine ? `2·${term(input.channels)}` : "0"),
  sizes({ args, input }) {
    const each =
      input.channels !== null && input.channels % args.groups === 0 ? input.channels / args.groups : null;
    return [`groups: ${term(input.channels)} / ${term(args.groups)} = ${term(each)} channels each`];
  },
});
