// `embedding`: a learned vector for every word of a vocabulary.

import { times } from "../../base/whole";
import { defineLayer } from "../layer";
import { count } from "../parameter";
import { shapeOf, sizesOf } from "../shape";
import { term } from "../wording";

export const embedding = defineLayer({
  kind: "embedding",
  aliases: ["embed"],
  family: "sequence",
  summary: "Looks up a learned vector for every whole number of its input.",
  notes: ["`input 128` is a text of 128 words; it becomes a sequence of 128 vectors."],
  signature: {
    vocabulary: count({ position: 0, doc: "How many different words there are." }),
    size: count({ position: 1, doc: "The length of a word's vector." }),
  },
  ranks: [0, 1, 2],
  formula: "vocabulary · size",
  example: "input 128\nembedding 5000 64  # → 128×64  320,000",
  shape: ({ args, input }) => shapeOf(sizesOf(input), args.size),
  weights: ({ args }) => ({ embedding: { count: times(args.vocabulary, args.size), role: "weight" } }),
  working: ({ args }) => `${term(args.vocabulary)}·${term(args.size)}`,
});
