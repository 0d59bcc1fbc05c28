// `rescale` and `normalization`: what a model does to its pictures before the first layer.

import { times } from "../../base/whole";
import { defineLayer } from "../layer";
import { decimal, flag } from "../parameter";
import { elementsOf } from "../shape";
import { term } from "../wording";

export const rescale = defineLayer({
  kind: "rescale",
  aliases: ["rescaling"],
  family: "normalisation",
  summary: "Multiplies every number by a constant, and adds one.",
  notes: ["`rescale 0.0039216` brings bytes to 0 … 1. It learns nothing."],
  signature: {
    factor: decimal({ position: 0, doc: "The factor.", aliases: ["scale"] }),
    offset: decimal({ default: 0, doc: "What is added afterwards." }),
  },
  formula: "0",
  example: "input 224x224x3\nrescale 0.0039216  # → 224×224×3  0",
  shape: ({ input }) => input,
  elementwise: (_, output) => elementsOf(output),
});

export const normalization = defineLayer({
  kind: "normalization",
  aliases: ["normalisation", "normalize", "standardize"],
  family: "normalisation",
  summary: "Subtracts the data's mean and divides by its deviation, channel by channel.",
  notes: [
    "Keras' `Normalization` layer learns them from the data beforehand and counts mean, variance and the number of examples as non-trainable: 2·C + 1. With `fixed` they are constants and nothing counts.",
  ],
  signature: {
    fixed: flag({ default: false, words: { fixed: true }, doc: "The mean and variance are constants." }),
  },
  formula: "0; in Keras 2·C + 1 non-trainable, 0 with `fixed`",
  example: "framework keras\ninput 224x224x3\nnormalization  # → 224×224×3  7",
  shape: ({ input }) => input,
  weights({ args, input }) {
    if (args.fixed) return {};
    return {
      mean: { count: input.channels, role: "state" },
      variance: { count: input.channels, role: "state" },
      count: { count: 1, role: "state" },
    };
  },
  elementwise: (_, output) => times(2, elementsOf(output)),
  working: () => "0",
  remarks({ args, input, framework }) {
    if (args.fixed || framework === "keras") return [];
    return [
      `Keras would count ${term(input.channels === null ? null : 2 * input.channels + 1)} non-trainable parameters.`,
    ];
  },
});
