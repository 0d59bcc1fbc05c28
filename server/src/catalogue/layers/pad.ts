// `pad`: rows and columns around the map.

import { plus, type Size } from "../../base/whole";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, choice, margins, tensor } from "../parameter";
import { axisName, shapeOf } from "../shape";
import { sizeLines, term } from "../wording";

const signature = {
  margins: margins({
    position: 0,
    optional: true,
    doc: "How many positions before:after, per spatial axis.",
    aliases: ["padding"],
  }),
  mode: choice({
    default: "zeros",
    words: { zeros: "zeros", reflect: "reflect", replicate: "replicate", circular: "circular" },
    doc: "What is put there: zeros, the map mirrored, its border repeated, or its other end.",
  }),
  like: tensor({
    optional: true,
    doc: "The label of a tensor whose height and width it is brought to, the map in its middle.",
  }),
};

type PadSite = Site<ArgumentsOf<typeof signature>>;

/** What is added to an axis: of an odd number one more after, as in implementations of U-Net. */
function addedTo({ args, input }: PadSite, axis: number): { before: Size; after: Size } {
  if (args.margins !== undefined)
    return { before: args.margins.before[axis] ?? 0, after: args.margins.after[axis] ?? 0 };
  const size = input.spatial[axis] ?? null;
  const wanted = args.like?.spatial[axis] ?? null;
  if (size === null || wanted === null) return { before: null, after: null };
  const before = Math.floor((wanted - size) / 2);
  return { before, after: wanted - size - before };
}

/** The padded size; null where it is not known, or smaller than the map. */
function paddedSize(site: PadSite, axis: number): Size {
  const { before, after } = addedTo(site, axis);
  if (site.args.margins === undefined) return site.args.like?.spatial[axis] ?? null;
  return plus(site.input.spatial[axis] ?? null, before, after);
}

export const pad = defineLayer({
  kind: "pad",
  aliases: ["zero_pad", "zeropadding", "zero_padding", "zeropad"],
  family: "shape",
  summary: "Adds rows and columns around a feature map.",
  notes: [
    "`pad 1` adds one on every side, `pad 1:2` one before and two after on every axis, `pad 1:2x0:1` rows 1:2 and columns 0:1. PyTorch's `ZeroPad2d` takes the columns first. `pad like=left` pads to the height and width of the tensor labelled `left`, as some U-Nets do before they concatenate.",
  ],
  signature,
  ranks: [1, 2, 3],
  formula: "0",
  example:
    "input 224x224x3\npad 3               # → 230×230×3   0\nconv 64 7x7 stride2  # → 112×112×64  9,472",
  check(site) {
    const { args, input, report } = site;
    if (site.given("margins") === site.given("like"))
      report("size-or-like", null, { kind: "pad", argument: "margins", both: site.given("like") });
    const rank = input.spatial.length;
    const at = args.margins === undefined ? "like" : "margins";
    if (at === "like" && args.like !== undefined && args.like.spatial.length !== rank) {
      report("like-rank", "like", { kind: "pad", input, like: args.like });
      return;
    }
    for (const [axis, size] of input.spatial.entries()) {
      const { before, after } = addedTo(site, axis);
      if (size === null || before === null || after === null) continue;
      const name = axisName(rank, axis);
      if (before < 0) {
        report("pad-to-smaller", at, { axis: name, size, wanted: size + before + after });
        return;
      }
      if (args.mode !== "reflect" && args.mode !== "circular") continue;
      const margin = Math.max(before, after);
      const limit = args.mode === "reflect" ? size - 1 : size;
      if (margin <= limit) continue;
      report("pad-too-large", at, { mode: args.mode, axis: name, size, margin, limit });
      return;
    }
  },
  shape: (site) =>
    shapeOf(
      site.input.spatial.map((_, axis) => paddedSize(site, axis)),
      site.input.channels,
    ),
  reach(site) {
    const { spatial } = site.input;
    const ones = spatial.map(() => 1);
    const added = spatial.map((_, axis) => addedTo(site, axis));
    return {
      kernel: ones,
      stride: ones,
      dilation: ones,
      before: added.map(({ before }) => before),
      after: added.map(({ after }) => after),
    };
  },
  sizes: (site, output) =>
    sizeLines(output, (axis) => {
      const { before, after } = addedTo(site, axis);
      return `${term(site.input.spatial[axis] ?? null)} + ${term(before)} + ${term(after)}`;
    }),
});
