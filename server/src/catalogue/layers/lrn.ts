// `lrn`: AlexNet's local response normalisation.

import { times } from "../../base/whole";
import { defineLayer } from "../layer";
import { count, decimal } from "../parameter";
import { elementsOf } from "../shape";

export const lrn = defineLayer({
  kind: "lrn",
  aliases: ["local_response_norm", "local_response_normalization"],
  family: "normalisation",
  summary: "Local response normalisation: divides every number by the energy of its neighbouring channels.",
  notes: ["From AlexNet and GoogLeNet; later networks use `bn`. It learns nothing."],
  signature: {
    size: count({ position: 0, default: 5, doc: "How many neighbouring channels are summed." }),
    alpha: decimal({ default: 1e-4, doc: "The weight of their energy." }),
    beta: decimal({ default: 0.75, doc: "The exponent." }),
    k: decimal({ default: 2, doc: "What is added to the energy." }),
  },
  trails: true,
  formula: "0",
  example: "input 55x55x96\nlrn 5  # → 55×55×96  0",
  shape: ({ input }) => input,
  elementwise: ({ args }, output) => times(args.size, elementsOf(output)),
});
