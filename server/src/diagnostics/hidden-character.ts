// `hidden-character`: characters that do not show, so that a reader sees another text than the parser.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "hidden-character": { readonly code: string; readonly count: number };
  }
}

export const hiddenCharacter = defineDiagnostic({
  code: "hidden-character",
  severity: "warning",
  title: "A character that does not show",
  message: ({ code, count }) =>
    count === 1
      ? `Here stands the invisible character ${code}: remove it, so that the text is what it looks like.`
      : `Here stand ${grouped(count)} invisible characters, the first ${code}: remove them, so that the text is what it looks like.`,
  page: [
    "Zero-width and bidirectional control characters, null characters and halves of surrogate pairs do not show in an editor, but change what a file says or how it reads. Nothing in a `.cnn` file needs them.",
  ],
  example: "input 8x8x1 # \u200bhidden",
  repaired: "input 8x8x1 # hidden",
  fixes: ({ code, count }, { span }) => [
    {
      title: count === 1 ? `Remove ${code}` : `Remove ${grouped(count)} characters`,
      edits: [{ span, text: "" }],
    },
  ],
});
