// Layers that move numbers between the channels and the positions, or shuffle the channels.

import { type Size, times } from "../../base/whole";
import { defineLayer, type LayerKind, type Reach, type Site } from "../layer";
import { count, size } from "../parameter";
import { axisName, type Shape, shapeOf } from "../shape";
import { sizeLine, sizeLines, term } from "../wording";

/** The block of positions that becomes channels, per spatial axis. */
type Block = readonly number[];

const cells = (block: Block) => block.reduce((product, side) => product * side, 1);

const divided = (n: Size, by: number): Size => (n === null || n % by !== 0 ? null : n / by);

/** Channels become positions: `H×W×C·r² → rH×rW×C`. */
function spread(input: Shape, block: Block): Shape {
  return shapeOf(
    input.spatial.map((n, axis) => times(n, block[axis] ?? 1)),
    divided(input.channels, cells(block)),
  );
}

/** Positions become channels: `rH×rW×C → H×W×C·r²`. */
function gather(input: Shape, block: Block): Shape {
  return shapeOf(
    input.spatial.map((n, axis) => divided(n, block[axis] ?? 1)),
    times(input.channels, cells(block)),
  );
}

type Reporter = Pick<Site<unknown>, "input" | "report">;

function checkSpread({ input, report }: Reporter, kind: string, at: string, block: Block): void {
  const by = cells(block);
  if (input.channels !== null && input.channels % by !== 0)
    report("shuffle-divide", at, { kind, axis: "channels", size: input.channels, by });
}

function checkGather({ input, report }: Reporter, kind: string, at: string, block: Block): void {
  for (const [axis, n] of input.spatial.entries()) {
    const by = block[axis] ?? 1;
    if (n === null || n % by === 0) continue;
    report("shuffle-divide", at, { kind, axis: axisName(input.spatial.length, axis), size: n, by });
    return;
  }
}

function reachOf(block: Block, transposed: boolean): Reach {
  const zeros = block.map(() => 0);
  const window = { kernel: block, stride: block, dilation: block.map(() => 1), before: zeros, after: zeros };
  return transposed ? { ...window, transposed: true } : window;
}

function spreadLines(input: Shape, output: Shape, block: Block): string[] {
  return [
    ...sizeLines(output, (axis) => `${term(input.spatial[axis] ?? null)} · ${block[axis] ?? 1}`),
    sizeLine("channels", `${term(input.channels)} / ${cells(block)}`, output.channels),
  ];
}

function gatherLines(input: Shape, output: Shape, block: Block): string[] {
  return [
    ...sizeLines(output, (axis) => `${term(input.spatial[axis] ?? null)} / ${block[axis] ?? 1}`),
    sizeLine("channels", `${term(input.channels)} · ${cells(block)}`, output.channels),
  ];
}

const factor = count({ position: 0, doc: "The factor by which height and width grow or shrink." });
const block = size({ position: 0, doc: "The block of positions, per spatial axis." });
const square = (side: number, input: Shape): Block => input.spatial.map(() => side);

const pixelShuffle = defineLayer({
  kind: "pixel_shuffle",
  aliases: ["pixelshuffle"],
  family: "shape",
  summary: "Makes a map r times as large in each direction of r² times as many channels.",
  notes: ["The sub-pixel upscaling of super-resolution networks. The channels must divide by r²."],
  signature: { factor },
  ranks: [2],
  formula: "0",
  example: "input 32x32x64\nconv 12 3x3 same  # → 32×32×12  6,924\npixel_shuffle 2   # → 64×64×3       0",
  check: (site) => checkSpread(site, "pixel_shuffle", "factor", square(site.args.factor, site.input)),
  shape: ({ args, input }) => spread(input, square(args.factor, input)),
  reach: ({ args, input }) => reachOf(square(args.factor, input), true),
  sizes: ({ args, input }, output) => spreadLines(input, output, square(args.factor, input)),
});

const pixelUnshuffle = defineLayer({
  kind: "pixel_unshuffle",
  aliases: ["pixelunshuffle"],
  family: "shape",
  summary: "Makes r² times as many channels of a map, r times smaller in each direction.",
  notes: ["The inverse of `pixel_shuffle`. Height and width must divide by r."],
  signature: { factor },
  ranks: [2],
  formula: "0",
  example: "input 64x64x3\npixel_unshuffle 2  # → 32×32×12  0",
  check: (site) => checkGather(site, "pixel_unshuffle", "factor", square(site.args.factor, site.input)),
  shape: ({ args, input }) => gather(input, square(args.factor, input)),
  reach: ({ args, input }) => reachOf(square(args.factor, input), false),
  sizes: ({ args, input }, output) => gatherLines(input, output, square(args.factor, input)),
});

const depthToSpace = defineLayer({
  kind: "depth_to_space",
  aliases: [],
  family: "shape",
  summary: "Spreads channels over blocks of positions.",
  notes: [
    "As `pixel_shuffle`, with the channels in TensorFlow's order; a block may differ per axis: `depth_to_space 1x2`.",
  ],
  signature: { block },
  ranks: [1, 2, 3],
  formula: "0",
  example: "input 32x32x12\ndepth_to_space 2  # → 64×64×3  0",
  check: (site) => checkSpread(site, "depth_to_space", "block", site.args.block),
  shape: ({ args, input }) => spread(input, args.block),
  reach: ({ args }) => reachOf(args.block, true),
  sizes: ({ args, input }, output) => spreadLines(input, output, args.block),
});

const spaceToDepth = defineLayer({
  kind: "space_to_depth",
  aliases: [],
  family: "shape",
  summary: "Makes channels of blocks of positions.",
  notes: [
    "With a 1×1 convolution behind it, it merges patches as Swin does. A block may differ per axis: `space_to_depth 1x2x2`.",
  ],
  signature: { block },
  ranks: [1, 2, 3],
  formula: "0",
  example: "input 56x56x96\nspace_to_depth 2  # → 28×28×384  0",
  check: (site) => checkGather(site, "space_to_depth", "block", site.args.block),
  shape: ({ args, input }) => gather(input, args.block),
  reach: ({ args }) => reachOf(args.block, false),
  sizes: ({ args, input }, output) => gatherLines(input, output, args.block),
});

const channelShuffle = defineLayer({
  kind: "channel_shuffle",
  aliases: ["channelshuffle"],
  family: "shape",
  summary: "Mixes the channels of groups, so that grouped convolutions after it see all of them.",
  notes: ["From ShuffleNet. The groups must divide the channels."],
  signature: { groups: count({ position: 0, doc: "How many groups the channels come from." }) },
  formula: "0",
  example: "input 28x28x240\nchannel_shuffle 3  # → 28×28×240  0",
  check({ args, input, report }) {
    const { channels } = input;
    if (channels !== null && channels % args.groups !== 0)
      report("groups-divide", "groups", { groups: args.groups, channels, filters: null });
  },
  shape: ({ input }) => input,
});

export const shuffles: readonly LayerKind[] = [
  pixelShuffle,
  pixelUnshuffle,
  spaceToDepth,
  depthToSpace,
  channelShuffle,
];
