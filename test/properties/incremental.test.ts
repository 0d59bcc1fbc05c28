// Incremental equals full: after any sequence of edits, a program is what reading its text anew would give.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDocuments } from "../../server/src/lsp/documents";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";
import { counted, patience } from "../support/counts";
import { readFresh } from "../support/fresh";
import { snapshot } from "../support/snapshot";

const URI = "file:///a.cnn";
const SCRIPTS = counted(2_000);

const texts = ["classic", "pytorch", "keras"].flatMap((folder) =>
  readdirSync(`examples/${folder}`).map((name) => readFileSync(`examples/${folder}/${name}`, "utf8")),
);
const small = [
  "input 28x28x1\nconv 32 5x5\nmaxpool 2\nflatten\ndense 10\n",
  "let w = 8\ninput 16x16x3\na: conv w 3x3 same\nconv w 3x3 same\nadd a\nfrom a\nconcat a\n",
  "network n {\n  input 8x8x3\n  a: conv 4 3x3 same\n  relu\n  add a\n}\nnetwork m {\n  input 4\n  dense 2\n}\n",
  "input 8x8x3\nlet k = 3\na: conv k k same\nb: reuse a\nadd a\nc: bn\nfrom a\nconcat b c\noutput c\nexpect params > 5\n",
  "input 8x8x3\nlet k = 3\na: conv k 3x3 same\nb: reuse a\nc: relu -> reuse b\nadd {\n  | reuse a\n  | reuse c\n}\nreuse c\n",
  "block b(n) {\n  add {\n    | conv n 3x3 same\n    | conv n 1x1\n  }\n}\ninput 8x8x4\nb 4 x2\nrepeat 3 {\n  relu\n}\n",
  "let k = 3\nblock unit(width, stride=1) {\n  add {\n    | conv width k same bn relu\n      conv width//stride 3x3 same bn\n    | conv in.channels 1x1\n  }\n  relu\n}\nblock pair(n) {\n  unit n\n  unit (n+k) 2\n}\ninput 8x8x4\nunit 4\nunit 8\npair 4\nunit 4 stride=2\npair 8\n",
];

const fragment = fc.constantFrom(
  "\n",
  "\r\n",
  " ",
  "{",
  "}",
  "|",
  "(",
  ")",
  "->",
  "\n-> relu",
  ",",
  "a: ",
  "conv 8 3x3 same\n",
  "relu",
  "conv(8, 3)",
  "3 x 3",
  "x3",
  "let w = 4\n",
  "framework keras\n",
  "block b(n) { conv n 3x3 }\n",
  "block same(n=2) { conv n 1x1 }\n",
  "b 4\n",
  "if 1 < 2 {\n",
  "if 1 < 2 {\n  budget params 5\n}\n",
  "} else {\n",
  "repeat 2 {\n",
  "# comment",
  '"',
  "!",
  "7",
  "in.channels",
  "from a\n",
  "reuse a\n",
  "b: ",
  "output\n",
  "let k = 5\n",
  "expect params 5\n",
  "network n {\n",
  "",
);

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  text: fc.oneof(fragment, fc.constant("")),
});

test("a line that is continued later keeps what it was taken to mean", () => {
  const before = openDocuments.create(URI, "cnn", 1, "input 8x8x3\nconv(4, 3)\n");
  const at = { line: 2, character: 0 };
  const edited = openDocuments.update(before, [{ range: { start: at, end: at }, text: "-> relu" }], 2).source;
  const fresh = readDocument("input 8x8x3\nconv(4, 3)\n-> relu");
  expect(snapshot(analyse(URI, edited))).toEqual(snapshot(analyse(URI, fresh)));
});

test.each([
  ["goes on below", "input 8x8x3\nconv 4 3x3\n\n# deeper\n-> relu\n"],
  ["goes on from above", "input 8x8x3\nrelu ->\n\n  # deeper\nconv 4 3x3\n"],
  ["stands in a parenthesis", "input 8x8x3\nadd(\n\nconv 4 3x3\n)\n"],
  ["stands alone", "input 8x8x3\n\nconv 4 3x3\n\nrelu\n"],
  ["stands far from others", `input 8x8x3\nrelu ->${"\n".repeat(30)}conv 4 3x3${"\n".repeat(30)}-> relu\n`],
])("a line that %s beyond blank lines is read with it", (_, text) => {
  const line = text.split("\n").findIndex((each) => each.startsWith("conv"));
  const at = { line, character: 6 };
  const before = openDocuments.create(URI, "cnn", 1, text);
  const edited = openDocuments.update(before, [{ range: { start: at, end: at }, text: "1" }], 2).source;
  const fresh = readFresh(text.replace("conv 4", "conv 41"));
  const program = analyse(URI, edited, {}, undefined, analyse(URI, before.source));
  expect(snapshot(program)).toEqual(snapshot(analyse(URI, fresh)));
});

