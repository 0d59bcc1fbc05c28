// `first-of-one`: `first` in a step that does not repeat.

import type { Span } from "../base/span";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "first-of-one": {
      /** What stands before the word `first`. */
      readonly behind: Span;
    };
  }
}

export const firstOfOne = defineDiagnostic({
  code: "first-of-one",
  severity: "warning",
  title: "`first` without a repetition",
  message: () =>
    "`first` gives options to the first of several repetitions, but this step runs once: repeat it with `x2`, or write the options without `first`.",
  page: [
    "Papers often change the first of several equal layers: `conv 128 3x3 x2 first stride2` halves the map once, then goes on. In a step that is not repeated the word changes nothing, so a number of repetitions is likely missing.",
  ],
  example: "input 33x33x8\nconv 16 3x3 pad1 first stride2",
  repaired: "input 33x33x8\nconv 16 3x3 pad1 stride2",
  fixes: ({ behind }, { span }) => [
    {
      title: "Leave out `first`",
      edits: [
        { span: { line: behind.endLine, start: behind.end, endLine: span.line, end: span.start }, text: " " },
      ],
    },
  ],
});
