// A text as lines and statements, and the same after an edit: only what the edit touches is read again.

import type { Problem } from "../base/problem";
import { type Change, lowerBound, reselect, type Selection, select } from "../base/selection";
import { shift } from "../base/span";
import type { Sequence, Statement } from "./ast";
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
  /** The statements that mean something to the whole file. */
  readonly declarations: Selection<Statement>;
  /** The statements whose text is at fault. */
  readonly flawed: Selection<Statement>;
  /** A name for this version, which keeps nothing alive. */
  readonly version: object;
  /** What its statements have that those of another version did not; null where that is not known. */
  readonly since: { readonly version: object; readonly change: Change } | null;
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
  return outlined(lines, known.crowded ? new LineTable(lines) : known);
}

function outlined(lines: readonly Line[], table: LineTable): SourceDocument {
  const { sequence, problems, balanced } = readOutline(lines);
  return {
    lines,
    ...selected(sequence),
    problems,
    balanced,
    faulty: select(lines, isFaulty),
    table,
  };
}

/** Statements that no version before is compared with. */
function selected(
  sequence: Sequence,
): Pick<SourceDocument, "sequence" | "declarations" | "flawed" | "version" | "since"> {
  const { statements } = sequence;
  return {
    sequence,
    declarations: select(statements, declares),
    flawed: select(statements, isFlawed),
    version: {},
    since: null,
  };
}

/** The same lines with other statements. */
export function withStatements(document: SourceDocument, sequence: Sequence): SourceDocument {
  return { ...document, ...selected(sequence) };
}

const declares = (statement: Statement): boolean => statement.declares;

const isFlawed = (statement: Statement): boolean => statement.flawed;

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
  const lines = spliced(document.lines, edit.from, edit.to, added);
  const table = document.table.crowded ? new LineTable(lines) : document.table;
  const structural = (line: Line): boolean => line.braces || beginsDefinition(line);
  if (!document.balanced || added.some(structural) || removed.some(structural)) return outlined(lines, table);
  return reread({ ...document, table }, edit, lines, added.length - removed.length);
}

/** A list with the elements from `from` to `to` replaced. */
function spliced<T>(list: readonly T[], from: number, to: number, added: readonly T[]): readonly T[] {
  if (added.length !== to - from) return list.slice(0, from).concat(added, list.slice(to));
  // A copy in one piece is much the fastest; most edits replace a line by a line.
  const copy = list.slice();
  for (const [index, element] of added.entries()) copy[from + index] = element;
  return copy;
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
  if (!part.balanced) return outlined(lines, document.table);
  const read = spliced(statements, keep, next, part.sequence.statements);
  const change: Change = {
    start: keep,
    end: keep + part.sequence.statements.length,
    moved: read.length - statements.length,
  };
  const touched: Change = { start: edit.from, end: edit.to + moved, moved };
  return {
    lines,
    sequence: { statements: read, lines: movedStarts(starts, keep, next, part.sequence.lines, moved) },
    problems: part.problems,
    balanced: true,
    faulty: reselect(lines, isFaulty, document.faulty, touched),
    declarations: reselect(read, declares, document.declarations, change),
    flawed: reselect(read, isFlawed, document.flawed, change),
    version: {},
    since: { version: document.version, change },
    table: document.table,
  };
}

/** Where statements begin, when those from `keep` to `next` are replaced and what follows moves; often nothing does. */
function movedStarts(
  starts: readonly number[],
  keep: number,
  next: number,
  added: readonly number[],
  moved: number,
): readonly number[] {
  if (moved === 0 && added.length === next - keep && added.every((line, i) => line === starts[keep + i]))
    return starts;
  const tail = starts.slice(next);
  if (moved !== 0) for (let i = 0; i < tail.length; i++) tail[i]! += moved;
  return starts.slice(0, keep).concat(added, tail);
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

/** What is wrong with lines that hold no statement (hidden characters in comments), and between statements. */
export function documentProblems(document: SourceDocument): Problem[] {
  const found = [...document.problems];
  for (const number of document.faulty.indices) {
    const { problems } = document.lines[number]!;
    for (const known of problems) found.push({ ...known, span: shift(known.span, number) });
  }
  return found;
}
