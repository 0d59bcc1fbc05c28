// `stride-over-kernel`: the window moves by more than it spans, and leaves out what lies between.

import { showShort, showSizes, spellShort, unitOf } from "../catalogue/spelling";
import { listed } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";
import { repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "stride-over-kernel": {
      /** What the kernel spans, dilation counted. */
      readonly kernel: readonly number[];
      readonly stride: readonly number[];
      readonly axes: readonly { readonly axis: string; readonly stride: number; readonly skipped: number }[];
    };
  }
}

export const strideOverKernel = defineDiagnostic({
  code: "stride-over-kernel",
  severity: "hint",
  title: "Stride larger than the kernel",
  message: ({ kernel, stride, axes }) => {
    const skipped = axes.map(
      ({ axis, stride: step, skipped: left }) => `${left} of every ${step} ${unitOf(axis, 2)}`,
    );
    return (
      `Stride ${showShort(stride)} is larger than the kernel ${showSizes(kernel)}: ` +
      `${listed(skipped)} ${axes.length === 1 && axes[0]?.skipped === 1 ? "is" : "are"} never read.`
    );
  },
  page: [
    "Between two windows lie positions that none reads. It is meant in the 1×1 convolutions with a stride that residual " +
      "networks have on their shortcuts; elsewhere it is often a slip.",
    "Use a stride of at most the kernel, or a larger kernel.",
  ],
  example: "input 57x57x64\nconv 128 1x1 stride2",
  repaired: "input 57x57x64\nconv 128 1x1",
  fixes: ({ kernel, stride }, context) => {
    const strides = stride.map((step, axis) => Math.min(step, kernel[axis] ?? step));
    const kernels = (context.layer?.args.kernel ?? []) as readonly number[];
    const larger = kernels.map((size, axis) =>
      (stride[axis] ?? 1) > (kernel[axis] ?? 1) ? (stride[axis] ?? size) : size,
    );
    return repairs("stride-over-kernel", context, [
      [{ parameter: "stride", value: strides, text: `stride${spellShort(strides)}` }],
      [{ parameter: "kernel", value: larger, text: larger.join("x") }],
    ]);
  },
});
