// Open documents: the text that a client shows, kept as lines and statements, so that a keystroke costs what it changes.

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { editDocument, lineEdit, readDocument, type SourceDocument } from "../syntax/document";

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly source: SourceDocument;
}

/** How `TextDocuments` makes and changes documents. */
export const openDocuments = {
  create: (uri: string, _language: string, version: number, text: string): OpenDocument => ({
    uri,
    version,
    source: readDocument(typeof text === "string" ? text : ""),
  }),
  update: (
    document: OpenDocument,
    changes: TextDocumentContentChangeEvent[],
    version: number,
  ): OpenDocument => {
    let { source } = document;
    for (const change of changes) source = changed(source, change);
    return { uri: document.uri, version, source };
  },
};

function changed(source: SourceDocument, change: TextDocumentContentChangeEvent): SourceDocument {
  const text = typeof change.text === "string" ? change.text : "";
  if (!("range" in change) || change.range === undefined) return readDocument(text);
  const start = placed(change.range?.start);
  const end = placed(change.range?.end);
  // A change that says no place cannot be applied; the client's next full text sets things right.
  if (!start || !end) return source;
  return editDocument(source, lineEdit(source, { start, end, text }));
}

/** A position as the protocol says it, whatever the client sent. */
function placed(position: unknown): { line: number; character: number } | null {
  const { line, character } = (position ?? {}) as { line?: unknown; character?: unknown };
  return isNumber(line) && isNumber(character)
    ? { line: Math.trunc(line), character: Math.trunc(character) }
    : null;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}
