// `kernel-too-large`: no window fits into the padded input.

import type { Size } from "../base/whole";
import type { Padding } from "../catalogue/parameter";
import { explicitPadding, showShort, showSizes, spellPadding, spellSizes } from "../catalogue/spelling";
import { explicitAlong } from "../catalogue/window";
import { defineDiagnostic } from "./diagnostic";
import { type Change, repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "kernel-too-large": {
      readonly kernel: readonly number[];
      readonly dilation: readonly number[];
      /** What the dilated kernel spans. */
      readonly extent: readonly number[];
      readonly input: readonly Size[];
      readonly padded: readonly Size[];
      /** Whether `same` is allowed here. */
      readonly same: boolean;
    };
  }
}

export const kernelTooLarge = defineDiagnostic({
  code: "kernel-too-large",
  severity: "error",
  title: "Kernel larger than its input",
  message: ({ kernel, dilation, extent, input, padded, same }) => {
    const dilated = dilation.some((step) => step > 1);
    const subject = dilated
      ? `Kernel ${showSizes(kernel)} with dilation ${showShort(dilation)} spans ${showSizes(extent)}, more than`
      : `Kernel ${showSizes(kernel)} is larger than`;
    const anyPadding = padded.some((size, axis) => size !== input[axis]);
    const bound = kernel.map((size, axis) => largestKernel(size, dilation[axis] ?? 1, padded[axis] ?? null));
    const advice = bound.every((size) => size >= 1)
      ? `use ${showSizes(bound)} or smaller`
      : "use more padding";
    return `${subject} the ${anyPadding ? "padded " : ""}input ${showSizes(padded)}: ${advice}${same ? ", or `same`" : ", or more padding"}.`;
  },
  page: [
    "A window must fit into the input and its padding at least once. A dilated kernel spans `d·(k − 1) + 1` positions. Every " +
      "framework refuses a convolution that does not fit; pools that round up take a window that sticks out.",
    "Use a smaller kernel, less dilation or more padding. `same` pads as much as is needed. When the input has become smaller " +
      "than expected, look for a stride or a pool too many above.",
  ],
  example: "input 5x5x3\nconv 64 7x7",
  repaired: "input 5x5x3\nconv 64 5x5",
  fixes: (data, context) => {
    const { kernel, dilation, extent, input, padded } = data;
    const smaller = kernel.map((size, axis) =>
      largestKernel(size, dilation[axis] ?? 1, padded[axis] ?? null),
    );
    const candidates: Change[][] = [];
    if (smaller.every((size) => size >= 1))
      candidates.push([{ parameter: "kernel", value: smaller, text: spellSizes(smaller) }]);
    const layer = context.layer;
    if (layer !== null && "pad" in layer.args) {
      const pad = layer.args.pad as Padding;
      const sides = input.map((size, axis) => {
        const { before, after } = explicitAlong(pad, axis);
        const missing = size === null ? 0 : (extent[axis] ?? 1) - size;
        return Math.max(before, after, Math.ceil(missing / 2));
      });
      candidates.push([
        { parameter: "pad", value: explicitPadding(sides, sides), text: spellPadding(sides, sides) },
      ]);
      candidates.push([{ parameter: "pad", value: { mode: "same" }, text: "same" }]);
    }
    if (dilation.some((step) => step > 1))
      candidates.push([{ parameter: "dilation", value: dilation.map(() => 1), text: "dilation1" }]);
    return repairs("kernel-too-large", context, candidates);
  },
});

/** The largest kernel up to the given one whose dilated extent fits. */
function largestKernel(kernel: number, dilation: number, room: Size): number {
  if (room === null) return kernel;
  return Math.min(kernel, Math.floor((room - 1) / dilation) + 1);
}
