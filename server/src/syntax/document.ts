// A text as lines and statements, and the same after an edit: only what the edit touches is read again.

import { type List, spliced } from "../base/list";
import { type Problem, problem } from "../base/problem";
import { type Change, lowerBound, reselect, type Selection, select } from "../base/selection";
import { shift, span } from "../base/span";
import type { Sequence, Statement } from "./ast";
import { beginsDefinition } from "./braces";
import { networkStatement } from "./build";
import { type Line, LineTable, MAX_TEXT_LENGTH, splitLines, unreadLine } from "./lines";
import { readOutline } from "./outline";
import * as T from "./tokens";

export interface SourceDocument {
  readonly lines: List<Line>;
  /** Characters of all lines, each with the end of its line. */
  readonly length: number;
  /** The statements of the file, with their absolute lines. */
  readonly sequence: Sequence;
  /** Faults outside of statements; absolute lines. */
  readonly problems: readonly Problem[];
  readonly balanced: boolean;
  /** The lines that are at fault without holding a statement: hidden characters in comments. */
  readonly faulty: Selection<Line>;
  /** The lines whose comment speaks to the diagnostics: `# cnn: ignore …`. */
  readonly silencing: Selection<Line>;
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

/** Reads a text; lines that the version before it holds are taken from there. */
export function readDocument(text: string, previous: SourceDocument | null = null): SourceDocument {
  return documentOf(splitLines(text), previous);
}

function documentOf(texts: readonly string[], previous: SourceDocument | null): SourceDocument {
  const length = lengthOf(texts);
  if (length > MAX_TEXT_LENGTH) return unreadDocument(texts, length);
  const old = previous && previous.length <= MAX_TEXT_LENGTH ? previous.lines : null;
  const known = new LineTable(old ?? []);
  const lines = texts.map((line) => known.line(line));
  if (old === null) known.settle();
  return outlined(lines, length, known.crowded ? new LineTable(lines) : known);
}

function lengthOf(texts: readonly string[]): number {
  let length = texts.length;
  for (const text of texts) length += text.length;
  return length;
}

/** Lines without statements: all that is known of a text that is too large. */
function unreadDocument(texts: readonly string[], length: number): SourceDocument {
  const known = new Map<string, Line>();
  const lines = texts.map((text) => {
    let line = known.get(text);
    if (line === undefined) {
      line = unreadLine(text);
      known.set(text, line);
    }
    return line;
  });
  const where = span(0, 0, lines[0]!.text.length);
  return {
    ...outlined([], length, new LineTable()),
    lines,
    problems: [problem("file-too-large", where, { length, limit: MAX_TEXT_LENGTH })],
    balanced: false,
  };
}

function outlined(lines: List<Line>, length: number, table: LineTable): SourceDocument {
  const { sequence, problems, balanced } = readOutline(lines);
  return {
    lines,
    length,
    ...selected(sequence),
    problems,
    balanced,
    faulty: select(lines, isFaulty),
    silencing: select(lines, silences),
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

const silences = ({ comment }: Line): boolean => comment !== null && /^#\s*cnn:/.test(comment.text);

const declares = (statement: Statement): boolean => statement.declares;

const isFlawed = (statement: Statement): boolean => statement.flawed;

function isFaulty(line: Line): boolean {
  return line.problems.length > 0 && line.blank;
}

/** The document after an edit, equal to reading its text anew. */
export function editDocument(document: SourceDocument, edit: LineEdit): SourceDocument {
  const removed = document.lines.slice(edit.from, edit.to);
  const length = document.length - lengthOf(removed.map(({ text }) => text)) + lengthOf(edit.lines);
  if (length > MAX_TEXT_LENGTH || document.length > MAX_TEXT_LENGTH) {
    const texts = document.lines.map(({ text }) => text);
    return documentOf(spliced(texts, edit.from, edit.to, edit.lines).slice(), document);
  }
  const added = edit.lines.map((line) => document.table.line(line));
  const lines = spliced(document.lines, edit.from, edit.to, added);
  const table = document.table.crowded ? new LineTable(lines) : document.table;
  const structural = (line: Line): boolean => line.braces || beginsDefinition(line);
  if (!document.balanced || added.some(structural) || removed.some(structural))
    return outlined(lines, length, table);
  return reread({ ...document, length, table }, edit, lines, added.length - removed.length);
}

/** Reads again the statements that the edit touches, and those that it may have joined or cut off. */
function reread(document: SourceDocument, edit: LineEdit, lines: List<Line>, moved: number): SourceDocument {
  const around = { base: 0, end: lines.length, depth: 0 };
  const again =
    retyped(document, edit, lines) ?? rereadSequence(document.sequence, edit, lines, moved, around);
  if (again === null) return outlined(lines, document.length, document.table);
  const { sequence, change } = again;
  const { statements } = sequence;
  const touched: Change = { start: edit.from, end: edit.to + moved, moved };
  return {
    lines,
    length: document.length,
    sequence,
    problems: [],
    balanced: true,
    faulty: reselect(lines, isFaulty, document.faulty, touched),
    silencing: reselect(lines, silences, document.silencing, touched),
    declarations: reselect(statements, declares, document.declarations, change),
    flawed: reselect(statements, isFlawed, document.flawed, change),
    version: {},
    since: { version: document.version, change },
    table: document.table,
  };
}

/** What comes of reading a sequence again, and how its statements differ. */
interface Reread {
  readonly sequence: Sequence;
  readonly change: Change;
}

/** One line in the place of another, each a statement by itself, as most edits are; null for any other edit. */
function retyped({ sequence, lines: old }: SourceDocument, edit: LineEdit, lines: List<Line>): Reread | null {
  const { from, to } = edit;
  if (to !== from + 1 || lines.length !== old.length) return null;
  const apart = standsApart(lines, from) && standsApart(old, from);
  const index = lowerBound(sequence.lines, from);
  if (!apart || sequence.lines[index] !== from) return null;
  const statements = spliced(sequence.statements, index, index + 1, [lines.at(from)!.statement]);
  const change: Change = { start: index, end: index + 1, moved: 0 };
  return { sequence: { statements, lines: sequence.lines }, change };
}

/** Whether a line is a statement by itself, by what stands above and below it. */
function standsApart(lines: List<Line>, number: number): boolean {
  const line = lines.at(number)!;
  if (!line.plain || line.blank || line.leftover) return false;
  const above = neighbour(lines, number, -1);
  const below = neighbour(lines, number, 1);
  return (
    (above === undefined || (above.plain && !above.blank)) && !(below && (below.blank || below.continues))
  );
}

/** So many lines without a word are looked past. */
const MOST_BLANK = 20;

/** The next line with a word, up or down from a line, or the last one that is looked at; undefined where the text ends. */
function neighbour(lines: List<Line>, number: number, step: 1 | -1): Line | undefined {
  for (let at = number + step; at >= 0 && at < lines.length; at += step) {
    const line = lines.at(at)!;
    if (!line.blank || Math.abs(at - number) === MOST_BLANK) return line;
  }
  return undefined;
}

/** What a sequence is inside of: the line that its lines count from, the line behind it, how many bodies are around it. */
interface Surroundings {
  readonly base: number;
  readonly end: number;
  readonly depth: number;
}

/** A sequence with what the edit touches read again; null where its braces no longer match. */
function rereadSequence(
  { statements, lines: starts }: Sequence,
  edit: LineEdit,
  lines: List<Line>,
  moved: number,
  { base, end, depth }: Surroundings,
): Reread | null {
  // From the statement before the edit, which a line that begins with `->` would continue …
  const first = Math.max(0, lowerBound(starts, edit.from - base) - 1);
  const inside = first < starts.length && starts[first]! < edit.from - base;
  const network = inside
    ? rereadNetwork(statements.at(first)!, base + starts[first]!, edit, lines, moved)
    : null;
  if (network) {
    const read = spliced(statements, first, first + 1, [network]);
    const change: Change = { start: first, end: first + 1, moved: 0 };
    return {
      sequence: { statements: read, lines: movedStarts(starts, first + 1, first + 1, [], moved) },
      change,
    };
  }
  const from = inside ? base + starts[first]! : firstLine(base, depth);
  // … to the first statement behind it that is not continued by, or part of, what stands before it.
  let next = lowerBound(starts, edit.to - base);
  while (next < starts.length && joined(lines, from, base + starts[next]! + moved)) next++;
  const to = next < starts.length ? base + starts[next]! + moved : end;
  const keep = inside ? first : 0;
  const part = readOutline(lines, from, to, depth);
  if (!part.balanced) return null;
  const read = spliced(statements, keep, next, part.sequence.statements.slice());
  const added = base === 0 ? part.sequence.lines : part.sequence.lines.map((line) => line - base);
  const change: Change = {
    start: keep,
    end: keep + part.sequence.statements.length,
    moved: read.length - statements.length,
  };
  return { sequence: { statements: read, lines: movedStarts(starts, keep, next, added, moved) }, change };
}

/** A body's statements begin behind the line of its brace. */
function firstLine(base: number, depth: number): number {
  return depth === 0 ? base : base + 1;
}

/** A network with an edit inside of its body; null where the edit touches more than whole lines between its braces. */
function rereadNetwork(
  statement: Statement,
  line: number,
  edit: LineEdit,
  lines: List<Line>,
  moved: number,
): Statement | null {
  if (statement.type !== "network" || statement.body.barred || statement.problems.length > 0) return null;
  const { body, span } = statement;
  const [inner] = body.branches;
  const last = line + body.span.endLine;
  // Its `{` ends its first line, its `}` begins its last: nothing of the body stands on them.
  const apart =
    body.span.line === 0 &&
    lines.at(line)!.text.trimEnd().endsWith("{") &&
    body.span.end === lines.at(last + moved)!.indentation + 1;
  if (!inner || !apart || edit.from <= line || edit.to > last) return null;
  const again = rereadSequence(inner, edit, lines, moved, { base: line, end: last + moved, depth: 1 });
  if (again === null) return null;
  const longer = { ...body.span, endLine: body.span.endLine + moved };
  return networkStatement(
    statement.name,
    { ...body, branches: [again.sequence], span: longer },
    statement.problems,
    { ...span, endLine: span.endLine + moved },
  );
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

/** Whether the statement at `line` would continue what stands before it, or be part of its fault. */
function joined(lines: List<Line>, from: number, line: number): boolean {
  if (lines.at(line)!.continues || lines.at(line)!.leftover) return true;
  for (let before = line - 1; before >= from; before--) {
    const { last } = lines.at(before)!;
    if (last) return last === T.Arrow || last === T.Comma || lines.at(line)!.first === T.Else;
  }
  return false;
}

/** What is wrong with lines that hold no statement (hidden characters in comments), and between statements. */
export function documentProblems(document: SourceDocument): Problem[] {
  const found = [...document.problems];
  for (const number of document.faulty.indices) {
    const { problems } = document.lines.at(number)!;
    for (const known of problems) found.push({ ...known, span: shift(known.span, number) });
  }
  return found;
}
