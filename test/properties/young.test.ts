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

const LINES = 10_000;
const EDITS = 2000;
/** The collector of young objects runs so often. */
const ROUND = 25;

/** By how many bytes a session grows at the most, of which what it was is kept by `keep`. */
function growth(keep: (program: Program) => void): number {
  const text = ["input 8x8x4", ...Array.from({ length: LINES }, () => "conv 4 3x3 same")].join("\n");
  let document = readDocument(text);
  let program = analyse("file:///a.cnn", document);
  let most = 0;
  const edit = (count: number): void => {
    for (let each = 0; each < count; each++) {
      // As somebody types: near each other. What an edit puts elsewhere lives on with what the next ones leave alone.
      const line = 1 + (each % 40);
      const lines = [each % 2 === 0 ? "conv 4 5x5 same" : "conv 4 3x3 same"];
      document = editDocument(document, { from: line, to: line + 1, lines });
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
  edit(EDITS);
  return most - before;
}

test("the collector of young objects takes the versions of a file", () => {
  // First as it is: once all have been kept, the engine puts such objects among the old ones.
  const grown = growth(() => {});
  const kept: Program[] = [];
  const all = growth((program) => kept.push(program));
  expect(kept.length).toBe(EDITS + ROUND);
  expect(grown).toBeLessThan(all / 4);
});
