// `permute`: the axes in another order.

import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, dimensions } from "../parameter";
import { axisName, shapeOf, sizesOf } from "../shape";

const signature = {
  order: dimensions({
    position: 0,
    doc: "Which input axis each output axis is, counted from 1, channels last: `2x1x3` swaps height and width.",
  }),
};

type PermuteSite = Site<ArgumentsOf<typeof signature>>;

/** The input axis of each output axis, from 0; undefined unless every axis stands there once. */
function orderOf({ args, input }: PermuteSite): readonly number[] | undefined {
  const { sizes, channelsFirst } = args.order;
  const axes = input.spatial.length + 1;
  if (channelsFirst !== undefined || sizes.length !== axes) return undefined;
  const order = sizes.map((size) => (size ?? 0) - 1);
  return order.every((axis) => axis >= 0 && axis < axes) && new Set(order).size === axes ? order : undefined;
}

export const permute = defineLayer({
  kind: "permute",
  aliases: ["transpose"],
  family: "shape",
  summary: "Puts the axes in another order.",
  notes: ["Axes count from 1 without the batch, channels last, as in Keras' `Permute`."],
  signature,
  formula: "0",
  example: "input 32x20x3\npermute 2x1x3  # → 20×32×3  0\npermute 3x1x2  # → 3×20×32  0",
  check(site) {
    if (orderOf(site) !== undefined) return;
    site.report("permute-axes", "order", { axes: site.input.spatial.length + 1 });
  },
  shape(site) {
    const order = orderOf(site);
    const sizes = sizesOf(site.input);
    const moved = order === undefined ? sizes.map(() => null) : order.map((axis) => sizes[axis] ?? null);
    return shapeOf(moved.slice(0, -1), moved[moved.length - 1] ?? null);
  },
  reach(site) {
    const order = orderOf(site);
    return order?.every((axis, place) => axis === place) ? "pointwise" : "everything";
  },
  sizes(site) {
    const rank = site.input.spatial.length;
    return (orderOf(site) ?? []).map(
      (axis, place) => `${axisName(rank, place)}: the input's ${axisName(rank, axis)}`,
    );
  },
});
