// `pool-padding`: a pool with so much padding that a window could see nothing else.

import { type Framework, possessive } from "../catalogue/framework";
import { explicitPadding, showSizes, spellPadding } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { type Change, repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "pool-padding": {
      readonly framework: Framework | null;
      readonly kernel: readonly number[];
      readonly before: readonly number[];
      readonly after: readonly number[];
      /** The most that is allowed on a side of each axis. */
      readonly limits: readonly number[];
    };
  }
}

export const poolPadding = defineDiagnostic({
  code: "pool-padding",
  severity: "error",
  title: "A pool's padding too large",
  message: ({ framework, kernel, before, after, limits }) => {
    const pad = spellPadding(before, after);
    const most = spellPadding(limits, limits);
    return framework === "pytorch"
      ? `PyTorch allows padding of half the kernel at most, and \`${pad}\` is more than half of ${showSizes(kernel)}: use \`${most}\` or less.`
      : `${framework === null ? "A" : `${possessive(framework)}`} pool's padding must be smaller than its kernel ${showSizes(kernel)}, and this is \`${pad}\`: use \`${most}\` or less.`;
  },
  page: [
    "A window that lies in the padding alone has nothing to summarise. PyTorch allows at most half of the kernel, rounded down " +
      "and without its dilation, on either side; Caffe, Lasagne and ONNX less than the kernel. In Keras explicit padding stands " +
      "for a layer of zeros before the pool, and is not limited.",
    "Use less padding, a larger kernel, or a `pad` line before the pool if the zeros are meant.",
  ],
  example: "framework pytorch\ninput 28x28x8\nmaxpool 2x2 pad2",
  repaired: "framework pytorch\ninput 28x28x8\nmaxpool 2x2 pad1",
  fixes: ({ kernel, before, after, limits }, context) => {
    const least = (sides: readonly number[]) =>
      sides.map((side, axis) => Math.min(side, limits[axis] ?? side));
    const wide = Math.max(...before, ...after);
    const larger = kernel.map((size) => Math.max(size, 2 * wide));
    const candidates: Change[][] = [
      [
        {
          parameter: "pad",
          value: explicitPadding(least(before), least(after)),
          text: spellPadding(least(before), least(after)),
        },
      ],
      [{ parameter: "kernel", value: larger, text: larger.join("x") }],
    ];
    return repairs("pool-padding", context, candidates);
  },
});
