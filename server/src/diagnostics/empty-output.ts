// `empty-output`: an output axis would have no position left.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "empty-output": { readonly axis: string; readonly size: number };
  }
}

export const emptyOutput = defineDiagnostic({
  code: "empty-output",
  severity: "error",
  title: "Nothing is left of the input",
  message: ({ axis, size }) =>
    `The output's ${axis} would be ${size}: use a smaller window, more padding or a larger input.`,
  page: [
    "Every axis of a tensor needs at least one position. Every framework refuses a layer whose output would be empty.",
  ],
  example: "input 3x3x8\nupsample 0.3",
  repaired: "input 3x3x8\nupsample 0.5",
});
