// Budgets and expectations above the networks of a file hold for each of them.

import { describe, expect, test } from "vitest";
import { inlayHints } from "../../server/src/features/inlay-hints";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";

const NETWORKS = [
  "network a {",
  "  input 8x8x3",
  "  conv 8 3x3",
  "}",
  "network b {",
  "  input 8x8x3",
  "  conv 64 3x3",
  "}",
].join("\n");

/** Every problem as `line code message`. */
const told = (above: string) =>
  problemsOf(program(`${above}\n${NETWORKS}`)).map(
    ({ span, code, message }) => `${span.line + 1} ${code}: ${message}`,
  );

/** The hint of the first line. */
function hint(text: string): string {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 99 } };
  return inlayHints(program(text), range)
    .map(({ label }) => `${label}`.trim())
    .join();
}

describe("a budget", () => {
  test("is told at its line with the network that exceeds it, and at the line that crosses it", () => {
    expect(told("budget params 1K")).toEqual([
      "1 over-budget: In `b`: 1,792 parameters exceed the budget of 1K by 792 (179 %).",
      "8 over-budget: 1,792 parameters exceed the budget of 1K by 792 (179 %).",
    ]);
  });

  test("names the others that exceed it, after the largest", () => {
    expect(told("budget params 100")).toEqual([
      "1 over-budget: In `b`: 1,792 parameters exceed the budget of 100 by 1,692 (1792 %). `a` is over it, too.",
      "4 over-budget: 224 parameters exceed the budget of 100 by 124 (224 %).",
      "8 over-budget: 1,792 parameters exceed the budget of 100 by 1,692 (1792 %).",
    ]);
  });

  test.each(["params 1792", "macs 62_208", "memory 9_984", "size 7_168"])("%s is kept by both", (budget) => {
    expect(told(`budget ${budget}`)).toEqual([]);
  });

  test.each(["macs 62_207", "memory 9_983", "size 7_167"])("%s is not", (budget) => {
    expect(told(`budget ${budget}`)[0]).toMatch(/^1 over-budget: In `b`: /);
  });

  test("shows the largest share", () => {
    expect(hint(`budget params 2K\n${NETWORKS}`)).toBe("params 1.79K of 2K, 90% in `b`");
    expect(hint(`budget macs 1M\nnetwork c {\n  input ?x?x3\n  conv 4 3x3\n}\n${NETWORKS}`)).toBe(
      "macs ? of 1M",
    );
  });

  test("is of the file itself where that is a network", () => {
    expect(told("input 10\ndense 10\nbudget params 110")).toEqual([]);
  });
});

describe("an expectation", () => {
  test("names the first network that it does not hold for, and leaves the number alone", () => {
    expect(told("expect params 1792")).toEqual([
      "1 expect-failed: In `a`: 224 parameters, but 1792 expected: 1,568 fewer.",
    ]);
    expect(told("expect macs < 1G")).toEqual([]);
  });

  test("of a receptive field needs a place in a network", () => {
    expect(told("expect receptive_field >= 3")).toEqual([
      "1 misplaced-statement: `expect receptive_field` is checked where it stands: write it inside of a network.",
    ]);
  });

  test("of a shape needs a tensor", () => {
    expect(told("expect 6x6x8")).toEqual([expect.stringMatching(/^1 no-input/)]);
  });
});

describe("the line that crosses a budget of operations", () => {
  const trained = [
    "input 8x8x3",
    "a: conv 4 3x3 same",
    "aux: conv 100 3x3 same",
    "output aux training",
    "from a",
    "if true {",
    "  more: conv 100 3x3 same",
    "  output more training",
    "  from a",
    "  conv 4 1x1",
    "}",
    "conv 4 3x3 same",
    "relu",
  ];
  const places = (lines: readonly string[]) =>
    problemsOf(program(lines.join("\n"))).map(({ span, code }) => `${span.line + 1} ${code}`);
  const network = ["network n {", ...trained, "}"];

  test.each([
    ["6_911", 3],
    ["6_912", 7],
    ["7_936", 13],
  ])("counts what inference runs: past %s", (budget, line) => {
    expect(places([`budget macs ${budget}`, ...trained])).toEqual(["1 over-budget", `${line} over-budget`]);
    const shared = places([`budget macs ${budget}`, ...network]);
    expect(shared).toEqual(["1 over-budget", `${line + 1} over-budget`]);
  });

  test("and all parameters", () => {
    expect(places(["budget params 3_811", ...trained])).toEqual(["1 over-budget", "4 over-budget"]);
  });

  test("of many budgets, each at the line that crosses it", () => {
    const budgets = ["budget macs 7_936", "budget macs 6_912"];
    expect(places([...budgets, ...trained])).toEqual([
      "1 over-budget",
      "2 over-budget",
      "8 over-budget",
      "14 over-budget",
    ]);
  });
});
