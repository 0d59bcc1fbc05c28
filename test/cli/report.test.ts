// The JSON report: every field, as other programs read it.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { NetworkJson } from "../../server/src/exports/report";
import { cnn, folderOf, networkOf, reportOf } from "../support/cli";

/** `kind output trainable` of every layer. */
function lines({ layers }: NetworkJson): string[] {
  return layers.map(({ kind, output, params }) => `${kind} ${output?.join("x") ?? "?"} ${params.trainable}`);
}

describe("a layer in the report", () => {
  test("has every field, in its meaning", () => {
    const text = "input 224x224x3\nconv 64 7x7 stride2 pad3 nobias\n";
    const folder = folderOf({ "a.cnn": `framework pytorch\n${text}` });
    const { code, out } = cnn(["summary", "--format", "json", "a.cnn"], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      file: "a.cnn",
      framework: "pytorch",
      networks: [
        {
          name: "a",
          inputs: [{ name: null, shape: [224, 224, 3] }],
          outputs: [{ name: null, shape: [112, 112, 64] }],
          layers: [
            {
              index: 1,
              kind: "conv",
              name: null,
              path: "",
              line: 3,
              column: 1,
              inputs: [[224, 224, 3]],
              output: [112, 112, 64],
              params: {
                trainable: 9408,
                nonTrainable: 0,
                weights: 9408,
                biases: 0,
                unshared: 118_013_952,
              },
              macs: 118_013_952,
              flops: 236_027_904,
              outputBytes: 3_211_264,
              receptiveField: { size: [7, 7], jump: [2, 2], start: [0.5, 0.5] },
            },
          ],
          totals: {
            layers: 1,
            params: 9408,
            trainable: 9408,
            nonTrainable: 0,
            macs: 118_013_952,
            flops: 236_027_904,
            paramBytes: 37_632,
            activationBytes: 3_211_264,
            peakActivationBytes: 3_813_376,
          },
        },
      ],
      diagnostics: [],
    });
  });

  test("with batch and dtype: bytes follow, counts do not", () => {
    const { layers, totals } = networkOf("input 4\ndense 8\n", "--batch", "10", "--dtype", "float16");
    expect([layers[0]!.outputBytes, totals.paramBytes, totals.activationBytes]).toEqual([160, 80, 160]);
    expect([totals.params, totals.macs, totals.peakActivationBytes]).toEqual([40, 32, 240]);
  });

  test("in a block of the standard library names that file and its call", () => {
    const [layer] = networkOf("input 8x8x32\nsqueeze_excite 8\n").layers;
    expect(layer).toMatchObject({ path: "squeeze_excite#1", file: "stdlib:blocks.cnn" });
  });

  test("that is flat, or whose axes are ones", () => {
    const { layers } = networkOf("input 7x7x512\nglobal_avgpool keep\nglobal_avgpool\n");
    expect(layers.map(({ output }) => output)).toEqual([[1, 1, 512], [512]]);
  });

  test("steps that follow on a line are layers; the line's label names the last", () => {
    const { layers } = networkOf("input 8x8x3\nstem: conv 4 3x3 bn relu\n");
    expect(layers.map(({ kind, name }) => [kind, name])).toEqual([
      ["conv", null],
      ["bn", null],
      ["relu", "stem"],
    ]);
  });

  test("`residual` is an `add`; directives are no layers; a flattening dense is one layer", () => {
    const text = `framework pytorch
input 4x4x2
residual { conv 2 3x3 same }
expect params 38
output
dense 2
`;
    expect(lines(networkOf(text))).toEqual(["conv 4x4x2 38", "add 4x4x2 0", "dense 2 66"]);
  });

  test("weights that a `reuse` shares count once", () => {
    const { layers, totals } = networkOf("input 4\na: dense 4\nb: reuse a\n");
    expect(layers.map(({ kind, params }) => [kind, params.trainable, params.weights])).toEqual([
      ["dense", 20, 16],
      ["dense", 0, 0],
    ]);
    expect([totals.params, totals.macs]).toEqual([20, 32]);
  });

  test("non-trainable is what the framework counts so, and what is frozen", () => {
    const text = "input 8x8x3\nconv 4 3x3 nobias frozen\nbn\n";
    const counts = (framework: string) => {
      const { trainable, nonTrainable, params } = networkOf(text, "--framework", framework).totals;
      return [trainable, nonTrainable, params];
    };
    expect(counts("none")).toEqual([8, 108, 116]);
    expect(counts("pytorch")).toEqual([8, 108, 116]);
    expect(counts("keras")).toEqual([8, 116, 124]);
  });

  test("a training output's parameters count, its operations do not", () => {
    const text = "input 4\nm: dense 4\naux: dense 100\noutput aux training\nfrom m\ndense 2\n";
    const { outputs, layers, totals } = networkOf(text);
    expect(layers.map(({ training = false }) => training)).toEqual([false, true, false]);
    expect(outputs).toEqual([
      { name: "aux", shape: [100], training: true },
      { name: null, shape: [2] },
    ]);
    expect([totals.params, totals.macs]).toEqual([20 + 500 + 10, 16 + 8]);
  });

  test("several networks of a file, by name", () => {
    const { networks } = reportOf("network a {\n  input 4\n  dense 2\n}\nnetwork b {\n  input 2\n}\n");
    expect(networks.map(({ name, totals }) => [name, totals.params])).toEqual([
      ["a", 10],
      ["b", 0],
    ]);
    expect(networks[0]!.layers[0]).toMatchObject({ line: 3, column: 3 });
  });
});

