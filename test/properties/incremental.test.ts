// Incremental equals full: after any sequence of edits, a program is what reading its text anew would give.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { editDocument, lineEdit, readDocument, type TextEdit } from "../../server/src/syntax/document";
import { analyse } from "../../server/src/workspace/program";
import { counted, patience } from "../support/counts";
import { snapshot } from "../support/snapshot";

const SCRIPTS = counted(2_000);

const texts = ["classic", "pytorch", "keras"].flatMap((folder) =>
  readdirSync(`examples/${folder}`).map((name) => readFileSync(`examples/${folder}/${name}`, "utf8")),
);
const small = [
  "input 28x28x1\nconv 32 5x5\nmaxpool 2\nflatten\ndense 10\n",
  "let w = 8\ninput 16x16x3\na: conv w 3x3 same\nconv w 3x3 same\nadd a\nfrom a\nconcat a\n",
  "network n {\n  input 8x8x3\n  a: conv 4 3x3 same\n  relu\n  add a\n}\nnetwork m {\n  input 4\n  dense 2\n}\n",
  "input 8x8x3\nlet k = 3\na: conv k k same\nb: reuse a\nadd a\nc: bn\nfrom a\nconcat b c\noutput c\nexpect params > 5\n",
  "block b(n) {\n  add {\n    | conv n 3x3 same\n    | conv n 1x1\n  }\n}\ninput 8x8x4\nb 4 x2\nrepeat 3 {\n  relu\n}\n",
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
  "b 4\n",
  "if 1 < 2 {\n",
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
  const before = readDocument("input 8x8x3\nconv(4, 3)\n");
  const change = { start: { line: 2, character: 0 }, end: { line: 2, character: 0 }, text: "-> relu" };
  const edited = editDocument(before, lineEdit(before, change));
  const fresh = readDocument("input 8x8x3\nconv(4, 3)\n-> relu");
  expect(snapshot(analyse("file:///a.cnn", edited))).toEqual(snapshot(analyse("file:///a.cnn", fresh)));
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
          let document = readDocument(text);
          let program = analyse("file:///a.cnn", document);
          for (const { at, remove, text: added } of script) {
            const from = Math.floor(at * text.length);
            const to = Math.min(text.length, from + remove);
            const change: TextEdit = { start: position(text, from), end: position(text, to), text: added };
            // Inside of "\r\n" an editor has no position.
            if (offset(text, change.start) !== from || offset(text, change.end) !== to) continue;
            text = text.slice(0, from) + added + text.slice(to);
            document = editDocument(document, lineEdit(document, change));
            program = analyse("file:///a.cnn", document, {}, undefined, program);
          }
          // An edit may join "\r" and "\n" into one line break, which only a new reading of the text can see.
          if (/\r/.test(text)) return;
          const fresh = analyse("file:///a.cnn", readDocument(text));
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
