// Counts and shapes that PyTorch and Keras were seen to give, layer by layer.

import { describe, expect, test } from "vitest";
import type { Framework } from "../../server/src/catalogue/framework";
import { formatShape, type Shape } from "../../server/src/catalogue/shape";
import { type Arguments, run, tensor } from "../support/site";

type Case = [
  kind: string,
  input: Shape,
  args: Arguments,
  framework: Framework | null,
  output: string,
  learned: number,
  state?: number,
];

const cases: Case[] = [
  // Dense
  ["dense", tensor(4), { units: 10 }, "pytorch", "10", 50],
  ["dense", tensor(7, 4), { units: 10, axis: "channels" }, "keras", "7×10", 50],
  ["dense", tensor(45, 45, 100), { units: 250 }, null, "250", 50_625_250],
  // Normalisations
  ["bn", tensor(5, 7, 64), {}, "keras", "5×7×64", 128, 128],
  ["bn", tensor(5, 7, 64), { scale: false }, "keras", "5×7×64", 64, 128],
  ["bn", tensor(5, 7, 64), { affine: false }, "pytorch", "5×7×64", 0, 128],
  ["ln", tensor(64), {}, "keras", "64", 128],
  ["ln", tensor(5, 6, 2), { axis: "all" }, "pytorch", "5×6×2", 120],
  ["gn", tensor(8, 8, 64), {}, "pytorch", "8×8×64", 128],
  ["instance_norm", tensor(8, 8, 64), {}, "pytorch", "8×8×64", 0],
  ["instance_norm", tensor(8, 8, 64), { affine: true }, "pytorch", "8×8×64", 128],
  ["lrn", tensor(8, 8, 64), { size: 5 }, "pytorch", "8×8×64", 0],
  ["normalization", tensor(224, 224, 3), {}, "keras", "224×224×3", 0, 7],
  ["normalization", tensor(224, 224, 3), { fixed: true }, "keras", "224×224×3", 0, 0],
  // PReLU
  ["prelu", tensor(5, 6, 3), {}, "keras", "5×6×3", 90],
  ["prelu", tensor(5, 6, 3), { slopes: "channels" }, "keras", "5×6×3", 3],
  ["prelu", tensor(5, 6, 3), {}, "pytorch", "5×6×3", 1],
  ["prelu", tensor(5, 6, 3), {}, null, "5×6×3", 3],
  // Embedding and recurrent layers
  ["embedding", tensor(16), { vocabulary: 50, size: 16 }, null, "16×16", 800],
  ["lstm", tensor(7, 10), { units: 20 }, "pytorch", "20", 2560],
  ["lstm", tensor(7, 10), { units: 20 }, "keras", "20", 2480],
  ["lstm", tensor(7, 10), { units: 20 }, null, "20", 2480],
  ["lstm", tensor(7, 10), { units: 20, output: "sequence" }, "keras", "7×20", 2480],
  ["lstm", tensor(7, 10), { units: 20, bidirectional: true, output: "sequence" }, "pytorch", "7×40", 5120],
  ["lstm", tensor(7, 40), { units: 20, bidirectional: true }, "pytorch", "40", 15_040 - 5120],
  ["rnn", tensor(7, 10), { units: 20 }, "keras", "20", 620],
  ["rnn", tensor(7, 10), { units: 20 }, "pytorch", "20", 640],
  ["gru", tensor(7, 10), { units: 20 }, "pytorch", "20", 1920],
  ["gru", tensor(7, 10), { units: 20 }, "keras", "20", 1920],
  ["gru", tensor(7, 10), { units: 20, reset_before: true }, "keras", "20", 1860],
  ["gru", tensor(7, 10), { units: 20, bias: false }, "keras", "20", 1800],
  ["gru", tensor(7, 10), { units: 20 }, null, "20", 1860],
  // Attention
  ["attention", tensor(9, 64), { heads: 8 }, "pytorch", "9×64", 16_640],
  ["attention", tensor(9, 64), { heads: 8, bias: false }, "pytorch", "9×64", 16_384],
  ["attention", tensor(9, 64), { heads: 8, key: 8 }, "keras", "9×64", 16_640],
  ["attention", tensor(9, 10), { heads: 2, key: 16 }, "keras", "9×10", 1386],
  ["window_attention", tensor(56, 56, 96), { heads: 3, window: [7, 7] }, "pytorch", "56×56×96", 37_755],
  ["class_token", tensor(196, 768), {}, null, "197×768", 768],
  ["position_embedding", tensor(197, 768), {}, null, "197×768", 151_296],
  ["tokens", tensor(14, 14, 768), {}, null, "196×768", 0],
  // Shapes
  ["upsample", tensor(5, 3), { scale: [2.3] }, "pytorch", "11×3", 0],
  ["upsample", tensor(5, 3), { scale: [0.7] }, "pytorch", "3×3", 0],
  ["upsample", tensor(4, 5, 1), { scale: [2, 3] }, "keras", "8×15×1", 0],
  ["pixel_shuffle", tensor(4, 5, 18), { factor: 3 }, "pytorch", "12×15×2", 0],
  ["pixel_unshuffle", tensor(4, 6, 2), { factor: 2 }, "pytorch", "2×3×8", 0],
  ["pad", tensor(10, 10, 1), { margins: { before: [1, 3], after: [2, 4] } }, "keras", "13×17×1", 0],
  ["crop", tensor(10, 10, 1), { margins: { before: [1, 3], after: [2, 4] } }, "keras", "7×3×1", 0],
  ["crop", tensor(10, 11, 4), { like: tensor(7, 8, 99) }, null, "7×8×4", 0],
  ["resize", tensor(10, 11, 4), { like: tensor(7, 8, 99) }, null, "7×8×4", 0],
  ["reshape", tensor(6, 2), { shape: { sizes: [null, 4], channelsFirst: undefined } }, null, "3×4", 0],
  ["reshape", tensor(96), { shape: { sizes: [4, 4], channelsFirst: 6 } }, null, "4×4×6", 0],
  ["permute", tensor(4, 5, 6), { order: { sizes: [3, 1, 2], channelsFirst: undefined } }, null, "6×4×5", 0],
  ["slice", tensor(28, 28, 116), { to: 58 }, null, "28×28×58", 0],
  ["glu", tensor(28, 28, 116), {}, null, "28×28×58", 0],
];

