// No text makes any stage throw, and a bad line stays in its line.

import fc from "fast-check";
import { expect, test } from "vitest";
import { readDocument } from "../../server/src/syntax/document";
import { fixesOf } from "../../server/src/workspace/fixes";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";
import { outcomeData } from "../support/snapshot";

const word = fc.constantFrom(
  "input",
  "conv",
  "dense",
  "relu",
  "maxpool",
  "add",
  "concat",
  "from",
  "in",
  "a",
  "b",
  "let",
  "block",
  "network",
  "import",
  "if",
  "else",
  "repeat",
  "as",
  "and",
  "not",
  "true",
  "first",
  "x",
  "x3",
  "stride2",
  "stride",
  "pad1:2",
  "same",
  "valid",
  "nobias",
  "60",
  "7x7",
  "28x28x1",
  "3@32x32",
  "?x?x3",
  "1_000",
  "5M",
  "25%",
  "0.5",
  '"text',
  '"t"',
  "->",
  "{",
  "}",
  "|",
  "(",
  ")",
  ",",
  ":",
  ".",
  "=",
  "==",
  "<",
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "#",
  "\n",
  "\n",
  "\r\n",
  "\u200b",
  "__proto__",
  "constructor",
  "expect",
  "params",
  "budget",
  "reuse",
  "residual",
  "frozen",
  "output",
  "training",
  "bn",
);
const soup = fc.array(word, { maxLength: 40 }).map((words) => words.join(" "));

function examine(text: string): void {
  const document = readDocument(text);
  const program = analyse("file:///a.cnn", document);
  for (const problem of problemsOf(program)) {
    expect(problem.message.length).toBeGreaterThan(5);
    expect(problem.span.line).toBeGreaterThanOrEqual(0);
    expect(problem.span.endLine).toBeLessThan(document.lines.length);
    expect(problem.span.end).toBeLessThanOrEqual(document.lines.at(problem.span.endLine)!.text.length);
    for (const fix of fixesOf(program, problem)) expect(fix.title).not.toBe("");
  }
}

test("no sequence of the language's words makes a stage throw", () => {
  fc.assert(fc.property(soup, examine), { numRuns: 1500 });
});

test("no text makes a stage throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), examine), { numRuns: 500 });
});

const GOOD = [
  "input 32x32x3",
  "a: conv 8 3x3 same relu",
  "conv 8 3x3 same bn",
  "add a",
  "maxpool 2",
  "flatten",
  "dense 10",
];

test("a bad line that defines nothing never changes the results of the lines before it", () => {
  fc.assert(
    fc.property(soup, fc.nat(GOOD.length), (bad, at) => {
      const line = bad.replace(/[\r\n]/g, " ");
      fc.pre(!/\b(let|block|network|import|framework|dtype)\b|^[\s\u200b]*->|^[\s}|]*else/.test(line));
      const before = GOOD.slice(0, at);
      const alone = analyse("file:///a.cnn", readDocument(before.join("\n"))).followed.outcomes.map(
        outcomeData,
      );
      const broken = analyse("file:///a.cnn", readDocument([...before, line, ...GOOD.slice(at)].join("\n")));
      expect(broken.followed.outcomes.slice(0, before.length).map(outcomeData)).toEqual(alone);
    }),
    { numRuns: 800 },
  );
});
