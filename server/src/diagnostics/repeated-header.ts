// `repeated-header`: a second `framework`, `dtype`, `batch` or `optimizer`, which changes nothing.

import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "repeated-header": {
      readonly what: string;
      /** What the first one says; empty where that is no word. */
      readonly word: string;
      /** Where the first one stands, from 1. */
      readonly line: number;
      readonly same: boolean;
      /** Whether nothing else stands on its line, so that it can be removed. */
      readonly alone: boolean;
    };
  }
}

export const repeatedHeader = defineDiagnostic({
  code: "repeated-header",
  severity: "warning",
  title: "Said twice for the whole file",
  message: ({ what, word, line, same }) =>
    same
      ? `Line ${line} says this already: remove it.`
      : `\`${`${what} ${word}`.trim()}\` on line ${line} holds for the whole file, so this changes nothing: remove one of the two.`,
  page: [
    "`framework`, `dtype`, `batch` and `optimizer` hold for a whole file, and the first of each counts. Networks for two frameworks stand in two files, which may import the same blocks.",
  ],
  example: "framework pytorch\nframework keras\ninput 32x32x3\nconv 16 3x3",
  repaired: "framework pytorch\ninput 32x32x3\nconv 16 3x3",
  fixes: ({ alone }, { span, text }) =>
    alone ? [{ title: `Remove \`${text}\``, edits: [{ span, text: "" }] }] : [],
});