describe("a layer", () => {
  test.each(
    cases,
  )("%s on %o with %o in %s gives %s and %i", (kind, input, args, framework, output, learned, state = 0) => {
    const result = run(kind, input, args, framework);
    expect(result.codes).toEqual([]);
    expect(formatShape(result.output)).toBe(output);
    expect({ learned: result.learned, state: result.state }).toEqual({ learned, state });
  });
});

describe("merges", () => {
  const map = tensor(4, 4, 3);

  test("stretch gates over channels and masks over positions", () => {
    expect(run("mul", [map, tensor(1, 1, 3)])).toMatchObject({ codes: [], output: map });
    expect(run("mul", [tensor(4, 4, 1), map])).toMatchObject({ codes: [], output: map });
    expect(run("add", [map, tensor(1, 1, 3)])).toMatchObject({ codes: [], output: map });
  });

  test("warn where a stretch is hardly meant", () => {
    expect(run("add", [map, tensor(4, 1, 3)])).toMatchObject({ codes: ["merge-stretch"], output: map });
    expect(run("add", [map, tensor(4, 4, 1)])).toMatchObject({ codes: ["merge-stretch"], output: map });
    expect(run("mul", [tensor(4, 1, 3), tensor(1, 4, 3)]).codes).toContain("merge-stretch");
  });

  test("join a flat vector channel by channel, but not in PyTorch", () => {
    expect(run("add", [map, tensor(3)], {}, "keras")).toMatchObject({ codes: [], output: map });
    expect(run("add", [map, tensor(3)])).toMatchObject({ codes: [], output: map });
    expect(run("add", [map, tensor(3)], {}, "pytorch").codes).toEqual(["merge-ranks"]);
  });

  test("name the axis, the inputs and the sizes that differ", () => {
    expect(run("add", [map, map, tensor(4, 5, 3)]).facts).toMatchObject([
      { code: "merge-shapes", data: { first: 1, second: 3, differ: [{ axis: "width", sizes: [4, 5] }] } },
    ]);
    expect(run("concat", [map, tensor(5, 4, 5)]).facts).toMatchObject([
      { code: "merge-shapes", data: { first: 1, second: 2, differ: [{ axis: "height", sizes: [4, 5] }] } },
    ]);
  });

  test("keep what is known of unknown sizes", () => {
    expect(formatShape(run("add", [tensor(null, null, 3), map]).output)).toBe("4×4×3");
    expect(formatShape(run("add", [tensor(null, 4, 3), tensor(1, 4, 3)]).output)).toBe("?×4×3");
    expect(formatShape(run("concat", [tensor(null, 4, 3), tensor(4, 4, null)]).output)).toBe("4×4×?");
  });

  test("concatenate along any axis", () => {
    expect(formatShape(run("concat", [map, tensor(4, 4, 5)]).output)).toBe("4×4×8");
    expect(formatShape(run("concat", [map, tensor(2, 4, 3)], { axis: "height" }).output)).toBe("6×4×3");
    expect(run("concat", [tensor(4), tensor(5)], { axis: "height" }).codes).toEqual(["no-such-axis"]);
  });

  test("need enough inputs", () => {
    expect(run("add", [map]).codes).toEqual(["merge-inputs"]);
    expect(run("sub", [map, map, map]).codes).toEqual(["merge-inputs"]);
  });
});

