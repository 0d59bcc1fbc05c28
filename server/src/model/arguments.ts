// Arguments by themselves: how often `x=n` repeats, and what stands behind an option's name.

import { isWhole, toNumber } from "../base/exact";
import { type Problem, problem } from "../base/problem";
import { cover, type Span } from "../base/span";
import type { Argument, Step, Word } from "../syntax/ast";
import { type Value, valueNoun } from "./value";

/** How often a value repeats a step; null where it is no count (told, unless its cause has been). */
export function timesOf(value: Value, span: Span, report: (problem: Problem) => void): number | null {
  if (value.type === "number" && isWhole(value.value) && value.value.n >= 0n) return toNumber(value.value);
  if (value.type === "number") {
    const data = { parameter: "x", value: String(toNumber(value.value)), least: 0, most: 1e9 };
    report(problem("number-range", span, data));
  } else if (value.type !== "unknown") {
    const data = { parameter: "x", expected: "a whole number", found: valueNoun(value) };
    report(problem("wrong-type", span, data));
  }
  return null;
}

/** The value that follows a word among a step's arguments. */
export function valueBehind(step: Step, word: Word): Argument | null {
  for (const list of [step.arguments, step.first ?? []]) {
    const at = list.findIndex((each) => each.type === "word" && each.word === word);
    const next = list[at + 1];
    if (at >= 0) return next?.type === "value" ? next : null;
  }
  return null;
}

/** Tells a `first` where nothing repeats. */
export function tellFirstOfOne(step: Step, report: (problem: Problem) => void): void {
  const { arguments: before, first, name } = step;
  const [one, last] = [first?.[0], first?.[first.length - 1]];
  // Where nothing follows `first`, that is what is at fault.
  if (!one || !last) return;
  const behind = before[before.length - 1]?.span ?? name.span;
  report(problem("first-of-one", cover(one.span, last.span), { behind }));
}

const REPEATED = /^x(\d+)$/;
const LETTER_X = 120;

/** The digits of `x3`; null for any other word. */
export function timesIn(text: string): string | null {
  return text.charCodeAt(0) === LETTER_X ? (REPEATED.exec(text)?.[1] ?? null) : null;
}
