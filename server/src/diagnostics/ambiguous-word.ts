// `ambiguous-word`: a word that is a flag and a name at once.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "ambiguous-word": { readonly word: string; readonly kind: string; readonly option: string };
  }
}

export const ambiguousWord = defineDiagnostic({
  code: "ambiguous-word",
  severity: "error",
  title: "A word with two meanings",
  message: ({ word, kind, option }) =>
    `\`${word}\` is a word of \`${kind}\` and a name that is defined here: write \`${option}=…\`, or rename the definition.`,
  page: [
    "A bare word that is both a flag of the layer and a name in scope would be read differently by different people, so it is refused.",
  ],
  example: "let same = 3\ninput 8x8x1\nconv 4 3x3 same",
  repaired: "let size = 3\ninput 8x8x1\nconv 4 size same",
});
