// `expect` and `budget`: what the author claims, and whether it holds.

import * as exact from "../base/exact";
import { nearestNames } from "../base/nearest";
import { problem } from "../base/problem";
import { shift } from "../base/span";
import type { Size } from "../base/whole";
import { formatShape, type Shape, sameShape } from "../catalogue/shape";
import { evaluate } from "../model/expression";
import { valueNoun } from "../model/value";
import type { Argument, Expression, Step } from "../syntax/ast";
import { bindingAt, type Context } from "./context";
import type { Progress } from "./progress";
import type { Check, LocatedProblem } from "./run";
import { macsOf, parametersOf, type Totals } from "./totals";

const TOTALS = ["params", "trainable", "macs", "receptive_field", "memory", "size"] as const;
type What = Check["what"];
/** What the quantities are called elsewhere. */
const OTHER_WORDS: readonly (readonly [RegExp, What])[] = [
  [/^(param|parameters?|weights|total_params|total)$/, "params"],
  [/^(trainable_(params|parameters|weights)|learnable)$/, "trainable"],
  [/^(mac|madds?|mult_adds?)$/, "macs"],
  [/^(rf|receptive|field|receptive_fields)$/, "receptive_field"],
  [/^(mem|ram|activations)$/, "memory"],
];
/** Takes a walk over the layers of a whole network. */
const OF_A_NETWORK: readonly What[] = ["receptive_field", "memory", "size"];
const BYTES: readonly What[] = ["memory", "size"];

/** Reads `expect 45x45x100` (checked at once) or `expect params 5M`, `budget memory 256KB` (checked with the totals). */
export function readExpectation(step: Step, progress: Progress, context: Context): void {
  const kind = step.name.text as Check["kind"];
  const [first, second, ...more] = step.arguments;
  if (!first) {
    const data = { kind, parameter: kind === "budget" ? "quantity" : "shape or quantity", option: false };
    progress.problems.push(problem("missing-argument", step.name.span, data));
    return;
  }
  if (first.type === "value") {
    if (kind === "expect") return expectShape(first.value, progress, context, second);
    progress.problems.push(problem("unknown-word", first.span, unknownQuantity(kind, "")));
    return;
  }
  const word = first.type === "word" ? first.word.text : first.type === "option" ? first.name.text : "";
  if (kind === "expect" && (word === "shape" || word === "output")) {
    const value = first.type === "option" ? first.value : second?.type === "value" ? second.value : null;
    if (value) {
      const span = first.type === "option" ? first.name.span : first.span;
      const whole = { ...span, endLine: value.span.line, end: value.span.start };
      const edits = [{ span: shift(whole, -span.line), text: "" }];
      progress.problems.push(
        problem("other-spelling", span, { found: word, meant: "", reason: "shape", edits }),
      );
      return expectShape(value, progress, context, first.type === "option" ? second : more[0]);
    }
  }
  const what = TOTALS.find((name) => name === word);
  if (!what || (kind === "budget" && what === "receptive_field")) {
    progress.problems.push(problem("unknown-word", first.span, unknownQuantity(kind, word)));
    return;
  }
  if (OF_A_NETWORK.includes(what) && context.startOf !== "file" && context.startOf !== "network") {
    progress.problems.push(problem("misplaced-statement", step.span, { what: `${kind} ${what}` }));
    return;
  }
  const value =
    first.type === "option" ? ({ type: "value", value: first.value, span: first.span } as const) : second;
  const extra = first.type === "option" ? second : more[0];
  // What was meant is not known: a total compared to half of it would only mislead.
  if (extra) {
    progress.problems.push(problem("surplus-argument", extra.span, { kind: `${kind} ${what}`, takes: 1 }));
    return;
  }
  if (!value || value.type === "option") {
    progress.problems.push(
      problem("missing-argument", first.span, {
        kind: `${kind} ${what}`,
        parameter: "number",
        option: false,
      }),
    );
    return;
  }
  const check = readCheck(kind, what, value.type === "word" ? named(value) : value, progress, context);
  if (check) progress.checks.push(check);
}

/** A number by its name: `budget params limit`. */
function named({ word, member, span }: Extract<Argument, { type: "word" }>) {
  return { type: "value", value: { type: "name", name: word, member, span }, span } as const;
}

function unknownQuantity(kind: string, word: string) {
  const known = kind === "budget" ? TOTALS.filter((name) => name !== "receptive_field") : TOTALS;
  const other = OTHER_WORDS.find(([words]) => words.test(word))?.[1];
  const nearest = other && known.some((name) => name === other) ? [other] : nearestNames(word, known);
  return { what: kind, word, known, nearest };
}

