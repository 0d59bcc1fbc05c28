// Budgets, expectations and figures that make no sense: what is told, and at which word.

import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";

const NET = "input 8x8x3\nconv 4 3x3";

/** `code «marked text» message` for every problem that is about a number or a word of the first line. */
function told(line: string, rest = NET): string[] {
  const text = `${line}\n${rest}`;
  return problemsOf(program(text)).map(
    ({ code, span, message }) =>
      `${code} «${text.split("\n")[span.line]!.slice(span.start, span.end)}» ${message}`,
  );
}

describe("a budget", () => {
  test.each([
    ["budget params 5KB", "unit-mismatch «5KB»"],
    ["budget params 5%", "unit-mismatch «5%»"],
    ["budget memory 5M", "unit-mismatch «5M»"],
    ["budget params -5", "number-range «-5» `budget params` is -5, and must be at least 1."],
    ["budget params 0", "number-range «0» `budget params` is 0, and must be at least 1."],
    ["budget memory 1e60B", "number-range «1e60B»"],
    ["budget time 5", "unknown-word «time»"],
    ["budget params 8x8", "wrong-type «8x8»"],
    ["budget params limit", "unknown-name «limit»"],
    ["budget memory 64 KB", "other-spelling «64 KB»"],
  ])("%s is one error, and says nothing else", (line, wanted) => {
    expect(told(line)).toEqual([expect.stringContaining(wanted)]);
  });

  test("takes a number by its name", () => {
    expect(told("let most = 100", `budget params most\n${NET}`)).toEqual([
      expect.stringContaining("112 parameters exceed the budget of 100 by 12"),
      expect.stringContaining("over-budget «conv 4 3x3»"),
    ]);
  });
});

describe("a figure", () => {
  test.each([
    ["dtype float", "unknown-word «float»"],
    ["dtype Float32", "unknown-word «Float32»"],
    ["optimizer adamw", "unknown-word «adamw»"],
    ["batch 0", "number-range «0»"],
    ["batch -1", "number-range «-1»"],
    ["batch 1.5", "not-whole «1.5»"],
    ["batch 9007199254740993", "number-range «9007199254740993»"],
    ["batch 32x32", "wrong-type «32x32»"],
  ])("%s", (line, wanted) => {
    expect(told(line)).toEqual([expect.stringContaining(wanted)]);
  });

  test("of the whole file does not stand in one of its networks", () => {
    expect(told("network a {", "  dtype int8\n  input 4\n  dense 2\n}")).toEqual([
      expect.stringContaining("misplaced-statement «dtype int8»"),
    ]);
  });
});

describe("an expectation that fails names its quantity", () => {
  test.each([
    ["expect receptive_field >= 64", "The receptive field is 3, but >= 64 expected: 61 smaller."],
    ["expect memory 1B", "Peak activations take 1,344 bytes, but 1B expected: 1,343 more."],
    ["expect params 113", "112 parameters, but 113 expected: 1 fewer."],
  ])("%s", (line, message) => {
    expect(told("input 8x8x3", `conv 4 3x3\n${line}`)[0]).toContain(message);
  });
});

test("unknown sizes are never over a budget, and never 0", () => {
  const text = "budget macs 1\nbudget memory 1B\ninput ?x?x3\nconv 4 3x3";
  expect(problemsOf(program(text))).toEqual([]);
});
