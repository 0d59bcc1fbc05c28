// `causal-rank`: causal padding is for convolutions over sequences.

import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    /** The number of spatial axes, or null for a transposed convolution. */
    "causal-rank": { readonly rank: number | null };
  }
}

export const causalRank = defineDiagnostic({
  code: "causal-rank",
  severity: "error",
  title: "`causal` outside a sequence",
  message: ({ rank }) =>
    rank === null
      ? "A transposed convolution has no `causal` padding: use `valid` or `same`."
      : `\`causal\` is for sequences, with one spatial axis, and this input has ${rank}: use \`same\`, or padding before an axis, as \`pad2:0\`.`,
  page: [
    "`causal` pads a sequence before its beginning only, so that no output depends on a later input. It has a meaning along " +
      "time, and Keras takes it for 1-D convolutions alone.",
    "With more axes say which side to pad: `pad2:0x1` pads two before the first axis and one on both sides of the second.",
  ],
  example: "input 32x32x3\nconv 16 3x3 causal",
  repaired: "input 32x3\nconv 16 3 causal",
  fixes: (_data, context) =>
    repairs("causal-rank", context, [
      [{ parameter: "pad", value: { mode: "same" }, text: "same" }],
      [{ parameter: "pad", value: { mode: "valid" }, text: "valid" }],
    ]),
});
