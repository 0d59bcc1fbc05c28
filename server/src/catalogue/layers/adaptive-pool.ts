// `adaptive_avgpool` and `adaptive_maxpool`: as many windows as asked for, of whatever size that takes.

import { floorDivide, product, type Size, times } from "../../base/whole";
import { defineLayer, type LayerKind, type Reach, type Site } from "../layer";
import { type ArgumentsOf, size } from "../parameter";
import { axisName, type Shape, shapeOf } from "../shape";
import { showSize, unitOf } from "../spelling";
import { along, binsOf, commonDivisor } from "../window";

const signature = {
  size: size({ position: 0, doc: "The output's size along each spatial axis.", aliases: ["output_size"] }),
};

type AdaptiveSite = Site<ArgumentsOf<typeof signature>>;

export const adaptiveAvgpool = defineAdaptivePool(
  "adaptive_avgpool",
  ["adaptive_avg_pool"],
  "Averages the input over a fixed number of windows, whatever its size.",
);

export const adaptiveMaxpool = defineAdaptivePool(
  "adaptive_maxpool",
  ["adaptive_max_pool"],
  "Takes the largest value in each of a fixed number of windows, whatever the input's size.",
);

function defineAdaptivePool(kind: string, aliases: string[], summary: string): LayerKind {
  return defineLayer({
    kind,
    aliases,
    family: "pooling",
    summary,
    notes: [
      "Of `n` positions, window `i` of `o` reads from `⌊i·n/o⌋` up to `⌈(i + 1)·n/o⌉`: windows overlap where `o` does not " +
        "divide `n`, and repeat positions where `o` is larger. The output's size does not depend on the input's.",
    ],
    ranks: [1, 2, 3],
    signature,
    formula: "0",
    example: `input 13x13x256
${kind} 6x6   # → 6×6×256  0
${kind} 1     # → 1×1×256  0
`,
    shape: ({ args, input }) => shapeOf(outputSizes(args, input), input.channels),
    elementwise: (site) => {
      const { args, input } = site;
      return times(
        product(input.spatial.map((n, axis) => tapsAlong(n, along(args.size, axis)))),
        input.channels,
      );
    },
    reach: (site) => reachOfBins(site),
    sizes: ({ args, input }) =>
      input.spatial.map((n, axis) => {
        const name = axisName(input.spatial.length, axis);
        const bins = along(args.size, axis);
        const widest = widestBin(n, bins);
        const reading =
          widest === null
            ? ""
            : `, each of ${isEven(n, bins) ? "" : "up to "}${widest} ${unitOf(name, widest)}`;
        return `${name}: ${bins} windows over ${showSize(n)}${reading}`;
      }),
  });
}

function outputSizes(args: ArgumentsOf<typeof signature>, input: Shape): Size[] {
  return input.spatial.map((_, axis) => {
    const bins = along(args.size, axis);
    return bins >= 1 ? bins : null;
  });
}

function isEven(n: Size, bins: number): boolean {
  return n !== null && bins >= 1 && n % bins === 0;
}

/** The widest of `o` windows over `n` positions: `n/o`, or `⌈(n − gcd(n, o))/o⌉ + 1` where `o` does not divide `n`. */
function widestBin(n: Size, bins: number): Size {
  if (n === null || bins < 1 || !Number.isSafeInteger(n) || n < 1) return null;
  if (n % bins === 0) return n / bins;
  const shared = commonDivisor(n, bins);
  return Math.ceil((n - shared) / bins) + 1;
}

/** What all windows along an axis read together: `n`, and once more at every boundary that falls within a position. */
function tapsAlong(n: Size, bins: number): Size {
  if (n === null || bins < 1 || !Number.isSafeInteger(n) || n < 1) return n;
  return n + bins - commonDivisor(n, bins);
}

/** One window along every axis is a global pool; else the widest window, at the mean distance between windows. */
function reachOfBins({ args, input }: AdaptiveSite): Reach {
  const bins = input.spatial.map((_, axis) => along(args.size, axis));
  const widest = input.spatial.map((n, axis) => widestBin(n, bins[axis]!));
  if (bins.every((count) => count === 1) || widest.some((width) => width === null)) return "global";
  return {
    kernel: widest.map((width) => width ?? 1),
    stride: input.spatial.map((n, axis) =>
      isEven(n, bins[axis]!) ? floorDivide(n ?? 0, bins[axis]!) : (n ?? 1) / bins[axis]!,
    ),
    dilation: bins.map(() => 1),
    before: bins.map(() => 0),
    after: bins.map(() => 0),
    patterns: input.spatial.map((n, axis) => binsOf(n ?? 1, bins[axis]!)),
  };
}