function readCheck(
  kind: Check["kind"],
  what: What,
  argument: Extract<Argument, { type: "value" | "comparison" }>,
  progress: Progress,
  context: Context,
): Check | null {
  const value = evaluate(argument.value, bindingAt(progress.state, context, progress.problems));
  if (value.type === "unknown") return null;
  if (value.type !== "number") {
    const data = { parameter: `${kind} ${what}`, expected: "a number", found: valueNoun(value) };
    progress.problems.push(problem("wrong-type", argument.span, data));
    return null;
  }
  const wantsBytes = BYTES.includes(what);
  const written = argument.value.type === "number" ? argument.value.unit : "";
  const bytes = value.unit === "B" || (wantsBytes && written === "");
  if (value.unit === "%" || bytes !== wantsBytes) {
    const data = {
      quantity: what,
      unit: written || value.unit,
      wantsBytes,
    };
    progress.problems.push(problem("unit-mismatch", argument.span, data));
    return null;
  }
  if (value.value.n < 0n || (kind === "budget" && value.value.n === 0n)) {
    const data = {
      parameter: `${kind} ${what}`,
      value: exact.formatExact(value.value),
      least: kind === "budget" ? 1 : 0,
      most: Number.MAX_SAFE_INTEGER,
    };
    progress.problems.push(problem("number-range", argument.span, data));
    return null;
  }
  const operator = argument.type === "comparison" ? argument.operator : kind === "budget" ? "<=" : "==";
  if (operator === "!=") {
    progress.problems.push(problem("surplus-argument", argument.span, { kind: `${kind} ${what}`, takes: 1 }));
    return null;
  }
  return {
    what,
    kind,
    operator: operator as Check["operator"],
    value: exact.toNumber(value.value),
    tolerance: argument.type === "comparison" || kind === "budget" ? 0 : toleranceOf(argument.value),
    text: argument.value.type === "number" ? argument.value.text : exact.formatExact(value.value),
    span: argument.value.span,
    position: progress.parts.length,
  };
}

const UNITS: Record<string, number> = {
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** Half of the last digit that is written; 0 for a plain whole number. */
function toleranceOf(expression: Expression): number {
  if (expression.type !== "number") return 0;
  const multiple = UNITS[expression.unit] ?? 1;
  const digits = expression.unit ? expression.text.slice(0, -expression.unit.length) : expression.text;
  const [mantissa, exponent = "0"] = digits.split(/[eE]/);
  const decimals = mantissa!.split(".")[1]?.replaceAll("_", "").length ?? 0;
  const scale = multiple * 10 ** (Number(exponent) - decimals);
  return scale === 1 && decimals === 0 ? 0 : scale / 2;
}

function expectShape(
  expression: Expression,
  progress: Progress,
  context: Context,
  extra: Argument | undefined,
): void {
  if (extra) progress.problems.push(problem("surplus-argument", extra.span, { kind: "expect", takes: 1 }));
  const value = evaluate(expression, bindingAt(progress.state, context, progress.problems));
  if (value.type === "unknown") return;
  let expected: Shape | null = null;
  if (value.type === "number" && exact.isWhole(value.value))
    expected = { spatial: [], channels: exact.toNumber(value.value) };
  if (value.type === "size" && value.parts.every((part) => part.after === undefined)) {
    const sizes = value.parts.map((part) => part.value);
    expected =
      value.channelsFirst === undefined
        ? { spatial: sizes.slice(0, -1), channels: sizes[sizes.length - 1]! }
        : { spatial: sizes, channels: value.channelsFirst };
  }
  if (!expected) {
    const data = { parameter: "expect", expected: "a shape such as `45x45x100`", found: valueNoun(value) };
    progress.problems.push(problem("wrong-type", expression.span, data));
    return;
  }
  const actual = progress.state.current?.shape ?? null;
  if (!progress.state.current)
    progress.problems.push(problem("no-input", expression.span, { kind: "expect" }));
  if (actual === null || agrees(expected, actual)) return;
  const data = {
    what: "shape" as const,
    expected: formatShape(expected),
    actual: formatShape(actual),
    difference: "",
    replacement: formatShape(actual).replaceAll("×", "x").replaceAll(",", ""),
  };
  progress.problems.push(problem("expect-failed", expression.span, data));
}

/** Sizes that are `?` in what is expected may be anything. */
function agrees(expected: Shape, actual: Shape): boolean {
  if (sameShape(expected, actual)) return true;
  if (expected.spatial.length !== actual.spatial.length) return false;
  const fits = (wanted: Size, found: Size): boolean => wanted === null || found === null || wanted === found;
  return (
    fits(expected.channels, actual.channels) &&
    expected.spatial.every((size, axis) => fits(size, actual.spatial[axis]!))
  );
}

/** What a check's quantity is; null where it is not known, undefined where it takes more than totals to tell. */
export function quantityOf(what: What, totals: Totals): Size | undefined {
  switch (what) {
    case "params":
      return parametersOf(totals);
    case "trainable":
      return totals.unknownParameters > 0 ? null : totals.trainable;
    case "macs":
      return macsOf(totals);
    default:
      return undefined;
  }
}

/** The problem of a check that does not hold; null where it does, or where it cannot be told. */
export function checkProblem(
  check: Check,
  totals: Totals,
  actual = quantityOf(check.what, totals),
): LocatedProblem | null {
  if (actual === null || actual === undefined) return null;
  if (missOf(check, actual) === 0) return null;
  if (check.kind === "budget") {
    return problem("over-budget", check.span, {
      what: check.what,
      actual,
      budget: check.value,
      text: check.text,
    });
  }
  const written = check.operator === "==" ? check.text : `${check.operator} ${check.text}`;
  return problem("expect-failed", check.span, {
    what: check.what,
    expected: written,
    actual,
    difference: actual - check.value,
    replacement: String(actual),
  });
}

/** On which side a quantity misses what is claimed: −1 too small, 1 too large, 0 where it holds. */
export function missOf({ operator, value, tolerance }: Check, actual: number): -1 | 0 | 1 {
  switch (operator) {
    case "==":
      return Math.abs(actual - value) <= tolerance ? 0 : actual < value ? -1 : 1;
    case "<":
      return actual < value ? 0 : 1;
    case "<=":
      return actual <= value ? 0 : 1;
    case ">":
      return actual > value ? 0 : -1;
    case ">=":
      return actual >= value ? 0 : -1;
  }
}
