// `window_attention`: Swin's attention inside windows of the map.

import { ceilDivide, plus, product, type Size, times } from "../../base/whole";
import { defineLayer, type Pattern, type Site } from "../layer";
import { type ArgumentsOf, count, size } from "../parameter";
import { bias } from "../settings";
import { term } from "../wording";

const signature = {
  heads: count({ default: 3, doc: "How many heads look in parallel; they must divide the channels." }),
  window: size({ default: [7], doc: "The window that positions look around in, per spatial axis." }),
  shift: size({ default: [0], min: 0, doc: "How far the windows are shifted against the last layer's." }),
  bias,
};

type WindowSite = Site<ArgumentsOf<typeof signature>>;

const side = ({ args }: WindowSite, axis: number) => args.window[axis] ?? args.window[0] ?? 1;

/** The positions of a window; three-dimensional windows are cut to the map, flat ones pad it. */
function windowOf(site: WindowSite, axis: number): number {
  const n = site.input.spatial[axis] ?? null;
  return site.input.spatial.length === 3 && n !== null ? Math.min(n, side(site, axis)) : side(site, axis);
}

/** A row of the map, padded to whole windows. */
function paddedAxis(site: WindowSite, axis: number): Size {
  const n = site.input.spatial[axis] ?? null;
  const window = windowOf(site, axis);
  return n === null || window < 1 ? null : times(ceilDivide(n, window), window);
}

/** The relative positions in a window, `(2w − 1)²`: each has a learned bias a head. */
const relative = (site: WindowSite) => product(site.input.spatial.map((_, axis) => 2 * side(site, axis) - 1));

export const windowAttention = defineLayer({
  kind: "window_attention",
  aliases: ["swin_attention", "shifted_window_attention"],
  family: "attention",
  summary:
    "Multi-head self-attention inside windows of the map, with a learned bias for every relative position.",
  notes: [
    "The map is padded to whole windows. Shifting the windows by half their size in every other layer connects them; it changes no count.",
    "Its multiply–accumulates are those of the projections, 4·n·C², and of the products inside the windows, 2·n·w²·C, for the n positions of the padded map.",
  ],
  signature,
  ranks: [1, 2, 3],
  formula: "4·C² + 4·C + (2·w − 1)²·heads",
  example:
    "input 56x56x96\nwindow_attention heads=3 window=7          # → 56×56×96  37,755\nwindow_attention heads=3 window=7 shift=3  # → 56×56×96  37,755",
  check({ args, input, report }) {
    if (input.channels !== null && input.channels % args.heads !== 0)
      report("heads-divide", "heads", { heads: args.heads, channels: input.channels, key: false });
  },
  shape: ({ input }) => input,
  weights(site) {
    const { channels } = site.input;
    const weights = {
      "query, key and value": { count: times(3, channels, channels), role: "weight" },
      output: { count: times(channels, channels), role: "weight" },
      "relative positions": { count: times(relative(site), site.args.heads), role: "weight" },
    } as const;
    if (!site.args.bias) return weights;
    return {
      ...weights,
      "query, key and value bias": { count: times(3, channels), role: "bias" },
      "output bias": { count: channels, role: "bias" },
    };
  },
  macs(site) {
    const { channels, spatial } = site.input;
    const positions = product(spatial.map((_, axis) => paddedAxis(site, axis)));
    const window = product(spatial.map((_, axis) => windowOf(site, axis)));
    return plus(times(4, positions, channels, channels), times(2, positions, window, channels));
  },
  elementwise(site) {
    const positions = product(site.input.spatial.map((_, axis) => paddedAxis(site, axis)));
    const window = product(site.input.spatial.map((_, axis) => windowOf(site, axis)));
    return times(2, site.args.heads, positions, window);
  },
  reach(site) {
    const sides = site.input.spatial.map((_, axis) => windowOf(site, axis));
    const ones = sides.map(() => 1);
    const margin = sides.map((window) => window - 1);
    return {
      kernel: sides.map((window) => 2 * window - 1),
      stride: ones,
      dilation: ones,
      before: margin,
      after: margin,
      // A window's positions see exactly that window, wherever in it they stand.
      patterns: sides.map((window, axis): Pattern => {
        const shift = site.args.shift[axis] ?? site.args.shift[0] ?? 0;
        const first = (o: number) => Math.floor((o + shift) / window) * window - shift;
        return { outputs: window, inputs: window, first, last: (o) => first(o) + window - 1 };
      }),
    };
  },
  working(site) {
    const c = term(site.input.channels);
    const sides = site.input.spatial.map((_, axis) => `(2·${side(site, axis)} − 1)`).join("·");
    const table = `${sides}·${site.args.heads}`;
    return site.args.bias ? `4·${c}·${c} + 4·${c} + ${table}` : `4·${c}·${c} + ${table}`;
  },
});