test(
  "any sequence of edits leaves the program that a fresh parse gives",
  () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...small, ...texts),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (start, script) => {
          let text = start;
          let open = openDocuments.create(URI, "cnn", 1, text);
          let program = analyse(URI, open.source);
          for (const { at, remove, text: added } of script) {
            const from = Math.floor(at * text.length);
            const to = Math.min(text.length, from + remove);
            const range = { start: position(text, from), end: position(text, to) };
            // Inside of "\r\n" an editor has no position.
            if (offset(text, range.start) !== from || offset(text, range.end) !== to) continue;
            text = text.slice(0, from) + added + text.slice(to);
            open = openDocuments.update(open, [{ range, text: added }], open.version + 1);
            program = analyse(URI, open.source, {}, undefined, program);
          }
          // An edit may join "\r" and "\n" into one line break, which only a new reading of the text can see.
          if (/\r/.test(text)) return;
          const fresh = analyse(URI, readFresh(text));
          expect(snapshot(program)).toEqual(snapshot(fresh));
        },
      ),
      { numRuns: SCRIPTS },
    );
  },
  patience(SCRIPTS, 300),
);

function position(text: string, at: number): { line: number; character: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: before[before.length - 1]!.length };
}

function offset(text: string, at: { line: number; character: number }): number {
  const breaks = [...text.matchAll(/\r\n|\r|\n/g)];
  const start = at.line === 0 ? 0 : breaks[at.line - 1]!.index + breaks[at.line - 1]![0].length;
  return start + at.character;
}

/** What is told of a text after it has become what it is from another. */
function toldAfter(before: readonly string[], text: string): readonly string[] {
  let open = openDocuments.create(URI, "cnn", 1, before[0]!);
  let program = analyse(URI, open.source);
  for (const next of [...before.slice(1), text]) {
    // As an editor sends it: only what differs.
    const [old, now] = [[...open.source.lines].map((line) => line.text), next.split("\n")];
    let start = 0;
    while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
    let end = 0;
    while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++;
    open = {
      ...open,
      source: editDocument(open.source, {
        from: start,
        to: old.length - end,
        lines: now.slice(start, now.length - end),
      }),
    };
    program = analyse(URI, open.source, {}, undefined, program);
  }
  return problemsOf(program).map(({ code, span }) => `${code}@${span.line}`);
}

test("of two definitions in an arm the last one holds, and the first where that is taken away", () => {
  const text = "input 8x8x4\nif 4 > 3 {\n  let k = 3\n  let k = 5\n}\nconv k 1x1";
  const before = openDocuments.create(URI, "cnn", 1, text);
  const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
  const edited = openDocuments.update(before, [{ range, text: "" }], 2);
  const program = analyse(URI, edited.source, {}, undefined, analyse(URI, before.source));
  expect(program.networks[0]!.run.totals.trainable).toBe(15);
});

test("what is proposed inside a block is what its file defines now", () => {
  const block = "block b(n) {\n  conv k 3x3\n}\ninput 8x8x4\nb 4\n";
  const before = openDocuments.create(URI, "cnn", 1, `let w = 4\n${block}`);
  const start = { line: 0, character: 0 };
  const edited = openDocuments.update(before, [{ range: { start, end: start }, text: "relu" }], 2);
  const program = analyse(URI, edited.source, {}, undefined, analyse(URI, before.source));
  const fresh = analyse(URI, readFresh(`relulet w = 4\n${block}`));
  expect(snapshot(program)).toEqual(snapshot(fresh));
});

test("how a body is moved to the line before depends on the comment there", () => {
  const body = "\n{\n  conv 8\n}\n";
  const text = `input 32x32x3\nrepeat 2 # a${body}repeat 2 # a much longer comment${body}`;
  const places = problemsOf(analyse(URI, readFresh(text))).flatMap(({ fact }) =>
    fact.code === "other-spelling" ? [fact.data.edits?.map(({ span }) => span.start)] : [],
  );
  expect(places).toEqual([
    [8, 12],
    [8, 32],
  ]);
});

