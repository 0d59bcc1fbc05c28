// `global_avgpool` and `global_maxpool`: one value a channel for the whole map.

import { defineLayer, type LayerKind } from "../layer";
import { flag } from "../parameter";
import { elementsOf, shapeOf } from "../shape";

const signature = {
  keep: flag({
    default: false,
    words: { keep: true },
    doc: "Whether the spatial axes stay, as ones.",
    aliases: ["keepdims"],
  }),
};

export const globalAvgpool = defineGlobalPool(
  "global_avgpool",
  ["gap"],
  "Takes the mean of each channel over all positions.",
);

export const globalMaxpool = defineGlobalPool(
  "global_maxpool",
  ["gmp"],
  "Takes the largest value of each channel over all positions.",
);

function defineGlobalPool(kind: string, aliases: string[], summary: string): LayerKind {
  return defineLayer({
    kind,
    aliases,
    family: "pooling",
    summary,
    notes: [
      "The spatial axes are gone afterwards, so that `dense` can follow whatever the size of the image; `keep` leaves them as " +
        "ones. PyTorch writes it as an adaptive pool to 1 and a flatten.",
    ],
    ranks: [1, 2, 3],
    signature,
    formula: "0",
    example: `input 7x7x512
${kind} keep   # → 1×1×512  0
${kind}        # → 512      0
`,
    shape: ({ args, input }) => shapeOf(args.keep ? input.spatial.map(() => 1) : [], input.channels),
    elementwise: ({ input }) => elementsOf(input),
    reach: () => "global",
    sizes: ({ args, input }) => (args.keep ? input.spatial.map(() => "1") : []),
  });
}
