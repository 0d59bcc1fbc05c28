// `merge-stretch`: an axis of one is stretched where that is hardly meant.

import { formatShape, type Shape } from "../catalogue/shape";
import { listed } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "merge-stretch": {
      readonly kind: string;
      readonly axes: readonly string[];
      readonly from: Shape;
      readonly to: Shape;
    };
  }
}

export const mergeStretch = defineDiagnostic({
  code: "merge-stretch",
  severity: "warning",
  title: "A merge stretches an axis",
  message: ({ kind, axes, from, to }) =>
    `\`${kind}\` stretches the ${listed(axes)} of ${formatShape(from)} to ${formatShape(to)}: if that is not meant, make the sizes equal first.`,
  page: [
    "Axes of one are stretched to the size of the other tensor. That is how a squeeze-and-excite gate of 1×1×C multiplies a map, and such gates and masks are not reported. Adding a map of one channel to one of many, or an H×1 to an H×W map, runs too, in every framework, and is mostly a mistake: a projection on the shortcut is missing, or a pool went over one axis only.",
    "Make the sizes equal with a convolution, a pool or a `resize`, or silence the line with `# cnn: ignore merge-stretch`.",
  ],
  example: "input 28x28x1\nskip: identity\nconv 16 3x3 same\nadd skip",
  repaired: "input 28x28x1\nskip: conv 16 1x1\nconv 16 3x3 same\nadd skip",
});
