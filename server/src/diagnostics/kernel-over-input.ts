// `kernel-over-input`: PyTorch's 3-D average pool does not take an input smaller than its kernel, padded or not.

import type { Size } from "../base/whole";
import { showSizes, spellSizes } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "kernel-over-input": { readonly kernel: readonly number[]; readonly input: readonly Size[] };
  }
}

export const kernelOverInput = defineDiagnostic({
  code: "kernel-over-input",
  severity: "error",
  title: "Kernel larger than the input before padding",
  message: ({ kernel, input }) =>
    `PyTorch's 3-D average pool needs an input of at least its kernel ${showSizes(kernel)} without the padding, and this is ` +
    `${showSizes(input)}: use ${showSizes(within(kernel, input))} or smaller.`,
  page: [
    "`AvgPool3d` compares its kernel with the input alone: padding and `ceil` do not help. PyTorch's other pools compare it " +
      "with the padded input.",
    "Use a smaller kernel, or a `pad` line before the pool.",
  ],
  example: "framework pytorch\ninput 2x8x8x4\navgpool 3x3x3 stride1 pad1",
  repaired: "framework pytorch\ninput 2x8x8x4\navgpool 2x3x3 stride1 pad1",
  fixes: ({ kernel, input }, context) => {
    const smaller = within(kernel, input);
    return repairs("kernel-over-input", context, [
      [{ parameter: "kernel", value: smaller, text: spellSizes(smaller) }],
    ]);
  },
});

function within(kernel: readonly number[], input: readonly Size[]): number[] {
  return kernel.map((size, axis) => Math.min(size, input[axis] ?? size));
}
