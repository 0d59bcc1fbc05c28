// `merge-shapes`: tensors that are joined differ in a size.

import type { Span } from "../base/span";
import { formatShape, type Shape } from "../catalogue/shape";
import { listed, term } from "../catalogue/wording";
import { defineDiagnostic, type Fix, type LayerContext } from "./diagnostic";

declare module "../base/problem" {
  interface Facts {
    "merge-shapes": {
      readonly kind: string;
      readonly inputs: readonly Shape[];
      /** The two inputs that differ, counted from 1. */
      readonly first: number;
      readonly second: number;
      /** What these two are called. */
      readonly names: readonly [string, string];
      /** Where they differ, with the size of each. */
      readonly differ: Differences;
    };
  }
}

type Differences = readonly { readonly axis: string; readonly sizes: readonly [number, number] }[];

export const mergeShapes = defineDiagnostic({
  code: "merge-shapes",
  severity: "error",
  title: "Tensors that are joined differ in size",
  message({ kind, inputs, names, first, second, differ }) {
    const one = formatShape(inputs[first - 1] ?? null);
    const other = formatShape(inputs[second - 1] ?? null);
    return `\`${kind}\` cannot join ${one} (${names[0]}) and ${other} (${names[1]}): ${listed(differences(differ))} differ; ${advice(inputs[first - 1], inputs[second - 1], differ)}.`;
  },
  page: [
    "`add`, `mul`, `max`, `average` and `sub` work number by number, so every size must be equal, or 1: that is stretched. `concat` puts tensors side by side along one axis, and all other sizes must be equal. Inputs are counted in order: the current tensor is the first, then the labels; or the branches from the first.",
    "Where the channels differ, a 1×1 convolution on one side projects it (as ResNet's shortcuts do), or `concat` is meant. Where height or width differ, one side has a stride, a pool or a padding that the other has not.",
  ],
  example: "input 32x32x16\nskip: identity\nconv 32 3x3 same\nadd skip",
  repaired: "input 32x32x16\nskip: conv 32 1x1\nconv 32 3x3 same\nadd skip",
  fixes({ kind, inputs, first, second, differ }, { span, text, layer }) {
    // The larger is brought to the smaller before the smaller is padded.
    const adapted = [
      ...adaptations(inputs, second - 1, first - 1, layer),
      ...adaptations(inputs, first - 1, second - 1, layer),
    ].sort((a, b) => rankOf(a) - rankOf(b));
    return [...adapted, ...concatInstead(kind, inputs, differ, span, text)].slice(0, 5);
  },
});

/** "the sizes 16×16 and 32×32", "the channels 32 and 16". */
function differences(differ: Differences): string[] {
  const sizes = differ.filter(({ axis }) => axis !== "channels");
  const channels = differ.filter(({ axis }) => axis === "channels");
  const side = (at: 0 | 1): string => sizes.map(({ sizes: pair }) => term(pair[at])).join("×");
  const [only] = sizes;
  const spatial =
    sizes.length > 1
      ? [`the sizes ${side(0)} and ${side(1)}`]
      : only
        ? [`the ${only.axis}s ${term(only.sizes[0])} and ${term(only.sizes[1])}`]
        : [];
  return [
    ...spatial,
    ...channels.map(({ sizes: pair }) => `the channels ${term(pair[0])} and ${term(pair[1])}`),
  ];
}

/** What makes two shapes equal. */
function advice(one: Shape | undefined, other: Shape | undefined, differ: Differences): string {
  const layer = one?.spatial.length === 0 ? "`dense`" : "`conv` 1x1";
  if (differ.every(({ axis }) => axis === "channels")) return `a ${layer} can make them equal`;
  const between = (a: Shape, b: Shape): number[] =>
    strides(a.spatial.map((size, axis) => [size ?? 0, b.spatial[axis] ?? 0] as const));
  const [stride] = one && other ? [...between(one, other), ...between(other, one)] : [];
  if (stride !== undefined)
    return `a \`conv\` 1x1 with stride ${stride} on the larger one can make them equal`;
  return "a stride, a padding or a `crop` can make them equal";
}

