// Lines while they are typed: what is said of each beginning is calm, exact, and one thing at a time.

import { describe, expect, test } from "vitest";
import { readNetwork } from "../support/network";

/** What is said of the second line of a network, each as the text it is said of and the words. */
function said(line: string): string[] {
  const lines = line.split("\n");
  return readNetwork(`input 100x100x1\n${line}`).problems.map(({ span, message }) => {
    const text = lines[span.line - 1] ?? "";
    return `${text.slice(span.start, span.endLine === span.line ? span.end : undefined)}: ${message}`;
  });
}

describe("half of a line", () => {
  test.each([
    ["con", "con: There is no layer or block `con`. Did you mean `conv` or `concat`?"],
    ["conv", "conv: `conv` needs its filters."],
    ["conv 60", "conv: `conv` needs its kernel."],
    ["conv 60 7x", "7x: `7x` ends where a number should follow."],
    ["conv 60 7x7 st", null],
    ["conv 60 7x7 stride", "stride: `stride` needs a value, such as `stride2` or `stride=2`."],
    ["conv 60 7x7 stride=", "=: The line ends where a value should follow."],
    ["conv 60 7x7 val", "val: `conv` has no option `val`. Did you mean `valid`?"],
    ["conv 60 7x7 ->", "->: The line ends where a layer should follow."],
    ["conv (60*", "*: The line ends where a value should follow."],
    ["conv (60*2", "2: The line ends where `)` should follow."],
    ["flat", "flat: There is no layer or block `flat`. Did you mean `flatten`?"],
    ["left:", ":: The line ends where a layer should follow."],
    ["let", "let: The line ends where a name should follow."],
    ["let a", "a: The line ends where `=` should follow."],
    ["let a =", "=: The line ends where a value should follow."],
    ["block", "block: The line ends where a name should follow."],
    ["block b", "b: The line ends where `(` should follow."],
    ["block b(", "(: The line ends where a parameter should follow."],
    ["block b(w", "w: The line ends where `)` should follow."],
    ["block b(w)", "): The line ends where `{` should follow."],
    ["block b(w) {", "{: This `{` is never closed: add a `}` where its body ends."],
    ["repeat", "repeat: The line ends where a number of times should follow."],
    ["repeat 3", "3: The line ends where `{` should follow."],
    ["if 1 >", ">: The line ends where a value should follow."],
    ["if 1 > 0", "0: The line ends where `{` should follow."],
    ["network", "network: The line ends where a name should follow."],
    ["import", "import: The line ends where a file's name in quotes should follow."],
    ['import "bl', '"bl: This text in quotes has no end: add a closing `"`.'],
    ["framework", "framework: `framework` needs its value, one of pytorch, keras, caffe, lasagne."],
  ])("%j", (line, expected) => {
    const found = said(line);
    expect(found).toHaveLength(1);
    if (expected !== null) expect(found[0]).toBe(expected);
  });

  test.each([
    "",
    "input",
    "input 100x",
    "input 3@",
  ])("of the first one, %j, is told one thing at most", (line) => {
    expect(readNetwork(line).problems.length).toBeLessThanOrEqual(1);
  });
});

test("an input in the middle of another is no exception", () => {
  expect(readNetwork("input input = { input").problems).not.toEqual([]);
});