describe("what is not known", () => {
  test("is null, and totals over it too; `known` holds the rest", () => {
    const { layers, totals } = networkOf("input ?x?x3\nconv 16 3x3 same\nunheard 3\ndense 10\n");
    expect(layers[0]).toMatchObject({ output: [null, null, 16], macs: null, outputBytes: null });
    expect(layers[0]!.params).toMatchObject({ trainable: 448, unshared: null });
    expect(layers[1]).toMatchObject({ inputs: [null], output: [10], params: { trainable: null } });
    expect(totals).toMatchObject({ layers: 2, params: null, macs: null, paramBytes: null, flops: null });
    expect(totals.known).toMatchObject({ layers: 2, params: 448, trainable: 448, paramBytes: 1792, macs: 0 });
    expect(Object.keys(totals.known!)).toEqual(Object.keys(totals).filter((key) => key !== "known"));
  });

  test("a fault leaves exit code 1 and everything else in place", () => {
    const input = "input 8x8x3\nconv 4 3x3\nconv 4 9x9\ndense 2\n";
    const { code, out } = cnn(["summary", "--format", "json", "-"], { input });
    const { networks, diagnostics } = JSON.parse(out);
    expect(code).toBe(1);
    expect(
      networks[0].layers.map((layer: { params: { trainable: number } }) => layer.params.trainable),
    ).toEqual([112, 1300, null]);
    expect(diagnostics[0]).toMatchObject({
      code: "kernel-too-large",
      severity: "error",
      range: { start: { line: 2, character: 7 }, end: { line: 2, character: 10 } },
    });
    expect(diagnostics[0].fixes.length).toBeGreaterThan(0);
    expect(diagnostics[0].fixes[0]).toContain("`");
  });

  test("a network of a billion layers: a bounded list, exact totals", () => {
    const { layers, truncated, totals } = networkOf("input 4\nrepeat 1000000 {\n  dense 4\n}\n");
    expect([layers.length, truncated]).toEqual([100_000, true]);
    expect([totals.layers, totals.params, totals.macs]).toEqual([1e6, 20e6, 16e6]);
  });
});

