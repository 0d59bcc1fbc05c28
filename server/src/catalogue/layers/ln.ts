// `ln`: layer normalisation.

import { type Size, times } from "../../base/whole";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, choice } from "../parameter";
import { affine, scaleAndShift } from "../settings";
import { elementsOf, sizesOf } from "../shape";
import { term, unknownAxes } from "../wording";

const signature = {
  affine,
  axis: choice({
    default: "channels",
    words: { channels: "channels", all: "all" },
    named: true,
    doc: "`channels` normalises each position by itself, `all` the whole tensor.",
  }),
};

type LnSite = Site<ArgumentsOf<typeof signature>>;

const normalised = ({ args, input }: LnSite): Size =>
  args.axis === "all" ? elementsOf(input) : input.channels;

export const ln = defineLayer({
  kind: "ln",
  aliases: ["layernorm", "layer_norm", "layernormalization", "layer_normalization"],
  family: "normalisation",
  summary: "Layer normalisation: mean 0 and variance 1 within each example, then a learned scale and shift.",
  notes: [
    "Over the channels of each position as in transformers and ConvNeXt, or with `axis=all` over everything that an example holds, as `nn.LayerNorm((C, H, W))`; then every element has its own scale and shift.",
  ],
  signature,
  trails: true,
  formula: "2·C; 2·n with `axis=all`; 0 with `noaffine`",
  example: "input 14x14x96\nln           # → 14×14×96     192\nln axis=all  # → 14×14×96  37,632",
  check(site) {
    const unknown = unknownAxes(site.input);
    if (site.args.axis === "all" && site.args.affine && unknown.length > 0)
      site.report("unknown-size", null, { kind: "ln axis=all", axes: unknown });
  },
  shape: ({ input }) => input,
  weights(site) {
    if (!site.args.affine) return {};
    const count = normalised(site);
    return scaleAndShift(count);
  },
  elementwise: (_, output) => times(2, elementsOf(output)),
  working(site) {
    if (!site.args.affine) return "0";
    if (site.args.axis === "channels") return `2·${term(site.input.channels)}`;
    return `2·${sizesOf(site.input).map(term).join("·")}`;
  },
});
