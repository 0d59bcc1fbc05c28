// Expressions → values, exactly. What is wrong is reported at its place, and the value is then unknown.

import * as exact from "../base/exact";
import { MOST_NAMES } from "../base/few";
import { type Name, nearestNames } from "../base/nearest";
import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import type { Size } from "../base/whole";
import { LAYERS } from "../catalogue";
import type { Shape } from "../catalogue/shape";
import type { Expression } from "../syntax/ast";
import { FUNCTIONS } from "../syntax/expression-grammar";
import { applied, arithmetic } from "./arithmetic";
import type { BlockDefinition } from "./definition";
import type { Entry, Scope } from "./scope";
import { numberValue, sameValue, type Tensor, UNKNOWN, type Value, valueNoun } from "./value";

/** Where an expression stands. */
export interface Surroundings {
  readonly scope: Scope;
  /** The tensor that the enclosing block, branch list or repeat started from; null at file level. */
  readonly start: Tensor | null;
  /** Whether a word names a kind of layer or a block. */
  isLayer(name: string): boolean;
  block(name: string): BlockDefinition | undefined;
  /** What is in scope besides: for advice. */
  others(): Others;
  report(problem: Problem): void;
}

/** What is in scope beside what is looked up: for advice, so that of many the last are enough. */
export interface Others {
  readonly entries: readonly Entry[];
  /** Their names. */
  readonly names: readonly Name[];
}

const NO_OTHERS: Others = { entries: [], names: [] };

export const noOthers = (): Others => NO_OTHERS;