describe("multiply–accumulates", () => {
  test("of dense layers, attention and recurrent layers", () => {
    expect(run("dense", tensor(25), { units: 16 }).macs).toBe(400);
    expect(run("dense", tensor(7, 7, 25), { units: 16, axis: "channels" }).macs).toBe(49 * 400);
    const attention = run("attention", tensor(197, 768), { heads: 12 });
    expect(attention.macs).toBe(4 * 197 * 768 ** 2 + 2 * 197 ** 2 * 768);
    const windows = run("window_attention", tensor(10, 10, 12), { heads: 3, window: [7, 7] });
    expect(windows.macs).toBe(4 * 196 * 144 + 2 * 196 * 49 * 12);
    expect(run("lstm", tensor(7, 10), { units: 20 }).macs).toBe(7 * 4 * 20 * 30);
  });
});

describe("what does not fit", () => {
  test.each<[string, Shape, Arguments, Framework | null, string]>([
    ["dense", tensor(null, null, 3), { units: 10 }, null, "unknown-size"],
    ["dense", tensor(7, 7, 3), { units: 10 }, "pytorch", "dense-flattens"],
    ["softmax", tensor(1), {}, null, "softmax-one"],
    ["dropout", tensor(8), { rate: 1 }, null, "rate-range"],
    ["dropout", tensor(8), { rate: -0.1 }, null, "rate-range"],
    ["prelu", tensor(5, 6, 3), { slopes: "elements" }, "pytorch", "prelu-elements"],
    ["bn", tensor(5, 6, 3), { scale: false }, "pytorch", "bn-partial"],
    ["instance_norm", tensor(1, 1, 3), {}, "pytorch", "one-position"],
    ["gru", tensor(7, 10), { units: 20, reset_before: true }, "pytorch", "gru-reset"],
    ["attention", tensor(7, 10), { heads: 3 }, null, "heads-divide"],
    ["gn", tensor(5, 3), {}, null, "groups-divide"],
    ["channel_shuffle", tensor(5, 3), { groups: 2 }, null, "groups-divide"],
    ["upsample", tensor(5, 3), { scale: [2], mode: "bilinear" }, "pytorch", "resize-mode"],
    ["upsample", tensor(5, 5, 3), { scale: [1.5, 1.5] }, "keras", "upsample-scale"],
    ["upsample", tensor(1, 3), { scale: [0.5] }, "pytorch", "empty-output"],
    ["pixel_shuffle", tensor(4, 5, 10), { factor: 3 }, null, "shuffle-divide"],
    ["pixel_unshuffle", tensor(4, 5, 2), { factor: 2 }, null, "shuffle-divide"],
    ["crop", tensor(2, 4), { margins: { before: [1], after: [1] } }, null, "crop-too-large"],
    ["crop", tensor(6, 6, 2), { like: tensor(7, 7, 2) }, null, "crop-too-large"],
    ["pad", tensor(4, 2), { margins: { before: [4], after: [0] }, mode: "reflect" }, null, "pad-too-large"],
    ["reshape", tensor(6, 2), { shape: { sizes: [5], channelsFirst: undefined } }, null, "reshape-elements"],
    [
      "reshape",
      tensor(6, 2),
      { shape: { sizes: [null, 5], channelsFirst: undefined } },
      null,
      "reshape-elements",
    ],
    [
      "reshape",
      tensor(6, 2),
      { shape: { sizes: [null, null], channelsFirst: undefined } },
      null,
      "reshape-unknowns",
    ],
    ["permute", tensor(6, 2), { order: { sizes: [1, 3], channelsFirst: undefined } }, null, "permute-axes"],
    ["slice", tensor(6, 2), { from: 1, to: 3 }, null, "slice-range"],
    ["slice", tensor(6, 2), { from: 2 }, null, "slice-range"],
    ["resize", tensor(6, 6, 2), {}, null, "size-or-like"],
    ["resize", tensor(6, 6, 2), { like: tensor(7) }, null, "like-rank"],
  ])("%s on %o with %o in %s: %s", (kind, input, args, framework, code) => {
    expect(run(kind, input, args, framework).codes).toEqual([code]);
  });
});
