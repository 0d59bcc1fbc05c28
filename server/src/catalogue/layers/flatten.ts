// `flatten`: all numbers of the tensor in a row.

import { defineLayer } from "../layer";
import { elementsOf, positionsOf, shapeOf, sizesOf } from "../shape";
import { sizeLine, term } from "../wording";

export const flatten = defineLayer({
  kind: "flatten",
  aliases: [],
  family: "shape",
  summary: "Makes a flat vector of a feature map.",
  notes: [
    "PyTorch goes channel by channel, Keras position by position: the length is the same, the order is not, so dense weights after it cannot be copied over as they are.",
  ],
  signature: {},
  view: true,
  formula: "0",
  example: "input 45x45x100\nflatten  # → 202,500  0",
  shape: ({ input }) => shapeOf([], elementsOf(input)),
  reach: () => "everything",
  differs: ({ input }) =>
    input.channels === 1 || positionsOf(input) === 1
      ? []
      : [
          "PyTorch goes channel by channel, Keras position by position: the length is the same, the order is not.",
        ],
  sizes: ({ input }, output) => [sizeLine("channels", sizesOf(input).map(term).join("·"), output.channels)],
});