/** The names in scope, for advice. */
export function namesAt({ scope, others }: Surroundings): readonly Name[] {
  const { names } = others();
  return scope.empty ? names : [...scope.innermost(MOST_NAMES), ...names];
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** `words` are those of the option that the expression is given to: they come before names in scope. */
export function evaluate(
  expression: Expression,
  at: Surroundings,
  words: ReadonlySet<string> = NO_WORDS,
): Value {
  switch (expression.type) {
    case "number":
      return literalNumber(expression, at);
    case "size":
      return sizeLiteral(expression);
    case "string":
      return { type: "word", text: expression.value };
    case "truth":
      return { type: "truth", value: expression.value };
    case "name":
      return nameValue(expression, at, words);
    case "call":
      return callValue(expression, at);
    case "tuple":
      return tupleValue(expression.items, at);
    case "pair":
      return tupleValue([expression], at);
    case "negative": {
      const value = number(expression.operand, at);
      return value ? numberValue(exact.subtract(exact.whole(0), value)) : UNKNOWN;
    }
    case "not": {
      const value = truth(expression.operand, at);
      return value === null ? UNKNOWN : { type: "truth", value: !value };
    }
    case "choice": {
      const condition = truth(expression.condition, at);
      if (condition === null) return UNKNOWN;
      return evaluate(condition ? expression.yes : expression.no, at, words);
    }
    case "binary":
      return binaryValue(expression, at);
  }
}

/** A condition; null where it is not known (already reported). */
export function truth(expression: Expression, at: Surroundings): boolean | null {
  const value = evaluate(expression, at);
  if (value.type === "truth") return value.value;
  if (value.type === "number") return value.value.n !== 0n;
  if (value.type !== "unknown") wrongType(expression.span, at, "true or false", value);
  return null;
}

function number(expression: Expression, at: Surroundings): exact.Exact | null {
  return numberOf(evaluate(expression, at), expression.span, at);
}

function numberOf(value: Value, span: Span, at: Surroundings): exact.Exact | null {
  if (value.type === "number") return value.value;
  if (value.type === "truth") return exact.whole(value.value ? 1 : 0);
  if (value.type !== "unknown") wrongType(span, at, "a number", value);
  return null;
}

function wrongType(span: Span, at: Surroundings, expected: string, value: Value): void {
  at.report(problem("wrong-type", span, { parameter: "", expected, found: valueNoun(value) }));
}

/** A size; where a part is no whole number, factors. */
function sizeLiteral({ parts, channelsFirst }: Extract<Expression, { type: "size" }>): Value {
  const factors = parts.map(({ value }) => value ?? 0);
  return factors.every((factor) => Number.isInteger(factor) || factor === Number.POSITIVE_INFINITY)
    ? { type: "size", parts, channelsFirst }
    : { type: "factors", factors };
}

const MULTIPLES: Record<string, bigint> = {
  K: 1000n,
  M: 1000_000n,
  G: 1000_000_000n,
  T: 1000_000_000_000n,
  KB: 1000n,
  MB: 1000_000n,
  GB: 1000_000_000n,
  KiB: 1024n,
  MiB: 1024n ** 2n,
  GiB: 1024n ** 3n,
};

function literalNumber(expression: Extract<Expression, { type: "number" }>, at: Surroundings): Value {
  const value = literalValue(expression);
  if (value) return value;
  const { text, span } = expression;
  at.report(problem("number-range", span, { parameter: "", value: text, least: 0, most: 2 ** 53 }));
  return UNKNOWN;
}

/** What a number or a size says by itself; null for other expressions, and numbers with more digits than can be held. */
export function literalValue(expression: Expression): Value | null {
  if (expression.type === "size") return sizeLiteral(expression);
  if (expression.type !== "number" || expression.value === null) return null;
  const { unit } = expression;
  const multiple = MULTIPLES[unit];
  const value = multiple ? exact.multiply(expression.value, { n: multiple, d: 1n }) : expression.value;
  if (unit === "%") return { type: "number", value, unit: "%" };
  return { type: "number", value, unit: unit.endsWith("B") ? "B" : "" };
}

function nameValue(
  expression: Extract<Expression, { type: "name" }>,
  at: Surroundings,
  words: ReadonlySet<string>,
): Value {
  const { name, member } = expression;
  if (!member && words.has(name.text)) return { type: "word", text: name.text };
  const value = wordValue(name.text, at);
  if (value === null) {
    const nearest = nearestNames(name.text, namesAt(at));
    at.report(problem("unknown-name", name.span, { name: name.text, nearest }));
    return UNKNOWN;
  }
  if (!member) return value;
  return memberValue(value, expression, at);
}

let knownWords: ReadonlySet<string> | null = null;

/** The words of all padding and choice options. */
function optionWords(): ReadonlySet<string> {
  if (knownWords === null) {
    const words = new Set<string>();
    for (const layer of LAYERS) {
      for (const parameter of Object.values(layer.signature)) {
        if (parameter.type === "padding" || parameter.type === "choice")
          for (const word of Object.keys(parameter.words)) words.add(word);
      }
    }
    knownWords = words;
  }
  return knownWords;
}

/** What a bare word stands for; null where nothing has that name. */
export function wordValue(text: string, at: Surroundings): Value | null {
  if (text === "in") return at.start ? { type: "tensor", tensor: at.start } : null;
  const entry = at.scope.lookup(text);
  if (entry) return entry.value;
  if (at.isLayer(text)) return { type: "layer", name: text, block: at.block(text) ?? null };
  // The words of options (`same`) may be handed on: `block unit(width, padding=same)`.
  return optionWords().has(text) ? { type: "word", text } : null;
}

function memberValue(
  value: Value,
  expression: Extract<Expression, { type: "name" }>,
  at: Surroundings,
): Value {
  const member = expression.member!;
  if (value.type === "unknown") return UNKNOWN;
  if (value.type !== "tensor") {
    wrongType(expression.name.span, at, "a tensor", value);
    return UNKNOWN;
  }
  if (value.tensor.shape === null) return UNKNOWN;
  const sizes = membersOf(value.tensor.shape);
  const size = sizes.get(member.text);
  if (size === undefined) {
    const nearest = [...sizes.keys()];
    at.report(problem("unknown-name", member.span, { name: member.text, nearest }));
    return UNKNOWN;
  }
  return size === null ? UNKNOWN : numberValue(exact.whole(size));
}

/** The sizes of a tensor by their names. */
export function membersOf(shape: Shape): Map<string, Size> {
  const { spatial, channels } = shape;
  const members = new Map<string, Size>([["channels", channels]]);
  if (spatial.length === 1) members.set("length", spatial[0]!);
  if (spatial.length >= 2) {
    members.set("height", spatial[spatial.length - 2]!);
    members.set("width", spatial[spatial.length - 1]!);
  }
  if (spatial.length === 3) members.set("depth", spatial[0]!);
  return members;
}

function callValue(expression: Extract<Expression, { type: "call" }>, at: Surroundings): Value {
  const name = expression.name.text;
  if (!FUNCTIONS.has(name)) {
    at.report(
      problem("unknown-name", expression.name.span, { name, nearest: nearestNames(name, FUNCTIONS) }),
    );
    return UNKNOWN;
  }
  const values = expression.arguments.map((argument) => number(argument, at));
  if (values.some((value) => value === null)) return UNKNOWN;
  return applied(name, values as exact.Exact[], expression.span, at);
}

function binaryValue(expression: Extract<Expression, { type: "binary" }>, at: Surroundings): Value {
  const { operator, left, right, span } = expression;
  if (operator === "and" || operator === "or") {
    const first = truth(left, at);
    if (first === null) return UNKNOWN;
    if (first === (operator === "or")) return { type: "truth", value: first };
    const second = truth(right, at);
    return second === null ? UNKNOWN : { type: "truth", value: second };
  }
  if (operator === "==" || operator === "!=") {
    const [a, b] = [evaluate(left, at), evaluate(right, at)];
    if (a.type === "unknown" || b.type === "unknown") return UNKNOWN;
    const equal =
      a.type === "number" && b.type === "number" ? exact.compare(a.value, b.value) === 0 : sameValue(a, b);
    return { type: "truth", value: equal === (operator === "==") };
  }
  const first = evaluate(left, at);
  if (first.type === "size") return sizeArithmetic(first, expression, at);
  const [a, b] = [numberOf(first, left.span, at), number(right, at)];
  if (a === null || b === null) return UNKNOWN;
  return arithmetic(operator, a, b, span, at);
}

/** `kernel//2` of a size is taken part by part. */
function sizeArithmetic(
  size: Extract<Value, { type: "size" }>,
  { operator, left, right, span }: Extract<Expression, { type: "binary" }>,
  at: Surroundings,
): Value {
  const b = number(right, at);
  if (b === null) return UNKNOWN;
  const parts: { value: Size }[] = [];
  for (const part of size.parts) {
    if (part.value === null) return UNKNOWN;
    const value =
      part.after === undefined ? arithmetic(operator, exact.whole(part.value), b, span, at) : UNKNOWN;
    if (value.type !== "number" || !exact.isWhole(value.value)) {
      wrongType(left.span, at, "a number", size);
      return UNKNOWN;
    }
    parts.push({ value: exact.toNumber(value.value) });
  }
  return { type: "size", parts, channelsFirst: undefined };
}

/** No size has more axes; lists of lists of lists would have many more. */
const MAX_PARTS = 1000;

function tupleValue(items: readonly Expression[], at: Surroundings): Value {
  const parts: { value: Size; after?: number }[] = [];
  for (const item of items) {
    if (item.type === "pair") {
      const [before, after] = [wholeNumber(item.before, at), wholeNumber(item.after, at)];
      if (before === null || after === null) return UNKNOWN;
      parts.push({ value: before, after });
    } else {
      const value = evaluate(item, at);
      if (value.type === "unknown") return UNKNOWN;
      if (value.type === "size") {
        if (parts.length + value.parts.length > MAX_PARTS) {
          wrongType(item.span, at, `at most ${MAX_PARTS} sizes`, value);
          return UNKNOWN;
        }
        parts.push(...value.parts);
      } else {
        const one = wholeOf(value, item.span, at);
        if (one === null) return UNKNOWN;
        parts.push({ value: one });
      }
    }
  }
  return { type: "size", parts, channelsFirst: undefined };
}

function wholeNumber(expression: Expression, at: Surroundings): number | null {
  return wholeOf(evaluate(expression, at), expression.span, at);
}

function wholeOf(found: Value, span: Span, at: Surroundings): number | null {
  const value = numberOf(found, span, at);
  if (value === null) return null;
  if (exact.isWhole(value)) return exact.toNumber(value);
  at.report(problem("not-whole", span, { parameter: "", value: exact.formatExact(value) }));
  return null;
}
