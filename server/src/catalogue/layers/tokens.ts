// `tokens`, `class_token`, `position_embedding`: how a feature map becomes a transformer's sequence.

import { plus } from "../../base/whole";
import { defineLayer, type LayerKind } from "../layer";
import { elementsOf, positionsOf, shapeOf, sizesOf } from "../shape";
import { sizeLine, term, unknownAxes } from "../wording";

const tokens = defineLayer({
  kind: "tokens",
  aliases: ["to_tokens"],
  family: "sequence",
  summary: "Makes a sequence of a feature map: every position becomes a token.",
  notes: [
    "H×W×C becomes n×C with n = H·W. A 16×16 convolution with stride 16 before it cuts the picture into patches.",
  ],
  signature: {},
  ranks: [2, 3],
  view: true,
  formula: "0",
  example:
    "input 224x224x3\nconv 768 16x16 stride16  # → 14×14×768  590,592\ntokens                   # → 196×768          0",
  shape: ({ input }) => shapeOf([positionsOf(input)], input.channels),
  reach: () => "everything",
  sizes: ({ input }, output) => [
    sizeLine("length", input.spatial.map(term).join("·"), output.spatial[0] ?? null),
  ],
});

const classToken = defineLayer({
  kind: "class_token",
  aliases: ["cls_token"],
  family: "sequence",
  summary: "Puts a learned token in front of the sequence.",
  notes: [
    "A vision transformer reads its class from this token: `slice to=1 axis=length` takes it out again.",
  ],
  signature: {},
  ranks: [1],
  formula: "C",
  example: "input 196x768\nclass_token  # → 197×768  768",
  shape: ({ input }) => shapeOf([plus(input.spatial[0] ?? null, 1)], input.channels),
  weights: ({ input }) => ({ token: { count: input.channels, role: "weight" } }),
  working: ({ input }) => term(input.channels),
  sizes: ({ input }, output) => [
    sizeLine("length", `${term(input.spatial[0] ?? null)} + 1`, output.spatial[0] ?? null),
  ],
});

const positionEmbedding = defineLayer({
  kind: "position_embedding",
  aliases: ["pos_embedding", "positional_embedding", "positional_encoding"],
  family: "sequence",
  summary: "Adds a learned vector to every position.",
  notes: ["Its size fixes that of the input: it has a number for every position and channel."],
  signature: {},
  formula: "n·C",
  example: "input 197x768\nposition_embedding  # → 197×768  151,296",
  check({ input, report }) {
    const unknown = unknownAxes(input);
    if (unknown.length > 0) report("unknown-size", null, { kind: "position_embedding", axes: unknown });
  },
  shape: ({ input }) => input,
  weights: ({ input }) => ({ embedding: { count: elementsOf(input), role: "weight" } }),
  elementwise: (_, output) => elementsOf(output),
  working: ({ input }) => sizesOf(input).map(term).join("·"),
});

export const tokenLayers: readonly LayerKind[] = [tokens, classToken, positionEmbedding];
