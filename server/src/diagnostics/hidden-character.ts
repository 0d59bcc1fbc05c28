// `hidden-character`: characters that do not show, so that a reader sees another text than the parser.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "hidden-character": { readonly code: string };
  }
}

export const hiddenCharacter = defineDiagnostic({
  code: "hidden-character",
  severity: "warning",
  title: "A character that does not show",
  message: ({ code }) =>
    `Here stands the invisible character ${code}: remove it, so that the text is what it looks like.`,
  page: [
    "Zero-width and bidirectional control characters, null characters and halves of surrogate pairs do not show in an editor, but change what a file says or how it reads. Nothing in a `.cnn` file needs them.",
  ],
  example: "input 8x8x1 # \u200bhidden",
  repaired: "input 8x8x1 # hidden",
  fixes: ({ code }, { span }) => [{ title: `Remove ${code}`, edits: [{ span, text: "" }] }],
});
