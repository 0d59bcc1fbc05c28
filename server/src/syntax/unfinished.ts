// What a line that ends too early lacks, in words: most lines are met like this, while somebody types them.

import type { IToken, TokenType } from "chevrotain";
import * as T from "./tokens";

/** What should follow the last token of an unfinished statement; empty where several things could. */
export function missingAfter(tokens: readonly IToken[]): string {
  const first = tokens[0]!.tokenType;
  const last = tokens[tokens.length - 1]!.tokenType;
  if (first === T.Block && (last === T.LeftParenthesis || last === T.Comma)) return "a parameter";
  if (last === T.Colon) return tokens.length === 2 ? "a layer" : "a number";
  const after = AFTER.get(last) ?? last.CATEGORIES?.map((category) => AFTER.get(category)).find(Boolean);
  if (after !== undefined) return after;
  if (T.openParentheses(tokens) > 0) return "`)`";
  if (first === T.Block) return last === T.RightParenthesis ? "`{`" : "`(`";
  if (first === T.Let) return tokens.length === 2 ? "`=`" : "";
  return OPENS.has(first) ? "`{`" : "";
}

const AFTER: ReadonlyMap<TokenType, string> = new Map([
  [T.Arrow, "a layer"],
  [T.Let, "a name"],
  [T.Block, "a name"],
  [T.Network, "a name"],
  [T.As, "a name"],
  [T.Import, "a file's name in quotes"],
  [T.Repeat, "a number of times"],
  [T.If, "a condition"],
  [T.Else, "`{` or `if`"],
  [T.Assign, "a value"],
  [T.LeftParenthesis, "a value"],
  [T.Comma, "a value"],
  [T.Plus, "a value"],
  [T.Minus, "a value"],
  [T.Power, "a value"],
  [T.Product, "a value"],
  [T.Comparison, "a value"],
  [T.And, "a value"],
  [T.Or, "a value"],
  [T.Not, "a value"],
]);

/** Statements that end with a body. */
const OPENS: ReadonlySet<TokenType> = new Set([T.Network, T.Repeat, T.If]);
