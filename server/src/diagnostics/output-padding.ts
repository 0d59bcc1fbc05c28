// `output-padding`: a transposed convolution with more output padding than a stride could have lost.

import { type Framework, possessive } from "../catalogue/framework";
import { showShort, spellShort } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "output-padding": {
      readonly framework: Framework | null;
      readonly given: readonly number[];
      /** The most that is allowed along each axis. */
      readonly limits: readonly number[];
      readonly stride: readonly number[];
      readonly dilation: readonly number[];
    };
  }
}

export const outputPadding = defineDiagnostic({
  code: "output-padding",
  severity: "error",
  title: "Output padding too large",
  message: ({ framework, given, limits, stride, dilation }) => {
    const dilated = framework !== "keras" && dilation.some((step) => step > 1);
    const bound = `stride ${showShort(stride)}${dilated ? ` or the dilation ${showShort(dilation)}` : ""}`;
    const who = framework === null ? "Output padding" : `${possessive(framework)} output padding`;
    return `${who} must be smaller than the ${bound}, and this is ${showShort(given)}: use ${showShort(limits)} or less.`;
  },
  page: [
    "Several input sizes of a strided convolution give the same output size; output padding says which of them the transposed " +
      "one shall give back. So it is smaller than the stride along every axis. PyTorch and ONNX allow it to reach the dilation " +
      "too; Keras does not.",
    "Use less output padding, or a `pad` line behind the layer if more zeros are meant.",
  ],
  example: "input 7x7x8\nconv_transpose 4 3x3 stride2 pad1 output_pad2",
  repaired: "input 7x7x8\nconv_transpose 4 3x3 stride2 pad1 output_pad1",
  fixes: ({ given, limits }, context) => {
    const least = given.map((extra, axis) => Math.min(extra, limits[axis] ?? extra));
    return repairs("output-padding", context, [
      [{ parameter: "output_pad", value: least, text: `output_pad${spellShort(least)}` }],
      [{ parameter: "output_pad", value: undefined, text: "" }],
    ]);
  },
});
