// A text as lines and statements, and the same after an edit: only what the edit touches is read again.

import type { Problem } from "../base/problem";
import { type Selection, select } from "../base/selection";
import { shift } from "../base/span";
import type { Sequence } from "./ast";
import { beginsDefinition } from "./braces";
import { type Line, LineTable, splitLines } from "./lines";
import { readOutline } from "./outline";

export interface SourceDocument {
  readonly lines: readonly Line[];
  /** The statements of the file, with their absolute lines. */
  readonly sequence: Sequence;
  /** Faults outside of statements; absolute lines. */
  readonly problems: readonly Problem[];
  readonly balanced: boolean;
  /** The lines that are at fault without holding a statement: hidden characters in comments. */
  readonly faulty: Selection<Line>;
  /** Shared by the versions of a document, so that a line that comes again is not read again. */
  readonly table: LineTable;
}

/** Lines `from` to `to` (exclusive) are replaced by `lines`. */
export interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** A range of the old text and what replaces it, as editors send it (UTF-16 columns). */
export interface TextEdit {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly text: string;
}

/** Reads a text; lines that the version before it holds are taken from there. */
export function readDocument(text: string, previous: SourceDocument | null = null): SourceDocument {
  const known = new LineTable(previous?.lines);
  const lines = splitLines(text).map((line) => known.line(line));
  return outlined(lines, known.crowded ? new LineTable(lines) : known, previous);
}

function outlined(lines: readonly Line[], table: LineTable, previous: SourceDocument | null): SourceDocument {
  const { sequence, problems, balanced } = readOutline(lines);
  return { lines, sequence, problems, balanced, faulty: faultyOf(lines, previous), table };
}

function faultyOf(lines: readonly Line[], previous: SourceDocument | null): Selection<Line> {
  return select(lines, isFaulty, previous?.faulty ?? null);
}

function isFaulty(line: Line): boolean {
  return line.problems.length > 0 && line.tokens.length === 0;
}

/** The line edit that a text edit comes to; positions outside of the text are moved into it. */
export function lineEdit(document: SourceDocument, edit: TextEdit): LineEdit {
  const last = document.lines.length - 1;
  const clamp = (line: number, character: number): [number, number] => {
    if (line > last) return [last, document.lines[last]!.text.length];
    if (line < 0) return [0, 0];
    return [line, Math.max(0, Math.min(character, document.lines[line]!.text.length))];
  };
  let [startLine, start] = clamp(edit.start.line, edit.start.character);
  let [endLine, end] = clamp(edit.end.line, edit.end.character);
  if (endLine < startLine || (endLine === startLine && end < start)) {
    [startLine, start, endLine, end] = [endLine, end, startLine, start];
  }
  const before = document.lines[startLine]!.text.slice(0, start);
  const after = document.lines[endLine]!.text.slice(end);
  return { from: startLine, to: endLine + 1, lines: splitLines(before + edit.text + after) };
}

/** The document after an edit, equal to reading its text anew. */
export function editDocument(document: SourceDocument, edit: LineEdit): SourceDocument {
  const added = edit.lines.map((line) => document.table.line(line));
  const removed = document.lines.slice(edit.from, edit.to);
  const lines = document.lines.slice(0, edit.from).concat(added, document.lines.slice(edit.to));
  const table = document.table.crowded ? new LineTable(lines) : document.table;
  const structural = (line: Line): boolean => line.braces || beginsDefinition(line);
  if (!document.balanced || added.some(structural) || removed.some(structural)) {
    return outlined(lines, table, document);
  }
  return reread({ ...document, table }, edit, lines, added.length - removed.length);
}

/** Reads again the statements that the edit touches, and those that it may have joined or cut off. */
function reread(
  document: SourceDocument,
  edit: LineEdit,
  lines: readonly Line[],
  moved: number,
): SourceDocument {
  const { statements, lines: starts } = document.sequence;
  // From the statement before the edit, which a line that begins with `->` would continue …
  const first = Math.max(0, lowerBound(starts, edit.from) - 1);
  const from = first < starts.length && starts[first]! < edit.from ? starts[first]! : 0;
  // … to the first statement behind it that is not continued by, or part of, what stands before it.
  let next = lowerBound(starts, edit.to);
  while (next < starts.length && joined(lines, from, starts[next]! + moved)) next++;
  const to = next < starts.length ? starts[next]! + moved : lines.length;
  const keep = from === 0 ? 0 : first;
  const part = readOutline(lines, from, to);
  if (!part.balanced) return outlined(lines, document.table, document);
  const tail = starts.slice(next);
  if (moved !== 0) for (let i = 0; i < tail.length; i++) tail[i]! += moved;
  return {
    lines,
    sequence: {
      statements: statements.slice(0, keep).concat(part.sequence.statements, statements.slice(next)),
      lines: starts.slice(0, keep).concat(part.sequence.lines, tail),
    },
    problems: part.problems,
    balanced: true,
    faulty: faultyOf(lines, document),
    table: document.table,
  };
}

/** Whether the statement at `line` would continue what stands before it. */
function joined(lines: readonly Line[], from: number, line: number): boolean {
  if (lines[line]!.continues) return true;
  for (let before = line - 1; before >= from; before--) {
    const { tokens } = lines[before]!;
    const last = tokens[tokens.length - 1];
    if (last) return last.image === "->" || last.image === "," || lines[line]!.tokens[0]?.image === "else";
  }
  return false;
}

/** The index of the first start that is not below `line`. */
function lowerBound(starts: readonly number[], line: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is wrong with lines that hold no statement (hidden characters in comments), and between statements. */
export function documentProblems(document: SourceDocument): Problem[] {
  const found = [...document.problems];
  for (const number of document.faulty.indices) {
    const { problems } = document.lines[number]!;
    for (const known of problems) found.push({ ...known, span: shift(known.span, number) });
  }
  return found;
}
