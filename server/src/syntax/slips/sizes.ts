// Sizes and numbers as they stand elsewhere: `3 x 3`, `3х3` with a Cyrillic х, `[3, 3]`, `2x`, `1,792`, `input 32, 32, 3`.

import type { IToken } from "chevrotain";
import * as T from "../tokens";
import {
  adjoins,
  closing,
  endOf,
  replace,
  retyped,
  type SlipDraft,
  startOf,
  stepEnd,
  stepStarts,
  tell,
  tokensAt,
} from "./draft";

const isNumber = (token: IToken | undefined): token is IToken =>
  token?.tokenType === T.NumberLiteral && /^[\d_]+$/.test(token.image);
const isSize = (token: IToken | undefined): boolean => token?.tokenType === T.SizeLiteral || isNumber(token);

/** `[3, 3]` is `3x3`, `[3]` is `3`; other brackets are read as parentheses. */
export function brackets(draft: SlipDraft): void {
  for (let at = 0; at < draft.tokens.length; at++) {
    if (!isForeign(draft.tokens[at], "[")) continue;
    const close = draft.tokens.findIndex((token, index) => index > at && isForeign(token, "]"));
    if (close < at + 2) continue;
    const inside = draft.tokens.slice(at + 1, close);
    const sizes = inside.filter(isNumber);
    const listed = inside.every((token, index) =>
      index % 2 === 0 ? isNumber(token) : token.tokenType === T.Comma,
    );
    const [from, to] = [startOf(draft.tokens[at]!), endOf(draft.tokens[close]!)];
    if (listed && inside.length % 2 === 1) {
      replace(draft, at, close, sizes.map((token) => token.image).join("x"), "brackets");
      continue;
    }
    if (inside.every(({ tokenType }, index) => tokenType === (index % 2 === 0 ? T.Name : T.Comma))) {
      const labels = inside.filter(({ tokenType }) => tokenType === T.Name);
      tell(draft, from, to, labels.map(({ image }) => image).join(" "), "labels");
      draft.tokens.splice(at, close - at + 1, ...labels);
      continue;
    }
    draft.tokens[at] = retyped(draft.tokens[at]!, T.LeftParenthesis);
    draft.tokens[close] = retyped(draft.tokens[close]!, T.RightParenthesis);
    tell(draft, from, to, `(${draft.text.slice(from + 1, to - 1)})`, "brackets");
  }
}

function isForeign(token: IToken | undefined, image: string): boolean {
  return token?.tokenType === T.Foreign && token.image === image;
}

/** `1,792` is `1_792` where a number stands; among sizes the commas mean something else. */
export function groupedDigits(draft: SlipDraft): void {
  const { tokens } = draft;
  if (!tokens.some((token) => COUNTED.test(token.image))) return;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]!.tokenType !== T.NumberLiteral || !/^[1-9]\d{0,2}$/.test(tokens[at]!.image)) continue;
    let last = at;
    while (
      tokens[last + 1]?.tokenType === T.Comma &&
      /^\d{3}([KMGT]|[KMG]i?B)?$/.test(tokens[last + 2]?.image ?? "") &&
      adjoins(tokens[last], tokens[last + 1]) &&
      adjoins(tokens[last + 1], tokens[last + 2])
    )
      last += 2;
    if (last === at || insideParentheses(tokens, at)) continue;
    const digits = tokens.slice(at, last + 1).filter((token) => token.tokenType !== T.Comma);
    replace(draft, at, last, digits.map((token) => token.image).join("_"), "grouping");
  }
}

/** `budget memory 64kb`, `budget size 256 KB`, `budget params 5m`: a unit is written behind its number, as it is known. */
export function units(draft: SlipDraft): void {
  const { tokens } = draft;
  if (!tokens.some((token) => CHECKED.test(token.image))) return;
  for (let at = 1; at < tokens.length; at++) {
    const unit = UNITS.get(tokens[at]!.image.toLowerCase());
    const number = tokens[at - 1]!;
    if (unit === undefined || number.tokenType !== T.NumberLiteral || !/^[\d_.]+$/.test(number.image))
      continue;
    replace(draft, at - 1, at, number.image + unit, "unit");
  }
}

const CHECKED = /^(expect|budget)$/;
const UNITS: ReadonlyMap<string, string> = new Map(
  ["K", "M", "G", "T", "B", "KB", "MB", "GB", "KiB", "MiB", "GiB"].map((unit) => [unit.toLowerCase(), unit]),
);

const COUNTED = /^(expect|budget|dense|linear|fc|fully_connected|embedding|let)$/;

function insideParentheses(tokens: readonly IToken[], index: number): boolean {
  let depth = 0;
  for (const token of tokens.slice(0, index)) {
    if (token.tokenType === T.LeftParenthesis) depth++;
    if (token.tokenType === T.RightParenthesis) depth--;
  }
  return depth > 0;
}

