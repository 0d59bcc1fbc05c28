// A line whose spelling is being mended: its tokens, what was found in it, and how a piece of it is replaced.

import type { IToken, TokenType } from "chevrotain";
import { type Facts, type Problem, problem } from "../../base/problem";
import { type Span, span } from "../../base/span";
import * as T from "../tokens";

export interface SlipDraft {
  readonly text: string;
  tokens: IToken[];
  readonly problems: Problem[];
}

type OtherSpelling = Facts["other-spelling"];

export const startOf = (token: IToken): number => token.startOffset;
export const endOf = (token: IToken): number => token.endOffset! + 1;

/** Whether nothing stands between two tokens. */
export function adjoins(a: IToken | undefined, b: IToken | undefined): boolean {
  return a !== undefined && b !== undefined && endOf(a) === startOf(b);
}

/** The tokens of a text, all of them standing where `from` to `to` stand in the line. */
export function tokensAt(text: string, from: number, to: number): IToken[] {
  return T.lexLine(text).tokens.map((token) => ({ ...token, startOffset: from, endOffset: to - 1 }));
}

/** The same token as another type. */
export function retyped(token: IToken, tokenType: TokenType): IToken {
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx! };
}

/** Tokens `first` to `last` (inclusive) are read as `meant`, and that is told. */
export function replace(
  draft: SlipDraft,
  first: number,
  last: number,
  meant: string,
  reason: OtherSpelling["reason"],
): void {
  const from = startOf(draft.tokens[first]!);
  const to = endOf(draft.tokens[last]!);
  draft.tokens.splice(first, last - first + 1, ...tokensAt(meant, from, to));
  tell(draft, from, to, meant, reason);
}

/** Tells a slip at columns; `edits` say how it is repaired where that is more than writing `meant` in its place. */
export function tell(
  draft: SlipDraft,
  from: number,
  to: number,
  meant: string,
  reason: OtherSpelling["reason"],
  edits?: readonly { readonly from: number; readonly to: number; readonly text: string }[],
): void {
  const where: Span = span(0, from, to);
  const found = draft.text.slice(from, to);
  draft.problems.push(
    problem("other-spelling", where, {
      found,
      meant,
      reason,
      ...(edits && { edits: edits.map((edit) => ({ span: span(0, edit.from, edit.to), text: edit.text })) }),
    }),
  );
}

/** Where the steps of a line begin: at its start, behind a label, `->`, `|` and `{`; nowhere in a definition's head. */
export function stepStarts(tokens: readonly IToken[]): number[] {
  const starts: number[] = [];
  let at = 0;
  let opens = true;
  for (; at < tokens.length; at++) {
    const type = tokens[at]!.tokenType;
    if (opens && type === T.Name && tokens[at + 1]?.tokenType === T.Colon) {
      at++;
      continue;
    }
    if (opens && (type === T.Name || type === T.In)) starts.push(at);
    opens = type === T.Arrow || type === T.Bar || type === T.LeftBrace || type === T.RightBrace;
  }
  return starts;
}

/** Where the step that begins at `start` ends: before the next `->`, `|`, `{` or `}` outside of parentheses. */
export function stepEnd(tokens: readonly IToken[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const type = tokens[at]!.tokenType;
    if (type === T.LeftParenthesis) depth++;
    if (type === T.RightParenthesis) depth--;
    if (depth <= 0 && ENDS.has(type)) return at;
  }
  return tokens.length;
}

const ENDS: ReadonlySet<TokenType> = new Set([T.Arrow, T.Bar, T.LeftBrace, T.RightBrace]);

/** The index of the parenthesis that closes the one at `open`; -1 where none does. */
export function closing(tokens: readonly IToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const type = tokens[at]!.tokenType;
    if (type === T.LeftParenthesis) depth++;
    if (type === T.RightParenthesis && --depth === 0) return at;
  }
  return -1;
}
