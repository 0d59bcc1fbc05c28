// Receptive fields that are published, and the arithmetic of each axis.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costsOf } from "../../server/src/workspace/costs";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";

/** The field of the last layer of a kind, as `size jump start` of its first axis. */
function fieldAfter(
  text: string,
  kind: string,
): { size: number | null; jump: number | null; start: number | null } {
  const analysed = program(text);
  const { graph, fields } = costsOf(analysed, analysed.networks[0]!);
  const last = graph.instances.findLast((instance) => instance.part.kind.kind === kind);
  return fields.get(last!.makes)![0]!;
}

const example = (name: string) => readFileSync(`examples/${name}.cnn`, "utf8");

/** What an output position reads of a sliding window, and of one that spreads its input. */
const slide = (kernel: number, stride: number) => (o: number) =>
  Array.from({ length: kernel }, (_, tap) => o * stride + tap);
const spread = (kernel: number, stride: number) => (o: number) =>
  Array.from({ length: kernel }, (_, tap) => (o - tap) / stride).filter(Number.isInteger);

describe("published receptive fields", () => {
  test.each([
    ["pytorch/alexnet", "maxpool", 195],
    ["pytorch/vgg16", "maxpool", 212],
    ["keras/VGG16", "maxpool", 212],
    ["keras/MobileNet", "depthwise", 315],
    ["keras/ResNet50", "conv", 483],
    ["pytorch/resnet50", "conv", 427],
  ])("%s through its last %s: %i", (name, kind, size) => {
    expect(fieldAfter(example(name), kind).size).toBe(size);
  });
});

describe("along one axis", () => {
  test.each([
    ["conv 8 7x7 stride2 pad3", { size: 7, jump: 2, start: 0.5 }],
    ["conv 8 3x3 valid", { size: 3, jump: 1, start: 1.5 }],
    ["conv 8 3x3 dilation2 valid", { size: 5, jump: 1, start: 2.5 }],
    ["conv 8 3x3 same -> conv 8 3x3 same", { size: 5, jump: 1, start: 0.5 }],
    ["maxpool 2 -> conv 8 3x3 same", { size: 6, jump: 2, start: 1 }],
    ["conv 8 2x2 stride2 -> conv_transpose 8 2x2 stride2 -> conv 8 1x1", { size: 2, jump: 1, start: 0.5 }],
    ["conv 8 3x3 same -> upsample 2 -> conv 8 1x1", { size: 3, jump: 0.5, start: 0.25 }],
    ["upsample 2 bilinear -> conv 8 1x1", { size: 2, jump: 0.5, start: 0.25 }],
    ["resize 32 -> conv 8 1x1", { size: 1, jump: 2, start: 1 }],
    ["resize 32 area -> conv 8 1x1", { size: 2, jump: 2, start: 1 }],
    ["pad 3 -> conv 8 7x7", { size: 7, jump: 1, start: 0.5 }],
    ["crop 2 -> conv 8 1x1", { size: 1, jump: 1, start: 2.5 }],
    ["slice from=2 axis=height -> conv 8 1x1", { size: 1, jump: 1, start: 2.5 }],
    ["space_to_depth 2 -> conv 8 1x1", { size: 2, jump: 2, start: 1 }],
    ["conv 8 1x1 -> pixel_shuffle 2 -> conv 8 1x1", { size: 1, jump: 0.5, start: 0.25 }],
  ])("%s", (layers, field) => {
    expect(fieldAfter(`input 64x64x3\n${layers}`, "conv")).toMatchObject(field);
  });

  test.each([
    ["upsample 2 -> conv 4 2x2", "conv", 2],
    ["upsample 2 -> conv 4 3x3", "conv", 2],
    ["upsample 2 -> conv 4 4x4", "conv", 3],
    ["upsample 2 -> conv 4 2x2 stride2", "conv", 1],
    ["upsample 2 -> conv 4 2x2 stride2 same -> conv 4 3x3", "conv", 3],
    ["conv_transpose 4 3x3 stride2 -> conv_transpose 4 3x3 stride2", "conv_transpose", 2],
    ["conv_transpose 4 2x2 stride2 -> conv_transpose 4 2x2 stride2", "conv_transpose", 1],
    ["conv_transpose 4 2x2 stride3 -> conv 4 2x2", "conv", 1],
    ["conv 16 1x1 -> pixel_shuffle 2 -> pixel_unshuffle 4", "pixel_unshuffle", 2],
    ["resize 7x9 bilinear -> conv 4 3x3", "conv", 21],
    ["adaptive_avgpool 7 -> conv 4 1x1", "conv", 10],
    ["adaptive_avgpool 7 -> conv 4 3x3", "conv", 29],
    ["resize 7 area -> conv 4 1x1", "conv", 10],
    ["maxpool 2 -> upsample 2 -> conv 4 3x3", "conv", 4],
    ["window_attention heads=1 window=7", "window_attention", 7],
    [
      "window_attention heads=1 window=7 -> window_attention heads=1 window=7 shift=3",
      "window_attention",
      14,
    ],
  ])("whole positions, as many as one output sees at most: %s", (layers, kind, size) => {
    expect(fieldAfter(`input 64x64x3\n${layers}`, kind).size).toBe(size);
  });

  test("agrees with following every position, whatever stretches and shrinks the map", () => {
    const layer = fc.oneof(
      fc.nat({ max: 4 }).map((k) => ({ text: `conv 1 ${k + 1}`, reads: slide(k + 1, 1) })),
      fc.constant({ text: "conv 1 3 stride2", reads: slide(3, 2) }),
      fc.constant({ text: "maxpool 3", reads: slide(3, 3) }),
      fc.constantFrom(2, 3).map((r) => ({ text: `upsample ${r}`, reads: spread(r, r) })),
      fc
        .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }))
        .map(([k, s]) => ({ text: `conv_transpose 1 ${k} stride${s}`, reads: spread(k, s) })),
    );
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 5 }), (layers) => {
        const analysed = program(`input 4000x1\n${layers.map(({ text }) => text).join("\n")}`);
        const { graph, fields } = costsOf(analysed, analysed.networks[0]!);
        const found = fields.get(graph.instances.at(-1)!.makes)![0]!.size;
        let widest = 1;
        // Far from the borders, over more than a whole period of all that repeats.
        for (let o = 1000; o < 1300; o++) {
          let seen = new Set([o]);
          for (const { reads } of [...layers].reverse()) seen = new Set([...seen].flatMap(reads));
          if (seen.size > 0) widest = Math.max(widest, Math.max(...seen) - Math.min(...seen) + 1);
        }
        expect(found).toBe(widest);
      }),
      { numRuns: 200 },
    );
  });

  test("where outputs differ a thousand times, through 99,000 layers", () => {
    const grown = "input 1x1\nconv_transpose 1 1024 stride1024\nrepeat 99000 {\n  conv 1 3 same\n}";
    // 198,001 of the positions that each input is spread to, 1,024 at a time, from one that is the last of its input.
    expect(fieldAfter(grown, "conv")).toMatchObject({ size: 195, jump: 1 / 1024 });
  });

  test("null where it takes too many positions to tell", () => {
    const line = "repeat 3000 {\n  conv_transpose 1 3 stride3\n  conv 1 3 stride3\n}";
    expect(fieldAfter(`input 9x1\nconv_transpose 1 340 stride340\n${line}`, "conv").size).toBe(null);
    expect(fieldAfter(`input 9x1\nconv_transpose 1 20 stride20\n${line}`, "conv").size).toBe(1);
  });

  test("null beyond 2⁵³, where nothing is exact", () => {
    const narrow = "input 1x1\nrepeat 40 {\n  conv 1 1 stride3\n}";
    expect(fieldAfter(narrow, "conv")).toMatchObject({ size: 1, jump: null });
  });

  test("a global pool is a window over its whole map", () => {
    expect(fieldAfter("input 9x9x3\nconv 8 3x3\nglobal_avgpool", "global_avgpool").size).toBe(9);
  });

  test("a merge takes the widest path and leaves out a stretched gate", () => {
    const gated =
      "input 32x32x8\nmul {\n  | conv 8 3x3 same\n  | global_avgpool keep -> conv 8 1x1\n}\nconv 8 1x1";
    expect(fieldAfter(gated, "mul").size).toBe(3);
    expect(fieldAfter("input 32x32x8\nadd {\n  | conv 8 5x5 same\n  | conv 8 3x3 same\n}", "add").size).toBe(
      5,
    );
  });
});

