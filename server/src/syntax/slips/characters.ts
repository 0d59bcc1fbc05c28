// Signs of other languages: comments that begin with `//` or `--`, arrows, quotes, `True` and `False`.

import type { IToken, TokenType } from "chevrotain";
import * as T from "../tokens";
import { adjoins, replace, retyped, type SlipDraft, startOf, stepStarts, tell } from "./draft";

/** Takes away what follows `//` or `--` where that is no arithmetic. Returns the column where it began. */
export function cutComment(draft: SlipDraft): number | null {
  const { tokens } = draft;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.tokenType === T.LeftParenthesis) depth++;
    if (token.tokenType === T.RightParenthesis) depth--;
    if (depth > 0 || !beginsComment(tokens, index)) continue;
    const from = startOf(token);
    draft.tokens = tokens.slice(0, index);
    tell(draft, from, from + 2, "#", "comment");
    return from;
  }
  return null;
}

function beginsComment(tokens: readonly IToken[], index: number): boolean {
  const [before, token, next, second] = [
    tokens[index - 1],
    tokens[index]!,
    tokens[index + 1],
    tokens[index + 2],
  ];
  const dashes = token.tokenType === T.Minus && next?.tokenType === T.Minus && adjoins(token, next);
  if (token.tokenType !== T.FloorDivide && !dashes) return false;
  if (before === undefined || ENDS_BEFORE.has(before.tokenType)) return true;
  if (adjoins(before, token) || closesMore(tokens, index)) return false;
  const follows = dashes ? second : next;
  // `stride=s // 2` and `let half = n // 2` compute; two words in a row are prose.
  const prose = isWord(follows) && isWord(tokens[index + (dashes ? 3 : 2)]);
  if (COMPUTES.has(tokens[0]!.tokenType) || tokens[index - 2]?.tokenType === T.Assign) return prose;
  return follows === undefined || !OPERANDS.has(follows.tokenType) || prose;
}

const ENDS_BEFORE: ReadonlySet<TokenType> = new Set([
  T.LeftBrace,
  T.RightBrace,
  T.StringLiteral,
  T.Arrow,
  T.Bar,
]);
const COMPUTES: ReadonlySet<TokenType> = new Set([T.Let, T.If, T.Repeat, T.Block]);
const OPERANDS: ReadonlySet<TokenType> = new Set([T.NumberLiteral, T.LeftParenthesis]);

function isWord(token: IToken | undefined): boolean {
  return token?.tokenType === T.Name || token?.tokenType === T.In || token?.tokenType === T.First;
}

/** Whether parentheses close behind the place that none opens: then it stands inside of them. */
function closesMore(tokens: readonly IToken[], index: number): boolean {
  let depth = 0;
  for (const { tokenType } of tokens.slice(index)) {
    if (tokenType === T.LeftParenthesis) depth++;
    if (tokenType === T.RightParenthesis && --depth < 0) return true;
  }
  return false;
}

/** `=>` and `→` for `->`. */
export function arrows(draft: SlipDraft): void {
  for (let at = 0; at < draft.tokens.length; at++) {
    const [token, next] = [draft.tokens[at]!, draft.tokens[at + 1]];
    const drawn = token.tokenType === T.Foreign && (token.image === "→" || token.image === "⇒");
    const double = token.tokenType === T.Assign && next?.tokenType === T.More && adjoins(token, next);
    if (drawn || double) replace(draft, at, drawn ? at : at + 1, "->", "arrow");
  }
}

/** `'same'` is `same`; behind an option that is foreign itself, that is told instead. */
export function quotes(draft: SlipDraft): void {
  for (let at = 0; at < draft.tokens.length; at++) {
    const token = draft.tokens[at]!;
    if (token.tokenType !== T.Foreign || !/^'\w+'$/.test(token.image)) continue;
    const option = draft.tokens[at - 1]?.tokenType === T.Assign ? draft.tokens[at - 2]?.image : undefined;
    if (option !== undefined && TOLD_ANYWAY.test(option)) draft.tokens[at] = retyped(token, T.StringLiteral);
    else replace(draft, at, at, token.image.slice(1, -1), "quotes");
  }
}

const TOLD_ANYWAY = /^(activation|act|nonlinearity|data_format|name|padding_mode|\w+_initializer)$/;

/** Python's `True` and `False`; `elif`. */
export function truths(draft: SlipDraft): void {
  const starts = new Set(stepStarts(draft.tokens));
  for (let at = 0; at < draft.tokens.length; at++) {
    const { tokenType, image } = draft.tokens[at]!;
    if (tokenType !== T.Name) continue;
    if (/^(True|TRUE|False|FALSE)$/.test(image) && !starts.has(at)) {
      // `return_sequences=True` is told as a whole.
      const option = draft.tokens[at - 1]?.tokenType === T.Assign ? draft.tokens[at - 2]?.image : "";
      if (SET_ASIDE.test(option ?? "")) {
        const type = /^t/i.test(image) ? T.True : T.False;
        draft.tokens[at] = retyped(draft.tokens[at]!, type);
      } else replace(draft, at, at, image.toLowerCase(), "own");
    } else if (image === "elif" && at > 0 && draft.tokens[at - 1]!.tokenType === T.RightBrace)
      replace(draft, at, at, "else if", "else-if");
  }
}

const SET_ASIDE =
  /^(return_sequences|return_state|batch_first|inplace|affine|track_running_stats|align_corners)$/;
