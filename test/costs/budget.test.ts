// What the hint of a budget says: the share that is used.

import { expect, test } from "vitest";
import { inlayHints } from "../../server/src/features/inlay-hints";
import { program, squiggles } from "../support/analyse";

/** The hint of the first line. */
function hint(text: string): string | undefined {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const found = inlayHints(program(text), range).find(({ position }) => position.line === 0);
  return typeof found?.label === "string" ? found.label.trim() : undefined;
}

const NET = "input 100\ndense 100";

test.each([
  ["budget params 20K", "params 10.1K of 20K, 51%"],
  ["budget params 10.1K", "params 10.1K of 10.1K, 100%"],
  ["budget params 10_101", "params 10.1K of 10_101, just under 100%"],
  ["budget params 10_099", "params 10.1K of 10_099, over 100%"],
  ["budget params 5K", "params 10.1K of 5K, 202%"],
  ["budget macs 1M", "macs 10K of 1M, 1%"],
  ["budget memory 1KB", "memory 800 B of 1KB, 80%"],
  ["budget size 1MB", "size 40.4 KB of 1MB, 4%"],
  ["budget size 1MiB", "size 39.5 KiB of 1MiB, 4%"],
])("%s: %s", (budget, text) => {
  expect(hint(`${budget}\n${NET}`)).toBe(text);
});

test("what cannot be told is `?`", () => {
  expect(hint("budget macs 1M\ninput ?x?x3\nconv 4 3x3")).toBe("macs ? of 1M");
});

test("a budget inside of a network", () => {
  const text = "network a {\n  input 10\n  dense 10\n  budget params 220\n}";
  const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };
  expect(inlayHints(program(text), range).map(({ label }) => label)).toEqual(["  params 110 of 220, 50%"]);
});

test("inside of a block: of the use that is shown", () => {
  const text = "block u(w) {\n  budget params 1K\n  conv w 3x3\n}\ninput 8x8x3\nu 4\nu 8";
  const hintOf = (chosen: ReadonlyMap<string, number>) => {
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    return inlayHints(program(text), range, { chosen }).map(({ label }) => `${label}`.trim());
  };
  expect(hintOf(new Map())).toEqual(["params 112 of 1K, 11%"]);
  expect(hintOf(new Map([["u", 1]]))).toEqual(["params 296 of 1K, 30%"]);
});

test.each([
  "budget memory 1B",
  "budget size 1B",
  "expect receptive_field >= 50",
])("%s is of a whole network", (line) => {
  const text = `block u(w) {\n  conv w 3x3\n  ${line}\n}\ninput 8x8x3\nu 4`;
  expect(squiggles(text)[0]).toBe(`error misplaced-statement ${line}`);
});