test("`expect receptive_field` is checked where it stands", () => {
  const text =
    "input 64x64x3\nconv 8 3x3\nexpect receptive_field >= 4\nconv 8 3x3\nexpect receptive_field >= 4";
  expect(problemsOf(program(text)).map(({ code, span }) => `${code} ${span.line}`)).toEqual([
    "expect-failed 2",
  ]);
});

test.each([
  [
    "the label of the network, not that inside of a block",
    "block b() {\n  a: conv 8 3x3\n  relu\n  from a\n}\ninput 32x32x3\nb\na: conv 8 5x5\nconv 8 7x7\nfrom a",
    7,
  ],
  ["a label of an `if`", "input 32x32x3\nif true {\n  a: conv 8 5x5\n}\nconv 8 7x7\nfrom a", 5],
  ["the later of two labels", "input 32x32x3\na: conv 8 3x3\na: conv 8 5x5\nconv 8 7x7\nfrom a", 7],
  ["another `input`", "input 32x32x1\nconv 8 5x5\ninput 32x32x1", 1],
  ["a label of a label", "input 32x32x1\nconv 8 3x3\ni: identity\nb: from i\nconv 8 5x5\nfrom b", 3],
  ["a label of the input", "i: input 32x32x1\nb: from i\nconv 8 5x5\nfrom b", 1],
  ["a layer that runs again", "input 32x32x8\na: conv 8 3x3\nreuse a", 5],
  ["the middle of a line", "input 32x32x8\nconv 8 3x3 -> expect receptive_field 3 -> conv 8 3x3", 5],
])("`expect receptive_field` is of the current tensor: %s", (_, text, size) => {
  const told = (expected: number) =>
    problemsOf(program(`${text}\nexpect receptive_field ${expected}`))
      .filter(({ code }) => code === "expect-failed")
      .map(({ message }) => message);
  expect(told(size)).toEqual([]);
  expect(told(99)).toEqual([`The receptive field is ${size}, but 99 expected: ${99 - size} smaller.`]);
});
