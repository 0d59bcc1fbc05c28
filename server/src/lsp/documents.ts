// Open documents: the text that a client shows, as lines and statements, so that a keystroke costs what it changes.

import type { Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { editDocument, lineEdit, readDocument, type SourceDocument } from "../syntax/document";
import { canonical } from "../workspace/uri";

export interface OpenDocument {
  readonly uri: string;
  /** The same for all ways of writing its address. */
  readonly address: string;
  readonly version: number;
  readonly source: SourceDocument;
}

/** How `TextDocuments` makes and changes documents. */
export const openDocuments = {
  create: (uri: string, _language: string, version: number, content: string): OpenDocument => {
    const source = readDocument(typeof content === "string" ? content : "");
    return { uri, address: canonical(uri), version, source };
  },
  update: (
    { uri, address, source: before }: OpenDocument,
    changes: TextDocumentContentChangeEvent[],
    version: number,
  ): OpenDocument => {
    let source = before;
    for (const change of changes) {
      const known = understood(change);
      // A change that says no place cannot be applied; the client's next full text sets things right.
      if (known === null) continue;
      const { range, text } = known;
      source = range
        ? editDocument(source, lineEdit(source, { start: range.start, end: range.end, text }))
        : readDocument(text, source);
    }
    return { uri, address, version, source };
  },
};

interface Change {
  /** null: the whole text. */
  readonly range: Range | null;
  readonly text: string;
}

/** A change whose parts are what the protocol promises, whatever the client sent; null where it cannot be applied. */
function understood(change: TextDocumentContentChangeEvent): Change | null {
  const text = typeof change.text === "string" ? change.text : "";
  if (!("range" in change) || change.range === undefined) return { range: null, text };
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
