// `repeated-argument`: an argument given twice.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "repeated-argument": { readonly parameter: string; readonly kind: string };
  }
}

export const repeatedArgument = defineDiagnostic({
  code: "repeated-argument",
  severity: "error",
  title: "An argument that is given twice",
  message: ({ parameter, kind }) =>
    `The ${parameter} of this \`${kind}\` is given already: remove one of the two.`,
  page: ["The first one holds."],
  example: "input 8x8x1\nconv 4 3x3 same valid",
  repaired: "input 8x8x1\nconv 4 3x3 same",
  fixes: (_, { span, text }) => [{ title: `Remove \`${text}\``, edits: [{ span, text: "" }] }],
});
