// `heads-divide`: attention heads that cannot share the channels.

import { term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "heads-divide": {
      readonly heads: number;
      readonly channels: number;
      /** Whether the layer takes `key=`, which frees it from sharing. */
      readonly key: boolean;
    };
  }
}

/** The numbers of heads nearest to `heads` that divide the channels. */
export function nearestDivisors(channels: number, wanted: number, limit = 4): number[] {
  const divisors: number[] = [];
  for (let d = 1; d * d <= channels && d < 1_000_000; d++)
    if (channels % d === 0) divisors.push(d, ...(d * d === channels ? [] : [channels / d]));
  return divisors
    .filter((d) => d !== wanted)
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
    .slice(0, limit);
}

export const headsDivide = defineDiagnostic({
  code: "heads-divide",
  severity: "error",
  title: "Attention heads that do not divide the channels",
  message: ({ heads, channels, key }) =>
    `${term(heads)} heads cannot share ${term(channels)} channels equally: choose a number of heads that divides ${term(channels)}${key ? ", or give each a size of its own with `key=`" : ""}.`,
  page: [
    "The heads of an attention layer share the channels, so every head works on C / heads of them; that must be a whole number. PyTorch's `MultiheadAttention` refuses everything else. With `key=` (Keras' `key_dim`) a head's size is free.",
  ],
  example: "input 196x100\nattention heads=8",
  repaired: "input 196x100\nattention heads=10",
  fixes: ({ heads, channels }, { layer }) =>
    layer === null
      ? []
      : nearestDivisors(channels, heads).map((divisor) => ({
          title: `\`heads${divisor}\`: ${term(channels / divisor)} channel${channels === divisor ? "" : "s"} each`,
          edits: [layer.write("heads", `heads${divisor}`)],
        })),
});
