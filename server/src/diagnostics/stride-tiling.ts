// `stride-tiling`: the last rows or columns of the input are never read, as the stride does not reach them.

import { floorDivide, type Size } from "../base/whole";
import type { Padding } from "../catalogue/parameter";
import {
  explicitPadding,
  showShort,
  showSizes,
  spellPadding,
  spellShort,
  spellSizes,
  unitOf,
} from "../catalogue/spelling";
import { explicitAlong, samePadding } from "../catalogue/window";
import { listed } from "../catalogue/wording";
import { defineDiagnostic, type LayerContext } from "./diagnostic";
import { type Change, repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "stride-tiling": {
      /** The axes with unread positions at their end. */
      readonly axes: readonly { readonly axis: string; readonly unread: number }[];
      readonly input: readonly Size[];
      /** What the kernel spans, dilation counted. */
      readonly kernel: readonly number[];
      readonly stride: readonly number[];
    };
  }
}

export const strideTiling = defineDiagnostic({
  code: "stride-tiling",
  severity: "information",
  title: "Rows or columns that are never read",
  message: ({ axes, input, kernel, stride }) => {
    const ends = axes.map(({ axis, unread }) =>
      unread === 1 ? unitOf(axis, 1) : `${unread} ${unitOf(axis, unread)}`,
    );
    const one = axes.length === 1 && axes[0]?.unread === 1;
    return (
      `The last ${listed(ends)} of the input ${showSizes(input)} ${one ? "is" : "are"} never read: windows of ` +
      `${showSizes(kernel)} with stride ${showShort(stride)} end before. ` +
      "More padding, or another kernel or stride, would reach the end."
    );
  },
  page: [
    "A window that moves by more than one position may stop before the input's end. What lies behind its last position has no " +
      "influence on the output. Frameworks leave it out without a word. Often this is meant, and published networks have such " +
      "layers; it is a loss where it is not.",
    "The output has `⌊(n + p + q − e)/s⌋ + 1` positions: the division leaves a remainder, and the input is read to its end " +
      "only where the padding after it takes up the remainder. The repairs are the paddings, kernels and strides nearby that do. " +
      "Padding that is never read is harmless, and told in the hover only.",
  ],
  example: "input 224x224x3\nconv 64 7x7 stride2",
  repaired: "input 224x224x3\nconv 64 7x7 stride2 pad2:3",
  fixes: (_data, context) => {
    const { layer } = context;
    if (layer === null) return [];
    const follows = layer.kind.signature.stride?.defaultFrom === "kernel";
    const [wider, narrower] = kernels(layer, false);
    const [widerPool, narrowerPool] = follows ? kernels(layer, true) : [[], []];
    const [slower, faster] = strides(layer);
    const [same = [], even = [], least = []] = paddings(layer);
    return repairs(
      "stride-tiling",
      context,
      [rounding(layer), same, even, wider, widerPool, narrower, narrowerPool, least, slower, faster],
      { describe: (output) => `${showSizes(output.spatial)}, nothing lost`, avoid: ["stride-over-kernel"] },
    );
  },
});

/** A pool may take the window that sticks out. */
function rounding({ args }: LayerContext): Change[] {
  return "ceil" in args && args.ceil === false ? [{ parameter: "ceil", value: true, text: "ceil" }] : [];
}

/** The padding of `same`, written out; the same on both sides; and the least more than now that reaches the end. */
function paddings({ args, input }: LayerContext): Change[][] {
  if (!("pad" in args)) return [];
  const window = windowOf(args);
  const same = input.spatial.map((size, axis) => {
    const total = samePadding(size, window.stride(axis), window.extent(axis));
    return total === null ? null : { before: floorDivide(total, 2), after: total - floorDivide(total, 2) };
  });
  const even = same.map((sides) => sides && { before: sides.after, after: sides.after });
  const least = input.spatial.map((size, axis) => {
    const { before, after } = explicitAlong(window.pad, axis);
    if (size === null) return { before, after };
    const rest = (size + before + after - window.extent(axis)) % window.stride(axis);
    return rest <= after ? { before, after } : { before, after: after + window.stride(axis) - rest };
  });
  return [same, even, least].map((sides) => {
    const known = sides.filter((side) => side !== null);
    const before = known.map((side) => side.before);
    const after = known.map((side) => side.after);
    if (known.length < sides.length || ![...before, ...after].every(Number.isSafeInteger)) return [];
    return [{ parameter: "pad", value: explicitPadding(before, after), text: spellPadding(before, after) }];
  });
}

/**
 * The nearest larger and smaller kernels whose windows end where the input does, and leave nothing between them. A
 * pool's stride follows its kernel where it is not written.
 */
function kernels({ args, input }: LayerContext, follows: boolean): [Change[], Change[]] {
  const window = windowOf(args);
  const fitting = (direction: 1 | -1): Change[] => {
    const sizes = input.spatial.map((size, axis) => {
      const now = window.kernel(axis);
      const { before, after } = explicitAlong(window.pad, axis);
      for (let by = 0; by <= 8; by++) {
        const kernel = now + direction * by;
        if (kernel < Math.min(now, 2)) return 0;
        const extent = window.dilation(axis) * (kernel - 1) + 1;
        const stride = follows ? kernel : window.stride(axis);
        if (size === null && extent >= stride) return kernel;
        if (size === null || size + before + after < extent) continue;
        if ((size + before + after - extent) % stride <= after && extent >= stride) return kernel;
      }
      return 0;
    });
    if (sizes.some((size) => size < 1)) return [];
    return [{ parameter: "kernel", value: sizes, text: spellSizes(sizes) }];
  };
  return [fitting(1), fitting(-1)];
}

/** The nearest smaller and larger strides that divide the way. */
function strides({ args, input }: LayerContext): [Change[], Change[]] {
  const window = windowOf(args);
  const fitting = (direction: 1 | -1): Change[] => {
    const sizes = input.spatial.map((size, axis) => {
      const now = window.stride(axis);
      const { before, after } = explicitAlong(window.pad, axis);
      for (let by = 0; by <= 8; by++) {
        const stride = now + direction * by;
        if (stride < 1) return 0;
        if (stride > window.extent(axis)) continue;
        if (size === null || (size + before + after - window.extent(axis)) % stride <= after) return stride;
      }
      return 0;
    });
    if (sizes.some((size) => size < 1)) return [];
    return [{ parameter: "stride", value: sizes, text: `stride${spellShort(sizes)}` }];
  };
  return [fitting(-1), fitting(1)];
}

/** The window of typed arguments, an axis at a time. */
function windowOf(args: LayerContext["args"]) {
  const sizes = (name: string) => (args[name] ?? [1]) as readonly number[];
  const at = (name: string) => (axis: number) => Math.max(sizes(name)[axis] ?? sizes(name)[0] ?? 1, 1);
  const kernel = at("kernel");
  const dilation = at("dilation");
  return {
    kernel,
    dilation,
    stride: at("stride"),
    extent: (axis: number) => dilation(axis) * (kernel(axis) - 1) + 1,
    pad: (args.pad ?? { mode: "valid" }) as Padding,
  };
}
