// Statements of several lines, or behind a `|`, are read once for the same lines: their first line remembers how it went on.

import type { TokenType } from "chevrotain";
import type { List } from "../base/list";
import type { Statement } from "./ast";
import type { Line } from "./lines";
import * as T from "./tokens";

/** A statement of several lines, or behind a `|`: whoever reads the same lines finds the same statement. */
export interface Reading {
  /** The index of its first token. */
  readonly index: number;
  /** How many bodies are around it. */
  readonly depth: number;
  /** The lines behind the first one. */
  readonly rest: readonly Line[];
  readonly statement: Statement;
  /** Whether a parenthesis is not closed. */
  readonly open: boolean;
}

export const NO_READINGS: readonly Reading[] = [];

/** A place between tokens. */
export interface Cursor {
  line: number;
  index: number;
}

/** What a statement is read from. */
interface Source {
  readonly lines: List<Line>;
  /** The line behind the last. */
  readonly to: number;
  /** How many bodies are around it. */
  readonly depth: number;
}

/** A statement of more lines is read anew: in bodies inside of bodies, the lines of each are those of the ones around it. */
const MOST_LINES = 100;

/** So many ways are kept how what begins on a line goes on: the ones that were met last. */
const MOST_READINGS = 2;

/** How a statement that begins at a place has been read before, where its lines are the same and end it here too. */
export function readingAt(source: Source, { line, index }: Cursor): Reading | undefined {
  const { lines, to, depth } = source;
  const first = lines.at(line)!;
  const known = first.readings.find(({ index: from, depth: inside, rest, open }) => {
    if (from !== index || inside !== depth || line + rest.length >= to) return false;
    for (let next = 0; next < rest.length; next++) if (lines.at(line + 1 + next) !== rest[next]) return false;
    return endsAt(source, line + rest.length, open);
  });
  if (known && known !== first.readings[0])
    first.readings = [known, ...first.readings.filter((each) => each !== known)];
  return known;
}

/** Remembers how the statement between two places was read, where that depends on nothing but its lines. */
export function keepReading(
  source: Source,
  start: Cursor,
  end: Cursor,
  statement: Statement,
  open: boolean,
): void {
  // Definitions are known by where they stand.
  if (statement.type === "block" || statement.type === "network") return;
  const { lines, depth } = source;
  if (end.line - start.line >= MOST_LINES) return;
  const { tokens } = lines.at(end.line)!;
  const whole = end.index === tokens.length && tokens[tokens.length - 1]?.tokenType !== T.Arrow;
  if (!whole || !endsAt(source, end.line, open)) return;
  const first = lines.at(start.line)!;
  const rest = lines.slice(start.line + 1, end.line + 1);
  const others = first.readings.slice(0, MOST_READINGS - 1);
  first.readings = [{ index: start.index, depth, rest, statement, open }, ...others];
}

/** Whether what stands behind a line cannot belong to a statement that ends with it. */
function endsAt({ lines, to }: Source, line: number, open: boolean): boolean {
  for (let next = line + 1; next < to; next++) {
    const { blank, continues, first, leftover } = lines.at(next)!;
    if (blank) continue;
    if (continues || first === T.Else) return false;
    // What stands below an open parenthesis may be part of it, behind a comma, or of its fault.
    return !open || beginsStatement(lines.at(next)!) || (!leftover && lines.at(line)!.last !== T.Comma);
  }
  return true;
}

/** Whether a line begins with a label, or a word that only a statement begins with. */
export function beginsStatement({ tokens }: Line): boolean {
  const [first, second] = tokens;
  return (first?.tokenType === T.Name && second?.tokenType === T.Colon) || STATEMENTS.has(first!.tokenType);
}

const STATEMENTS: ReadonlySet<TokenType> = new Set([T.Let, T.Import, T.Block, T.Network, T.If, T.Repeat]);
