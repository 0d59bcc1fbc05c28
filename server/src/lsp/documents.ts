// Open documents: the text that a client shows, as lines and statements, so that a keystroke costs what it changes. What a
// change means the protocol's own document says, of the lines that it touches: of the whole text it would move every line.

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { type Position, type Range, TextDocument } from "vscode-languageserver-textdocument";
import { editDocument, type LineEdit, readDocument, type SourceDocument } from "../syntax/document";
import { splitLines } from "../syntax/lines";
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
  create: (uri: string, _: string, version: number, content: string): OpenDocument => {
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
      source =
        "range" in known ? editDocument(source, editOf(source, known)) : readDocument(known.text, source);
    }
    return { uri, address, version, source };
  },
};

/** The lines that a change touches, and what they become. Places outside of the text are moved into it. */
function editOf({ lines }: SourceDocument, { range, text }: { range: Range; text: string }): LineEdit {
  const last = lines.length - 1;
  const typed = typedInto(lines.at(range.start.line)?.text, { range, text });
  if (typed !== null) return { from: range.start.line, to: range.start.line + 1, lines: [typed] };
  const [first, second] = [range.start.line, range.end.line];
  const from = Math.max(0, Math.min(first, second, last));
  const to = Math.max(from, Math.min(Math.max(first, second), last)) + 1;
  const touched = lines.slice(from, to).map((line) => line.text);
  const piece = TextDocument.create("", "", 0, touched.join("\n"));
  const within = ({ line, character }: Position): Position => ({ line: line - from, character });
  const change = { range: { start: within(range.start), end: within(range.end) }, text };
  return { from, to, lines: splitLines(TextDocument.update(piece, [change], 1).getText()) };
}

/** The line in which something was typed or deleted, as nearly all changes do; null for any other change. */
function typedInto(line: string | undefined, { range, text }: { range: Range; text: string }): string | null {
  const { start, end } = range;
  const inside = start.line === end.line && start.character >= 0 && start.character <= end.character;
  if (line === undefined || start.line < 0 || !inside || end.character > line.length) return null;
  return /[\r\n]/.test(text) ? null : line.slice(0, start.character) + text + line.slice(end.character);
}

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
