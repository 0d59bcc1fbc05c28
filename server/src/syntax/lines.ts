// The physical lines of a text, each lexed once and shared by every place where the same line stands.

import type { IToken, TokenType } from "chevrotain";
import type { List } from "../base/list";
import { type Problem, problem } from "../base/problem";
import { type Span, span } from "../base/span";
import type { Statement } from "./ast";
import { buildStatement } from "./build";
import { Form, knownForm, newForm, type Outward } from "./forms";
import { NO_READINGS, type Reading } from "./readings";
import { mendLine } from "./slips";
import * as T from "./tokens";

/** A longer line is not read: nobody writes one, and hostile files hold them. */
export const MAX_LINE_LENGTH = 10_000;

/** A number for a place of a text. */
export function placeKey(line: number, column: number): number {
  return line * (MAX_LINE_LENGTH + 1) + column;
}

/** A longer text is not read, nor a larger file. */
export const MAX_TEXT_LENGTH = 4 * 1024 * 1024;

export interface Line {
  readonly text: string;
  /** The line without its comment, which is the same statement; itself where there is none, or where that may not be so. */
  readonly bare: Line;
  /** Made anew where they have been let go: a plain line is read from its statement. */
  readonly tokens: readonly IToken[];
  /** Whether it has no tokens. */
  readonly blank: boolean;
  readonly first: TokenType | undefined;
  readonly last: TokenType | undefined;
  /** Its comment, from the `#`. */
  readonly comment: { readonly text: string; readonly span: Span } | null;
  /** What is wrong with its characters. */
  readonly problems: readonly Problem[];
  /** Whether it holds `{` or `}`. */
  readonly braces: boolean;
  /** Whether it is a statement by itself if the next line does not continue it. */
  readonly plain: boolean;
  /** Whether no statement begins like it: below a parenthesis that is not closed it is part of that fault. */
  readonly leftover: boolean;
  /** Whether it continues the line before: it begins with `->`, or by mistake with `{`. */
  readonly continues: boolean;
  /** Columns before its first token. */
  readonly indentation: number;
  /** The statement that it is by itself (plain lines only): read when it is first asked for, from then on the same. */
  readonly statement: Statement;
  /** How statements have been read that begin on it and are more than a plain line; the last one first. */
  readings: readonly Reading[];
  /** This line with a comment behind it, which together are `text`. */
  commented(text: string): Line;
}

/** Zero-width and bidirectional controls: what one sees is not what the file says. */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the null character is what is looked for
  /(?:[\u0000\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])+/g;

/** So many lines may be kept that no text holds any more. */
const KEPT = 1000;

/** Lines by their text: those of one document, and the last ones that edits took away, so that closing forgets them all. */
export class LineTable {
  private readonly known = new Map<string, Line>();
  private limit: number;

  /** With the lines that a text holds at the time. */
  constructor(lines: List<Line> = []) {
    for (const line of lines) {
      this.known.set(line.text, line);
      if (line.bare !== line) this.known.set(line.bare.text, line.bare);
    }
    this.limit = this.known.size + KEPT;
  }

  /** All that has been added so far is what a text holds. */
  settle(): void {
    this.limit = this.known.size + KEPT;
  }

  /** Whether so much has been added that the table should be made anew from what the text holds. */
  get crowded(): boolean {
    return this.known.size > this.limit;
  }

  line(text: string): Line {
    let line = this.known.get(text);
    if (line === undefined) {
      line = this.commented(text) ?? likeOthers(text) ?? readLine(text);
      this.known.set(text, line);
    }
    return line;
  }

  /** A line that says what it says without its comment: no text may hold the `#`, and nothing is amiss. Null for others. */
  private commented(text: string): Line | null {
    const column = text.indexOf("#");
    if (column < 0 || text.length > MAX_LINE_LENGTH || holdsHidden(text.slice(column))) return null;
    const bare = withoutBlanks(text.slice(0, column));
    if (QUOTE.test(bare)) return null;
    const line = this.line(bare);
    return line.problems.length === 0 ? line.commented(text) : null;
  }
}

