// `asymmetric-same`: `same` pads one side more than the other.

import { sameShape } from "../catalogue/shape";
import { explicitPadding, showSizes, spellPadding, spellSizes } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { type Change, repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "asymmetric-same": {
      readonly kernel: readonly number[];
      readonly axes: readonly {
        readonly axis: string;
        readonly before: number;
        readonly after: number;
        readonly extent: number;
      }[];
    };
  }
}

export const asymmetricSame = defineDiagnostic({
  code: "asymmetric-same",
  severity: "hint",
  title: "Padding that is not the same on both sides",
  message: ({ kernel, axes }) => {
    const sides = new Map<string, string[]>();
    for (const { axis, before, after } of axes) {
      const text = `${before} before and ${after} after`;
      sides.set(text, [...(sides.get(text) ?? []), axis]);
    }
    const where = [...sides].map(([text, names]) => `${text} (${names.join(", ")})`).join("; ");
    const even = axes.some(({ extent }) => extent % 2 === 0);
    return even
      ? `An even kernel, ${showSizes(kernel)}, has no centre: \`same\` pads ${where}.`
      : `\`same\` pads ${where}; explicit padding as PyTorch has it pads both sides alike, so weights do not carry over unchanged.`;
  },
  page: [
    "`same` spreads its padding over both sides of an axis. Where the total is odd, one side gets one more: the end, or with " +
      "`same_lower` the beginning. An even kernel without a stride always has an odd total, and shifts its input by half a " +
      "position; with a stride the total depends on the input's size too.",
    "The size is not affected. It matters when weights are carried over between frameworks: PyTorch's `pad1` pads both sides " +
      "alike, so its windows are one position apart from TensorFlow's. Use an odd kernel, or explicit padding.",
  ],
  example: "input 32x32x3\nconv 16 4x4 same",
  repaired: "input 32x32x3\nconv 16 3x3 same",
  fixes: ({ axes, kernel }, context) => {
    const candidates: Change[][] = [];
    const odd = (direction: 1 | -1) => kernel.map((size) => (size % 2 === 0 ? size + direction : size));
    if (kernel.some((size) => size % 2 === 0))
      for (const sizes of [odd(-1), odd(1)])
        candidates.push([{ parameter: "kernel", value: sizes, text: spellSizes(sizes) }]);
    const { layer } = context;
    if (layer !== null && axes.length === kernel.length) {
      const sides = axes.map(({ before, after }) => Math.max(before, after));
      const even = explicitPadding(sides, sides);
      if (sameShape(layer.probe({ pad: even }).output, layer.probe({}).output))
        candidates.push([{ parameter: "pad", value: even, text: spellPadding(sides, sides) }]);
      const before = axes.map((axis) => axis.before);
      const after = axes.map((axis) => axis.after);
      candidates.push([
        { parameter: "pad", value: explicitPadding(before, after), text: spellPadding(before, after) },
      ]);
    }
    return repairs("asymmetric-same", context, candidates);
  },
});
