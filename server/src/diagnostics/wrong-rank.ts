// `wrong-rank`: a layer on a tensor with more or fewer axes than it takes.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "wrong-rank": {
      readonly kind: string;
      readonly rank: number;
      readonly accepts: readonly number[];
      /** The kind by its name without a number of axes. */
      readonly instead?: string;
    };
  }
}

/** What brings a tensor to the axes that a layer takes. */
function remedy(rank: number, accepts: readonly number[]): string {
  if (rank === 0 && accepts.includes(2))
    return ": put it before the `flatten` or `dense` that takes the axes away";
  if (rank > 1 && accepts.length === 1 && accepts[0] === 1) return ": `tokens` makes a sequence of it";
  return "";
}

export const wrongRank = defineDiagnostic({
  code: "wrong-rank",
  severity: "error",
  title: "A tensor with the wrong number of axes",
  message: ({ kind, rank, accepts, instead }) => {
    const noun = (n: number): string =>
      n === 0
        ? "a flat vector"
        : n === 1
          ? "a sequence (1-D)"
          : n === 2
            ? "a picture (2-D)"
            : n === 3
              ? "a volume (3-D)"
              : `a tensor with ${n} spatial axes`;
    return `\`${kind}\` takes ${accepts.map(noun).join(" or ")}, but its input is ${noun(rank)}${instead ? `: \`${instead}\` takes both` : remedy(rank, accepts)}.`;
  },
  page: [
    "Convolutions and pools need spatial axes: after `flatten` or `dense` there are none. `input 28x28` is a sequence of 28 positions with 28 channels; a grey picture is `input 28x28x1`.",
  ],
  example: "input 784\nconv 4 3x3",
  repaired: "input 28x28x1\nconv 4 3x3",
  fixes: ({ instead }, { span }) =>
    instead === undefined ? [] : [{ title: `Write \`${instead}\``, edits: [{ span, text: instead }] }],
});
