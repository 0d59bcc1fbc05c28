// `upsample` and `resize`: feature maps made larger or smaller by interpolation.

import { OVERFLOW, type Size, times } from "../../base/whole";
import type { Framework } from "../framework";
import { defineLayer, type Pattern, type Reach, type Site } from "../layer";
import { type ArgumentsOf, choice, scale, size, tensor } from "../parameter";
import { axisName, elementsOf, type Shape, shapeOf } from "../shape";
import { binsOf, periodOf } from "../window";
import { sizeLines, term } from "../wording";

const mode = choice({
  default: "nearest",
  words: {
    nearest: "nearest",
    linear: "linear",
    bilinear: "bilinear",
    trilinear: "trilinear",
    bicubic: "bicubic",
    area: "area",
    lanczos: "lanczos",
  },
  doc: "How numbers between positions are found.",
  aliases: ["interpolation"],
});

const upsampleSignature = {
  scale: scale({ position: 0, doc: "The factor, per spatial axis.", aliases: ["factor", "size"] }),
  mode,
};

const resizeSignature = {
  size: size({ position: 0, optional: true, doc: "The new size, per spatial axis." }),
  like: tensor({ optional: true, doc: "The label of a tensor whose size it takes." }),
  mode,
};

type ResizeSite = Site<ArgumentsOf<typeof resizeSignature>>;
type AnySite = Pick<Site<{ readonly mode: string }>, "args" | "input" | "framework" | "report">;

/** The rank that an interpolation is made for; undefined for any. */
const RANKS: Readonly<Record<string, number>> = {
  linear: 1,
  bilinear: 2,
  trilinear: 3,
  bicubic: 2,
  lanczos: 2,
};

/** The interpolations that a framework has for maps of a rank; undefined where nothing is refused. */
function modesOf(framework: Framework | null, rank: number): readonly string[] | undefined {
  if (framework === "pytorch")
    return [
      "nearest",
      "area",
      ...["linear", "bilinear", "trilinear", "bicubic"].filter((name) => RANKS[name] === rank),
    ];
  if (framework === "keras")
    return rank === 2 ? ["nearest", "bilinear", "bicubic", "lanczos", "area"] : ["nearest"];
  return undefined;
}

function checkMode({ args, input, framework, report }: AnySite): void {
  const allowed = modesOf(framework, input.spatial.length);
  if (framework === null || allowed === undefined || allowed.includes(args.mode)) return;
  report("resize-mode", "mode", { framework, mode: args.mode, rank: input.spatial.length, allowed });
}

/** `⌊n · factor⌋`, in double precision as PyTorch computes it. */
function scaled(input: Size, factor: number): Size {
  if (input === null) return null;
  const result = Math.floor(input * factor);
  return Number.isSafeInteger(result) ? result : OVERFLOW;
}

/** How far the neighbours reach that an interpolation reads, in input positions. */
const taps = (name: string) =>
  name === "nearest" || name === "area" ? 1 : name === "bicubic" ? 4 : name === "lanczos" ? 6 : 2;

/** A window over the neighbours that are read, whose step is the ratio of the sizes: a fraction where maps grow. */
function reachOf(input: Shape, output: Shape, name: string): Reach {
  const ratios: number[] = [];
  const patterns: Pattern[] = [];
  for (const [axis, n] of input.spatial.entries()) {
    const m = output.spatial[axis] ?? null;
    if (n === null || m === null || !(n > 0 && m > 0 && Number.isSafeInteger(n) && Number.isSafeInteger(m)))
      return "everything";
    ratios.push(n / m);
    patterns.push(name === "area" ? binsOf(n, m) : neighbours(n, m, taps(name)));
  }
  const kernel = ratios.map((ratio) => (name === "area" ? Math.ceil(ratio) : taps(name)));
  // Pixels are areas: the middle of the first output is half a step in.
  const before = ratios.map((ratio, axis) => (kernel[axis]! - ratio) / 2);
  return { kernel, stride: ratios, dilation: kernel.map(() => 1), before, after: before, patterns };
}

