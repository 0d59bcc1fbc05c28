// What an argument means that does not fit where it stands: a name that nothing has, a size where a count should be.

import { type Name, nearestNames } from "../base/nearest";
import { type Problem, problem } from "../base/problem";
import { cover, type Span, shift } from "../base/span";
import type { Expression, Step, Word } from "../syntax/ast";
import { optionAdvice } from "./advice";
import type { Draft } from "./draft";
import { isBlock } from "./segment";
import { optionOf } from "./signature";

/** Whether a word that is not known stands where a value should, as `width` in `conv width 3x3`. */
export function standsForValue(
  draft: Draft,
  word: Word,
  { arguments: list }: Step,
  names: readonly Name[],
): boolean {
  const at = list.findIndex((each) => each.type === "word" && each.word === word);
  const left = draft.positions.length - draft.filled;
  if (at < 0 || left <= 0) return false;
  const behind = list.filter((each, index) => {
    const before = list[index - 1];
    const isOptions =
      before?.type === "word" && before.word !== word && optionOf(draft.target, before.word.text);
    return index > at && each.type === "value" && !isOptions;
  });
  if (behind.length >= left) return false;
  if (nearestNames(word.text, names).length > 0) return true;
  return optionAdvice(draft.target, word.text, word.span, []).nearest.length === 0;
}

/** Whether a size stands where a count should and another size is to come: `conv 3x3` leaves its count out. */
export function leavesCountOut({ target, positions, filled }: Draft, { type }: Expression): boolean {
  if (isBlock(target) || (type !== "size" && type !== "tuple")) return false;
  const [count, size] = [
    target.signature[positions[filled] ?? ""],
    target.signature[positions[filled + 1] ?? ""],
  ];
  return count?.type === "count" && size?.type === "size";
}

/** A name behind its option, `stride s`, which is written `stride=s`. */
export function namedBehind(option: Word, value: Word, span: Span): Problem {
  const whole = cover(option.span, span);
  const between = { line: option.span.endLine, start: option.span.end, endLine: span.line, end: span.start };
  return problem("other-spelling", whole, {
    found: `${option.text} ${value.text}`,
    meant: `${option.text}=${value.text}`,
    reason: "named-value",
    edits: [{ span: shift(between, -whole.line), text: "=" }],
  });
}

/** `3 x3`, where the `x3` behind a number that stands alone may belong to it. */
export function sizeOrRepeat(number: string, text: string, lone: Span, span: Span): Problem {
  const behind = lone.endLine === span.line ? span.start - lone.start : null;
  return problem("repeat-or-size", span, { text, size: number + text, behind });
}