describe("what a line did elsewhere is not told here", () => {
  const heavy = (...calls: readonly string[]): string =>
    `block h(n) {\n  repeat 6600 as i {\n    conv (n+i) 1x1\n  }\n}\ninput 4x4x4\n${calls.join("\n")}\n`;
  const network = (name: string, ...calls: readonly string[]): string =>
    `network ${name} {\n${heavy(...calls).slice(heavy().indexOf("input"))}}\n`;
  const recursive = "block h(n) {\n  repeat 4000 as i {\n    conv (i+1) 1x1\n  }\n  h n\n}\ninput 8x8x3\n";
  const concat = (times: string): string =>
    `concat${times} {\n  | from a\n${"    relu\n".repeat(40)}  | in\n}\n`;
  const block = heavy().slice(0, heavy().indexOf("input"));
  /** Blocks, each of which calls the one before. */
  const nested = (around: string): string =>
    `${Array.from(
      { length: 65 },
      (_, index) =>
        `block b${index}(n) {\n${around}\n${index === 0 ? "relu" : `b${index - 1} n`}\n${around && "}"}\n}\n`,
    ).join("")}input 8x8x4\n`;
  const inNetwork = "network n {\ninput 8x8x3\nrelu -> dtype float16\n}";
  const inFile = "input 8x8x3\nrelu -> dtype float16";
  test.each([
    ["a network's statement in the file", [`${inNetwork}\ninput 8x8x3`, "input 8x8x3"], inFile],
    ["the file's statement in a network", [inFile, "input 8x8x3"], inNetwork],
    [
      "what there was no time for",
      [
        heavy("h 3", "h 5", "h 7", "h 9"),
        heavy("h 3", "h 5", "h 7", "relu"),
        heavy("relu", "h 5", "h 7", "relu"),
      ],
      heavy("relu", "h 5", "h 7", "h 9"),
    ],
    [
      "what there was time for, before there was more",
      [heavy("h 3", "h 5", "h 7", "relu")],
      heavy("h 3", "h 5", "h 7", "h 9"),
    ],
    [
      "what another network had time for",
      [block + network("n", "h 3", "h 5") + network("m", "h 7", "relu")],
      block + network("n", "h 3", "h 5") + network("m", "h 7", "h 9"),
    ],
    [
      "that there was no time, where two networks do the same",
      [block + network("n", "h 3", "h 5") + network("m", "h 7", "h 9")],
      block + network("n", "h 3", "h 5") + network("m", "h 5", "h 3"),
    ],
    [
      "what a block that calls itself had time for",
      [`${recursive}${"h 3\n".repeat(6)}pad 1 x6000\npad 2 x6000\npad 3 x6000\npad 4 x6000`],
      `${recursive}${"h 3\n".repeat(6)}`,
    ],
    [
      "what its lines took where they are run once",
      [`input 8x8x3\na: relu\n${concat("")}`, `input 8x8x3\na: relu\n${concat(" x490")}`],
      `input 8x8x3\na: relu\n${concat("")}${concat(" x490")}`,
    ],
    [
      "what repetitions on a line had time for",
      ["input 4x4x4\npad 1 x6000\npad 2 x6000\npad 3 x6000\nrelu"],
      "input 4x4x4\npad 1 x6000\npad 2 x6000\npad 3 x6000\npad 4 x6000",
    ],
    [
      "that a call was near enough to the top",
      [`${nested("")}b30 4`, `${nested("")}b30 4\nb64 4`],
      `${nested("")}b64 4`,
    ],
    [
      "that few bodies were around a call",
      [`${nested("residual {")}b10 4`, `${nested("residual {")}b10 4\nb60 4`],
      `${nested("residual {")}residual {\n${"residual {\n".repeat(40)}b60 4\n${"}\n".repeat(41)}`,
    ],
  ])("%s", (_, before, text) => {
    const fresh = problemsOf(analyse(URI, readFresh(text))).map(({ code, span }) => `${code}@${span.line}`);
    expect(toldAfter(before, text)).toEqual(fresh);
    expect(toldAfter([...before, text, ...before], text)).toEqual(fresh);
  });
});
