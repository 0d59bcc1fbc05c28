// `merge-shapes`: tensors that are joined differ in a size.

import { formatShape, type Shape } from "../catalogue/shape";
import { listed, term } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "merge-shapes": {
      readonly kind: string;
      readonly inputs: readonly Shape[];
      /** The two inputs that differ, counted from 1. */
      readonly first: number;
      readonly second: number;
      /** Where they differ, with the size of each. */
      readonly differ: readonly { readonly axis: string; readonly sizes: readonly [number, number] }[];
    };
  }
}

export const mergeShapes = defineDiagnostic({
  code: "merge-shapes",
  severity: "error",
  title: "Tensors that are joined differ in size",
  message({ kind, inputs, first, second, differ }) {
    const one = formatShape(inputs[first - 1] ?? null);
    const other = formatShape(inputs[second - 1] ?? null);
    const where = differ.map(({ axis, sizes }) => `${axis} ${term(sizes[0])} and ${term(sizes[1])}`);
    const repair =
      differ[0]?.axis === "channels"
        ? "a `conv` 1x1 can make them equal"
        : "a stride, a padding or a `crop` can make them equal";
    return `\`${kind}\` cannot join ${one} (input ${first}) and ${other} (input ${second}): ${listed(where)} differ; ${repair}.`;
  },
  page: [
    "`add`, `mul`, `max`, `average` and `sub` work number by number, so every size must be equal, or 1: that is stretched. `concat` puts tensors side by side along one axis, and all other sizes must be equal. Inputs are counted in order: the current tensor is the first, then the labels; or the branches from the first.",
    "Where the channels differ, a 1×1 convolution on one side projects it (as ResNet's shortcuts do), or `concat` is meant. Where height or width differ, one side has a stride, a pool or a padding that the other has not.",
  ],
  example: "input 32x32x16\nskip: identity\nconv 32 3x3 same\nadd skip",
  repaired: "input 32x32x16\nskip: conv 32 1x1\nconv 32 3x3 same\nadd skip",
  fixes({ kind, inputs, differ }, { span, text }) {
    if (kind === "concat" || differ[0]?.axis !== "channels" || text !== kind) return [];
    const [one] = inputs;
    const alike = inputs.every(
      (other) =>
        other.spatial.length === one!.spatial.length &&
        other.spatial.every((size, at) => size !== null && size === one!.spatial[at]),
    );
    const channels = inputs.reduce((sum, input) => sum + (input.channels ?? Number.NaN), 0);
    if (!alike || !Number.isSafeInteger(channels)) return [];
    return [
      {
        title: `\`concat\`: ${formatShape({ spatial: one!.spatial, channels })}`,
        edits: [{ span, text: "concat" }],
      },
    ];
  },
});
