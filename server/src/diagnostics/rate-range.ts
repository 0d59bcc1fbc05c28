// `rate-range`: a dropout rate that is no share.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "rate-range": { readonly rate: number };
  }
}

/** Rates that were probably meant: a percentage, or a missing point. */
function meant(rate: number): number[] {
  if (rate > 1 && rate < 10) return [rate / 10, rate / 100];
  if (rate >= 10 && rate < 100) return [rate / 100];
  if (rate < 0 && rate > -1) return [-rate];
  return [0.5];
}

export const rateRange = defineDiagnostic({
  code: "rate-range",
  severity: "error",
  title: "Dropout rate outside 0 … 1",
  message: ({ rate }) =>
    `A dropout rate is at least 0 and below 1, but this is ${rate}: ${rate === 1 ? "nothing would be left" : "it is the share that is left out"}.`,
  page: [
    "The rate is the share of the numbers that are left out: 0.5 leaves out half of them. At 1 nothing would be left to learn from, and other numbers are no shares.",
  ],
  example: "input 64\ndense 64 relu\ndropout 50",
  repaired: "input 64\ndense 64 relu\ndropout 0.5",
  fixes: ({ rate }, { layer }) => {
    if (layer === null) return [];
    return meant(rate).map((share) => {
      const text = String(Number(share.toPrecision(6)));
      return {
        title: `\`${text}\`: ${Number((share * 100).toPrecision(6))}% left out`,
        edits: [layer.write("rate", text)],
      };
    });
  },
});
