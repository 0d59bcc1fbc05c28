// `slice`: a range of channels, rows or columns.

import type { Size } from "../../base/whole";
import { axisIndex, sizeAlong, withSize } from "../axes";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, count } from "../parameter";
import { axis } from "../settings";
import { sizeLine, term } from "../wording";

const signature = {
  from: count({ default: 0, min: 0, doc: "The first that is kept, counted from 0." }),
  to: count({
    optional: true,
    doc: "The first that is not kept any more; unless given, all that follow are kept.",
  }),
  axis,
};

type SliceSite = Site<ArgumentsOf<typeof signature>>;

/** How many are kept; null where that is not known or the range is wrong. */
function kept({ args, input }: SliceSite): Size {
  const index = axisIndex(input, args.axis);
  if (index === undefined) return null;
  const size = sizeAlong(input, index);
  const end = args.to ?? size;
  if (end === null || end <= args.from || (size !== null && end > size)) return null;
  return end - args.from;
}

export const slice = defineLayer({
  kind: "slice",
  aliases: ["narrow"],
  family: "shape",
  summary: "Keeps a range of the channels, rows or columns.",
  notes: [
    "`slice from=0 to=58` keeps channels 0 to 57; `axis=height` counts rows. It takes one half where ShuffleNet v2 splits the channels.",
  ],
  signature,
  formula: "0",
  example:
    "input 28x28x116\nslice to=58                # → 28×28×58  0\nslice from=4 axis=height  # → 24×28×58  0",
  check(site) {
    const { args, input, report } = site;
    const index = axisIndex(input, args.axis);
    if (index === undefined) {
      report("no-such-axis", "axis", { kind: "slice", axis: args.axis, input });
      return;
    }
    const size = sizeAlong(input, index);
    const end = args.to ?? size;
    if (end !== null && (end <= args.from || (size !== null && end > size)))
      report("slice-range", args.to !== undefined && args.from < (size ?? args.to) ? "to" : "from", {
        axis: args.axis,
        size,
        from: args.from,
        to: end,
      });
  },
  shape(site) {
    const index = axisIndex(site.input, site.args.axis);
    return index === undefined ? site.input : withSize(site.input, index, kept(site));
  },
  reach({ args, input }) {
    const index = axisIndex(input, args.axis);
    if (index === undefined || index >= input.spatial.length) return "pointwise";
    const ones = input.spatial.map(() => 1);
    const before = input.spatial.map((_, at) => (at === index ? -args.from : 0));
    return { kernel: ones, stride: ones, dilation: ones, before, after: before.map(() => 0) };
  },
  sizes: (site) => [
    sizeLine(
      site.args.axis,
      `${term(site.args.to ?? sizeOfAxis(site))} − ${term(site.args.from)}`,
      kept(site),
    ),
  ],
});

function sizeOfAxis({ args, input }: SliceSite): Size {
  const index = axisIndex(input, args.axis);
  return index === undefined ? null : sizeAlong(input, index);
}
