// Where something stands in a text: lines and UTF-16 columns, counted from 0, so that a span below a
// statement stays true when lines are inserted above it.

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A half-open range. Inside a statement, lines count from the statement's first line; columns are those of the physical line. */
export interface Span {
  readonly line: number;
  readonly start: number;
  readonly endLine: number;
  readonly end: number;
}

export function span(line: number, start: number, end: number): Span {
  return { line, start, endLine: line, end };
}

/** The smallest span that holds both. */
export function cover(a: Span, b: Span): Span {
  const first = a.line < b.line || (a.line === b.line && a.start <= b.start) ? a : b;
  const last = a.endLine > b.endLine || (a.endLine === b.endLine && a.end >= b.end) ? a : b;
  return { line: first.line, start: first.start, endLine: last.endLine, end: last.end };
}

/** The same span, `lines` further down. */
export function shift(s: Span, lines: number): Span {
  return lines === 0 ? s : { line: s.line + lines, start: s.start, endLine: s.endLine + lines, end: s.end };
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.line === b.line && a.start === b.start && a.endLine === b.endLine && a.end === b.end;
}

/** Whether a position is inside the span or touches its end. */
export function touches(s: Span, at: Position): boolean {
  const afterStart = at.line > s.line || (at.line === s.line && at.column >= s.start);
  const beforeEnd = at.line < s.endLine || (at.line === s.endLine && at.column <= s.end);
  return afterStart && beforeEnd;
}
