// `empty-branch`: a `|` at the end of several branches, which adds one more: the input itself.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "empty-branch": { readonly kind: string; readonly branches: number };
  }
}

export const emptyBranch = defineDiagnostic({
  code: "empty-branch",
  severity: "information",
  title: "An empty branch at the end",
  message: ({ kind, branches }) =>
    `This last \`|\` begins branch ${branches}, which is empty: \`${kind}\` takes its own input as well. Remove it, or write \`| in\` if that is meant.`,
  page: [
    "A `|` begins a branch, it does not end one. A branch with nothing in it is the identity, as a shortcut is: `add { | conv 64 3x3 same | }`. Behind several branches a last `|` is more often one too many.",
  ],
  example: "input 32x32x16\nconcat {\n  | conv 8 1x1\n  | conv 8 3x3 same\n  |\n}",
  repaired: "input 32x32x16\nconcat {\n  | conv 8 1x1\n  | conv 8 3x3 same\n  | in\n}",
  fixes: (_, { span }) => [
    { title: "Remove `|`", edits: [{ span, text: "" }] },
    { title: "Write `| in`", edits: [{ span, text: "| in" }] },
  ],
});
