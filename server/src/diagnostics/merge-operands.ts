// `merge-operands`: a merge with labels and branches.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "merge-operands": { readonly kind: string };
  }
}

export const mergeOperands = defineDiagnostic({
  code: "merge-operands",
  severity: "error",
  title: "Labels and branches at once",
  message: ({ kind }) =>
    `\`${kind}\` takes labels or branches, not both: move the labels into a branch of their own, as \`| from label\`.`,
  page: [
    "`add skip` merges the current tensor with a labelled one; `add { | … | … }` merges its branches. One of the two at a time.",
  ],
  example: "input 8x8x4\na: relu\nadd a { | relu | in }",
  repaired: "input 8x8x4\na: relu\nadd { | relu | from a }",
});
