// `conv`: the convolution, plain, grouped, dilated, or with a table of connections as LeNet-5's C3 has.

import { greatest, grouped, plus, product, type Size, sum, times } from "../../base/whole";
import { defineLayer, type Site, type Weights } from "../layer";
import { type ArgumentsOf, type Connections, connections } from "../parameter";
import { positionsOf, type Shape, shapeOf } from "../shape";
import { unreadLines } from "../unread";
import { reachOf, sizesOfSlides, slidesOf } from "../window";
import {
  bias,
  convolutionKernel,
  convolutionPadding,
  dilation,
  filters,
  groups,
  stride,
  untied,
} from "../window-parameters";
import {
  checkGroups,
  checkLasagneDilation,
  checkStrideWithDilation,
  checkWindow,
  refuseOption,
} from "../window-rules";
import { sizeLines, windowDifferences } from "../window-texts";
import { channelsPerGroup, kernelProduct, times as shown, showPerGroup } from "../working";

const signature = {
  filters,
  kernel: convolutionKernel,
  stride,
  pad: convolutionPadding,
  dilation,
  groups,
  bias,
  untied,
  sparse: connections({
    optional: true,
    doc: "A table of connections: `(6x3, 9x4, 1x6)` is 6 filters that see 3 maps, 9 that see 4 and 1 that sees 6.",
  }),
};

type Arguments = ArgumentsOf<typeof signature>;

export const conv = defineLayer({
  kind: "conv",
  aliases: ["conv1d", "conv2d", "conv3d", "convolution"],
  family: "convolution",
  summary:
    "Slides learned filters over the input: every output channel is one filter's response at every position.",
  notes: [
    "The filters are shared by all positions, so the parameters do not depend on the input's size. Each filter sees all " +
      "input channels, or with `groups` those of its group.",
    "`sparse=(6x3, 9x4, 1x6)` gives filters that see some of the maps only, as in LeNet-5's C3: 6 filters see 3 maps, 9 see " +
      "4 and 1 sees 6. `untied` gives every output position a bias of its own, as Lasagne can.",
  ],
  ranks: [1, 2, 3],
  signature,
  formula: "(Π kernel · C_in/groups + 1) · filters",
  example: `input 100x100x1
conv 60 7x7 valid            # → 94×94×60     3,000
conv 100 5x5 stride2 same    # → 47×47×100  150,100
conv 100 3x3 groups=4 nobias # → 45×45×100   22,500
`,
  check: (site) => {
    const slides = slidesOf(site);
    const refused = checkStrideWithDilation(site) || checkLasagneDilation(site);
    checkWindow(site, slides, "conv", refused);
    checkGroups(site);
    checkConnections(site);
    if (site.args.untied && site.framework !== null && site.framework !== "lasagne")
      refuseOption(site, "untied", "untied biases", "use `local`, or a bias a filter");
  },
  shape: (site) => shapeOf(sizesOfSlides(slidesOf(site)), site.args.filters),
  weights: (site, output) => weightsOf(site, output),
  macs: (site, output) => times(filterWeights(site), positionsOf(output)),
  elementwise: ({ args }, output) => (args.bias ? times(positionsOf(output), output.channels) : 0),
  unshared: (site, output) =>
    plus(
      times(filterWeights(site), positionsOf(output)),
      site.args.bias ? times(site.args.filters, positionsOf(output)) : 0,
    ),
  reach: (site) => reachOf(slidesOf(site)),
  working: (site, output) => workingOf(site, output),
  sizes: (site) => sizeLines(slidesOf(site), site.args.pad),
  remarks: (site, output) => {
    const slides = slidesOf(site);
    return [
      ...unreadLines(slides),
      ...localInstead(site, output),
      ...windowDifferences(site, slides),
      ...dilated(site),
    ];
  },
});

/** The weights of all filters: `Π kernel · C_in/groups · filters`, or the table's `Σ nᵢ · Π kernel · mᵢ`. */
function filterWeights({ args, input }: Site<Arguments>): Size {
  const kernel = kernelProduct(args.kernel);
  if (args.sparse !== undefined) return sum(args.sparse.map((row) => times(row.filters, kernel, row.maps)));
  return times(kernel, channelsPerGroup(input.channels, args.groups), args.filters);
}

function weightsOf(site: Site<Arguments>, output: Shape): Weights {
  const { args } = site;
  const kernel = { count: filterWeights(site), role: "weight" } as const;
  if (!args.bias) return { kernel };
  const positions = args.untied ? positionsOf(output) : 1;
  return { kernel, bias: { count: times(args.filters, positions), role: "bias" } };
}

function workingOf({ args, input }: Site<Arguments>, output: Shape): string {
  const kernel = args.kernel;
  const one = args.bias && !args.untied;
  const untiedBias = args.bias && args.untied ? ` + ${shown(args.filters, ...output.spatial)}` : "";
  if (args.sparse !== undefined) {
    const rows = args.sparse.map(({ filters: count, maps }) =>
      one ? `${count}·(${shown(...kernel, maps)} + 1)` : shown(count, ...kernel, maps),
    );
    return rows.join(" + ") + untiedBias;
  }
  const weights = shown(...kernel, showPerGroup(input.channels, args.groups));
  return one ? `(${weights} + 1)·${args.filters}` : `${weights}·${args.filters}${untiedBias}`;
}

/** The table's rows must add up to the filters, and no filter can see more maps than there are. */
function checkConnections(site: Site<Arguments>): void {
  const { sparse, filters: count, groups: parts } = site.args;
  if (sparse === undefined) return;
  const all = sum(sparse.map((row: Connections) => row.filters)) ?? 0;
  const maps = greatest(sparse.map((row: Connections) => row.maps));
  const { channels } = site.input;
  const tooMany = channels !== null && maps > channels;
  if (all === count && !tooMany && parts === 1) return;
  site.report("sparse-table", "sparse", { filters: count, sum: all, maps, channels, groups: parts });
}

/** What `local`, without weight sharing, would need in its place. */
function localInstead(site: Site<Arguments>, output: Shape): string[] {
  const { args, input } = site;
  const positions = positionsOf(output);
  if (args.sparse !== undefined || args.untied || positions === null || positions < 2) return [];
  const filter = plus(
    times(product(args.kernel), channelsPerGroup(input.channels, args.groups)),
    args.bias ? 1 : 0,
  );
  const needs = times(filter, args.filters, positions);
  if (needs === null) return [];
  return [
    `\`local\` in its place, without weight sharing, needs ${grouped(needs)}: ${grouped(positions)} times as many.`,
  ];
}

function dilated({ args, framework }: Site<Arguments>): string[] {
  if (framework === "keras") return [];
  if (!args.stride.some((s) => s > 1) || !args.dilation.some((d) => d > 1)) return [];
  return ["Keras refuses a stride together with a dilation."];
}
