// `unknown-code`: a comment that silences a diagnostic which there is not.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unknown-code": { readonly word: string; readonly nearest: readonly string[] };
  }
}

export const unknownCode = defineDiagnostic({
  code: "unknown-code",
  severity: "warning",
  title: "No diagnostic of this name",
  message: ({ word, nearest }) =>
    nearest.length > 0
      ? `No diagnostic is called \`${word}\`, so nothing is silenced. Did you mean ${nearest.map((name) => `\`${name}\``).join(" or ")}?`
      : `No diagnostic is called \`${word}\`, so nothing is silenced: use the code that stands behind its message.`,
  page: [
    "`# cnn: ignore CODE` silences a diagnostic at its line, by the code that every message ends with. Several codes stand one after the other.",
  ],
  example: "input 28x28x1\nskip: identity\nconv 16 3x3 same\nadd skip  # cnn: ignore merge-strech",
  repaired: "input 28x28x1\nskip: identity\nconv 16 3x3 same\nadd skip  # cnn: ignore merge-stretch",
  fixes: ({ nearest }, { span }) =>
    nearest.map((name) => ({ title: `Write \`${name}\``, edits: [{ span, text: name }] })),
});
