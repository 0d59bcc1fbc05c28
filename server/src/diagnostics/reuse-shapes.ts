// `reuse-shapes`: weights that do not fit the tensor that they are used on again.

import { grouped } from "../base/whole";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "reuse-shapes": {
      readonly label: string;
      readonly kind: string;
      readonly had: number;
      readonly needs: number;
    };
  }
}

export const reuseShapes = defineDiagnostic({
  code: "reuse-shapes",
  severity: "error",
  title: "Weights that do not fit when they are reused",
  message: ({ label, kind, had, needs }) =>
    `The \`${kind}\` of \`${label}\` has ${grouped(had)} weights, but on this tensor it would need ${grouped(needs)}: give it an input with the same channels as the first time.`,
  page: [
    "`reuse` runs a labelled line again with the same weights, as a Siamese network does. So the number of input channels (for a dense layer, the whole size) must be what it was the first time; height and width of a convolution's input may differ.",
  ],
  example: "input 8x8x4\na: conv 6 3x3\nreuse a",
  repaired: "input 8x8x4\na: conv 4 3x3\nreuse a",
});
