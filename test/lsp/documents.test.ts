// An open document is what the protocol's own document of the whole text is, whatever places a client's changes name.

import fc from "fast-check";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { openDocuments } from "../../server/src/lsp/documents";
import { splitLines } from "../../server/src/syntax/lines";

const place = fc.record({
  line: fc.integer({ min: -1, max: 9 }),
  character: fc.integer({ min: -1, max: 15 }),
});
const change = fc.record({
  range: fc.record({ start: place, end: place }),
  text: fc.constantFrom("", "x", "\n", "\r\n", "relu\n", "a\r\nb", "{", "}"),
});
const text = fc.constantFrom("", "input 5x5x1", "input 5x5x1\r\nconv 8 3x3\r\n", "block a {\n  relu\n}\na");

test("its lines are those of its text", () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 8 }), (begun, changes) => {
      let document = openDocuments.create("file:///a.cnn", "cnn", 1, begun);
      let whole = TextDocument.create("file:///a.cnn", "cnn", 1, begun);
      for (const [index, each] of changes.entries()) {
        document = openDocuments.update(document, [each], index + 2);
        // It loses its lines where an edit lies behind the last: the places are moved into the text first.
        const start = whole.positionAt(whole.offsetAt(each.range.start));
        const end = whole.positionAt(whole.offsetAt(each.range.end));
        whole = TextDocument.update(whole, [{ range: { start, end }, text: each.text }], index + 2);
      }
      const lines = [...document.source.lines].map((line) => line.text);
      expect(lines).toEqual(splitLines(whole.getText()));
    }),
    { numRuns: 1000 },
  );
});
