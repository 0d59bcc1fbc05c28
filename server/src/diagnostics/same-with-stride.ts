// `same-with-stride`: PyTorch's `same` is for stride 1 only.

import type { Padding } from "../catalogue/parameter";
import { showShort, spellPadding } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { type Change, repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "same-with-stride": {
      readonly stride: readonly number[];
      /** Explicit padding that gives the same size. */
      readonly instead: Padding | null;
    };
  }
}

export const sameWithStride = defineDiagnostic({
  code: "same-with-stride",
  severity: "error",
  title: "`same` with a stride in PyTorch",
  message: ({ stride, instead }) => {
    const advice =
      instead?.mode === "explicit"
        ? `\`${spellPadding(instead.before, instead.after)}\` gives the same size`
        : "give explicit padding";
    return `PyTorch refuses \`same\` with stride ${showShort(stride)}: ${advice}.`;
  },
  page: [
    "PyTorch takes `padding='same'` only where every stride is 1, as the padding of a strided `same` depends on the input's " +
      "size and may differ before and after.",
    "Give explicit padding: `(k − 1)/2` for an odd kernel gives `⌈n/s⌉` positions, as `same` does. Where TensorFlow would pad " +
      "one side more, the sizes agree and the windows are one position apart.",
  ],
  example: "framework pytorch\ninput 224x224x3\nconv 32 3x3 stride2 same",
  repaired: "framework pytorch\ninput 224x224x3\nconv 32 3x3 stride2 pad1",
  fixes: ({ stride, instead }, context) => {
    const candidates: Change[][] = [];
    if (instead?.mode === "explicit")
      candidates.push([
        { parameter: "pad", value: instead, text: spellPadding(instead.before, instead.after) },
      ]);
    candidates.push([{ parameter: "stride", value: stride.map(() => 1), text: "stride1" }]);
    return repairs("same-with-stride", context, candidates);
  },
});
