// Arithmetic that stands bare among arguments, `conv 64*2 3`: an argument that computes stands in parentheses.

import type { IToken, TokenType } from "chevrotain";
import * as T from "../tokens";
import {
  adjoins,
  closing,
  endOf,
  type SlipDraft,
  startOf,
  stepEnd,
  stepStarts,
  tell,
  tokensAt,
} from "./draft";

export function bareExpressions(draft: SlipDraft): void {
  for (const start of stepStarts(draft.tokens).reverse()) {
    for (let at = start + 1; at < stepEnd(draft.tokens, start); ) {
      const { tokens } = draft;
      // What stands in parentheses may compute, also before they are closed.
      if (tokens[at]!.tokenType === T.LeftParenthesis && closing(tokens, at) < 0) break;
      if (tokens[at + 1]?.tokenType === T.Assign) {
        at = expressionEnd(tokens, at + 2);
        continue;
      }
      const end = operandEnd(tokens, at);
      if (end === null || !isOperator(tokens, end) || operandEnd(tokens, end + 1) === null) {
        at = end ?? at + 1;
        continue;
      }
      const last = expressionEnd(tokens, at);
      const [from, to] = [startOf(tokens[at]!), endOf(tokens[last - 1]!)];
      tell(draft, from, to, `(${draft.text.slice(from, to)})`, "expression");
      tokens.splice(last, 0, ...tokensAt(")", to, to));
      tokens.splice(at, 0, ...tokensAt("(", from, from));
      at = last + 2;
    }
  }
}

const ARITHMETIC: ReadonlySet<TokenType> = new Set([
  T.Plus,
  T.Multiply,
  T.Divide,
  T.FloorDivide,
  T.Remainder,
  T.Power,
]);
const JOINS: ReadonlySet<TokenType> = new Set([T.And, T.Or, T.If, T.Else]);

/** Whether an operator stands here between two operands: `w - 1` and `w-1` subtract, the `-1` of `w -1` is a number. */
function isOperator(tokens: readonly IToken[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (ARITHMETIC.has(token.tokenType)) return true;
  if (token.tokenType !== T.Minus) return false;
  return adjoins(tokens[at - 1], token) || !adjoins(token, tokens[at + 1]);
}

/** Behind the expression that begins here. */
function expressionEnd(tokens: readonly IToken[], from: number): number {
  let at = operandEnd(tokens, from) ?? from + 1;
  for (;;) {
    const type = tokens[at]?.tokenType;
    const joins = type !== undefined && (JOINS.has(type) || type.CATEGORIES?.includes(T.Comparison));
    if (!joins && !isOperator(tokens, at)) return at;
    const next = operandEnd(tokens, at + 1);
    if (next === null) return at;
    at = next;
  }
}

/** Behind the operand that begins here; null where none does. */
function operandEnd(tokens: readonly IToken[], at: number): number | null {
  const type = tokens[at]?.tokenType;
  if (type === undefined) return null;
  if (type === T.Minus || type === T.Not) return operandEnd(tokens, at + 1);
  if (type === T.LeftParenthesis) return behind(tokens, at);
  if (LITERALS.has(type)) return at + 1;
  if (type !== T.Name && type !== T.In && type !== T.Glued) return null;
  if (tokens[at + 1]?.tokenType === T.Dot && tokens[at + 2]?.tokenType === T.Name) return at + 3;
  const calls = tokens[at + 1]?.tokenType === T.LeftParenthesis && adjoins(tokens[at], tokens[at + 1]);
  return calls ? behind(tokens, at + 1) : at + 1;
}

function behind(tokens: readonly IToken[], open: number): number | null {
  const close = closing(tokens, open);
  return close < 0 ? null : close + 1;
}

const LITERALS: ReadonlySet<TokenType> = new Set([
  T.NumberLiteral,
  T.SizeLiteral,
  T.StringLiteral,
  T.True,
  T.False,
]);
