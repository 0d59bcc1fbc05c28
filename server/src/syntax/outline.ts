// Lines → statements: finds where statements begin and end and which braces belong together, so that a fault in one
// line stays in that line. What a statement says is the grammar's business.

import type { IToken, TokenType } from "chevrotain";
import type { List } from "../base/list";
import { type Problem, problem } from "../base/problem";
import { cover, type Span, shift } from "../base/span";
import type { Body, Sequence, Statement } from "./ast";
import { matchBraces } from "./braces";
import { buildStatement, MAX_WORDS } from "./build";
import type { LineToken } from "./drafts";
import { type Line, placeKey } from "./lines";
import { beginsStatement, type Cursor, keepReading, readingAt } from "./readings";
import * as T from "./tokens";

/** Deeper nesting of braces is refused, as it would exhaust the stack. */
export const MAX_NESTING = 100;

export interface Outline {
  /** The statements of the file, with their absolute lines. */
  readonly sequence: Sequence;
  /** Faults between statements (a `}` too many); absolute lines. */
  readonly problems: readonly Problem[];
  /** Whether every `{` has its `}`. */
  readonly balanced: boolean;
}

/**
 * Reads lines `from` (inclusive) to `to` (exclusive), which must begin and end outside of any statement, but for those
 * whose bodies are around all of them: `depth` many.
 */
export function readOutline(lines: List<Line>, from = 0, to = lines.length, depth = 0): Outline {
  return new OutlineReader(lines, from, to, depth).read();
}

/** Whether a statement has come to where its body should begin. */
function awaitsBody(tokens: readonly IToken[]): boolean {
  const [first] = tokens;
  const last = tokens[tokens.length - 1];
  if (first === undefined || last === undefined || last.tokenType === T.BodyToken) return false;
  return BODIED.has(first.tokenType) || last.tokenType === T.Else || BODIED_WORDS.test(last.image);
}

const BODIED: ReadonlySet<TokenType> = new Set([T.Block, T.Network, T.If, T.Repeat]);
const BODIED_WORDS = /^(residual|add|sub|mul|max|average|concat)$/;

/** By how much a token changes the number of open parentheses. */
function parenthesesOf({ tokenType }: IToken): number {
  return tokenType === T.LeftParenthesis ? 1 : tokenType === T.RightParenthesis ? -1 : 0;
}

/**
 * Statements while they are read. Of a file their number is known about from the start, as growing long lists takes longest;
 * a body, of which there may be as many as lines, mostly has one.
 */
class SequenceDraft {
  private statements: Statement[];
  private lines: number[];
  length = 0;

  constructor(about: number) {
    this.statements = about > 0 ? new Array<Statement>(about) : [];
    this.lines = about > 0 ? new Array<number>(about) : [];
  }

  add(statement: Statement, line: number): void {
    if (this.statements.length === 0) {
      this.statements = [statement];
      this.lines = [line];
    } else {
      this.statements[this.length] = statement;
      this.lines[this.length] = line;
    }
    this.length++;
  }

  finished(): Sequence {
    if (this.statements.length > this.length) {
      this.statements.length = this.length;
      this.lines.length = this.length;
    }
    return { statements: this.statements, lines: this.lines };
  }
}

class OutlineReader {
  private readonly problems: Problem[] = [];
  private readonly closings: ReadonlyMap<number, number>;
  private readonly at: Cursor;
  private asked: { readonly line: number; readonly tokens: readonly IToken[] } = { line: -1, tokens: [] };
  constructor(
    private readonly lines: List<Line>,
    from: number,
    private readonly to: number,
    private depth: number,
  ) {
    this.at = { line: from, index: 0 };
    this.closings = matchBraces(lines, from, to);
  }

  read(): Outline {
    const whole = new SequenceDraft(this.to - this.at.line);
    let seen = -1;
    for (;;) {
      this.sequence(0, whole, this.to);
      const token = this.token();
      if (token === null) break;
      // A `}` or `|` outside of any body; more of the same behind it are one fault.
      const found = this.stray(token);
      const before = whole.length === seen ? this.problems.pop() : undefined;
      const same = before?.fact.code === "syntax" && before.fact.data.found === token.image;
      if (before && !same) this.problems.push(before);
      this.problems.push(before && same ? { ...before, span: cover(before.span, found.span) } : found);
      seen = whole.length;
      this.at.index++;
    }
    const balanced = this.closings.size === 0 && this.problems.length === 0;
    return { sequence: whole.finished(), problems: this.problems, balanced };
  }

  private stray(token: IToken): Problem {
    const where: Span = {
      line: this.at.line,
      start: token.startOffset,
      endLine: this.at.line,
      end: token.endOffset! + 1,
    };
    return problem("syntax", where, { found: token.image, expected: "", reason: "stray-brace" });
  }

