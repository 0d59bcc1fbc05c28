// The columns that a summary is asked for, and where it says that memory goes.

import { expect, test } from "vitest";
import { cnn, folderOf } from "../support/cli";

const cwd = folderOf({
  "net.cnn": `optimizer adam
input 16x16x3
a: conv 8 3x3 same
conv 8 3x3 same x2
add a
repeat 2 {
  maxpool 2
}
dense 10
`,
});
const summary = (...words: string[]) => cnn(["summary", "net.cnn", ...words], { cwd }).out;

test("text: memory names the layer and the tensors at the peak, and the parts of training", () => {
  expect(summary("--columns", "memory,rf")).toBe(`net  16×16×3 → 10
─────────────────────────────────────────────
Layer                 Memory  Receptive field
─────────────────────────────────────────────
input
a: conv 8 3x3 same  8.00 KiB              3×3
conv 8 3x3 same ×2  16.0 KiB              7×7
add a               8.00 KiB              7×7
repeat ×2           2.50 KiB            10×10
dense 10                40 B              all
─────────────────────────────────────────────
Parameters               2,682  10.5 KiB in float32
Multiply–accumulates   351,488
Peak activations      24.0 KiB  in float32, while conv (line 4) runs
  a: conv (line 3)    8.00 KiB  16×16×8
  conv (line 4)       8.00 KiB  16×16×8
  conv (line 4)       8.00 KiB  16×16×8
Training              79.4 KiB  with adam, in float32
  parameters          10.5 KiB
  gradients           10.5 KiB
  optimiser state     21.0 KiB
  activations         37.5 KiB
`);
});

test("csv: what tells layers apart, then the columns", () => {
  expect(summary("--columns=rf,macs", "--format=csv").split("\n").slice(0, 3)).toEqual([
    "file,network,index,kind,name,path,line,receptive_field,macs",
    "net.cnn,net,1,conv,a,,3,3x3,55296",
    "net.cnn,net,2,conv,,,4,5x5,147456",
  ]);
});

test("json: the fields of the columns; totals, the peak and training always", () => {
  const [network] = JSON.parse(summary("--columns=macs", "--format=json")).networks;
  expect(network.layers[0]).toEqual({
    index: 1,
    kind: "conv",
    name: "a",
    path: "",
    line: 3,
    column: 4,
    macs: 55296,
    flops: 110592,
    elementwise: 2048,
  });
  expect(network.peak).toEqual({
    layer: 3,
    alive: [1, 2, 3].map((layer) => ({
      layer,
      name: layer === 1 ? "a" : null,
      shape: [16, 16, 8],
      bytes: 8192,
    })),
  });
  expect(network.training).toEqual({
    optimizer: "adam",
    batch: 1,
    parameters: 10728,
    gradients: 10728,
    optimizerState: 21456,
    activations: 38440,
    total: 81352,
  });
});

test("rf: where fields outgrow the input, and where paths do not look at the same places", () => {
  const files = folderOf({
    "a.cnn": "input 9x9x3\nadd {\n  | conv 3 3x3\n  | crop 0:2\n}\nconv 3 7x7 same\nconv 3 3x3 same\n",
  });
  const { out } = cnn(["summary", "a.cnn", "--columns=rf"], { cwd: files });
  expect(out.split("\n").filter((line) => line.startsWith("Receptive"))).toEqual([
    "Receptive field                 larger than the input from conv (line 7) on",
    "Receptive field                 misaligned paths in add (line 2): along the height, their first fields are centred at 1.5 and 0.5",
  ]);
});

test("--in-place: activations write over their input, and the report says so", () => {
  const files = folderOf({ "a.cnn": "input 8x8x4\nconv 64 1x1 relu\nconv 4 1x1\n" });
  const peak = (...words: string[]) => cnn(["summary", "a.cnn", ...words], { cwd: files }).out;
  expect(peak()).toContain("Peak activations      32.0 KiB  in float32\n");
  expect(peak("--in-place")).toContain("Peak activations      17.0 KiB  in float32, activations in place\n");
  expect(JSON.parse(peak("--in-place", "--format=json"))).toMatchObject({
    inPlace: true,
    networks: [{ totals: { peakActivationBytes: 17_408 } }],
  });
});
