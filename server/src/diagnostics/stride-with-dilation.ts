// `stride-with-dilation`: Keras' convolutions take one of the two.

import { showShort } from "../catalogue/spelling";
import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "stride-with-dilation": { readonly stride: readonly number[]; readonly dilation: readonly number[] };
  }
}

export const strideWithDilation = defineDiagnostic({
  code: "stride-with-dilation",
  severity: "error",
  title: "A stride together with a dilation in Keras",
  message: ({ stride, dilation }) =>
    `Keras refuses stride ${showShort(stride)} together with dilation ` +
    `${showShort(dilation)}, even along different axes: set one of them to 1.`,
  page: [
    "Keras' `Conv` and `Conv…Transpose` layers refuse any stride above 1 together with any dilation above 1, also where they " +
      "concern different axes. PyTorch takes both, and so do Keras' depthwise and separable convolutions.",
    "Set one of them to 1, or give the stride to a pool behind the convolution.",
  ],
  example: "framework keras\ninput 32x32x3\nconv 16 3x3 stride2 dilation2",
  repaired: "framework keras\ninput 32x32x3\nconv 16 3x3 dilation2",
  fixes: ({ stride, dilation }, context) =>
    repairs("stride-with-dilation", context, [
      [{ parameter: "dilation", value: dilation.map(() => 1), text: "dilation1" }],
      [{ parameter: "stride", value: stride.map(() => 1), text: "stride1" }],
    ]),
});
