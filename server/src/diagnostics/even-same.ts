// `even-same`: Lasagne's `same` needs a kernel with a centre.

import { showSizes, spellSizes } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "even-same": { readonly kernel: readonly number[] };
  }
}

export const evenSame = defineDiagnostic({
  code: "even-same",
  severity: "error",
  title: "`same` with an even kernel in Lasagne",
  message: ({ kernel }) =>
    `Lasagne's \`same\` needs an odd kernel, and this is ${showSizes(kernel)}: use ${showSizes(odd(kernel, 1))}, or explicit padding.`,
  page: [
    "Lasagne pads `k // 2` on both sides for `same`, which keeps the size only where the kernel is odd; it refuses even ones.",
    "Use an odd kernel, or explicit padding.",
  ],
  example: "framework lasagne\ninput 32x32x3\nconv 16 4x4 same",
  repaired: "framework lasagne\ninput 32x32x3\nconv 16 3x3 same",
  fixes: ({ kernel }, context) =>
    repairs(
      "even-same",
      context,
      [odd(kernel, -1), odd(kernel, 1)].map((sizes) => [
        { parameter: "kernel", value: sizes, text: spellSizes(sizes) },
      ]),
    ),
});

function odd(kernel: readonly number[], direction: 1 | -1): number[] {
  return kernel.map((size) => (size % 2 === 0 ? size + direction : size));
}
