// What a file's names mean after an edit: it costs what the edit changes, and what is told of a fault names what there is now.

import { describe, expect, test } from "vitest";
import { editDocument, readDocument, type SourceDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Program } from "../../server/src/workspace/program";
import { snapshot } from "../support/snapshot";

const URI = "file:///ws/a.cnn";

/** The program after each text in the place of a line, each made from the one before. */
function typed(program: Program, ...edits: readonly (readonly [line: number, text: string])[]): Program {
  return edits.reduce((before, [line, text]) => {
    const document: SourceDocument = editDocument(before.document, {
      from: line,
      to: line + 1,
      lines: text.split("\n"),
    });
    return analyse(URI, document, {}, undefined, before);
  }, program);
}

describe("typing in a block that others lead to", () => {
  test.each([
    ["each calling the one above it", (i: number) => i - 1],
    ["each calling the one below it", (i: number) => i + 1],
  ])("visits each of 8,000 once, %s", (_, called) => {
    const blocks = 8_000;
    const leaf = called(1) === 0 ? 0 : blocks - 1;
    const body = (i: number): string => (i === leaf ? "  conv 4 1x1" : `  b${called(i)}`);
    const text = Array.from({ length: blocks }, (_, i) => `block b${i}() {\n${body(i)}\n}\n`).join("");
    const program = analyse(URI, readDocument(`${text}input 8x8x3\nb${leaf}\n`));
    expect(program.networks[0]!.run.totals.trainable).toBe(16);
    const begun = process.cpuUsage();
    const edited = typed(program, [3 * leaf + 1, "  conv 5 1x1"]);
    const { user, system } = process.cpuUsage(begun);
    expect(edited.networks[0]!.run.totals.trainable).toBe(20);
    expect((user + system) / 1000).toBeLessThan(1200);
  });
});

test("a line of a block follows what its words mean, while blocks come and go", () => {
  const block = "block b(n) {\n  conv n 3x3 stride1 same\n  conv n 1x1\n}\n";
  const text = `${block}input 8x8x3\nb 4\nb 8\n`;
  const edits: readonly (readonly [line: number, text: string])[] = [
    [2, "  conv n 1x1 bn"],
    [0, "block same(w=2) {\n  conv w 1x1\n}\nblock b(n) {"],
    [5, "  conv n 1x1"],
    [1, "  conv w 1x1 bn"],
    [0, "block other(w=2) {"],
    [5, "  conv n 1x1 relu"],
  ];
  let program = analyse(URI, readDocument(text));
  for (const edit of edits) {
    program = typed(program, edit);
    const now = program.document.lines.map((line) => line.text).join("\n");
    expect(snapshot(program)).toEqual(snapshot(analyse(URI, readDocument(now))));
  }
});

test("a call that is run no times follows what its block takes", () => {
  const text = "block b(n) {\n  conv n 1x1\n}\nblock c(n) {\n  b n x=0\n  relu\n}\ninput 8x8x4\nc 4\n";
  const edited = typed(analyse(URI, readDocument(text)), [0, "block b(n, m) {"]);
  expect(problemsOf(edited).map(({ code }) => code)).toEqual(["missing-argument", "error-in-block"]);
});

test("an expression that names a block follows what that is", () => {
  const text = "block p(n) {\n  conv n 1x1\n}\ninput 8x8x4\np 4\nconv (4 if p == relu else 2) 1x1\n";
  const edited = typed(analyse(URI, readDocument(text)), [0, "block q(n) {"]);
  expect(problemsOf(edited).map(({ code }) => code)).toEqual(["unused", "unknown-kind", "unknown-name"]);
});

test("what is found wrong in a block that was kept names what there is by then", () => {
  const block = "block b(n) {\n  if n > 4 {\n    conv shar 1x1\n  }\n}\n";
  const text = `let share = 4\n${block}input 8x8x3\nb 1\n`;
  const renamed = typed(analyse(URI, readDocument(text)), [0, "let shared = 4"]);
  const [found] = problemsOf(typed(renamed, [7, "b 8"])).filter(({ code }) => code === "error-in-block");
  expect(found!.message).toContain("Did you mean `shared`?");
});

test("what is wrong in a block that calls another by a misspelt name follows that one", () => {
  const text = "block wide() {\n  conv 4 1x1\n}\nblock b() {\n  Wide\n  Wide\n}\ninput 8x8x3\nb\n";
  const edited = typed(analyse(URI, readDocument(text)), [1, "  conv 5 1x1"]);
  const fresh = analyse(URI, readDocument(text.replace("4", "5")));
  expect(edited.networks[0]!.run.totals).toEqual(fresh.networks[0]!.run.totals);
});