  /** The tokens of a line, which are asked for one by one; a line may have to be read for them. */
  private tokensAt(line: number): readonly IToken[] {
    if (this.asked.line !== line) this.asked = { line, tokens: this.lines.at(line)!.tokens };
    return this.asked.tokens;
  }

  /** The token at the cursor, skipping line ends; null at the end. */
  private token(): IToken | null {
    while (this.at.line < this.to) {
      const token = this.tokensAt(this.at.line)[this.at.index];
      if (token) return token;
      this.at.line++;
      this.at.index = 0;
    }
    return null;
  }

  /** Statements until `}`, `|`, the end, or the line where an unclosed brace is taken to end. `base` is their origin. */
  private sequence(base: number, draft: SequenceDraft, end: number): void {
    for (;;) {
      if (this.at.index === 0) this.plainLines(base, draft, end);
      const token = this.token();
      if (token === null || this.at.line >= end) return;
      if (token.tokenType === T.RightBrace || token.tokenType === T.Bar) return;
      if (this.at.index === 0 && this.lines.at(this.at.line)!.plain && !this.continued(this.at.line + 1))
        continue;
      const start = this.at.line - base;
      draft.add(this.statement(), start);
    }
  }

  /** The statements that are lines by themselves, up to the first line that is not one. */
  private plainLines(base: number, draft: SequenceDraft, end: number): void {
    let number = this.at.line;
    let line = number < end ? this.lines.at(number)! : null;
    while (line?.plain && !line.blank) {
      const next: Line | null = number + 1 < this.to ? this.lines.at(number + 1)! : null;
      if (next && (next.blank ? this.continued(number + 2) : next.continues)) break;
      draft.add(line.statement, number - base);
      number++;
      line = number < end ? next : null;
    }
    this.at.line = number;
  }

  /** Whether the next line that is not blank continues the statement before it. */
  private continued(line: number): boolean {
    for (let next = line; next < this.to; next++) {
      const { blank, continues } = this.lines.at(next)!;
      if (!blank) return continues;
    }
    return false;
  }

  /** The statement at the cursor: the one that the same lines were read as before, or a new one. */
  private statement(): Statement {
    const { lines, to, depth } = this;
    const start = { ...this.at };
    // Which braces belong together may depend on more than the lines of a statement.
    const sealed = this.closings.size === 0;
    const known = sealed ? readingAt({ lines, to, depth }, start) : undefined;
    if (known) {
      this.at.line += known.rest.length + 1;
      this.at.index = 0;
      return known.statement;
    }
    const { statement, open } = this.newStatement();
    if (sealed) keepReading({ lines, to, depth }, start, this.at, statement, open);
    return statement;
  }

  private newStatement(): { readonly statement: Statement; readonly open: boolean } {
    const base = this.at.line;
    const tokens: IToken[] = [];
    const problems: Problem[] = [];
    let reported = -1;
    let hasBody = false;
    let open = 0;
    for (;;) {
      const line = this.lines.at(this.at.line)!;
      if (this.at.line !== reported) {
        reported = this.at.line;
        for (const known of line.problems) {
          problems.push({ ...known, span: shift(known.span, this.at.line - base) });
        }
      }
      const token = this.tokensAt(this.at.line)[this.at.index];
      if (token === undefined) {
        const end = this.at.line;
        if (!this.goesOn(tokens, hasBody, open > 0)) {
          if (tokens.length > MAX_WORDS)
            tokens[MAX_WORDS] = { ...tokens[MAX_WORDS]!, startLine: this.at.line - base };
          if (open > 0) this.skipLeftovers();
          break;
        }
        const next = this.lines.at(this.at.line)!.tokens[0]!;
        if (next.tokenType === T.LeftBrace) problems.push(this.bodyApart(next, end, base));
        continue;
      }
      if (token.tokenType === T.RightBrace || token.tokenType === T.Bar) break;
      if (token.tokenType === T.LeftBrace) {
        tokens.push(this.body(token, base, problems));
        hasBody = true;
      } else {
        // Of more than are read, the last says where they end.
        if (tokens.length > MAX_WORDS) tokens[MAX_WORDS] = token;
        else tokens.push(this.at.line === base ? token : { ...token, startLine: this.at.line - base });
        open += parenthesesOf(token);
        this.at.index++;
      }
    }
    return { statement: buildStatement(tokens, problems), open: open > 0 };
  }

  /** Moves behind the lines below that can only be part of what is not closed: one fault, not one a line. */
  private skipLeftovers(): void {
    for (let next = this.at.line + 1; next < this.to; next++) {
      const { blank, leftover } = this.lines.at(next)!;
      if (blank) continue;
      if (!leftover) return;
      this.at.line = next;
      this.at.index = this.tokensAt(next).length;
    }
  }

