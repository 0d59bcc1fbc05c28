// Statements as other languages begin them: `def f(x) {`, `block f {`, `for i in range(3) {`, `skip = conv …`.

import * as T from "../tokens";
import { closing, endOf, replace, retyped, type SlipDraft, startOf, tell, tokensAt } from "./draft";

/** `first: conv …`, `let x = 3`: a word of the language as a name, which is told where names are. */
export function reservedNames({ tokens }: SlipDraft): void {
  const at = tokens[0]?.tokenType === T.Let ? 1 : 0;
  const [name, sign] = [tokens[at], tokens[at + 1]];
  if (name && T.isKeyword(name) && sign?.tokenType === (at === 1 ? T.Assign : T.Colon))
    tokens[at] = retyped(name, T.Name);
}

const DEFINERS: ReadonlySet<string> = new Set(["def", "function", "func", "fn"]);

export function definitions(draft: SlipDraft): void {
  const [first, second, third] = draft.tokens;
  if (!first || !second) return;
  if (first.tokenType === T.Name && DEFINERS.has(first.image) && second.tokenType === T.Name) {
    if (third?.tokenType === T.LeftParenthesis || third?.tokenType === T.LeftBrace)
      replace(draft, 0, 0, "block", "definition");
  }
  if (
    draft.tokens[0]!.tokenType === T.Block &&
    second.tokenType === T.Name &&
    third?.tokenType === T.LeftBrace
  )
    replace(draft, 1, 1, `${second.image}()`, "no-parameters");
  if (first.tokenType === T.Name && (first.image === "for" || first.image === "loop")) loop(draft);
}

/** `for i in range(n) {`, `for i in n {`, `for n {`, `loop n {`. */
function loop(draft: SlipDraft): void {
  const { tokens, text } = draft;
  const brace = tokens.findIndex((token) => token.tokenType === T.LeftBrace);
  if (brace < 2) return;
  const named = tokens[1]!.tokenType === T.Name && tokens[2]!.tokenType === T.In;
  let [from, to] = [named ? 3 : 1, brace - 1];
  if (tokens[from]?.image === "range" && tokens[from + 1]?.tokenType === T.LeftParenthesis) {
    if (closing(tokens, from + 1) !== to) return;
    from += 2;
    to -= 1;
    if (tokens.slice(from, to + 1).some((token) => token.tokenType === T.Comma)) return;
  }
  if (from > to) return;
  const count = text.slice(startOf(tokens[from]!), endOf(tokens[to]!));
  replace(draft, 0, brace - 1, `repeat ${count}${named ? ` as ${tokens[1]!.image}` : ""}`, "loop");
}

const VALUES: ReadonlySet<unknown> = new Set([
  T.NumberLiteral,
  T.SizeLiteral,
  T.LeftParenthesis,
  T.True,
  T.False,
  T.Minus,
  T.Not,
]);
const OPERATORS: ReadonlySet<unknown> = new Set([
  T.Plus,
  T.Minus,
  T.Multiply,
  T.Divide,
  T.FloorDivide,
  T.Remainder,
  T.Power,
  T.Dot,
]);
const HEADERS: ReadonlySet<string> = new Set(["framework", "dtype", "batch", "optimizer", "input"]);

/** `skip = conv 64 3x3` labels a line, `width = 32` is a `let`, and `framework = keras` needs no sign. */
export function namings(draft: SlipDraft): void {
  const [name, sign, value, next] = draft.tokens;
  if (name?.tokenType !== T.Name || sign?.tokenType !== T.Assign || !value) return;
  if (HEADERS.has(name.image)) {
    const last = draft.tokens[draft.tokens.length - 1]!;
    const edits = [{ from: endOf(name), to: startOf(value), text: " " }];
    const meant = `${name.image} ${draft.text.slice(startOf(value), endOf(last))}`;
    draft.tokens.splice(1, 1);
    tell(draft, startOf(name), endOf(last), meant, "own-value", edits);
    return;
  }
  if (VALUES.has(value.tokenType) || (value.tokenType === T.Name && next && OPERATORS.has(next.tokenType))) {
    const at = startOf(name);
    draft.tokens.unshift(...tokensAt("let", at, at));
    tell(draft, at, endOf(sign), `let ${name.image} =`, "let", [{ from: at, to: at, text: "let " }]);
    return;
  }
  if (value.tokenType !== T.Name && value.tokenType !== T.In) return;
  draft.tokens.splice(1, 1, ...tokensAt(":", startOf(sign), endOf(sign)));
  const edits = [{ from: endOf(name), to: endOf(sign), text: ":" }];
  tell(draft, startOf(name), endOf(sign), `${name.image}:`, "label", edits);
}
