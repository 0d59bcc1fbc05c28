// `layer_scale`: a learned factor for every channel.

import { defineLayer } from "../layer";
import { decimal } from "../parameter";
import { elementsOf } from "../shape";
import { term } from "../wording";

export const layerScale = defineLayer({
  kind: "layer_scale",
  aliases: ["layerscale"],
  family: "normalisation",
  summary: "Multiplies every channel by a learned factor that starts near 0.",
  notes: [
    "At the end of a residual branch, as in CaiT and ConvNeXt, it lets deep networks start close to the identity.",
  ],
  signature: {
    initial: decimal({
      position: 0,
      default: 1e-6,
      doc: "The factor that training starts from.",
      aliases: ["init"],
    }),
  },
  trails: true,
  formula: "C",
  example: "input 14x14x96\nlayer_scale  # → 14×14×96  96",
  shape: ({ input }) => input,
  weights: ({ input }) => ({ scale: { count: input.channels, role: "weight" } }),
  elementwise: (_, output) => elementsOf(output),
  working: ({ input }) => term(input.channels),
});
