// What people bring along from other languages and tools, read as what it means: `//` comments, `3 x 3`, `conv(64, 3)`,
// `skip = conv …`, `for i in range(3) {`. Each is told once, with its repair, and the line keeps its meaning.

import type { IToken, TokenType } from "chevrotain";
import { type Problem, problem } from "../../base/problem";
import { span } from "../../base/span";
import * as T from "../tokens";
import { bareCalls, commas, dottedNames, missingArrows } from "./calls";
import { arrows, cutComment, quotes, truths } from "./characters";
import { endOf, type SlipDraft, startOf } from "./draft";
import { bareExpressions } from "./operators";
import { pastedImports, pastedLayers } from "./pasted";
import { apartPools, labelNames, paperOrder, signsBetween } from "./signs";
import { brackets, groupedDigits, inputShapes, spacedSizes, units } from "./sizes";
import { definitions, namings, reservedNames } from "./statements";

export interface Mended {
  readonly tokens: readonly IToken[];
  readonly problems: readonly Problem[];
  /** Where a foreign comment begins: what stands behind it is no text. */
  readonly end: number;
}

/** Lines with more tokens are not mended: nobody writes them, and the menders look ahead. */
const MOST = 300;

/** The tokens of a line as they are meant. A line that is spelled as this language spells is returned as it is, at once. */
export function mendLine(text: string, tokens: readonly IToken[]): Mended {
  const all = { tokens, problems: [], end: text.length };
  if (!tokens.some(mayBeSlip) && !tellingStart(tokens)) return all;
  if (tokens.length > MOST)
    return { ...all, tokens: tokens.filter((token) => token.tokenType !== T.Foreign) };
  const draft: SlipDraft = { text, tokens: [...tokens], problems: [] };
  const end = cutComment(draft) ?? text.length;
  for (const mend of SIGNS_FIRST) mend(draft);
  if (!continuesList(draft.tokens)) for (const mend of MENDERS) mend(draft);
  dropForeign(draft);
  return { tokens: draft.tokens, problems: draft.problems, end };
}

/** Whether a line is a piece of a list in parentheses: `  stride=2,`, `  act=relu) {`. */
function continuesList(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === T.LeftParenthesis) depth++;
    if (tokenType === T.RightParenthesis && --depth < 0) return true;
  }
  const [first, second] = tokens;
  const names =
    first?.tokenType === T.Name && second?.tokenType !== T.Comma && second?.tokenType !== T.Assign;
  return depth === 0 && !names && tokens[tokens.length - 1]?.tokenType === T.Comma;
}

const SIGNS_FIRST: readonly ((draft: SlipDraft) => void)[] = [arrows, quotes, truths, brackets];

/** In this order: later ones see what earlier ones have mended. */
const MENDERS: readonly ((draft: SlipDraft) => void)[] = [
  pastedImports,
  pastedLayers,
  reservedNames,
  labelNames,
  definitions,
  namings,
  apartPools,
  paperOrder,
  dottedNames,
  inputShapes,
  bareCalls,
  groupedDigits,
  units,
  signsBetween,
  spacedSizes,
  bareExpressions,
  commas,
  missingArrows,
];

/** Signs that stand in most slips. */
const SIGNS: ReadonlySet<TokenType> = new Set([
  T.Foreign,
  T.Times,
  T.Plus,
  T.Minus,
  T.FloorDivide,
  T.Divide,
  T.Multiply,
  T.Remainder,
  T.Power,
  T.Comma,
  T.Dot,
  T.LeftParenthesis,
  T.More,
]);

const NUMBERS: ReadonlySet<TokenType> = new Set([T.NumberLiteral, T.SizeLiteral]);

const WORDS: ReadonlySet<string> = new Set(["True", "False", "TRUE", "FALSE", "elif"]);
const STARTS: ReadonlySet<string> = new Set([
  "def",
  "function",
  "func",
  "fn",
  "for",
  "loop",
  "Input",
  "INPUT",
  "input",
  "from",
  "expect",
  "max",
  "avg",
  "average",
  "Max",
  "Average",
  "budget",
]);

function mayBeSlip({ tokenType, image }: IToken): boolean {
  if (SIGNS.has(tokenType)) return true;
  return tokenType === T.Name && (image.charCodeAt(0) === CAPITAL_X || WORDS.has(image));
}

const CAPITAL_X = 88;

/** Whether the first words tell that a slip may follow which has none of the signs. */
function tellingStart(tokens: readonly IToken[]): boolean {
  const [first, second, third, fourth, fifth] = tokens;
  if (first === undefined || second === undefined) return false;
  if (second.tokenType === T.Assign || NUMBERS.has(first.tokenType)) return true;
  if (T.isKeyword(first) && (second.tokenType === T.Colon || T.isKeyword(second))) return true;
  if (first.tokenType === T.Import) return second.tokenType === T.Name;
  if (first.tokenType === T.Block) return third?.tokenType === T.LeftBrace;
  if (second.tokenType === T.Colon)
    return STARTS.has(third?.image ?? "") && fifth !== undefined && fourth !== undefined;
  if (first.tokenType === T.Bar || first.tokenType === T.Arrow)
    return second.tokenType === T.In || second.image === "from";
  return first.tokenType === T.In || STARTS.has(first.image);
}

/** What has no meaning is left out, each told. */
function dropForeign(draft: SlipDraft): void {
  for (const token of draft.tokens) {
    if (token.tokenType !== T.Foreign) continue;
    const found = token.image.slice(0, 1);
    const where = span(0, startOf(token), endOf(token));
    draft.problems.push(problem("syntax", where, { found, expected: "", reason: "stray-character" }));
  }
  draft.tokens = draft.tokens.filter((token) => token.tokenType !== T.Foreign);
}
