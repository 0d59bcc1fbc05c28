// What people write as they do elsewhere: told once, read as what is meant, and repaired into what this language writes.

import { describe, expect, test } from "vitest";
import { readNetwork, repairedText, repairsOf } from "../support/network";

type Slip = readonly [written: string, code: string, repaired: string];

/** The lines behind an input, unless they have their own. */
function around(lines: string): string {
  return /^input /im.test(lines) ? lines : `input 32x32x3\n${lines}`;
}

function slips(list: readonly Slip[]): void {
  test.each(list)("%s", (written, code, repaired) => {
    const text = around(written);
    const told = repairsOf(text).filter(({ problem }) => problem.severity === "error");
    expect(told.map(({ problem }) => problem.code)).toEqual([code]);
    const [fix] = told[0]!.fixes;
    const after = repairedText(text, fix!);
    expect(after).toBe(around(repaired));
    const [before, mended] = [readNetwork(text), readNetwork(after)];
    expect(mended.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    // What is meant was clear before: the results are those of the repaired text.
    expect(mended.totals).toEqual(before.totals);
    const last = (results: typeof before.results) => [...results.values()].at(-1);
    expect(last(before.results)).toEqual(last(mended.results));
  });
}

describe("signs of other languages", () => {
  slips([
    ["conv 8 3x3 // first layer", "other-spelling", "conv 8 3x3 # first layer"],
    ["// it's a comment\nrelu", "other-spelling", "# it's a comment\nrelu"],
    ["conv 8 3x3 -- the first one", "other-spelling", "conv 8 3x3 # the first one"],
    ["conv 8 3x3 => relu", "other-spelling", "conv 8 3x3 -> relu"],
    ["conv 8 3x3 → relu", "other-spelling", "conv 8 3x3 -> relu"],
    ["conv 8 3x3 bias=False", "other-spelling", "conv 8 3x3 bias=false"],
    ["conv 8 3x3 pad='same'", "other-spelling", "conv 8 3x3 pad=same"],
    ["relu;", "syntax", "relu"],
    ["conv 6!4 7x7", "syntax", "conv 64 7x7"],
    ["conv 64 3!x3 nobias -> relu", "syntax", "conv 64 3x3 nobias -> relu"],
    ["add { | relu | re^lu }", "syntax", "add { | relu | relu }"],
    ["conv 8 3x3\nbudget memory 64kb", "other-spelling", "conv 8 3x3\nbudget memory 64KB"],
    ["conv 8 3x3\nbudget size 256 KB", "other-spelling", "conv 8 3x3\nbudget size 256KB"],
    ["conv 8 3x3\nexpect params <= 5m", "other-spelling", "conv 8 3x3\nexpect params <= 5M"],
    ["conv 8 3x3\nbudget memory 1.5 mib", "other-spelling", "conv 8 3x3\nbudget memory 1.5MiB"],
  ]);

  test("a character that does not show leaves its word what it is", () => {
    const { problems, totals } = readNetwork("input 8x8x3\nconv 8 3\u200bx3");
    expect(problems.map(({ code }) => code)).toEqual(["hidden-character"]);
    expect(totals).toEqual(readNetwork("input 8x8x3\nconv 8 3x3").totals);
  });

  test("a division is none of them", () => {
    const text = "let n = 9 // 2\ninput 8x8x4\nconv (n // 2) 1x1 -> conv 4 1x1 stride=n // 2\nconv n 1x1";
    expect(readNetwork(text).problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("sizes and numbers", () => {
  slips([
    ["conv 64 3 x 3", "other-spelling", "conv 64 3x3"],
    ["conv 64 3 * 3", "other-spelling", "conv 64 3x3"],
    ["conv 64 3X3 pad1", "other-spelling", "conv 64 3x3 pad1"],
    ["conv 64 3х3 pad1", "other-spelling", "conv 64 3x3 pad1"],
    ["conv 64 [3,3]", "other-spelling", "conv 64 3x3"],
    ["maxpool 2*2", "other-spelling", "maxpool 2x2"],
    ["conv 64*2 3", "other-spelling", "conv (64*2) 3"],
    ["let w = 9\nconv w-1 3", "other-spelling", "let w = 9\nconv (w-1) 3"],
    ["upsample 2x", "other-spelling", "upsample 2"],
    ["resize 2x", "other-spelling", "upsample 2"],
    ["3x conv 3 3x3 same", "other-spelling", "conv 3 3x3 same x3"],
    ["flatten\ndense 1,000", "other-spelling", "flatten\ndense 1_000"],
    ["input 32, 32, 3", "other-spelling", "input 32x32x3"],
    ["input 32 32 3", "other-spelling", "input 32x32x3"],
    ["input 32 x 32 x 3", "other-spelling", "input 32x32x3"],
    ["input shape=(32, 32, 3)", "other-spelling", "input 32x32x3"],
    ["Input 32x32x3", "other-spelling", "input 32x32x3"],
  ]);

  test("a list in parentheses may go on behind its commas", () => {
    const text =
      "block g(w,\n  stride=2,\n  act=relu) {\n  conv w (3,\n    5) stride=stride pad=(1, 2)\n  act\n}\ninput 33x33x3\ng 8";
    expect(readNetwork(text).problems).toEqual([]);
  });
});

describe("calls and commas", () => {
  slips([
    ["conv(64, 3)", "other-spelling", "conv 64 3"],
    ["conv(64, (3, 3), stride=2)", "other-spelling", "conv 64 (3, 3) stride=2"],
    ["relu()", "other-spelling", "relu"],
    ["conv 64, 3x3, pad1", "other-spelling", "conv 64 3x3 pad1"],
    ["conv 64 3x3,\nmaxpool 2", "other-spelling", "conv 64 3x3\nmaxpool 2"],
    ["residual {\n  in relu\n}", "needs-arrow", "residual {\n  in -> relu\n}"],
    ["a: relu\nconv 8 3x3\nfrom a relu", "needs-arrow", "a: relu\nconv 8 3x3\nfrom a -> relu"],
  ]);
});

describe("layers as PyTorch's calls and papers have them", () => {
  slips([
    ["Conv2d(3, 64, 3, 1, 1)", "other-spelling", "conv 64 3 stride1 pad1"],
    ["ConvTranspose2d(3, 8, 4, 2, 1)", "other-spelling", "conv_transpose 8 4 stride2 pad1"],
    ["nn.MaxPool2d(2, 2)", "other-spelling", "maxpool 2 stride2"],
    ["input 16x5x5\nflatten\nlinear(16*5*5, 120)", "other-spelling", "input 16x5x5\nflatten\nlinear 120"],
    ["maxpool 3x3 2", "other-spelling", "maxpool 3x3 stride2"],
    ["conv 8 1\ngn 2", "other-spelling", "conv 8 1\ngn groups=2"],
    ["permute 2 1 3", "other-spelling", "permute 2x1x3"],
    ["conv 8 3x3/2", "other-spelling", "conv 8 3x3 stride2"],
    ["conv 8 3x3 /2", "other-spelling", "conv 8 3x3 stride2"],
    ["conv 8 3x3 same *3", "other-spelling", "conv 8 3x3 same x3"],
    ["conv 8 3x3 x 2", "other-spelling", "conv 8 3x3 x2"],
    ["conv 8 3x3 same x 3", "other-spelling", "conv 8 3x3 same x3"],
    ["conv 8 3x3 + relu", "other-spelling", "conv 8 3x3 relu"],
    ["7x7 conv, 64, /2", "other-spelling", "conv 64 7x7 stride2"],
    ["3x3 conv, 64", "other-spelling", "conv 64 3x3"],
    ["model.add(Conv2D(8, 3))", "other-spelling", "conv 8 3"],
    ["x = Conv2D(8, 3)(x)", "other-spelling", "conv 8 3"],
    ["self.conv1 = nn.Conv2d(3, 8, 3)", "other-spelling", "conv 8 3"],
    ["import torch.nn\ninput 32x32x3", "other-spelling", "\ninput 32x32x3"],
    ["a: conv 3 1\nb: conv 3 1\nconcat [a, b]", "other-spelling", "a: conv 3 1\nb: conv 3 1\nconcat a b"],
    ["max pool 2x2", "other-spelling", "maxpool 2x2"],
    ["flatten\nfc-10", "other-spelling", "flatten\nfc 10"],
    ["my-label: conv 8 1", "other-spelling", "my_label: conv 8 1"],
    ["1st: conv 8 1", "other-spelling", "st_1: conv 8 1"],
    ["input 3, 32, 32", "other-spelling", "input 3@32x32"],
    ["in: conv 8 1", "reserved-name", "my_in: conv 8 1"],
    ["first: conv 8 1", "reserved-name", "my_first: conv 8 1"],
  ]);

  test.each([
    "let w = 8\ninput 32x32x3\nconv (w / 2) 3x3 stride=w / 4\nconv (w + 1) 1 relu",
    "input 8x8x8x2\nconv 4 3x3x3 x2",
    "block conv3x3(w) {\n  conv w 3x3\n}\ninput 32x32x3\nconv3x3 8",
    "block unit(max, pool) {\n  conv (max - pool) 1\n}\ninput 8x8x3\nunit 8 2",
  ])("nothing is told of %s", (text) => {
    expect(readNetwork(text).problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("statements", () => {
  slips([
    [
      "def g(w) {\n  conv w 3x3\n}\ninput 32x32x3\ng 8",
      "other-spelling",
      "block g(w) {\n  conv w 3x3\n}\ninput 32x32x3\ng 8",
    ],
    [
      "block g {\n  conv 8 3x3\n}\ninput 32x32x3\ng",
      "other-spelling",
      "block g() {\n  conv 8 3x3\n}\ninput 32x32x3\ng",
    ],
    ["for 3 {\n  conv 3 3x3\n}", "other-spelling", "repeat 3 {\n  conv 3 3x3\n}"],
    [
      "for i in range(3) {\n  conv (i + 1) 3x3\n}",
      "other-spelling",
      "repeat 3 as i {\n  conv (i + 1) 3x3\n}",
    ],
    ["skip = conv 3 3x3 same\nrelu\nadd skip", "other-spelling", "skip: conv 3 3x3 same\nrelu\nadd skip"],
    ["width = 16\ninput 8x8x3\nconv width 3", "other-spelling", "let width = 16\ninput 8x8x3\nconv width 3"],
    ["framework = keras\ninput 8x8x3", "other-spelling", "framework keras\ninput 8x8x3"],
    ["residual\n{\n  conv 3 3x3 same\n}\nrelu", "other-spelling", "residual {\n  conv 3 3x3 same\n}\nrelu"],
    ["repeat 3  # times\n{\n  relu\n}", "other-spelling", "repeat 3 {  # times\n  relu\n}"],
    [
      "block g()\n{\n  relu\n}\ninput 32x32x3\ng",
      "other-spelling",
      "block g() {\n  relu\n}\ninput 32x32x3\ng",
    ],
    [
      "if 1 > 2 {\n  relu\n} elif 2 > 1 {\n  conv 3 3x3\n}",
      "other-spelling",
      "if 1 > 2 {\n  relu\n} else if 2 > 1 {\n  conv 3 3x3\n}",
    ],
  ]);
});

describe("layers and options of PyTorch, Keras and TensorFlow", () => {
  slips([
    ["MaxPooling2D 2", "unknown-kind", "maxpool 2"],
    ["GlobalAveragePooling2D", "unknown-kind", "global_avgpool"],
    ["Conv2D 8 3", "unknown-kind", "conv 8 3"],
    ["BatchNormalization", "unknown-kind", "bn"],
    ["flatten\nLinear 3", "unknown-kind", "flatten\ndense 3"],
    ["nn.Conv2d 8 3", "unknown-kind", "conv 8 3"],
    ["Conv2DTranspose 8 2 stride2", "unknown-kind", "conv_transpose 8 2 stride2"],
    ["DepthwiseConv2D 3", "unknown-kind", "depthwise 3"],
    ["conv 8 3x3 ReLU", "unknown-option", "conv 8 3x3 relu"],
    [
      "block Bottleneck(w) {\n  conv w 1\n}\ninput 8x8x3\nbottleneck_ 8",
      "unknown-kind",
      "block Bottleneck(w) {\n  conv w 1\n}\ninput 8x8x3\nBottleneck 8",
    ],
    ["conv 8 3x3 activation=relu", "other-spelling", "conv 8 3x3 relu"],
    ["conv 8 3x3 activation='relu' padding=valid bn", "other-spelling", "conv 8 3x3 padding=valid relu bn"],
    ["conv 8 kernel_size=3", "other-spelling", "conv 8 3"],
    ["conv kernel_size=3 filters=8", "other-spelling", "conv kernel=3 filters=8"],
    ["maxpool pool_size=2 strides=2", "other-spelling", "maxpool 2 strides=2"],
    ["conv 8 3 padding_mode=zeros", "other-spelling", "conv 8 3"],
    ["input 32x3\nlstm 8 return_sequences=True", "other-spelling", "input 32x3\nlstm 8 sequence"],
    ["conv 8 3x3 pad same", "other-spelling", "conv 8 3x3 same"],
    ["conv 3x3 64", "other-spelling", "conv 64 3x3"],
    ["depthwise 8 3x3", "other-spelling", "depthwise 3x3"],
    ["conv 8 3x3 strid 2", "unknown-option", "conv 8 3x3 stride 2"],
    ["conv 8 3x3 stridee2", "unknown-option", "conv 8 3x3 stride2"],
    ["conv 8 3x3 pading 1", "unknown-option", "conv 8 3x3 padding 1"],
    ["conv 8 3x3 padd=1", "unknown-option", "conv 8 3x3 pad=1"],
    ["let s = 2\nconv 8 3x3 stride s", "other-spelling", "let s = 2\nconv 8 3x3 stride=s"],
    ["input 32x8\nlstm 8 return_sequences=False", "other-spelling", "input 32x8\nlstm 8"],
    ["flatten\nlinear 3072 10", "other-spelling", "flatten\nlinear 10"],
    ["resize scale=2", "other-spelling", "upsample 2"],
    ["upsample size=64x64", "other-spelling", "resize 64x64"],
    [
      "b: conv 8 3x3 same\nmax {\n  | b\n  | relu\n}",
      "other-spelling",
      "b: conv 8 3x3 same\nmax {\n  | from b\n  | relu\n}",
    ],
    [
      "Conv2D(64, (3, 3), padding='same', activation='relu')",
      "other-spelling",
      "conv 64 (3, 3) padding=same relu",
    ],
    ["nn.Conv2d(3, 64, kernel_size=3, padding=1)", "other-spelling", "conv 64 3 padding=1"],
  ]);

  test("a factor stays one", () => {
    expect(readNetwork("input 8x8x3\nupsample size=2").problems).toEqual([]);
  });
});

describe("one fault is told once", () => {
  /** `code: the text under it` of every error and warning. */
  const told = (text: string): string[] =>
    readNetwork(text)
      .problems.filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ code, span }) => `${code}: ${text.split("\n")[span.line]!.slice(span.start, span.end)}`);

  test.each<[string, string, string[]]>([
    [
      "a block that is given no layer",
      "block u(w, act=relu) {\n  conv w 1\n  act\n  conv w 1 act\n}\ninput 8x8x3\nu 8 act=rleu",
      ["unknown-name: rleu"],
    ],
    [
      "an option behind the layers that follow",
      "input 8x8x3\nconv 8 3x3 nobias bn relu stride 2 -> relu",
      ["misplaced-argument: stride 2"],
    ],
    [
      "a stride of 0",
      "input 8x8x3\nconv 8 3x3 stride0\nexpect 4x4x8\nconv 8 9x9\nflatten",
      ["number-range: stride0"],
    ],
    ["a negative padding", "input 8x8x3\nmaxpool 2 pad=-1\nconv 8 9x9", ["number-range: pad=-1"]],
    ["`first` of one", "input 9x9x3\nconv 8 3x3 first stride2", ["first-of-one: stride2"]],
    ["a name that is not known as filters", "input 8x8x3\nconv width 3x3\nrelu", ["unknown-name: width"]],
    ["as units", "input 8\ndense units\ndense 10", ["unknown-name: units"]],
    ["as a kernel", "input 8x8x3\nmaxpool k stride 2\nconv 8 3", ["unknown-name: k"]],
    ["as a stride", "input 8x8x3\nconv 8 3x3 stride s", ["unknown-name: s"]],
    [
      "as an argument of a block",
      "block g(w) {\n  conv w 1\n}\ninput 8x8x3\ng width",
      ["unknown-name: width"],
    ],
    ["an `if` without braces", "let deep = 1\ninput 8x8x3\nif deep == 1\n  conv 8 1", ["syntax: 1"]],
    ["a block that calls itself", "block a(w) {\n  a w\n}\ninput 8x8x3\na 8", ["recursion: a"]],
    ["a count that is left out", "input 8x8x3\nconv 3x3", ["missing-argument: conv"]],
    ["an option that is like no other", "input 8x8x3\nconv 8 3x3 dog 7", ["unknown-option: dog"]],
    ["`first` of two", "input 9x9x3\nconv 8 3x3 x2 first stride2", []],
  ])("%s", (_, text, wanted) => {
    expect(told(text)).toEqual(wanted);
  });

  test("what can be known behind an argument out of range is", () => {
    const { results } = readNetwork("input 8x8x3\nconv 8 3x3 stride0\nglobal_avgpool\ndense 10");
    expect([...results.values()].map(({ shape, parameters }) => `${shape} ${parameters}`)).toEqual([
      "8×8×3 0",
      "?×?×8 224",
      "8 0",
      "10 90",
    ]);
  });
});

/** Each problem but hints as `code: the text under it`, with what its first fix makes of the whole text. */
function advice(text: string): readonly (readonly [told: string, fixed: string])[] {
  const lines = text.split("\n");
  return repairsOf(text)
    .filter(({ problem }) => problem.severity !== "hint")
    .map(({ problem: { code, span }, fixes }) => {
      const [line, end] = [lines[span.line]!, span.line === span.endLine ? span.end : undefined];
      return [`${code}: ${line.slice(span.start, end)}`, fixes[0] ? repairedText(text, fixes[0]) : ""];
    });
}

describe("what has a meaning, but hardly the one that was meant", () => {
  test.each<[written: string, told: string, fixed: string]>([
    ["input 3x224x224", "channels-first: 3x224x224", "input 3@224x224"],
    ["input 3x480x640", "channels-first: 3x480x640", "input 3@480x640"],
    ["input 1x3x224x224", "channels-first: 1x3x224x224", "input 3@224x224"],
    ["input 8x3x32x32", "channels-first: 8x3x32x32", "input 3@32x32"],
    ["input 1x28x28x1", "channels-first: 1x28x28x1", "input 1@28x28"],
    ["input 28x28", "no-channels: 28x28", "input 28x28x1"],
    ["input 8x8x3\nconv1d 8 3", "wrong-rank: conv1d", "input 8x8x3\nconv 8 3"],
    ["a: input 8x8x3\nreuse a", "wrong-type: reuse a", "a: input 8x8x3\nfrom a"],
    [
      "framework pytorch\nframework keras\ninput 8x8x3",
      "repeated-header: framework keras",
      "framework pytorch\n\ninput 8x8x3",
    ],
    [
      "input 8x8x3\nbn\nframework keras",
      "late-header: framework keras",
      "framework keras\ninput 8x8x3\nbn\n",
    ],
    [
      "input 8x8x3\nconcat {\n  | bn\n  | relu\n  |\n}",
      "empty-branch: |",
      "input 8x8x3\nconcat {\n  | bn\n  | relu\n \n}",
    ],
    ["input 8x8x3\nmaxpool 2 nobias", "idle-bias: nobias", "input 8x8x3\nmaxpool 2"],
    [
      "input 8x8x3\nconv 4 1\nexpect param 16",
      "unknown-word: param",
      "input 8x8x3\nconv 4 1\nexpect params 16",
    ],
    ["input 8x8x3\nexpect shape 8x8x3", "other-spelling: shape", "input 8x8x3\nexpect 8x8x3"],
    ["input 8x8x3\nlet w = 4\nrepeat 3 {\n  let w = w*2\n  conv w 1\n}", "lost-let: w", ""],
    [
      "input 8x8x3\nx1: conv 3 1\nrelu\nadd x1 -> conv 3 1x1 x1",
      "reserved-name: x1",
      "input 8x8x3\nx_1: conv 3 1\nrelu\nadd x_1 -> conv 3 1x1 x1",
    ],
  ])("%s", (written, told, fixed) => {
    expect(advice(written)).toEqual([[told, fixed]]);
  });

  test.each([
    "input 3@224x224",
    "input 3x20x8",
    "input 196x768",
    "input 16x112x112x3",
    "input 64x64x64x1",
    "input 8x8x3\nadd {\n  | bn\n  |\n}",
    "input 100x3\nconv1d 8 3",
    "input 8x8x4\nmaxpool 2 weighted nobias",
    "framework pytorch\ndtype int8\ninput 8x8x3",
    "input 56x56x64\nconv 128 1x1 stride2",
    "let w = 4\ninput 8x8x3\nrepeat 3 as i {\n  let v = w + i\n  conv v 1\n}",
  ])("nothing is told of %s", (text) => {
    expect(advice(text)).toEqual([]);
  });
});

describe("a merge of what a stride has made smaller", () => {
  test.each<[string, string, string]>([
    [
      "a label",
      "input 8x8x4\nskip: relu\nconv 4 3 stride2 pad1\nadd skip",
      "input 8x8x4\nskip: relu\nconv 4 3 stride2 pad1\nadd { | in | from skip -> conv 4 1x1 stride2 }",
    ],
    [
      "the input of a residual",
      "input 8x8x4\nresidual {\n  conv 6 3 stride2 pad1\n}",
      "input 8x8x4\nadd { |\n  conv 6 3 stride2 pad1\n  | conv 6 1x1 stride2\n}",
    ],
    [
      "an empty branch",
      "input 8x8x4\nadd {\n  | conv 6 3 stride2 pad1\n  |\n}",
      "input 8x8x4\nadd {\n  | conv 6 3 stride2 pad1\n  | conv 6 1x1 stride2\n}",
    ],
  ])("%s is brought to its size by a projection", (_, text, repaired) => {
    const [problem] = repairsOf(text).filter(({ problem: { code } }) => code === "merge-shapes");
    expect(problem!.problem.message).toContain("the sizes 4×4 and 8×8");
    expect(repairedText(text, problem!.fixes[0]!)).toBe(repaired);
    expect(readNetwork(repaired).problems.filter(({ severity }) => severity !== "hint")).toEqual([]);
  });

  test("a vector is projected by a dense layer", () => {
    const [found] = repairsOf("input 16\nresidual {\n  dense 32\n}");
    expect(found!.problem.message).toContain("a `dense` can make them equal");
    expect(found!.fixes.map(({ title }) => title)).toEqual(["`dense 32`: 32", "`dense 16`: 16"]);
  });
});
