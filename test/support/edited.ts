// A text that is edited, and after each edit the program that it has become beside that of the same text read anew.

import { editDocument, readDocument } from "../../server/src/syntax/document";
import { analyse, type Program } from "../../server/src/workspace/program";
import { readFresh } from "./fresh";

const URI = "file:///a.cnn";

export interface LineEdit {
  /** Where, counted from the lines that stay. */
  readonly at: number;
  /** How many lines go. */
  readonly remove: number;
  readonly add: readonly string[];
}

/** `stay` lines at the beginning are left alone, unless an edit counts backwards. */
export function* edited(
  start: readonly string[],
  stay: number,
  edits: readonly LineEdit[],
): Generator<{ readonly program: Program; readonly fresh: Program }> {
  let lines = start;
  let document = readDocument(lines.join("\n"));
  let program = analyse(URI, document);
  for (const { at, remove, add } of edits) {
    const from = Math.min(lines.length, stay + at);
    const to = Math.min(lines.length, from + remove);
    lines = lines.toSpliced(from, to - from, ...add);
    document = editDocument(document, { from, to, lines: add });
    program = analyse(URI, document, {}, undefined, program);
    yield { program, fresh: analyse(URI, readFresh(lines.join("\n"))) };
  }
}
