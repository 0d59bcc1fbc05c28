// What a user's first keystroke and questions will need, done once in an idle moment: what is loaded late is there then,
// and the engine has compiled what it runs.

import type { InlayHint } from "vscode-languageserver";
import { diagnosticsOf } from "../features/diagnostics";
import { hoverAt } from "../features/hover";
import { inlayHints } from "../features/inlay-hints";
import { editDocument, readDocument } from "../syntax/document";
import { analyse } from "../workspace/program";
import type { Context } from "./requests";

/** So many milliseconds after the first document has been opened; its own questions come first. */
const LATER = 50;

const URI = "cnn-rehearsal:network.cnn";
const TEXT = "input 8x8x3\nconv 4 3x3 same relu\nmaxpool 2x2\n";

/** What its second line becomes, one after the other: a line that is not whole asks for the most. */
const TYPED = [
  "conv 4! 3x3 same relu",
  "conv 4 3!x3 stride1 same nobias",
  "maxpool 3!x3 stride1",
  "conv 5 3x3 same relu",
];

/** Arranges a rehearsal, which keeps no program running, and what is to follow it. */
export function rehearseLater(context: Context, next: () => void): void {
  setTimeout(() => {
    try {
      rehearse(context);
    } catch {
      // Nobody has asked: what cannot be loaded is told when somebody does.
    }
    next();
  }, LATER).unref();
}

/** Edits a small network, and asks what an editor asks of it; answers its hints. */
export function rehearse(context: Context): InlayHint[] {
  let document = readDocument(TEXT);
  let program = analyse(URI, document);
  for (const line of TYPED) {
    document = editDocument(document, { from: 1, to: 2, lines: [line] });
    program = analyse(URI, document, {}, undefined, program);
    diagnosticsOf(program, context.settings);
  }
  for (const character of [0, 5]) hoverAt(program, { line: 1, character }, context);
  return inlayHints(program, { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, context);
}
