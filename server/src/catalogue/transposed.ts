// The geometry of a transposed window, which spreads each input position over its output: PyTorch and Keras differ here.

import { floorDivide, OVERFLOW, plus, type Size, sum, times } from "../base/whole";
import type { Framework } from "./framework";
import type { Site } from "./layer";
import type { Padding } from "./parameter";
import { axisName } from "./shape";
import { along, effectiveKernel, explicitAlong, type Slide, type WindowArguments } from "./window";

export interface TransposedArguments extends WindowArguments {
  readonly output_pad: readonly number[] | undefined;
}

/** The windows along every axis; `before` and `after` are what is cut off the spread-out result. */
export function transposedSlidesOf({
  args,
  input,
  framework,
}: Pick<Site<TransposedArguments>, "args" | "input" | "framework">): Slide[] {
  return input.spatial.map((size, axis) => {
    const kernel = along(args.kernel, axis);
    const stride = along(args.stride, axis);
    const dilation = along(args.dilation, axis);
    const extent = effectiveKernel(kernel, dilation);
    const common = {
      axis: axisName(input.spatial.length, axis),
      input: size,
      kernel,
      stride,
      dilation,
      extent,
    };
    if (kernel < 1 || stride < 1 || dilation < 1)
      return { ...common, before: null, after: null, output: null, clipped: false };
    const [before, after] = cut(args.pad, axis, stride, extent, framework);
    const extra = args.output_pad === undefined ? undefined : along(args.output_pad, axis, 0);
    const output =
      size !== null && size < 1
        ? 0
        : spreadSize(size, stride, extent, before, after, args.pad.mode, extra, framework);
    return { ...common, before, after, output, clipped: false };
  });
}

function cut(
  pad: Padding,
  axis: number,
  stride: number,
  extent: number,
  framework: Framework | null,
): readonly [number, number] {
  switch (pad.mode) {
    case "valid":
    case "causal":
      return [0, 0];
    case "explicit": {
      const { before, after } = explicitAlong(pad, axis);
      return [before, after];
    }
    case "full":
      return [extent - 1, extent - 1];
    case "same":
    case "same_lower": {
      if (framework === "lasagne") return [floorDivide(extent, 2), floorDivide(extent, 2)];
      const total = Math.max(extent - stride, 0);
      const less = floorDivide(total, 2);
      return pad.mode === "same" ? [less, total - less] : [total - less, less];
    }
  }
}

/**
 * The output size. PyTorch, ONNX, Caffe, Lasagne: `(n − 1)·s − p − q + e + output_pad`. Keras: `valid`
 * `(n − 1)·s + max(e, s)`, `same` `n·s`; with `output_pad` given `(n − 1)·s + e + output_pad` and
 * `(n − 1)·s + (e mod 2) + output_pad`. Without a framework `same` is Keras' and the rest PyTorch's.
 */
function spreadSize(
  size: Size,
  stride: number,
  extent: number,
  before: number,
  after: number,
  mode: Padding["mode"],
  outputPad: number | undefined,
  framework: Framework | null,
): Size {
  if (size === null) return null;
  const spread = times(size - 1, stride);
  const extra = outputPad ?? 0;
  if ((mode === "same" || mode === "same_lower") && framework !== "lasagne") {
    if (outputPad === undefined) return times(size, stride);
    return plus(spread, extent % 2, extra);
  }
  if (framework === "keras" && mode === "valid")
    return plus(spread, outputPad === undefined ? Math.max(extent, stride) : extent, extra);
  if (before === OVERFLOW || after === OVERFLOW) return 0;
  return sum([spread, extent, extra, -before, -after]);
}
