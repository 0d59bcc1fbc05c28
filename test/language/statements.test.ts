// What the language means, sentence by sentence of its reference: text in, shape and parameters out.

import { describe, expect, test } from "vitest";
import { parametersOf } from "../../server/src/analysis/totals";
import { formatShape } from "../../server/src/catalogue/shape";
import { problemsOf } from "../../server/src/workspace/problems";
import { program, squiggles } from "../support/analyse";

/** `8×8×4 312` for every network of the text: its output and its parameters. */
function meaning(text: string): string {
  return program(text)
    .networks.map(({ run }) => `${formatShape(run.output?.shape ?? null)} ${parametersOf(run.totals) ?? "?"}`)
    .join(", ");
}

function errors(text: string): string[] {
  return squiggles(text).filter((line) => line.startsWith("error"));
}

const cases = (list: readonly (readonly [string, string, string])[]): void => {
  test.each(list)("%s", (_, text, wanted) => {
    expect(meaning(text)).toBe(wanted);
    expect(errors(text)).toEqual([]);
  });
};

describe("options", () => {
  cases([
    ["glued, apart and with =", "input 9x9x4\nconv 4 3x3 stride 2 pad=1:2 dilation1", "5×5×4 148"],
    ["per axis", "input 8x8x4\nconv 4 3x3 bias=false stride2x1", "3×6×4 144"],
    ["sizes of expressions", "let k = 5\ninput 8x8x4\nconv 8 (k, 1) pad=(2, 0)", "8×8×8 168"],
    ["a lone number holds for every axis", "input 100x4\nconv 8 3\nmaxpool 2", "49×8 104"],
    ["3-D", "input 16x112x112x3\nconv 8 3x3x3 pad1 -> maxpool 1x2x2", "16×56×56×8 656"],
    [
      "padded and cropped like a label, an odd row after",
      "input 57x57x8\nleft: identity\nmaxpool 2\nup: conv_transpose 8 2x2 stride2\npad like=left\nconcat left\ncrop like=up",
      "56×56×16 264",
    ],
    ["the sign ×", "input 8×8×4\nconv 4 3×3", "6×6×4 148"],
    ["factors an axis", "input 8x8x4\nupsample 1.5x2", "12×16×4 0"],
    [
      "words handed on by a block",
      "block u(w, p=same) { conv w 3x3 pad=p }\ninput 8x8x4\nu 4\nu 4 p=valid",
      "6×6×4 296",
    ],
  ]);
});

describe("following layers and repeats", () => {
  cases([
    ["x2 repeats the step with its words", "input 8x8x4\nconv 4 3x3 same bn relu x2", "8×8×4 312"],
    ["what follows a word belongs to it", "input 8x8x4\nconv 8 3x3 gn groups2 relu", "6×6×8 312"],
    ["dropout with its rate", "input 20\ndense 256 relu dropout 0.5", "256 5376"],
    [
      "first changes the first repetition",
      "block unit(w, stride=1) {\n  conv w 3x3 stride=stride pad1\n}\ninput 8x8x4\nunit 8 x3 first stride2",
      "4×4×8 1464",
    ],
    [
      "-> at the end and at the beginning of a line",
      "input 8x8x4\nconv 4 1x1 ->\n  relu\n  -> conv 2 1x1",
      "8×8×2 30",
    ],
    ["repeat with an index", "input 8x8x4\nrepeat 3 as i { conv (4 + i) 3x3 same }", "8×8×6 609"],
    ["zero repetitions are nothing", "input 8x8x4\nconv 9 1x1 x0\nrepeat 0 { relu }", "8×8×4 0"],
  ]);
});