  /** At the end of a line: moves to the next if that continues the statement. */
  private goesOn(tokens: readonly IToken[], hasBody: boolean, open: boolean): boolean {
    const last = tokens[tokens.length - 1]?.tokenType;
    const wants = last === T.Arrow || (last === T.Comma && open);
    for (let next = this.at.line + 1; next < this.to; next++) {
      const { first } = this.lines.at(next)!;
      if (first === undefined) continue;
      // What begins a statement of its own cannot follow `->`: the arrow is the fault, not the next line.
      if (first !== T.Arrow && beginsStatement(this.lines.at(next)!)) return false;
      const continues =
        first === T.Arrow ||
        (first === T.LeftBrace && awaitsBody(tokens)) ||
        (hasBody && last === T.BodyToken && first === T.Else);
      if (!continues && (!wants || first === T.RightBrace || first === T.Bar)) return false;
      this.at.line = next;
      this.at.index = 0;
      return true;
    }
    return false;
  }

  /** A `{` that begins a line: it belongs to the end of the line before, `end`. */
  private bodyApart(brace: IToken, end: number, base: number): Problem {
    const here = this.at.line;
    const { tokens } = this.lines.at(end)!;
    const last = tokens[tokens.length - 1]!.endOffset! + 1;
    const above = this.lines.at(here - 1)!.text.length;
    const up = (line: number, start: number, endLine: number, stop: number): Span => ({
      line: line - here,
      start,
      endLine: endLine - here,
      end: stop,
    });
    const where = {
      line: here - base,
      start: brace.startOffset,
      endLine: here - base,
      end: brace.startOffset + 1,
    };
    return problem("other-spelling", where, {
      found: "{",
      meant: "… {",
      reason: "body-apart",
      edits: [
        { span: up(end, last, end, last), text: " {" },
        { span: up(here - 1, above, here, brace.startOffset + 1), text: "" },
      ],
    });
  }

  /** Reads `{ … }`; the cursor is at the brace. */
  private body(open: IToken, base: number, problems: Problem[]): LineToken {
    const start = { line: this.at.line, column: open.startOffset };
    const end = this.closings.get(placeKey(start.line, start.column));
    const at = (line: number, from: number, to: number): Span => ({
      line: line - base,
      start: from,
      endLine: line - base,
      end: to,
    });
    if (end !== undefined) {
      const found = { found: "{", expected: "`}`", reason: "unclosed-brace" as const };
      problems.push(problem("syntax", at(start.line, start.column, start.column + 1), found));
    }
    this.at.index++;
    const limit = end ?? this.to;
    if (this.depth >= MAX_NESTING) {
      problems.push(
        problem("too-deep", at(start.line, start.column, start.column + 1), {
          what: "braces",
          limit: MAX_NESTING,
        }),
      );
      this.skipBody(limit);
    }
    this.depth++;
    const branches: Sequence[] = [];
    const bars: Span[] = [];
    for (;;) {
      const draft = new SequenceDraft(0);
      this.sequence(base, draft, limit);
      branches.push(draft.finished());
      const token = this.at.line < limit ? this.token() : null;
      if (token?.tokenType !== T.Bar || this.at.line >= limit) break;
      bars.push(at(this.at.line, token.startOffset, token.endOffset! + 1));
      this.at.index++;
    }
    this.depth--;
    let close = { line: this.at.line, column: this.at.index };
    const token = this.at.line < limit ? this.token() : null;
    if (end === undefined && token?.tokenType === T.RightBrace) {
      close = { line: this.at.line, column: token.endOffset! + 1 };
      this.at.index++;
    } else {
      // Taken to end before `limit`: stay at the end of the line before, so that the statement ends there.
      this.at.line = Math.max(start.line, Math.min(this.at.line, limit) - 1);
      this.at.index = this.lines.at(this.at.line)!.tokens.length;
      close = { line: this.at.line, column: this.lines.at(this.at.line)!.text.length };
    }
    const barred = bars.length > 0;
    if (barred) {
      const before = branches.shift()!;
      const first = before.statements.at(0);
      if (first) {
        const where = shift(first.span, before.lines[0]!);
        problems.push(problem("syntax", where, { found: "", expected: "`|`", reason: "before-branches" }));
      }
    }
    const whole: Span = {
      line: start.line - base,
      start: start.column,
      endLine: close.line - base,
      end: close.column,
    };
    const body: Body = { branches, barred, bars, span: whole };
    return { ...open, tokenType: T.BodyToken, tokenTypeIdx: T.BodyToken.tokenTypeIdx!, payload: { body } };
  }

  /** Moves behind the tokens of a body that nests too deep, to its closing brace. */
  private skipBody(limit: number): void {
    let open = 0;
    for (let token = this.token(); token !== null && this.at.line < limit; token = this.token()) {
      if (token.tokenType === T.LeftBrace) open++;
      if (token.tokenType === T.RightBrace && open-- === 0) return;
      this.at.index++;
    }
  }
}
