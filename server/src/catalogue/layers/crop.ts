// `crop`: rows and columns taken off the map.

import type { Size } from "../../base/whole";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, margins, tensor } from "../parameter";
import { axisName, shapeOf } from "../shape";
import { sizeLines, term } from "../wording";

const signature = {
  margins: margins({
    position: 0,
    optional: true,
    doc: "How many positions are taken off before:after, per spatial axis.",
    aliases: ["cropping"],
  }),
  like: tensor({
    optional: true,
    doc: "The label of a tensor whose height and width it is cut to, around its middle.",
  }),
};

type CropSite = Site<ArgumentsOf<typeof signature>>;

interface Cut {
  readonly before: Size;
  readonly after: Size;
}

/** What is taken off an axis. */
function cutOf({ args, input }: CropSite, axis: number): Cut {
  if (args.margins !== undefined)
    return { before: args.margins.before[axis] ?? 0, after: args.margins.after[axis] ?? 0 };
  if (args.like === undefined) return { before: null, after: null };
  const size = input.spatial[axis] ?? null;
  const wanted = args.like.spatial[axis] ?? null;
  if (size === null || wanted === null) return { before: null, after: null };
  const surplus = size - wanted;
  const before = Math.floor(surplus / 2);
  return { before, after: surplus - before };
}

/** What remains of an axis; null where it is not known, or nothing remains. */
function remaining(site: CropSite, axis: number): Size {
  if (site.args.margins === undefined) return site.args.like?.spatial[axis] ?? null;
  const size = site.input.spatial[axis] ?? null;
  const { before, after } = cutOf(site, axis);
  if (size === null || before === null || after === null) return null;
  return size - before - after > 0 ? size - before - after : null;
}

export const crop = defineLayer({
  kind: "crop",
  aliases: ["cropping", "center_crop"],
  family: "shape",
  summary: "Takes rows and columns off the edges of a feature map.",
  notes: [
    "`crop 2` takes two off every side, `crop 1:2x0:1` rows 1:2 and columns 0:1. `crop like=left` cuts around the middle to the height and width of the tensor labelled `left`, as U-Net does before it concatenates.",
  ],
  signature,
  ranks: [1, 2, 3],
  formula: "0",
  example: "input 64x64x32\ncrop 4        # → 56×56×32  0\ncrop 0:1x2:3  # → 55×51×32  0",
  check(site) {
    const { args, input, report } = site;
    if (site.given("margins") === site.given("like"))
      report("size-or-like", null, { kind: "crop", argument: "margins", both: site.given("like") });
    const rank = input.spatial.length;
    if (args.margins === undefined && args.like !== undefined && args.like.spatial.length !== rank) {
      report("like-rank", "like", { kind: "crop", input, like: args.like });
      return;
    }
    for (const [axis, size] of input.spatial.entries()) {
      const { before, after } = cutOf(site, axis);
      if (size === null || before === null || after === null) continue;
      if (before >= 0 && before + after < size) continue;
      report("crop-too-large", args.margins === undefined ? "like" : "margins", {
        axis: axisName(rank, axis),
        size,
        before,
        after,
      });
      return;
    }
  },
  shape: (site) =>
    shapeOf(
      site.input.spatial.map((_, axis) => remaining(site, axis)),
      site.input.channels,
    ),
  reach(site) {
    const { spatial } = site.input;
    const ones = spatial.map(() => 1);
    const cuts = spatial.map((_, axis) => cutOf(site, axis));
    const negative = (size: Size) => (size === null ? null : -size);
    return {
      kernel: ones,
      stride: ones,
      dilation: ones,
      before: cuts.map((cut) => negative(cut.before)),
      after: cuts.map((cut) => negative(cut.after)),
    };
  },
  sizes: (site, output) =>
    sizeLines(output, (axis) => {
      const { before, after } = cutOf(site, axis);
      return `${term(site.input.spatial[axis] ?? null)} − ${term(before)} − ${term(after)}`;
    }),
});
