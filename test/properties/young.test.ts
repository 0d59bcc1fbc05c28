// What an edit replaces is let go at once: were it kept until the collector looks at old objects, every edit of a long file
// would add to what is copied until then.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { problemsOf } from "../../server/src/workspace/problems";
import { analyse } from "../../server/src/workspace/program";

setFlagsFromString("--expose-gc");
const collect: (options?: { type: "minor" }) => void = runInNewContext("gc");

const LINES = 10_000;
const EDITS = 200;
/** The collector of young objects runs so often. */
const ROUND = 25;
/** The lists of a version are some bytes a line: it keeps lines, statements and what those do. */
const BYTES_OF_A_VERSION = 3 * 8 * LINES;

test("the collector of young objects takes the versions of a file", () => {
  const text = ["input 8x8x4", ...Array.from({ length: LINES }, () => "conv 4 3x3 same")].join("\n");
  let document = readDocument(text);
  let program = analyse("file:///a.cnn", document);
  let most = 0;
  const edit = (count: number): void => {
    for (let each = 0; each < count; each++) {
      const line = 1 + ((each * 97) % LINES);
      const lines = [each % 2 === 0 ? "conv 4 5x5 same" : "conv 4 3x3 same"];
      document = editDocument(document, { from: line, to: line + 1, lines });
      program = analyse("file:///a.cnn", document, {}, undefined, program);
      problemsOf(program);
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
  // Before it was looked after, all of them were kept.
  expect(most - before).toBeLessThan((EDITS * BYTES_OF_A_VERSION) / 8);
});
