// Windows whose results are known: from the frameworks' documentation and sources, and from papers and courses.

import { describe, expect, test } from "vitest";
import type { Framework } from "../../server/src/catalogue/framework";
import { type Arguments, run, tensor } from "../support/site";

const explicit = (before: number, after: number) =>
  ({ mode: "explicit", before: [before], after: [after] }) as const;

describe("known layers", () => {
  const cases: [
    string,
    Framework | null,
    string,
    readonly number[],
    Arguments,
    readonly number[] | null,
    number?,
  ][] = [
    ["Lasagne, full", "lasagne", "conv", [5, 1], { filters: 1, kernel: [3], pad: { mode: "full" } }, [7, 1]],
    [
      "Lasagne, same with a stride",
      "lasagne",
      "conv",
      [5, 1],
      { filters: 1, kernel: [3], stride: [2], pad: { mode: "same" } },
      [3, 1],
    ],
    [
      "Lasagne, same with an even kernel",
      "lasagne",
      "conv",
      [5, 1],
      { filters: 1, kernel: [4], pad: { mode: "same" } },
      null,
    ],
    [
      "Lasagne, untied biases",
      "lasagne",
      "conv",
      [5, 5, 1],
      { filters: 2, kernel: [3], untied: true },
      [3, 3, 2],
      36,
    ],
    [
      "Lasagne, local",
      "lasagne",
      "local",
      [5, 5, 1],
      { filters: 2, kernel: [3], pad: { mode: "same" } },
      [5, 5, 2],
      452,
    ],
    [
      "Lasagne, transposed full",
      "lasagne",
      "conv_transpose",
      [5, 1],
      { filters: 1, kernel: [3], stride: [2], pad: { mode: "full" } },
      [7, 1],
    ],
    [
      "Lasagne, ceil within one window",
      "lasagne",
      "maxpool",
      [2, 1],
      { kernel: [3], stride: [2], ceil: true },
      [1, 1],
    ],
    ["Caffe, pools round up", "caffe", "maxpool", [6, 1], { kernel: [2], stride: [3] }, [3, 1]],
    [
      "Caffe, pools round up over padding",
      "caffe",
      "maxpool",
      [5, 1],
      { kernel: [2], stride: [3], pad: explicit(1, 1) },
      [2, 1],
    ],
    [
      "Caffe, pools told to round down",
      "caffe",
      "maxpool",
      [6, 1],
      { kernel: [2], stride: [3], ceil: false },
      [2, 1],
    ],
    ["Caffe, same", "caffe", "conv", [6, 1], { filters: 1, kernel: [3], pad: { mode: "same" } }, null],
    ["PyTorch, ceil", "pytorch", "maxpool", [6, 1], { kernel: [2], stride: [3], ceil: true }, [2, 1]],
    [
      "PyTorch, ceil that starts inside",
      "pytorch",
      "maxpool",
      [7, 1],
      { kernel: [2], stride: [3], ceil: true },
      [3, 1],
    ],
    [
      "PyTorch, ceil with padding",
      "pytorch",
      "maxpool",
      [5, 1],
      { kernel: [2], stride: [3], pad: explicit(1, 1), ceil: true },
      [2, 1],
    ],
    ["PyTorch, ceil of one", "pytorch", "maxpool", [3, 1], { kernel: [1], stride: [5], ceil: true }, [1, 1]],
    [
      "PyTorch, ceil under the kernel",
      "pytorch",
      "maxpool",
      [2, 1],
      { kernel: [3], stride: [2], ceil: true },
      [1, 1],
    ],
    [
      "PyTorch, ceil at stride 1 under the kernel",
      "pytorch",
      "maxpool",
      [2, 1],
      { kernel: [3], stride: [1], ceil: true },
      null,
    ],
    [
      "PyTorch, transposed",
      "pytorch",
      "conv_transpose",
      [4, 1],
      { filters: 1, kernel: [2], stride: [3] },
      [11, 1],
    ],
    [
      "Keras, transposed",
      "keras",
      "conv_transpose",
      [4, 1],
      { filters: 1, kernel: [2], stride: [3] },
      [12, 1],
    ],
    [
      "Keras, transposed same, no output padding",
      "keras",
      "conv_transpose",
      [4, 1],
      { filters: 1, kernel: [3], stride: [2], pad: { mode: "same" } },
      [8, 1],
    ],
    [
      "Keras, transposed same, output padding 0",
      "keras",
      "conv_transpose",
      [4, 1],
      { filters: 1, kernel: [3], stride: [2], pad: { mode: "same" }, output_pad: [0] },
      [7, 1],
    ],
    [
      "Keras, transposed same, even kernel",
      "keras",
      "conv_transpose",
      [4, 1],
      { filters: 1, kernel: [4], stride: [2], pad: { mode: "same" }, output_pad: [1] },
      [7, 1],
    ],
    [
      "Keras, transposed valid, output padding",
      "keras",
      "conv_transpose",
      [4, 1],
      { filters: 1, kernel: [3], stride: [2], output_pad: [1] },
      [10, 1],
    ],
    ["Keras 2, local", null, "local", [32, 32, 3], { filters: 64, kernel: [3] }, [30, 30, 64], 1_612_800],
    [
      "local without sharing",
      null,
      "local",
      [32, 32, 3],
      { filters: 20, kernel: [8], stride: [2], pad: explicit(1, 1) },
      [14, 14, 20],
      756_560,
    ],
    [
      "the same with sharing",
      null,
      "conv",
      [32, 32, 3],
      { filters: 20, kernel: [8], stride: [2], pad: explicit(1, 1) },
      [14, 14, 20],
      3_860,
    ],
    [
      "LeNet-5, C3",
      null,
      "conv",
      [14, 14, 6],
      {
        filters: 16,
        kernel: [5],
        sparse: [
          { filters: 6, maps: 3 },
          { filters: 9, maps: 4 },
          { filters: 1, maps: 6 },
        ],
      },
      [10, 10, 16],
      1_516,
    ],
    ["LeNet-5, S2", null, "avgpool", [28, 28, 6], { kernel: [2], weighted: true }, [14, 14, 6], 12],
    [
      "LeNet-5, S2 without biases",
      null,
      "avgpool",
      [28, 28, 6],
      { kernel: [2], weighted: true, bias: false },
      [14, 14, 6],
      6,
    ],
    [
      "PyTorch, 3-D average pool under its kernel",
      "pytorch",
      "avgpool",
      [2, 2, 2, 1],
      { kernel: [3], stride: [1], pad: explicit(1, 1) },
      null,
    ],
    [
      "PyTorch, 3-D max pool under its kernel",
      "pytorch",
      "maxpool",
      [2, 2, 2, 1],
      { kernel: [3], stride: [1], pad: explicit(1, 1) },
      [2, 2, 2, 1],
    ],
    [
      "Keras, depthwise with stride and dilation",
      "keras",
      "depthwise",
      [9, 9, 1],
      { kernel: [3], stride: [2], dilation: [2] },
      [3, 3, 1],
      10,
    ],
    ["unknown sizes", null, "conv", [], { filters: 64, kernel: [7, 7], stride: [2, 2] }, [], 9_472],
  ];

  test.each(cases)("%s", (name, framework, kind, input, args, output, parameters) => {
    const unknown = name === "unknown sizes";
    const rank = unknown ? 2 : input.length - 1;
    const spread = Object.fromEntries(
      Object.entries(args).map(([key, value]) => [key, spreadOver(value, rank)]),
    );
    const shape = unknown ? tensor(null, null, 3) : tensor(...input);
    const result = run(kind, shape, spread, framework);
    expect(result.refused).toBe(output === null);
    if (output !== null) expect(result.output).toEqual(unknown ? tensor(null, null, 64) : tensor(...output));
    if (parameters !== undefined) expect(result.learned).toBe(parameters);
  });
});

/** Padding of one axis, spread over all of them. */
function spreadOver(value: unknown, rank: number): unknown {
  if (typeof value !== "object" || value === null || !("before" in value && "after" in value)) return value;
  const all = (sides: unknown) => Array.from({ length: rank }, () => (sides as number[])[0]);
  return { ...value, before: all(value.before), after: all(value.after) };
}
