// Steps written as calls: `conv(64, 3)`, `nn.Conv2d`, arguments with commas; and words that go on without their `->`.

import type { IToken } from "chevrotain";
import { problem } from "../../base/problem";
import { span } from "../../base/span";
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

/** `nn.Conv2d` is one name: what it names is for those to say who know the kinds. */
export function dottedNames(draft: SlipDraft): void {
  for (const start of stepStarts(draft.tokens).reverse()) {
    const { tokens } = draft;
    let last = start;
    while (tokens[last + 1]?.tokenType === T.Dot && tokens[last + 2]?.tokenType === T.Name) last += 2;
    if (last === start || tokens[start]!.tokenType !== T.Name) continue;
    const image = tokens
      .slice(start, last + 1)
      .map((token) => token.image)
      .join("");
    const name = { ...tokens[start]!, image, endOffset: tokens[last]!.endOffset! };
    tokens.splice(start, last - start + 1, name);
  }
}

/** `conv(64, 3x3, stride=2)`: the parentheses and commas go. `dense(10)` computes its argument, and stays. */
export function bareCalls(draft: SlipDraft): void {
  for (const start of stepStarts(draft.tokens).reverse()) {
    const { tokens } = draft;
    const [name, open] = [tokens[start]!, start + 1];
    if (tokens[open]?.tokenType !== T.LeftParenthesis || !adjoins(name, tokens[open])) continue;
    const close = closing(tokens, open);
    if (close < 0) continue;
    const separators = commasBetween(tokens, open, close);
    const assigns = tokens.slice(open, close).some((token) => token.tokenType === T.Assign);
    if (separators.length === 0 && !assigns && close > open + 1) continue;
    const drop = new Set([open, close, ...separators]);
    const edits = [...drop]
      .sort((a, b) => a - b)
      .map((at) => ({
        from: startOf(tokens[at]!),
        to: endOf(tokens[at]!),
        text:
          at !== close && at + 1 !== close && (at === open || adjoins(tokens[at], tokens[at + 1])) ? " " : "",
      }));
    const inside = tokens.filter((_, at) => at > open && at < close && !drop.has(at));
    const from = startOf(name);
    const to = endOf(tokens[close]!);
    tell(draft, from, to, written(draft.text, from, to, edits), "call", edits);
    tokens.splice(open, close - open + 1, ...inside);
  }
}

/** A piece of the line with edits made. */
function written(
  text: string,
  from: number,
  to: number,
  edits: readonly { from: number; to: number; text: string }[],
): string {
  let result = "";
  let at = from;
  for (const edit of edits) {
    result += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return result + text.slice(at, to);
}

/** The commas directly inside of a pair of parentheses. */
function commasBetween(tokens: readonly IToken[], open: number, close: number): number[] {
  const found: number[] = [];
  let depth = 0;
  for (let at = open; at < close; at++) {
    const type = tokens[at]!.tokenType;
    if (type === T.LeftParenthesis) depth++;
    if (type === T.RightParenthesis) depth--;
    if (type === T.Comma && depth === 1) found.push(at);
  }
  return found;
}

/** `conv 64, 3x3, stride2`: told once, at the first comma. */
export function commas(draft: SlipDraft): void {
  const starts = stepStarts(draft.tokens);
  if (starts.length === 0 || draft.tokens[0]!.tokenType === T.Let) return;
  const found: number[] = [];
  let depth = 0;
  for (const [at, { tokenType }] of draft.tokens.entries()) {
    if (tokenType === T.LeftParenthesis) depth++;
    if (tokenType === T.RightParenthesis) depth--;
    // In a parenthesis of a line before, and the line's first word as an argument there.
    if (depth < 0) return;
    if (tokenType === T.Comma && depth === 0 && at > starts[0]! + 1) found.push(at);
  }
  const [first] = found;
  if (first === undefined) return;
  const { tokens } = draft;
  const edits = found.map((at) => ({
    from: startOf(tokens[at]!),
    to: endOf(tokens[at]!),
    text: adjoins(tokens[at], tokens[at + 1]) ? " " : "",
  }));
  tell(draft, edits[0]!.from, edits[0]!.to, "", "comma", edits);
  draft.tokens = tokens.filter((_, at) => !found.includes(at));
}

/** `in relu`, `from a conv 8 1x1`, `input 8x8x3 conv 8 1x1`: these take no more, so what follows is the next step. */
export function missingArrows(draft: SlipDraft): void {
  for (const start of stepStarts(draft.tokens).reverse()) {
    const { tokens } = draft;
    const { tokenType, image } = tokens[start]!;
    const takes = tokenType === T.In ? 0 : image === "from" || image === "input" ? 1 : null;
    if (takes === null) continue;
    const next = start + 1 + takes;
    const word = tokens[next];
    if (word?.tokenType !== T.Name || next >= stepEnd(tokens, start)) continue;
    const taken = tokens[next - 1]!.tokenType;
    if (taken === T.LeftParenthesis || tokens[next + 1]?.tokenType === T.Assign) continue;
    const at = startOf(word);
    draft.problems.push(problem("needs-arrow", span(0, at, endOf(word)), { kind: word.image }));
    tokens.splice(next, 0, ...tokensAt("->", at, at));
  }
}
