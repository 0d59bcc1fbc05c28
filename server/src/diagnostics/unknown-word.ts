// `unknown-word`: a word that is none of those that fit here.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unknown-word": {
      readonly what: string;
      readonly word: string;
      readonly known: readonly string[];
      readonly nearest: readonly string[];
    };
  }
}

export const unknownWord = defineDiagnostic({
  code: "unknown-word",
  severity: "error",
  title: "A word that does not fit here",
  message: ({ what, word, known, nearest }) => {
    if (nearest.length > 0)
      return `\`${what}\` does not know \`${word}\`. Did you mean ${nearest.map((name) => `\`${name}\``).join(" or ")}?`;
    const list = known.map((name) => `\`${name}\``).join(", ");
    return word
      ? `\`${what}\` does not know \`${word}\`: use one of ${list}.`
      : `\`${what}\` takes one of ${list}.`;
  },
  page: [
    "Some statements take one of a few words: `framework pytorch`, `dtype float16`, `optimizer adam`, `expect params …`.",
  ],
  example: "framework torch\ninput 8x8x1",
  repaired: "framework pytorch\ninput 8x8x1",
  fixes: ({ known, nearest }, { span }) =>
    (nearest.length > 0 ? nearest : known).map((name) => ({
      title: `Write \`${name}\``,
      edits: [{ span, text: name }],
    })),
});
