// `permute-axes`: an order that does not name every axis once.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "permute-axes": {
      /** How many axes the input has, with its channels. */
      readonly axes: number;
    };
  }
}

const upTo = (axes: number, separator: string) =>
  Array.from({ length: axes }, (_, axis) => axis + 1).join(separator);

export const permuteAxes = defineDiagnostic({
  code: "permute-axes",
  severity: "error",
  title: "An order that does not name every axis once",
  message: ({ axes }) =>
    axes === 1
      ? "A flat vector has one axis: there is nothing to permute."
      : `The input has ${axes} axes, counted from 1 with the channels last: name each of ${upTo(axes, ", ")} once, as in \`permute ${[2, 1, ...Array.from({ length: axes - 2 }, (_, at) => at + 3)].join("x")}\`.`,
  page: [
    "`permute` says for every axis of the output which axis of the input it is, counted from 1 without the batch, channels last: `permute 2x1x3` swaps the height and width of a picture. Every axis stands there exactly once.",
  ],
  example: "input 32x20x3\npermute 2x1",
  repaired: "input 32x20x3\npermute 2x1x3",
});
