// What a file says of the whole of it (`batch`, `dtype`, `optimizer`): the figures get what its line is told to mean.

import { describe, expect, test } from "vitest";
import { inlayHints } from "../../server/src/features/inlay-hints";
import { readSettings } from "../../server/src/features/settings";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { peakBytes, trainingBytes } from "../../server/src/workspace/costs";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Settings } from "../../server/src/workspace/program";
import { program, squiggles } from "../support/analyse";

const NET = "input 8x8x3\nconv 4 3x3";

const batchOf = (text: string, settings: Settings = {}): number => program(text, settings).header.batch;

describe("a batch is what its line evaluates to", () => {
  test.each([
    ["batch 32", 32],
    ["batch 1_000", 1000],
    ["batch 1e3", 1000],
    ["batch 1K", 1000],
    ["batch (2*16)", 32],
    ["let n = 32\nbatch n", 32],
    ["let n = 4\nbatch (n if n > 3 else 3)", 4],
    ["b: batch 4\n", 4],
    ["batch 4 -> dtype float16", 4],
    ["dtype float16 -> batch 4", 4],
    ["batch 4\nbatch 5", 4],
    ["batch 0\nbatch 5", 1],
    ["batch -> batch 5", 5],
  ])("%s", (line, batch) => {
    expect(batchOf(`${line}\n${NET}`)).toBe(batch);
  });

  test.each([
    ["behind the layers", `${NET}\nbatch 4`],
    ["behind an arrow", "input 8x8x3 -> batch 4\nconv 4 3x3"],
    ["by a label", "a: input 4x4x3\nbatch a.height\nconv 4 3x3"],
    ["above networks", `batch 4\nnetwork a {\n${NET}\n}`],
  ])("%s", (_, text) => {
    expect(batchOf(text)).toBe(4);
  });

  test.each([
    "batch 0",
    "batch 1.5",
    "batch 4x4",
    "batch 4KB",
    "batch 2e9",
    "batch nope",
    "batch n=4",
    "batch == 4",
  ])("%s is an error, and none", (line) => {
    expect(squiggles(`${line}\n${NET}`)).toEqual([expect.stringMatching(/^error /)]);
    expect(batchOf(`${line}\n${NET}`)).toBe(1);
  });

  test("the name that it has there, not further down", () => {
    expect(batchOf(`let n = 2\nbatch n\n${NET}\nlet n = 64\nconv n 1x1`)).toBe(2);
  });

  test("what is set outside goes over it", () => {
    expect(batchOf(`let n = 32\nbatch n\n${NET}`, { batch: 2 })).toBe(2);
  });

  test("the name changes, and nothing else does", () => {
    let document = readDocument(`let n = 32\nbatch n\n${NET}`);
    const before = analyse("file:///a.cnn", document);
    document = editDocument(document, { from: 0, to: 1, lines: ["let n = 8"] });
    const after = analyse("file:///a.cnn", document, {}, undefined, before);
    expect([before, after].map(({ header }) => header.batch)).toEqual([32, 8]);
  });

  test("of a label, whose line is no declaration", () => {
    let document = readDocument("a: input 8x8x3\nbatch a.height\nconv 4 3x3\nadd a");
    const settings = {};
    const before = analyse("file:///a.cnn", document, settings);
    document = editDocument(document, { from: 0, to: 1, lines: ["a: input 6x8x3"] });
    const after = analyse("file:///a.cnn", document, settings, undefined, before);
    expect([before, after].map(({ header }) => header.batch)).toEqual([8, 6]);
  });
});

describe("the figures get it", () => {
  const text = `let n = 2\nbatch (n*8)\n${NET}`;
  const analysed = program(text);

  test("peak and training", () => {
    const [network] = analysed.networks;
    expect(peakBytes(analysed, network!)).toBe((192 + 144) * 4 * 16);
    expect(trainingBytes(analysed, network!)?.activations).toBe((192 + 144) * 4 * 16);
  });

  test("the hints", () => {
    const settings = readSettings({ inlayHints: { memory: true } });
    const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };
    expect(String(inlayHints(analysed, range, { settings })[0]?.label)).toMatch(/9\.00\sKiB\s*$/);
  });
});

describe("a word that is not known", () => {
  test.each(["constructor", "toString", "__proto__", "float", '"float16"'])("dtype %s", (word) => {
    const analysed = program(`dtype ${word}\nbudget size 100B\nbudget memory 1KB\n${NET}`);
    expect(analysed.header.dtype).toBe("float32");
    expect(problemsOf(analysed).map(({ code }) => code)).toEqual(
      expect.arrayContaining(["unknown-word", "over-budget", "over-budget"]),
    );
  });

  test.each(["adagrad", "constructor", "adamw"])("optimizer %s", (word) => {
    expect(program(`optimizer ${word}\n${NET}`).header.optimizer).toBe("sgd");
  });

  test("is the first, and counts", () => {
    expect(program(`optimizer adagrad\noptimizer adam\n${NET}`).header.optimizer).toBe("sgd");
  });
});

describe("what holds for the whole file stands at its top", () => {
  test.each([
    ["network a {\n  @\n  input 8x8x3\n}", "a network"],
    ["input 8x8x3\nrepeat 2 {\n  @\n}", "a repeat"],
    ["block b() {\n  @\n}\ninput 8x8x3\nb", "a block"],
    ["input 8x8x3\nadd {\n| @\n| relu\n}", "a branch"],
    ["if true {\n  @\n}\ninput 8x8x3", "a condition that holds"],
    ["if false {\n  relu\n} else if false {\n  @\n}\ninput 8x8x3", "one that does not"],
    ["if true {\n  b: relu -> @\n}\ninput 8x8x3", "a condition, behind an arrow"],
  ])("%j", (text) => {
    for (const said of ["batch 4", "dtype float16", "optimizer adam", "framework keras"]) {
      const told = squiggles(text.replace("@", said));
      expect(told.filter((each) => each.startsWith("error misplaced"))).toEqual([
        `error misplaced-statement ${said}`,
      ]);
      expect(program(text.replace("@", said)).header).toEqual(program(text.replace("@", "")).header);
    }
  });

  test.each([
    ["input 8x8x3 -> batch 4\nconv 4 3x3", ["warning late-header batch 4"]],
    ["batch 4 -> input 8x8x3\ndtype int8", ["warning late-header dtype int8"]],
    ["batch 4 -> batch 5\ninput 8x8x3", ["warning repeated-header batch 5"]],
    ["batch 4 -> dtype int8 -> optimizer adam\ninput 8x8x3", []],
  ])("%j", (text, told) => {
    expect(squiggles(text)).toEqual(told);
  });

  test.each([
    [
      "batch 4\nbatch 5",
      "`batch 4` on line 1 holds for the whole file, so this changes nothing: remove one of the two.",
    ],
    ["batch 4\nbatch 4", "Line 1 says this already: remove it."],
    [
      "batch (2*2)\nbatch (2*3)",
      "`batch` on line 1 holds for the whole file, so this changes nothing: remove one of the two.",
    ],
  ])("%j, said twice", (text, message) => {
    expect(problemsOf(program(`${text}\n${NET}`)).map((each) => each.message)).toEqual([message]);
  });
});
