// Budgets and expectations in an `if` are those of what is around it, as its labels and outputs are.

import { describe, expect, test } from "vitest";
import { inlayHints } from "../../server/src/features/inlay-hints";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";

/** Every problem as `line code: message`. */
const told = (text: string) =>
  problemsOf(program(text)).map(({ span, code, message }) => `${span.line + 1} ${code}: ${message}`);

/** The hints of budgets, as `line text`. */
const hints = (text: string) => {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  return inlayHints(program(text), range)
    .map(({ position, label }) => `${position.line + 1} ${label}`)
    .filter((hint) => / of /.test(hint))
    .map((hint) => hint.replace(/ +/g, " "));
};

/** 28 + 8 parameters: a network whose second line is in the taken arm of an `if`, with a check behind it. */
const inIf = (check: string) => `input 8x8x3\nif true {\n  conv 1 3x3\n  ${check}\n}\nconv 4 1x1`;
const inElse = (check: string) =>
  `input 8x8x3\nif false {\n} else {\n  if true {\n    conv 1 3x3\n    ${check}\n  }\n}\nconv 4 1x1`;

describe("of a whole network", () => {
  test.each([
    ["expect params 36", []],
    ["expect params 28", ["4 expect-failed: 36 parameters, but 28 expected: 8 more."]],
    ["expect macs 1_116", []],
    ["expect memory 1B", ["4 expect-failed: Peak activations take 912 bytes, but 1B expected: 911 more."]],
    ["budget trainable 36", []],
    [
      "budget size 100B",
      [
        "4 over-budget: 144 bytes exceed the budget of 100B by 44 (144 %).",
        "2 over-budget: 144 bytes exceed the budget of 100B by 44 (144 %).",
      ],
    ],
    ["expect receptive_field 3", []],
    ["expect receptive_field 9", ["4 expect-failed: The receptive field is 3, but 9 expected: 6 smaller."]],
  ])("%s", (check, problems) => {
    expect(told(inIf(check)).sort()).toEqual(problems.sort());
    const deeper = problems.map((each) => each.replace(/^4/, "6"));
    expect(told(inElse(check)).sort()).toEqual(deeper.sort());
  });

  test("of an arm that is not taken, nothing is checked", () => {
    expect(told("input 8x8x3\nif false {\n  expect params 5\n  expect receptive_field 9\n}\nrelu")).toEqual(
      [],
    );
  });

  test("the share of a budget is shown behind it", () => {
    expect(hints(inIf("budget params 72"))).toEqual(["4 params 36 of 72, 50%"]);
    expect(hints(inElse("budget size 288B"))).toEqual(["6 size 144 B of 288B, 50%"]);
  });
});

test("a receptive field is that of the place where it is checked, though a check is written like another", () => {
  const text = [
    "input 32x32x4",
    "if true {",
    "  expect receptive_field >= 2",
    "  conv 4 3x3 same",
    "  if true {",
    "    conv 4 3x3 same",
    "    expect receptive_field >= 6",
    "    conv 4 3x3 same",
    "    expect receptive_field >= 6",
    "  }",
    "  expect receptive_field >= 8 -> conv 4 3x3 same -> expect receptive_field >= 8",
    "}",
    "conv 4 3x3 same",
    "expect receptive_field >= 12",
  ].join("\n");
  expect(told(text)).toEqual([
    "3 expect-failed: The receptive field is 1, but >= 2 expected: 1 smaller.",
    "7 expect-failed: The receptive field is 5, but >= 6 expected: 1 smaller.",
    "11 expect-failed: The receptive field is 7, but >= 8 expected: 1 smaller.",
    "14 expect-failed: The receptive field is 11, but >= 12 expected: 1 smaller.",
  ]);
});

describe("in a body", () => {
  test("of a block: of one use", () => {
    const text =
      "block b(w) {\n  conv w 1x1\n  if w > 1 {\n    expect params 9\n    budget params 16\n  }\n}\ninput 8x8x3\nb 1\nb 4";
    expect(told(text)).toEqual(["4 expect-failed: 8 parameters, but 9 expected: 1 fewer."]);
  });

  test("of a block: its share is that of the use that is shown", () => {
    const text = "block b(w) {\n  conv w 1x1\n  if w > 1 {\n    budget params 32\n  }\n}\ninput 8x8x3\nb 4";
    expect(hints(text)).toEqual(["4 params 16 of 32, 50%"]);
  });

  test("of a repeat: of one time", () => {
    const text = "input 8x8x4\nrepeat 3 {\n  conv 4 1x1\n  if true {\n    expect params 5\n  }\n}";
    expect(told(text)).toEqual(["5 expect-failed: 20 parameters, but 5 expected: 15 more."]);
  });

  test("what is of a whole network stands in none", () => {
    const text = "input 8x8x4\nrepeat 3 {\n  relu\n  if true {\n    budget memory 1MB\n  }\n}";
    expect(told(text)).toEqual([
      "5 misplaced-statement: `budget memory` is of a whole network: move it out of this body.",
    ]);
  });
});

describe("above the networks of a file", () => {
  const above = (check: string) =>
    `let small = true\nif small {\n  ${check}\n}\nnetwork a {\n  input 8x8x3\n  conv 1 3x3\n}\nnetwork b {\n  input 8x8x3\n  conv 4 3x3\n}`;

  test.each([
    ["budget params 112", []],
    [
      "budget params 100",
      [
        "3 over-budget: In `b`: 112 parameters exceed the budget of 100 by 12 (112 %).",
        "11 over-budget: 112 parameters exceed the budget of 100 by 12 (112 %).",
      ],
    ],
    ["expect memory < 2KB", []],
    ["expect macs > 1K", ["3 expect-failed: In `a`: 972 multiply–accumulates, but > 1K expected: 28 fewer."]],
    [
      "expect receptive_field 3",
      [
        "3 misplaced-statement: `expect receptive_field` is checked where it stands: write it inside of a network.",
      ],
    ],
  ])("%s is of each", (check, problems) => {
    expect(told(above(check))).toEqual(problems);
  });

  test("the largest share is shown behind it", () => {
    expect(hints(above("budget params 224"))).toEqual(["3 params 112 of 224, 50% in `b`"]);
  });

  test("an `if` that runs nothing makes no network of the file", () => {
    expect(program(above("budget params 1K")).networks.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(program(above("relu")).networks.map(({ name }) => name)).toEqual([null, "a", "b"]);
  });
});