/** The `taps` positions nearest to the middle of each of `m` outputs over `n` positions. */
function neighbours(n: number, m: number, taps: number): Pattern {
  const first = (o: number) => Math.floor(((2 * o + 1) * n - (taps - 1) * m) / (2 * m));
  return { ...periodOf(n, m), first, last: (o) => first(o) + taps - 1 };
}

/** Every neighbour that is read is one operation; `nearest` only copies. */
const interpolation = (name: string, output: Shape) =>
  taps(name) === 1 ? 0 : times(taps(name) ** output.spatial.length, elementsOf(output));

const upsampled = ({ args, input }: Site<ArgumentsOf<typeof upsampleSignature>>) =>
  shapeOf(
    input.spatial.map((n, axis) => nonEmpty(scaled(n, args.scale[axis] ?? 1))),
    input.channels,
  );

const nonEmpty = (n: Size) => (n !== null && n < 1 ? null : n);

export const upsample = defineLayer({
  kind: "upsample",
  aliases: ["upsampling", "upscale"],
  family: "shape",
  summary: "Makes a feature map larger by a factor.",
  notes: [
    "PyTorch rounds down where a factor is not whole (2.3 · 5 gives 11); Keras takes whole factors only. `bilinear` stands for two spatial axes, `linear` for one, `trilinear` for three.",
  ],
  signature: upsampleSignature,
  ranks: [1, 2, 3],
  formula: "0",
  example: "input 28x28x64\nupsample 2             # → 56×56×64   0\nupsample 2x1 bilinear  # → 112×56×64  0",
  check(site) {
    checkMode(site);
    const { args, input, framework, report } = site;
    if (framework === "keras" && args.scale.some((factor) => !Number.isInteger(factor)))
      report("upsample-scale", "scale", { scale: args.scale });
    input.spatial.forEach((n, axis) => {
      const size = scaled(n, args.scale[axis] ?? 1);
      if (size !== null && size < 1)
        report("empty-output", "scale", {
          axis: axisName(input.spatial.length, axis),
          size: 0,
          advice: "use a larger scale",
        });
    });
  },
  shape: upsampled,
  elementwise: ({ args }, output) => interpolation(args.mode, output),
  reach: (site) => reachOf(site.input, upsampled(site), site.args.mode),
  sizes: ({ args, input }, output) =>
    sizeLines(output, (axis) => {
      const factor = args.scale[axis] ?? 1;
      const text = `${term(input.spatial[axis] ?? null)} · ${factor}`;
      return Number.isInteger(factor) ? text : `⌊${text}⌋`;
    }),
  remarks: ({ args, framework }) =>
    framework === "keras" || args.scale.every(Number.isInteger)
      ? []
      : ["PyTorch rounds the size down; Keras upsamples by whole factors only."],
});

const resized = ({ args, input }: ResizeSite): Shape =>
  shapeOf(
    input.spatial.map((_, axis) => {
      if (args.size !== undefined) return args.size[axis] ?? null;
      return args.like?.spatial[axis] ?? null;
    }),
    input.channels,
  );

export const resize = defineLayer({
  kind: "resize",
  aliases: ["resizing", "interpolate"],
  family: "shape",
  summary: "Makes a feature map of a given size by interpolation.",
  notes: [
    "`resize 56x56 bilinear`, or `resize like=left` for the height and width of the tensor labelled `left`.",
  ],
  signature: resizeSignature,
  ranks: [1, 2, 3],
  formula: "0",
  example: "input 7x21x6\nresize 11x6 bilinear  # → 11×6×6   0\nresize 32             # → 32×32×6  0",
  check(site) {
    checkMode(site);
    const { args, input, report } = site;
    if (site.given("size") === site.given("like"))
      report("size-or-like", null, { kind: "resize", argument: "size", both: site.given("like") });
    if (args.like !== undefined && args.like.spatial.length !== input.spatial.length)
      report("like-rank", "like", { kind: "resize", input, like: args.like });
  },
  shape: resized,
  elementwise: ({ args }, output) => interpolation(args.mode, output),
  reach: (site) => reachOf(site.input, resized(site), site.args.mode),
  sizes: (_, output) =>
    output.spatial.map((n, axis) => `${axisName(output.spatial.length, axis)}: ${term(n)}`),
});