describe("names and tensors", () => {
  cases([
    ["from and concat", "input 8x8x4\na: conv 4 1x1\nconv 2 1x1\nb: relu\nfrom a\nconcat b", "8×8×6 30"],
    ["two inputs", "a: input 8x8x4\nb: input 8x8x2\nconcat a", "8×8×6 0"],
    ["channels first", "input 3@32x32\nconv 8 3x3\nexpect 8@30x30", "30×30×8 224"],
    [
      "arms set the same label",
      "let w = 3\ninput 8x8x4\nif w == 1 { a: conv 1 1x1 } else { a: conv 3 1x1 }\nadd a",
      "8×8×3 15",
    ],
    ["reuse counts its weights once", "input 8x8x4\na: conv 4 3x3 same\nreuse a\nconcat a", "8×8×8 148"],
    [
      "two networks",
      "network a { input 8x8x4 -> conv 4 1x1 }\nnetwork b { input 4 -> dense 2 }",
      "8×8×4 20, 2 10",
    ],
  ]);
});

describe("blocks and branches", () => {
  cases([
    [
      "a parameter that holds a layer",
      "block unit(width, act) { conv width 1x1 act }\ninput 8x8x4\nunit 16 relu",
      "8×8×16 80",
    ],
    [
      "a parameter that holds a tensor",
      "block cell(p, w) {\n  concat p\n  conv w 1x1\n}\ninput 8x8x4\np: relu\nconv 4 1x1\ncell p 7",
      "8×8×7 83",
    ],
    [
      "a flag of a block",
      "block b(n, se=false) {\n  if se { conv n 1x1 }\n}\ninput 8x8x4\nb 4 se\nb 4",
      "8×8×4 20",
    ],
    [
      "in is the block's, also inside branches",
      "block b() {\n  conv 8 1x1\n  add {\n    |\n    | conv (in.channels*2) 1x1\n  }\n}\ninput 4x4x4\nb",
      "4×4×8 112",
    ],
    [
      "residual when",
      "input 8x8x4\nresidual when=in.channels == 4 { conv 4 3x3 same }\nresidual when=in.channels == 5 { conv 8 1x1 }",
      "8×8×8 188",
    ],
    ["the standard library", "input 8x8x4\nbasic_block 8 stride2", "4×4×8 944"],
  ]);
});

describe("exact arithmetic", () => {
  cases([
    ["ceil(2.2*5) is 11", "input 8x8x4\nconv ceil(2.2*5) 1x1", "8×8×11 55"],
    [
      "round_to goes to the nearest multiple, not below nine tenths",
      "input 8x8x4\nconv round_to(33, 8) 1x1",
      "8×8×32 160",
    ],
  ]);
});

describe("broken text", () => {
  test("a syntax error on one line leaves every other line's results in place", () => {
    expect(meaning("input 8x8x4\nconv 4 3x3 )\n)))\nconv 4 3x3 stride=\nadd {\nconv 4 1x1")).toBe(
      "4×4×4 316",
    );
  });

  test("one fault is told once, at its place", () => {
    expect(squiggles("input 8x8x4\nconv 4 7x7same")).toEqual(["error syntax 7x7same"]);
    expect(squiggles("input 8x8x4\nrelu stride2")).toEqual(["error unknown-option stride2"]);
    expect(squiggles("input 8x8x4\nconv 4 3 x3")).toEqual(["error repeat-or-size x3"]);
    expect(squiggles("conv 4 3x3")).toEqual(["error no-input conv"]);
  });

  test("what a merge cannot find, names twice, or a step repeats twice, is told once", () => {
    expect(squiggles("input 8x8x4\nstem: relu\nconv 4 1x1\nadd stm\nconcat stem")).toEqual([
      "error unknown-name stm",
    ]);
    expect(squiggles("input 8x8x4\na: relu\nb: conv 4 1x1\nconcat a b")).toEqual(["warning joined-twice b"]);
    expect(squiggles("input 8x8x4\nconv 3 3x3 same x2 x3")).toEqual(["error repeated-argument x3"]);
  });

  test("a label that is called like a layer does not stand in its way", () => {
    expect(errors("input 32x32x3\nrelu: conv 8 3x3\nconv 8 3x3 same relu\nadd relu")).toEqual([]);
  });

  test("an arrow left at the end of a line does not swallow a line that begins a statement", () => {
    expect(meaning("input 8x8x4\nconv 4 1x1 ->\na: conv 2 1x1\nconcat a")).toBe("8×8×4 30");
  });

  test("an unclosed brace costs its own line", () => {
    expect(squiggles("input 8x8x4\nrepeat 2 {\nconv 4 1x1\nrelu")).toEqual(["error syntax {"]);
  });

  test("a diagnostic can be silenced at the end of its line, or above it", () => {
    expect(squiggles("let a = 1 # cnn: ignore unused\n# cnn: ignore unused\nlet b = 1\ninput 8")).toEqual([]);
  });

  test("names of JavaScript's own mean nothing special", () => {
    expect(squiggles("input 4x4x4\nconstructor\nrelu __proto__")).toEqual([
      "error unknown-kind constructor",
      "error unknown-option __proto__",
    ]);
  });
});

