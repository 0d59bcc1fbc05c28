// `misplaced-argument`: an option that stands behind a word it does not belong to.

import type { Span } from "../base/span";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "misplaced-argument": {
      readonly belongsTo: string;
      readonly after: string;
      readonly before: Span;
    };
  }
}

export const misplacedArgument = defineDiagnostic({
  code: "misplaced-argument",
  severity: "error",
  title: "An option behind the layer that follows",
  message: ({ belongsTo, after }) =>
    `This is an option of \`${belongsTo}\`, but what follows \`${after}\` is no more \`${belongsTo}\`'s: move it before \`${after}\`.`,
  page: [
    "Activations, normalisations and dropout may follow a layer on its line, each with its own arguments. So the options of the layer itself come first: `conv 64 3x3 stride2 bn relu`.",
  ],
  example: "input 8x8x1\nconv 4 3x3 relu stride2",
  repaired: "input 8x8x1\nconv 4 3x3 stride2 relu",
  fixes: ({ before, after }, { span, text }) => [
    {
      title: `Move \`${text}\` before \`${after}\``,
      edits: [
        { span: { ...before, endLine: before.line, end: before.start }, text: `${text} ` },
        { span, text: "" },
      ],
    },
  ],
});
