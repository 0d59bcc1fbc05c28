// Sums beyond 2⁵³, each term of which is below.

import { expect, test } from "vitest";
import { inlayHints } from "../../server/src/features/inlay-hints";
import { problemsOf } from "../../server/src/workspace/problems";
import { program } from "../support/analyse";

/** Layers of 2⁵² operations. */
const WIDE = "input 1048576x1048576x1024\nm: identity\nconv 4 1x1\n";
const told = (text: string) =>
  problemsOf(program(text)).map(({ span, message }) => `${span.line + 1} ${message}`);
const EXCEEDED =
  "The multiply–accumulates exceed 2⁵³ here, more than can be counted exactly: use smaller sizes.";

test("an error at the line that takes the sum past it", () => {
  expect(told(`${WIDE}from m\nconv 4 1x1\nfrom m\nconv 4 1x1`)).toEqual([`5 ${EXCEEDED}`]);
  expect(told(`${WIDE}from m\nconv 3 1x1`)).toEqual([]);
  expect(told(`network a {\n  ${WIDE}from m\n  conv 4 1x1\n}`)).toEqual([`6 ${EXCEEDED}`]);
  expect(told("input 33554432\nrepeat 8 {\n  dense 33554432\n}")).toEqual([
    "2 The parameters exceed 2⁵³ here, more than can be counted exactly: use smaller sizes.",
  ]);
});

test("without what only training needs, a sum is exact where it can be", () => {
  const text = `${WIDE}output training\nfrom m\nconv 4 1x1`;
  expect(told(text)).toEqual([]);
  expect(program(text).networks[0]!.run.totals.macs).toBe(2 ** 52);
});

test("what exceeds a budget by more than can be counted has no percentage", () => {
  const text = `budget macs 1G\nexpect macs 5\n${WIDE}from m\nconv 4 1x1`;
  expect(told(text)).toEqual([
    "1 Over 2⁵³ multiply–accumulates exceed the budget of 1G.",
    "2 Over 2⁵³ multiply–accumulates, but 5 expected.",
    expect.stringMatching(/^5 /),
    `7 ${EXCEEDED}`,
  ]);
  const [hint] = inlayHints(program(text), {
    start: { line: 0, character: 0 },
    end: { line: 0, character: 0 },
  });
  expect(`${hint?.label}`.trim()).toBe("macs over 2⁵³ of 1G");
});