/** Layers behind one input that give it the sizes of the other. */
function adaptations(inputs: readonly Shape[], from: number, to: number, layer: LayerContext | null): Fix[] {
  const [source, target] = [inputs[from], inputs[to]];
  if (!layer || !source || !target || source.spatial.length !== target.spatial.length) return [];
  const fixes: Fix[] = [];
  for (const text of adapters(source, target)) {
    const edits = layer.adapt(from, text);
    if (edits) fixes.push({ title: `\`${text}\`: ${formatShape(target)}`, edits });
  }
  return fixes;
}

/** A projection, a crop or a pad that turns one shape into the other. */
function adapters(source: Shape, target: Shape): string[] {
  const pairs = source.spatial.map((size, axis) => [size, target.spatial[axis] ?? null] as const);
  if (pairs.some(([a, b]) => a === null || b === null) || target.channels === null) return [];
  const known = pairs as readonly (readonly [number, number])[];
  const sameSizes = known.every(([a, b]) => a === b);
  if (source.channels !== target.channels) {
    if (known.length === 0) return [`dense ${target.channels}`];
    if (sameSizes) return [`conv ${target.channels} 1x1`];
    return strides(known).map((stride) => `conv ${target.channels} 1x1 stride${stride}`);
  }
  const projected = strides(known).map((stride) => `conv ${target.channels} 1x1 stride${stride}`);
  if (known.every(([a, b]) => a >= b))
    return [
      ...projected,
      margins(
        "crop",
        known.map(([a, b]) => a - b),
      ),
    ];
  // A map that a stride has made smaller is not made larger again with zeros.
  const shrunk = strides(known.map(([a, b]) => [b, a] as const)).length > 0;
  if (known.every(([a, b]) => a <= b) && !shrunk)
    return [
      margins(
        "pad",
        known.map(([a, b]) => b - a),
      ),
    ];
  return [];
}

function rankOf({ title }: Fix): number {
  return /^`(conv|dense)/.test(title) ? 0 : title.startsWith("`crop") ? 1 : 2;
}

/** The strides with which a 1×1 window gives the wanted sizes. */
function strides(pairs: readonly (readonly [number, number])[]): number[] {
  return [2, 3, 4, 8].filter((stride) => pairs.every(([a, b]) => Math.floor((a - 1) / stride) + 1 === b));
}

/** `crop 1`, `crop 1:2x0:1`: differences shared out before and after, the odd one after. */
function margins(word: string, differences: readonly number[]): string {
  const parts = differences.map((d) => [Math.floor(d / 2), Math.ceil(d / 2)] as const);
  const [one] = parts;
  if (one![0] === one![1] && parts.every(([a, b]) => a === one![0] && b === one![1]))
    return `${word} ${one![0]}`;
  return `${word} ${parts.map(([a, b]) => `${a}:${b}`).join("x")}`;
}

function concatInstead(
  kind: string,
  inputs: readonly Shape[],
  differ: readonly { readonly axis: string }[],
  span: Span,
  text: string,
): Fix[] {
  if (kind === "concat" || differ[0]?.axis !== "channels" || text !== kind) return [];
  const [one] = inputs;
  const alike = inputs.every(
    (other) =>
      other.spatial.length === one!.spatial.length &&
      other.spatial.every((size, at) => size !== null && size === one!.spatial[at]),
  );
  const channels = inputs.reduce((sum, input) => sum + (input.channels ?? Number.NaN), 0);
  if (!alike || !Number.isSafeInteger(channels)) return [];
  return [
    {
      title: `\`concat\`: ${formatShape({ spatial: one!.spatial, channels })}`,
      edits: [{ span, text: "concat" }],
    },
  ];
}
