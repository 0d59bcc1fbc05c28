// `rms_norm`: normalisation by the root mean square.

import { defineLayer } from "../layer";
import { affine } from "../settings";
import { elementsOf } from "../shape";
import { term } from "../wording";

export const rmsNorm = defineLayer({
  kind: "rms_norm",
  aliases: ["rmsnorm", "rms_normalization"],
  family: "normalisation",
  summary: "Divides the channels of each position by their root mean square, then scales them.",
  notes: ["Like `ln` without the mean and without the shift."],
  signature: { affine },
  trails: true,
  formula: "C; 0 with `noaffine`",
  example: "input 196x768\nrms_norm  # → 196×768  768",
  shape: ({ input }) => input,
  weights: ({ args, input }) => (args.affine ? { scale: { count: input.channels, role: "weight" } } : {}),
  elementwise: (_, output) => elementsOf(output),
  working: ({ args, input }) => (args.affine ? term(input.channels) : "0"),
});
