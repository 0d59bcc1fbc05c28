// Open documents: the text that a client shows, and the same as lines and statements, so that a keystroke costs what it
// changes. The protocol's own document says what a change means; the statements follow it.

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { type Range, TextDocument } from "vscode-languageserver-textdocument";
import { editDocument, lineEdit, readDocument, type SourceDocument } from "../syntax/document";
import { canonical } from "../workspace/uri";

export interface OpenDocument {
  readonly uri: string;
  /** The same for all ways of writing its address. */
  readonly address: string;
  readonly version: number;
  readonly text: TextDocument;
  readonly source: SourceDocument;
}

/** How `TextDocuments` makes and changes documents. */
export const openDocuments = {
  create: (uri: string, language: string, version: number, content: string): OpenDocument => {
    const text = TextDocument.create(uri, language, version, typeof content === "string" ? content : "");
    return { uri, address: canonical(uri), version, text, source: readDocument(text.getText()) };
  },
  update: (
    { uri, address, text: shown, source: before }: OpenDocument,
    changes: TextDocumentContentChangeEvent[],
    version: number,
  ): OpenDocument => {
    let [text, source] = [shown, before];
    for (const change of changes) {
      const known = understood(change);
      // A change that says no place cannot be applied; the client's next full text sets things right.
      if (known === null) continue;
      if ("range" in known) {
        // Places outside of the text are moved into it, as the protocol's document does; it is told of those, since it loses
        // its lines where an edit lies behind the last.
        const start = text.positionAt(text.offsetAt(known.range.start));
        const end = text.positionAt(text.offsetAt(known.range.end));
        source = editDocument(source, lineEdit(source, { start, end, text: known.text }));
        text = TextDocument.update(text, [{ range: { start, end }, text: known.text }], version);
      } else {
        source = readDocument(known.text, source);
        text = TextDocument.update(text, [known], version);
      }
    }
    return { uri, address, version, text, source };
  },
};

/** A change whose parts are what the protocol promises, whatever the client sent; null where it cannot be applied. */
function understood(
  change: TextDocumentContentChangeEvent,
): { text: string } | { range: Range; text: string } | null {
  const text = typeof change.text === "string" ? change.text : "";
  if (!("range" in change) || change.range === undefined) return { text };
  const start = placed(change.range?.start);
  const end = placed(change.range?.end);
  return start && end ? { range: { start, end }, text } : null;
}

function placed(position: unknown): { line: number; character: number } | null {
  const { line, character } = (position ?? {}) as { line?: unknown; character?: unknown };
  if (!isNumber(line) || !isNumber(character)) return null;
  return { line: Math.trunc(line), character: Math.trunc(character) };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}
