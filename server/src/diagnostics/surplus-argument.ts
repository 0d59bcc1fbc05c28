// `surplus-argument`: more arguments than a layer takes.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "surplus-argument": { readonly kind: string; readonly takes: number };
  }
}

export const surplusArgument = defineDiagnostic({
  code: "surplus-argument",
  severity: "error",
  title: "An argument too many",
  message: ({ kind, takes }) =>
    takes === 0
      ? `\`${kind}\` takes nothing here: remove this.`
      : `\`${kind}\` takes ${takes} positional argument${takes === 1 ? "" : "s"}, and this is one more: remove it, or name the option that it is for.`,
  page: [
    "Positional arguments fill the positions of a kind in order: a count before a kernel size, as in `conv 60 7x7`. What comes after them must be an option, a flag or a layer that may follow.",
  ],
  example: "input 8\ndense 4 3",
  repaired: "input 8\ndense 4",
  fixes: (_, { span, text }) => [{ title: `Remove \`${text}\``, edits: [{ span, text: "" }] }],
});