/** What may begin a text. */
const QUOTE = /["']/;

/** A text without the blanks at its end; what else looks like one is a fault. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\t")) end--;
  return text.slice(0, end);
}

/** A line whose form is known. */
function likeOthers(text: string): Line | null {
  const form = knownForm(text);
  return form === undefined ? null : new ReadLine(text, form, null);
}

/** Splits a text as editors do: at `\n`, `\r\n` and `\r`. */
export function splitLines(text: string): string[] {
  return text.includes("\r") ? text.split(/\r\n|\r|\n/) : text.split("\n");
}

function readLine(text: string): Line {
  if (text.length > MAX_LINE_LENGTH) return unreadLine(text, [lineTooLong(text)]);
  const { tokens: read, comment, strays } = T.lexLine(text);
  const { tokens, problems: slips, end } = mendLine(text, read);
  const problems: Problem[] = [...slips];
  problems.push(...hiddenCharacters(text));
  for (const stray of strays) {
    if (
      stray.start >= end ||
      problems.some((other) => other.span.start <= stray.start && stray.start < other.span.end)
    )
      continue;
    const unclosed = stray.text.startsWith('"');
    const length = [...stray.text][0]?.length ?? 1;
    problems.push(
      problem("syntax", span(0, stray.start, unclosed ? text.length : stray.start + length), {
        found: unclosed ? '"' : stray.text.slice(0, length),
        expected: unclosed ? 'a closing `"`' : "",
        reason: unclosed ? "unclosed-text" : "stray-character",
      }),
    );
  }
  for (let i = 1; i < tokens.length; i++) {
    const [before, token] = [tokens[i - 1]!, tokens[i]!];
    if (!T.needsSpace(before, token)) continue;
    const where = span(0, before.startOffset, token.endOffset! + 1);
    const found = before.image + token.image;
    problems.push(
      problem(
        "syntax",
        where,
        T.isSize(before) && token.tokenType === T.Times
          ? { found, expected: "a number", reason: "unfinished-size" }
          : {
              found,
              expected: `a space between \`${before.image}\` and \`${token.image}\``,
              reason: "needs-space",
            },
      ),
    );
  }
  const [first, last] = [tokens[0]?.tokenType, tokens[tokens.length - 1]?.tokenType];
  const braces = tokens.some((token) => token.tokenType === T.LeftBrace || token.tokenType === T.RightBrace);
  const plain =
    !braces &&
    first !== T.Arrow &&
    first !== T.LeftBrace &&
    last !== T.Arrow &&
    last !== T.Comma &&
    !tokens.some((token) => token.tokenType === T.Bar) &&
    T.openParentheses(tokens) <= 0;
  const outward: Outward = {
    first,
    last,
    braces,
    plain,
    leftover: problems.length === 0 && !braces && isLeftover(tokens),
    indentation: tokens[0]?.startOffset ?? text.length,
    comment: comment?.startOffset ?? -1,
    problems,
  };
  // What has been mended may have been for what the digits are.
  const shared = plain && comment === null && problems.length === 0 && tokens === read;
  return new ReadLine(text, shared ? newForm(text, outward) : new Form(outward), tokens);
}

/** Whether no statement begins like this: neither like `3, 4`, nor like the names or parameters `a,` and `a=1,`. */
function isLeftover(tokens: readonly IToken[]): boolean {
  const [first, second] = tokens;
  if (first === undefined || tokens.some(({ tokenType }) => tokenType === T.Bar)) return false;
  if (!BEGINNINGS.has(first.tokenType)) return true;
  const lists = second?.tokenType === T.Comma || second?.tokenType === T.Assign;
  return first.tokenType === T.Name && lists && tokens[tokens.length - 1]!.tokenType === T.Comma;
}

/** What a statement begins with, or goes on with. */
const BEGINNINGS: ReadonlySet<TokenType> = new Set([
  T.Name,
  T.In,
  T.Let,
  T.Import,
  T.Block,
  T.Network,
  T.If,
  T.Else,
  T.Repeat,
  T.Arrow,
]);

/** Whether a comment holds what it does not show, or what ends a line elsewhere. */
function holdsHidden(comment: string): boolean {
  return comment.search(HIDDEN) >= 0;
}

/** Those that stand together are one fault. A mark at the start says how the text is encoded. */
function hiddenCharacters(text: string): Problem[] {
  const problems: Problem[] = [];
  for (const { 0: found, index } of text.matchAll(HIDDEN)) {
    const marks = index === 0 && found.startsWith("\ufeff") ? 1 : 0;
    if (found.length === marks) continue;
    const code = `U+${found.charCodeAt(marks).toString(16).toUpperCase().padStart(4, "0")}`;
    const where = span(0, index + marks, index + found.length);
    problems.push(problem("hidden-character", where, { code, count: found.length - marks }));
  }
  return problems;
}

class ReadLine implements Line {
  /** A commented line has its own: what stands on further lines may be told with a place behind the comment. */
  readings: readonly Reading[] = NO_READINGS;
  private read: Statement | null = null;

  constructor(
    readonly text: string,
    private readonly form: Form,
    private kept: readonly IToken[] | null,
    private readonly behind: Line | null = null,
  ) {}

  get bare(): Line {
    return this.behind ?? this;
  }

  commented(text: string): Line {
    return new ReadLine(text, this.form, null, this);
  }

  get tokens(): readonly IToken[] {
    if (this.behind) return this.behind.tokens;
    if (this.kept) return this.kept;
    const { tokens } = mendLine(this.text, T.lexLine(this.text).tokens);
    if (this.read === null) this.kept = tokens;
    return tokens;
  }

  get statement(): Statement {
    if (this.behind) return this.behind.statement;
    if (this.read === null) {
      this.read = this.form.statementOf(this.text, () => buildStatement(this.tokens, this.problems));
      this.kept = null;
    }
    return this.read;
  }

  get comment(): Line["comment"] {
    const { text, form, behind } = this;
    const comment = behind ? text.indexOf("#", behind.text.length) : form.outward.comment;
    if (comment < 0) return null;
    return { text: text.slice(comment), span: span(0, comment, text.length) };
  }

  get blank(): boolean {
    return this.form.outward.first === undefined;
  }

  get first(): TokenType | undefined {
    return this.form.outward.first;
  }

  get last(): TokenType | undefined {
    return this.form.outward.last;
  }

  get problems(): readonly Problem[] {
    return this.form.outward.problems;
  }

  get braces(): boolean {
    return this.form.outward.braces;
  }

  get plain(): boolean {
    return this.form.outward.plain;
  }

  get leftover(): boolean {
    return this.form.outward.leftover;
  }

  get continues(): boolean {
    return this.first === T.Arrow || this.first === T.LeftBrace;
  }

  get indentation(): number {
    const { indentation } = this.form.outward;
    return this.blank ? this.text.length : indentation;
  }
}

function lineTooLong({ length }: string): Problem {
  return problem("line-too-long", span(0, 0, MAX_LINE_LENGTH), { length, limit: MAX_LINE_LENGTH });
}

/** A line that is only there. */
export function unreadLine(text: string, problems: readonly Problem[] = []): Line {
  const outward: Outward = {
    first: undefined,
    last: undefined,
    braces: false,
    plain: true,
    leftover: false,
    indentation: text.length,
    comment: -1,
    problems,
  };
  return new ReadLine(text, new Form(outward), []);
}
