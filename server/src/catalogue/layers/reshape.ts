// `reshape`: the same numbers in another shape.

import { product, type Size } from "../../base/whole";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, dimensions } from "../parameter";
import { elementsOf, formatShape, type Shape, shapeOf, sizesOf } from "../shape";
import { term } from "../wording";

const signature = {
  shape: dimensions({
    position: 0,
    doc: "The new shape, channels last (`7x7x512`) or first (`512@7x7`); one `?` takes what remains.",
  }),
};

type ReshapeSite = Site<ArgumentsOf<typeof signature>>;

/** The shape as the text states it, `?` as null. */
function stated({ args }: ReshapeSite): Shape {
  const { sizes, channelsFirst } = args.shape;
  if (channelsFirst !== undefined) return shapeOf(sizes, channelsFirst);
  return shapeOf(sizes.slice(0, -1), sizes[sizes.length - 1] ?? null);
}

/** What the one `?` stands for; undefined where it does not come out. */
function remainder(total: Size, target: Shape): Size | undefined {
  const known = product(sizesOf(target).filter((size) => size !== null));
  if (total === null || known === null) return null;
  if (!Number.isFinite(total) || !Number.isFinite(known)) return null;
  return known > 0 && total % known === 0 ? total / known : undefined;
}

const unknowns = (shape: Shape) => sizesOf(shape).filter((size) => size === null).length;

export const reshape = defineLayer({
  kind: "reshape",
  aliases: ["view", "unflatten"],
  family: "shape",
  summary: "Gives the same numbers another shape.",
  notes: [
    "One size may be `?`: it takes what remains of the elements. The number of elements cannot change. Sizes that are computed stand in parentheses, of a labelled tensor too: `reshape (map.height, map.width, width)`.",
  ],
  signature,
  view: true,
  formula: "0",
  example:
    "input 100\ndense 12544      # → 12,544    1,266,944\nreshape 7x7x256  # → 7×7×256   0\nreshape ?x256    # → 49×256    0",
  check(site) {
    const target = stated(site);
    const total = elementsOf(site.input);
    const open = unknowns(target);
    if (open > 1) site.report("reshape-unknowns", "shape", { unknowns: open });
    const fits =
      open === 0
        ? total === null || total === elementsOf(target)
        : open > 1 || remainder(total, target) !== undefined;
    if (!fits) site.report("reshape-elements", "shape", { input: site.input, target });
  },
  shape(site) {
    const target = stated(site);
    if (unknowns(target) !== 1) return target;
    const rest = remainder(elementsOf(site.input), target) ?? null;
    return shapeOf(
      target.spatial.map((size) => size ?? rest),
      target.channels ?? rest,
    );
  },
  reach: () => "everything",
  sizes: ({ input }, output) => [
    `elements: ${formatShape(input)} and ${formatShape(output)} are ${term(elementsOf(input))} each`,
  ],
});
