// `empty-output`: an output axis would have no position left.

import { grouped } from "../base/whole";
import { explicitPadding, spellPadding } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "empty-output": {
      readonly axis: string;
      readonly size: number;
      /** What to do about it, where the layer knows better than most. */
      readonly advice?: string;
      /** Of a transposed convolution: the most padding on both sides of each axis that leaves something. */
      readonly most?: readonly number[];
    };
  }
}

export const emptyOutput = defineDiagnostic({
  code: "empty-output",
  severity: "error",
  title: "Nothing is left of the input",
  message: ({ axis, size, advice = "use a smaller window, more padding or a larger input" }) =>
    `The output's ${axis} would be ${grouped(size)}: ${advice}.`,
  page: [
    "Every axis of a tensor needs at least one position. Every framework refuses a layer whose output would be empty.",
    "The padding of a transposed convolution is cut off its result: there, less of it leaves more.",
  ],
  example: "input 4x4x8\nconv_transpose 4 2x2 pad3",
  repaired: "input 4x4x8\nconv_transpose 4 2x2 pad2",
  fixes: ({ most }, context) => {
    if (most === undefined) return [];
    const text = spellPadding(most, most);
    return repairs("empty-output", context, [
      [{ parameter: "pad", value: explicitPadding(most, most), text }],
    ]);
  },
});
