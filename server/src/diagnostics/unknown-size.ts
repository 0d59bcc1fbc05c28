// `unknown-size`: a layer whose weights depend on a size that the text leaves open.

import { listed } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "unknown-size": {
      /** The layer as it is written, `dense` or `ln axis=all`. */
      readonly kind: string;
      /** The axes that are not known, by name. */
      readonly axes: readonly string[];
    };
  }
}

export const unknownSize = defineDiagnostic({
  code: "unknown-size",
  severity: "error",
  title: "A size is needed that is not known",
  message: ({ kind, axes }) =>
    `\`${kind}\` has weights for every size of its input, but the ${listed(axes)} ${axes.length === 1 ? "is" : "are"} not known: give \`input\` fixed sizes${axes.includes("channels") ? "" : ", or put `global_avgpool` before it"}.`,
  page: [
    "A convolution has the same weights whatever the size of its input, so `input ?x?x3` leaves its parameters exact. A `dense` layer has a weight for every number that goes in, `local` one for every position, `position_embedding`, `ln axis=all` and `prelu elements` one for every element: without the sizes, nobody can count them, and no framework can build them.",
    "Fix the sizes in `input`, or bring the map to a fixed size before this layer: `global_avgpool` leaves one number a channel, `adaptive_avgpool 7x7` a map of 7×7.",
  ],
  example: "input ?x?x3\nconv 16 3x3 relu\ndense 10",
  repaired: "input ?x?x3\nconv 16 3x3 relu\nglobal_avgpool\ndense 10",
  fixes: ({ kind, axes }, { span, layer }) => {
    if (kind !== "dense" || axes.includes("channels") || layer === null) return [];
    const at = { line: span.line, start: span.start, endLine: span.line, end: span.start };
    return [
      {
        title: `\`global_avgpool\` before it: ${layer.input.channels} inputs`,
        edits: [{ span: at, text: "global_avgpool -> " }],
      },
    ];
  },
});
