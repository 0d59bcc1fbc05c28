// `pad`: rows and columns around the map.

import { plus } from "../../base/whole";
import { defineLayer } from "../layer";
import { choice, margins } from "../parameter";
import { axisName, shapeOf } from "../shape";
import { sizeLines, term } from "../wording";

export const pad = defineLayer({
  kind: "pad",
  aliases: ["zero_pad", "zeropadding", "zero_padding", "zeropad"],
  family: "shape",
  summary: "Adds rows and columns around a feature map.",
  notes: [
    "`pad 1` adds one on every side, `pad 1:2` one before and two after on every axis, `pad 1:2x0:1` rows 1:2 and columns 0:1. PyTorch's `ZeroPad2d` takes the columns first.",
  ],
  signature: {
    margins: margins({
      position: 0,
      doc: "How many positions before:after, per spatial axis.",
      aliases: ["padding"],
    }),
    mode: choice({
      default: "zeros",
      words: { zeros: "zeros", reflect: "reflect", replicate: "replicate", circular: "circular" },
      doc: "What is put there: zeros, the map mirrored, its border repeated, or its other end.",
    }),
  },
  ranks: [1, 2, 3],
  formula: "0",
  example:
    "input 224x224x3\npad 3               # → 230×230×3   0\nconv 64 7x7 stride2  # → 112×112×64  9,472",
  check({ args, input, report }) {
    if (args.mode !== "reflect" && args.mode !== "circular") return;
    for (const [axis, size] of input.spatial.entries()) {
      if (size === null) continue;
      const margin = Math.max(args.margins.before[axis] ?? 0, args.margins.after[axis] ?? 0);
      const limit = args.mode === "reflect" ? size - 1 : size;
      if (margin <= limit) continue;
      const name = axisName(input.spatial.length, axis);
      report("pad-too-large", "margins", { mode: args.mode, axis: name, size, margin, limit });
      return;
    }
  },
  shape: ({ args, input }) =>
    shapeOf(
      input.spatial.map((size, axis) =>
        plus(size, args.margins.before[axis] ?? 0, args.margins.after[axis] ?? 0),
      ),
      input.channels,
    ),
  reach({ args, input }) {
    const ones = input.spatial.map(() => 1);
    return {
      kernel: ones,
      stride: ones,
      dilation: ones,
      before: input.spatial.map((_, axis) => args.margins.before[axis] ?? 0),
      after: input.spatial.map((_, axis) => args.margins.after[axis] ?? 0),
    };
  },
  sizes: ({ args, input }, output) =>
    sizeLines(
      output,
      (axis) =>
        `${term(input.spatial[axis] ?? null)} + ${args.margins.before[axis] ?? 0} + ${args.margins.after[axis] ?? 0}`,
    ),
});