describe("the numbers that lectures show", () => {
  const lecture = readFileSync("examples/classic/lecture.cnn", "utf8");

  test("7×7 and 5×5 over 100×100×1: 50,828,751", () => {
    const { totals, ...network } = networkOf(lecture);
    expect(lines({ totals, ...network })).toEqual([
      "conv 94x94x60 3000",
      "conv 90x90x100 150100",
      "maxpool 45x45x100 0",
      "flatten 202500 0",
      "dense 250 50625250",
      "dense 200 50200",
      "dense 1 201",
    ]);
    expect([totals.params, totals.trainable, totals.nonTrainable]).toEqual([50_828_751, 50_828_751, 0]);
  });

  test("with `same`, what Keras gives: 50·50·100 inputs to the first dense layer", () => {
    const text = lecture.replaceAll(" valid", " same").replace(/expect.*/g, "");
    const { totals } = networkOf(text, "--framework", "keras");
    expect(totals.params).toBe(3000 + 150_100 + (250_000 + 1) * 250 + 50_200 + 201);
  });

  test("a weighted pool: 200 more, 100 without biases", () => {
    const totals = (pool: string) =>
      networkOf(lecture.replace(/maxpool 2x2/, pool).replace(/expect.*/g, "")).totals.params;
    expect(totals("maxpool 2x2 weighted")).toBe(50_828_751 + 200);
    expect(totals("maxpool 2x2 weighted nobias")).toBe(50_828_751 + 100);
  });

  test.each(["28x28x1", "1@28x28"])("28×28 as %s: 217,706", (size) => {
    const network = networkOf(
      `input ${size}\nconv 32 5x5\nmaxpool 2\nconv 32 3x3\nmaxpool 2\nflatten\ndense 256\ndense 10\n`,
    );
    expect(lines(network)).toEqual([
      "conv 24x24x32 832",
      "maxpool 12x12x32 0",
      "conv 10x10x32 9248",
      "maxpool 5x5x32 0",
      "flatten 800 0",
      "dense 256 205056",
      "dense 10 2570",
    ]);
    expect(network.totals.params).toBe(217_706);
  });

  test("shared weights or not: 3,860 against 756,560", () => {
    const { layers } = networkOf("input 32x32x3\nconv 20 8x8 stride2 pad1\n");
    expect(layers[0]).toMatchObject({ output: [14, 14, 20], params: { trainable: 3860, unshared: 756_560 } });
    expect(networkOf("input 32x32x3\nlocal 20 8x8 stride2 pad1\n").totals.params).toBe(756_560);
    expect(756_560 / 3860).toBe(196);
  });

  test.each([
    [32, "28x28x6", "24x24x10"],
    [200, "196x196x6", "192x192x10"],
  ])("%i pixels: the parameters do not change, the shapes do", (size, first, second) => {
    expect(lines(networkOf(`input ${size}x${size}x3\nconv 6 5x5\nconv 10 5x5\n`))).toEqual([
      `conv ${first} 456`,
      `conv ${second} 1510`,
    ]);
  });

  test("a strided convolution has the parameters of one followed by a pool", () => {
    const strided = networkOf("input 32x32x3\nconv 8 3x3 stride2 same\n");
    const pooled = networkOf("input 32x32x3\nconv 8 3x3 stride1 same\nmaxpool 2x2\n");
    expect(strided.totals.params).toBe(pooled.totals.params);
    expect(strided.layers.at(-1)!.output).toEqual(pooled.layers.at(-1)!.output);
  });

  test("LeNet-5: 156, 12, 1,516, 32, 48,120, 10,164; 60,000 without the fixed output layer", () => {
    const { layers, totals } = networkOf(readFileSync("examples/classic/lenet5.cnn", "utf8"));
    const counts = layers.map(({ params }) => params.trainable).filter((count) => count !== 0);
    expect(counts.slice(0, 6)).toEqual([156, 12, 1516, 32, 48_120, 10_164]);
    expect(totals.trainable).toBe(60_000);
  });
});
