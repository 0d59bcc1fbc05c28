// Signs that a paper puts between what belongs to one layer: `3x3 /2`, `3x3 x 2`, `same *3`, `3x3 + relu`, `my-label:`, and
// its order of words, `7x7 conv, 64, /2`.

import type { IToken, TokenType } from "chevrotain";
import * as T from "../tokens";
import {
  adjoins,
  endOf,
  replace,
  type SlipDraft,
  startOf,
  stepEnd,
  stepStarts,
  tell,
  tokensAt,
} from "./draft";

const isNumber = (token: IToken | undefined): token is IToken =>
  token?.tokenType === T.NumberLiteral && /^\d+$/.test(token.image);
const isSize = (token: IToken | undefined): boolean => token?.tokenType === T.SizeLiteral;

/** `my-label: conv …` and `1st: conv …`: a name that could be one. */
export function labelNames(draft: SlipDraft): void {
  const { tokens } = draft;
  const colon = tokens.findIndex(({ tokenType }) => tokenType === T.Colon);
  const parts = tokens.slice(0, colon);
  if (colon < 2 || parts.some((token, at) => at > 0 && !adjoins(parts[at - 1], token))) return;
  const text = parts.map(({ image }) => image).join("");
  const numbered = /^(\d+)([a-z]+)$/i.exec(text);
  if (numbered) replace(draft, 0, colon - 1, `${numbered[2]}_${numbered[1]}`, "label-name");
  else if (/^[a-z_]\w*([-.]\w+)+$/i.test(text))
    replace(draft, 0, colon - 1, text.replace(/[-.]/g, "_"), "label-name");
}

/** `7x7 conv, 64, /2` and `2x2 max pool`: the kernel before its layer. */
export function paperOrder(draft: SlipDraft): void {
  for (let start = draft.tokens.length - 1; start > 0; start--) {
    const { tokens } = draft;
    const before = tokens[start - 2]?.tokenType;
    if (!isSize(tokens[start - 1]) || tokens[start]!.tokenType !== T.Name) continue;
    if (!/conv|pool/i.test(tokens[start]!.image) || (before && !OPENS.has(before))) continue;
    const end = stepEnd(tokens, start);
    const words = tokens.slice(start + 1, end).filter(({ tokenType }) => tokenType !== T.Comma);
    const counts = /conv/i.test(tokens[start]!.image) && isNumber(words[0]) ? [words.shift()!] : [];
    const rest = words
      .map(({ image }) => image)
      .join(" ")
      .replace(/(^| )\/ (\d)/g, "$1stride$2");
    const list = [tokens[start]!, ...counts, tokens[start - 1]!].map(({ image }) => image).join(" ");
    replace(draft, start - 1, end - 1, `${list} ${rest}`.trimEnd(), "paper");
  }
}

const OPENS: ReadonlySet<TokenType> = new Set([T.Arrow, T.Bar, T.LeftBrace, T.Colon]);

/** `max pool 2x2` is one word. */
export function apartPools(draft: SlipDraft): void {
  for (const start of stepStarts(draft.tokens).reverse()) {
    const [first, second] = [draft.tokens[start]!.image, draft.tokens[start + 1]?.image ?? ""];
    if (!/^(max|avg|average)$/i.test(first) || !/^pool(ing)?$/i.test(second)) continue;
    replace(draft, start, start + 1, /^max$/i.test(first) ? "maxpool" : "avgpool", "own-word");
  }
}

/** A stride as `/2`, a repetition as `x 2` or `*3`, and a `+` before a layer that follows. */
export function signsBetween(draft: SlipDraft): void {
  for (const start of stepStarts(draft.tokens).reverse()) {
    if (draft.tokens[start]!.image === "input") continue;
    let depth = 0;
    for (let at = start + 1; at < stepEnd(draft.tokens, start); at++) {
      const { tokenType } = draft.tokens[at]!;
      if (tokenType === T.LeftParenthesis) depth++;
      else if (tokenType === T.RightParenthesis) depth--;
      if (depth === 0 && draft.tokens[at - 2]?.tokenType !== T.Assign) signAt(draft, start, at);
    }
  }
}

const FOLLOWS =
  /^(relu\d?|bn|batch_?norm|gn|ln|gelu|silu|swish|elu|selu|prelu|leaky_?relu|tanh|sigmoid|softmax|dropout)$/i;

function signAt(draft: SlipDraft, start: number, at: number): void {
  const { tokens } = draft;
  const [before, sign, next, second] = [tokens[at - 1]!, tokens[at]!, tokens[at + 1], tokens[at + 2]];
  const apart = !adjoins(before, sign);
  const ends = at + 2 >= stepEnd(tokens, start);
  const word = before.tokenType === T.Name || before.tokenType === T.Glued;
  if (
    sign.tokenType === T.Plus &&
    next &&
    (FOLLOWS.test(next.image) || (isSize(before) && next.tokenType === T.Name))
  ) {
    const [from, to] = [startOf(sign), endOf(sign)];
    tell(draft, from, to, "", "joined", [{ from, to: apart ? startOf(next) : to, text: apart ? "" : " " }]);
    tokens.splice(at, 1);
  } else if (!isNumber(next)) return;
  else if (
    sign.tokenType === T.Divide &&
    (isSize(before) || (apart && adjoins(sign, next) && !isNumber(second) && !isSize(second)))
  )
    become(draft, at, `stride${next.image}`, "stride");
  else if (!ends) return;
  else if (
    sign.tokenType === T.Multiply &&
    apart &&
    adjoins(sign, next) &&
    at - start > 2 &&
    (word || isSize(before))
  )
    become(draft, at, `x${next.image}`, "repetition");
  else if (
    sign.tokenType === T.Times &&
    apart &&
    ((word && at > start) || (isSize(before) && at - start > 2))
  )
    become(draft, at, `x${next.image}`, "repetition");
}

/** A sign and its number become one word, apart from what stands before. */
function become(draft: SlipDraft, at: number, meant: string, reason: "stride" | "repetition"): void {
  const [before, sign, number] = [draft.tokens[at - 1]!, draft.tokens[at]!, draft.tokens[at + 1]!];
  const [from, to] = [startOf(sign), endOf(number)];
  const text = adjoins(before, sign) ? ` ${meant}` : meant;
  tell(draft, from, to, meant, reason, [{ from, to, text }]);
  draft.tokens.splice(at, 2, ...tokensAt(meant, from + 1, to));
}
