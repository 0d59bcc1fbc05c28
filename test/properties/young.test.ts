// What an edit replaces is let go at once: were it kept until the collector looks at old objects, every edit of a long file
// would add to what is copied until then.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse, type Program } from "../../server/src/workspace/program";

setFlagsFromString("--expose-gc");
const collect: (options?: { type: "minor" }) => void = runInNewContext("gc");

/** A text, and what its lines become, one edit after the other. */
interface Typing {
  readonly text: string;
  readonly edits: number;
  typed(edit: number): readonly [line: number, text: string];
}

/** Somebody types in lines near each other: what an edit puts elsewhere lives on with what the next ones leave alone. */
const LONG: Typing = {
  text: ["input 8x8x4", ...Array.from({ length: 10_000 }, () => "conv 4 3x3 same")].join("\n"),
  edits: 2000,
  typed: (edit) => [1 + (edit % 40), edit % 2 === 0 ? "conv 4 5x5 same" : "conv 4 3x3 same"],
};

/** Each edit makes another block of it, and runs all of its uses again. */
const BLOCK: Typing = {
  text: [
    "block unit(width, stride=1) {",
    "  residual when=stride == 1 {",
    "    conv width 3x3 stride=stride same bn",
    "    conv in.channels 1x1",
    "  }",
    "}",
    "input 64x64x8",
    ...[8, 16, 24, 32].map((width) => `unit ${width} x3 first stride2`),
  ].join("\n"),
  edits: 1000,
  typed: (edit) => [3, edit % 2 === 0 ? "    conv in.channels 1!x1" : "    conv in.channels 1x1"],
};

/** The collector of young objects runs so often. */
const ROUND = 25;

/** By how many bytes a session grows at the most, of which what it was is kept by `keep`. */
function growth({ text, edits, typed }: Typing, keep: (program: Program) => void): number {
  let document = readDocument(text);
  let program = analyse("file:///a.cnn", document);
  let most = 0;
  const edit = (count: number): void => {
    for (let each = 0; each < count; each++) {
      const [line, now] = typed(each);
      document = editDocument(document, { from: line, to: line + 1, lines: [now] });
      program = analyse("file:///a.cnn", document, {}, undefined, program);
      problemsOf(program);
      keep(program);
      if (each % ROUND > 0) continue;
      collect({ type: "minor" });
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
  };
  edit(ROUND);
  collect();
  most = 0;
  const before = process.memoryUsage().heapUsed;
  edit(edits);
  return most - before;
}

test.each([
  ["a long file", LONG],
  ["a block", BLOCK],
])("the collector of young objects takes the versions of %s", (_, typing) => {
  // First as it is: once all have been kept, the engine puts such objects among the old ones.
  const grown = growth(typing, () => {});
  const kept: Program[] = [];
  const all = growth(typing, (program) => kept.push(program));
  expect(kept.length).toBe(typing.edits + ROUND);
  expect(grown).toBeLessThan(all / 4);
});