describe("limits", () => {
  test("a million repetitions of what settles are counted", () => {
    expect(meaning("input 8x8x4\nrepeat 1000000 {\n  conv 4 3x3 same\n}")).toBe("8×8×4 148000000");
  });

  test.each([
    ["too many repetitions", "input 4\nrepeat 1000000000000 { relu }", "error too-many-layers 1000000000000"],
    [
      "braces nested too deep",
      `input 4\n${"residual { ".repeat(150)}relu${" }".repeat(150)}`,
      "error too-deep {",
    ],
    [
      "parentheses nested too deep",
      `input 4\ndense ${"(".repeat(10_000)}`.slice(0, 9000),
      "error too-deep (",
    ],
    [
      "a chain of blocks, each calling the one before a hundred times",
      chain(20),
      "error too-many-layers 100",
    ],
  ])("%s: one clear answer, at once", (_, text, wanted) => {
    const start = performance.now();
    expect(errors(text)).toContain(wanted);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

function chain(length: number): string {
  const blocks = ["block b0() { conv 4 1x1 }"];
  for (let i = 1; i <= length; i++) blocks.push(`block b${i}() {\n  repeat 100 { b${i - 1} }\n}`);
  return `${blocks.join("\n")}\ninput 8x8x4\nb${length}`;
}

test("a label that two lines have is proposed once", () => {
  const found = problemsOf(program("input 8x8x3\nstem: relu\nadd stem\nstem: relu\nadd stem\nreuse sten"));
  expect(found.filter(({ code }) => code === "unknown-name").map(({ message }) => message)).toEqual([
    "Nothing is called `sten` here. Did you mean `stem`?",
  ]);
});

test("what is wrong with a reused line is told at the line, once", () => {
  const text = "input 8x8x3\na: conv 3 3x3 same colour\nreuse a\nreuse a";
  expect(errors(text)).toEqual(["error unknown-option colour"]);
  expect(errors("input 8x8x3\na: conv 3 7x7\nreuse a")).toEqual(["error kernel-too-large reuse a"]);
});

test("a line with a branch that is run again is told where it stands, and its weights compared in a repeat too", () => {
  const branch = (line: string) => `b: concat {\n  | ${line}\n  | relu\n}\n`;
  expect(errors(`input 8x8x3\na: conv zz 3x3 same\n${branch("reuse a")}reuse b`)).toEqual([
    "error unknown-name zz",
  ]);
  const repeated = branch("repeat 2 {\n      reuse a\n    }");
  expect(errors(`input 8x8x3\na: conv 3 3x3 same\n${repeated}conv 8 1x1\nreuse b`)).toContain(
    "error reuse-shapes reuse",
  );
});

test("ten thousand lines that are run again alike are counted", () => {
  expect(errors(`input 8x8x4\na: conv 4 3x3 same bn relu\n${"reuse a\n".repeat(10_000)}`)).toEqual([]);
});