/** `input shape=(32, 32, 3)`, `input 32, 32, 3`, `input 32 32 3`, `Input 32x32x3`. */
export function inputShapes(draft: SlipDraft): void {
  // From the last: what is replaced moves what stands behind it.
  for (const start of stepStarts(draft.tokens).reverse()) {
    const { image } = draft.tokens[start]!;
    if (image === "Input" || image === "INPUT") replace(draft, start, start, "input", "own");
    else if (image !== "input") continue;
    if (draft.tokens[start + 2]?.tokenType === T.Assign) namedShape(draft, start + 1);
    const end = stepEnd(draft.tokens, start);
    const rest = draft.tokens.slice(start + 1, end);
    const sizes = rest.filter((token) => token.tokenType !== T.Comma);
    if (sizes.length < 2 || !sizes.every(isNumber)) continue;
    replace(draft, start + 1, end - 1, shapeOf(sizes), "input");
  }
}

/** A list of sizes as one word; `3, 224, 224` begins with the channels. */
function shapeOf(sizes: readonly IToken[]): string {
  const [first, second, third] = sizes.map(({ image }) => Number(image));
  const channelsFirst =
    sizes.length === 3 && (first === 1 || first === 3) && second === third && second! >= 16;
  const texts = sizes.map(({ image }) => image);
  return channelsFirst ? `${texts[0]}@${texts[1]}x${texts[2]}` : texts.join("x");
}

/** `shape=(32, 32, 3)`: the shape needs no name. */
function namedShape(draft: SlipDraft, at: number): void {
  const open = at + 2;
  if (draft.tokens[open] === undefined) return;
  const close = draft.tokens[open].tokenType === T.LeftParenthesis ? closing(draft.tokens, open) : open;
  if (close < 0) return;
  const inside = draft.tokens.slice(open + 1, close).filter((token) => token.tokenType !== T.Comma);
  const whole = draft.text.slice(startOf(draft.tokens[open]), endOf(draft.tokens[close]!));
  const listed = inside.length > 0 && inside.every(isNumber);
  replace(draft, at, close, listed ? shapeOf(inside) : whole, "input");
}

const CROSS = /^[x×✕✖хХ]$/;

/** `3 x 3`, `3 * 3`, `3х3`, `3X3` are one size; `3x conv` is a repetition, `upsample 2x` a factor. */
export function spacedSizes(draft: SlipDraft): void {
  for (let at = 0; at < draft.tokens.length; at++) {
    const token: IToken = draft.tokens[at]!;
    if (!isSize(token)) continue;
    let last = at;
    for (let joined = true; joined; ) {
      const [cross, other] = [draft.tokens[last + 1], draft.tokens[last + 2]];
      joined = isCross(draft, last + 1, at) && isSize(other);
      if (joined) last += 2;
      else if (cross && /^X\d+(X\d+)*$/.test(cross.image) && adjoins(draft.tokens[last], cross)) last += 1;
    }
    if (last > at) {
      const meant = draft.tokens
        .slice(at, last + 1)
        .map((token) => token.image)
        .join("");
      replace(draft, at, last, meant.replace(/[×✕✖хХX*]/g, "x"), "size");
    } else if (adjoins(draft.tokens[at], draft.tokens[at + 1]) && draft.tokens[at + 1]!.tokenType === T.Times)
      timesBefore(draft, at);
  }
}

/** A cross between two sizes. `*` is one where a size stands: behind a count, or in a kind that takes none. */
function isCross({ tokens }: SlipDraft, at: number, first: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.tokenType === T.Times || token.tokenType === T.Foreign) return CROSS.test(token.image);
  if (token.tokenType !== T.Multiply || insideParentheses(tokens, at)) return false;
  const before = tokens[first - 1];
  return isSize(before) || /pool|input|depthwise|resize|crop/.test(before?.image ?? "");
}

/** A number with an `x` behind it and no other number: `3x conv …` or `upsample 2x`. */
function timesBefore(draft: SlipDraft, at: number): void {
  const { tokens } = draft;
  const [number, times, next] = [tokens[at]!, tokens[at + 1]!, tokens[at + 2]];
  const [before, colon] = [tokens[at - 1], tokens[at - 2]];
  const opens = before === undefined || OPENS.has(before.tokenType) || colon?.tokenType === T.Arrow;
  if (opens && next?.tokenType === T.Name) {
    const end = stepEnd(tokens, at + 2);
    const place = endOf(tokens[end - 1]!);
    const word = `x${number.image}`;
    tell(draft, startOf(number), place, `${draft.text.slice(startOf(next), place)} ${word}`, "repetition", [
      { from: startOf(number), to: startOf(next), text: "" },
      { from: place, to: place, text: ` ${word}` },
    ]);
    tokens.splice(end, 0, ...tokensAt(word, place, place));
    tokens.splice(at, 2);
  } else if (before && (before.image === "resize" || before.image === "upsample")) {
    const edits = [{ from: startOf(before), to: endOf(times), text: `upsample ${number.image}` }];
    tell(draft, startOf(before), endOf(times), `upsample ${number.image}`, "factor", edits);
    tokens.splice(at + 1, 1);
    if (before.image === "resize")
      tokens.splice(at - 1, 1, ...tokensAt("upsample", startOf(before), endOf(before)));
  }
}

const OPENS: ReadonlySet<unknown> = new Set([T.Arrow, T.Bar, T.LeftBrace, T.Colon]);
