// `attention`: every position looks at all others.

import { plus, type Size, times } from "../../base/whole";
import { defineLayer, type Site } from "../layer";
import { type ArgumentsOf, count } from "../parameter";
import { bias } from "../settings";
import { positionsOf } from "../shape";
import { term } from "../wording";

const signature = {
  heads: count({ default: 8, doc: "How many heads look in parallel." }),
  key: count({ optional: true, doc: "The size of a head's queries and keys; C / heads unless given." }),
  value: count({ optional: true, doc: "The size of a head's values; that of its keys unless given." }),
  bias,
};

type AttentionSite = Site<ArgumentsOf<typeof signature>>;

/** The widths of all heads together: of the queries and keys, and of the values. */
function widths({ args, input }: AttentionSite): { keys: Size; values: Size } {
  const { channels } = input;
  const whole = channels !== null && channels % args.heads === 0 ? channels : null;
  const keys = args.key === undefined ? whole : times(args.heads, args.key);
  const values = args.value === undefined ? keys : times(args.heads, args.value);
  return { keys, values };
}

export const attention = defineLayer({
  kind: "attention",
  aliases: ["self_attention", "multi_head_attention", "mha", "multihead_attention"],
  family: "attention",
  summary: "Multi-head self-attention: every position takes a weighted mean of all positions.",
  notes: [
    "Four projections are learned: to queries, keys and values, and from the heads back to C channels. With `key` unset the heads share the channels, as in PyTorch's `MultiheadAttention`; Keras' `MultiHeadAttention(heads, key)` sets it freely.",
    "Its multiply–accumulates are those of the projections, 4·n·C², and of the two products over all pairs of positions, 2·n²·C.",
  ],
  signature,
  ranks: [1, 2, 3],
  formula: "4·C² + 4·C; with `key` K and `value` V: 2·(C + 1)·heads·K + (C + 1)·heads·V + (heads·V + 1)·C",
  example:
    "input 197x768\nattention heads=12       # → 197×768  2,362,368\nattention heads=2 key16  # → 197×768     99,168",
  check({ args, input, report }) {
    if (args.key === undefined && input.channels !== null && input.channels % args.heads !== 0)
      report("heads-divide", "heads", { heads: args.heads, channels: input.channels, key: true });
  },
  shape: ({ input }) => input,
  weights(site) {
    const { channels } = site.input;
    const { keys, values } = widths(site);
    const weights = {
      query: { count: times(channels, keys), role: "weight" },
      key: { count: times(channels, keys), role: "weight" },
      value: { count: times(channels, values), role: "weight" },
      output: { count: times(values, channels), role: "weight" },
    } as const;
    if (!site.args.bias) return weights;
    return {
      ...weights,
      "query bias": { count: keys, role: "bias" },
      "key bias": { count: keys, role: "bias" },
      "value bias": { count: values, role: "bias" },
      "output bias": { count: channels, role: "bias" },
    };
  },
  macs(site) {
    const { channels } = site.input;
    const { keys, values } = widths(site);
    const positions = positionsOf(site.input);
    const projections = times(positions, channels, plus(times(2, keys), times(2, values)));
    return plus(projections, times(positions, positions, plus(keys, values)));
  },
  elementwise: (site) => {
    const positions = positionsOf(site.input);
    return times(site.args.heads, positions, positions);
  },
  reach: () => "everything",
  remarks: (site) =>
    site.given("key") || site.given("value")
      ? ["PyTorch's `MultiheadAttention` always has heads of C / heads; in Keras `key` and `value` are free."]
      : [],
  working(site) {
    const { keys, values } = widths(site);
    const c = term(site.input.channels);
    const k = term(keys);
    const v = term(values);
    return site.args.bias
      ? `2·(${c} + 1)·${k} + (${c} + 1)·${v} + (${v} + 1)·${c}`
      : `2·${c}·${k} + ${c}·${v} + ${v}·${c}`;
  },
});
