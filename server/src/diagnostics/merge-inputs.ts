// `merge-inputs`: a merge with too few tensors, or too many.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "merge-inputs": {
      readonly kind: string;
      readonly count: number;
      /** How many it takes; null for two or more. */
      readonly exactly: number | null;
    };
  }
}

export const mergeInputs = defineDiagnostic({
  code: "merge-inputs",
  severity: "error",
  title: "A merge with a wrong number of tensors",
  message: ({ kind, count, exactly }) =>
    `\`${kind}\` joins ${exactly === null ? "two or more" : `exactly ${exactly}`} tensors, but has ${count}: ${count < (exactly ?? 2) ? "add another label, or a branch behind a further `|`" : "leave one out"}.`,
  page: [
    "A merge joins the current tensor with the labelled ones behind its name (`add skip`), or the results of its branches (`add { | conv 64 3x3 same | in }`). One tensor alone is nothing to join, and `sub` needs exactly two: the current tensor minus the other.",
  ],
  example: "input 32x32x16\na: conv 16 3x3 same\nb: conv 16 1x1\nrelu\nsub a b",
  repaired: "input 32x32x16\na: conv 16 3x3 same\nconv 16 1x1\nrelu\nsub a",
});
