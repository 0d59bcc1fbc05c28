// `slice-range`: a slice that holds nothing, or goes past the end.

import type { Size } from "../base/whole";
import { term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "slice-range": {
      readonly axis: string;
      readonly size: Size;
      readonly from: number;
      readonly to: number;
    };
  }
}

export const sliceRange = defineDiagnostic({
  code: "slice-range",
  severity: "error",
  title: "A slice outside its tensor",
  message({ axis, size, from, to }) {
    if (size !== null && (to > size || from >= size))
      return `The ${axis} ${axis === "channels" ? "end" : "ends"} at ${term(size)}, so a slice from ${term(from)} to ${term(to)} goes past that: use \`from\` below ${term(size)} and \`to\` up to ${term(size)}.`;
    return `A slice from ${term(from)} to ${term(to)} holds nothing: \`to\` must be greater than \`from\`.`;
  },
  page: [
    "`slice from=a to=b` keeps what stands at a, a + 1, … up to b − 1, counted from 0. So `from` is less than `to`, and `to` at most the size of the axis.",
  ],
  example: "input 28x28x116\nslice from=58 to=117",
  repaired: "input 28x28x116\nslice from=58 to=116",
  fixes({ size, from, to }, { layer }) {
    if (layer === null || size === null || from >= size || to <= size) return [];
    return [{ title: `\`to=${size}\`: ${term(size - from)} kept`, edits: [layer.write("to", `to=${size}`)] }];
  },
});
