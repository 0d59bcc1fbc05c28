// Names that are defined over and over mean, after any edits, what they mean in a text that is read anew.

import fc from "fast-check";
import { expect, test } from "vitest";
import { editDocument, readDocument } from "../../server/src/syntax/document";
import { analyse } from "../../server/src/workspace/program";
import { counted, patience } from "../support/counts";
import { readFresh } from "../support/fresh";
import { snapshot } from "../support/snapshot";

const URI = "file:///a.cnn";
const RUNS = counted(1_000);

const line = fc.constantFrom(
  "let a = 1",
  "let a = a + 1",
  "let b = a",
  "let a = b * 2",
  "if a > 2 { let b = 3 }",
  "if b > 2 { let a = 1 } else { let b = a }",
  "a: relu",
  "c: conv b 1x1",
  "c: conv a 1x1 -> add c",
  "d: reuse c",
  "reuse d",
  "add c",
  "relu",
);

const edit = fc.record({
  at: fc.nat(20),
  remove: fc.oneof(fc.constantFrom(0, 1), fc.nat(6)),
  add: fc.array(line, { maxLength: 4 }),
});

test(
  "names that are defined often, whatever is edited around them",
  () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (start, edits) => {
          let lines = ["input 8x8x3", ...start];
          let document = readDocument(lines.join("\n"));
          let program = analyse(URI, document);
          for (const { at, remove, add } of edits) {
            const from = Math.min(lines.length, 1 + at);
            const to = Math.min(lines.length, from + remove);
            lines = lines.toSpliced(from, to - from, ...add);
            document = editDocument(document, { from, to, lines: add });
            program = analyse(URI, document, {}, undefined, program);
            expect(snapshot(program)).toEqual(snapshot(analyse(URI, readFresh(lines.join("\n")))));
          }
        },
      ),
      { numRuns: RUNS },
    );
  },
  patience(RUNS, 300),
);
