// How a step binds that differs in its numbers only from one whose binding is known, be it in its digits or in what its
// names stand for: the same arguments go the same ways.

import type { LayerKind } from "../catalogue/layer";
import type { Argument, Expression, Step } from "../syntax/ast";
import { coerce } from "./coerce";
import { evaluate, literalValue, type Surroundings } from "./expression";
import { gluedOption } from "./glued";
import type { BoundStep, LayerSegment, Segment } from "./segment";
import { flagOf, optionOf, tablesOf } from "./signature";
import type { Value } from "./value";

/**
 * The binding of `step`, given that of its twin, which depends on no name and is not at fault. Null
 * where the digits may mean something else than there, or are at fault: then the arguments are to be read one by one.
 */
export function boundAsTwin(bound: BoundStep, step: Step, other: Step): BoundStep | null {
  if (step.name !== other.name || bound.first !== null) return null;
  const segments: Segment[] = bound.segments.slice();
  for (let index = 0; index < other.arguments.length; index++) {
    const argument = step.arguments[index]!;
    const twin = other.arguments[index]!;
    if (argument === twin || isSameLiteral(argument, twin)) continue;
    const place = placeOf(twin, bound.segments);
    if (place === null) return null;
    const { at, known, name } = place;
    const own = (segments[at] === known ? copyOf(known) : segments[at]) as LayerSegment;
    if (!put(own, name, argument, givenValue(argument, twin, name, known.kind))) return null;
    segments[at] = own;
  }
  return { segments, first: null, times: bound.times, timesSpan: bound.timesSpan };
}

/**
 * The binding of a step, given what it was where some names stood for other numbers. Null where the arguments are to be
 * read one by one.
 */
export function boundWithNumbers(
  bound: BoundStep,
  step: Step,
  changed: ReadonlySet<string>,
  at: Surroundings,
): BoundStep | null {
  if (bound.first !== null || !bound.segments.every(isWhole)) return null;
  let faulty = false;
  const quiet: Surroundings = {
    ...at,
    report: () => {
      faulty = true;
    },
  };
  const segments: Segment[] = bound.segments.slice();
  for (const argument of step.arguments) {
    if (!namesAny(argument, changed)) continue;
    const place = placeOf(argument, bound.segments);
    // The name of an option is one in scope, and its value stands behind it.
    if (place === null && argument.type === "word") continue;
    if (place === null) return null;
    const { at: index, known, name } = place;
    const own = (segments[index] === known ? copyOf(known) : segments[index]) as LayerSegment;
    if (!put(own, name, argument, valueIn(argument, tablesOf(known.kind).words.get(name), quiet)))
      return null;
    if (faulty) return null;
    segments[index] = own;
  }
  return { segments, first: null, times: bound.times, timesSpan: bound.timesSpan };
}

function isWhole(segment: Segment): boolean {
  return segment.complete && segment.type === "layer" && !segment.doubtful;
}

function valueIn(argument: Argument, words: ReadonlySet<string> | undefined, at: Surroundings): Value | null {
  switch (argument.type) {
    case "value":
    case "option":
      return evaluate(argument.value, at, words);
    case "word": {
      const { word, member, span } = argument;
      return member
        ? evaluate({ type: "name", name: word, member, span }, at, words)
        : (at.scope.lookup(word.text)?.value ?? null);
    }
    default:
      return null;
  }
}

/** Whether the value of an argument may depend on one of the names. */
function namesAny(argument: Argument, names: ReadonlySet<string>): boolean {
  return argument.type === "word" ? names.has(argument.word.text) : isNamedIn(argument.value, names);
}

function isNamedIn(expression: Expression, names: ReadonlySet<string>): boolean {
  const within = (each: Expression): boolean => isNamedIn(each, names);
  switch (expression.type) {
    case "name":
      return names.has(expression.name.text);
    case "call":
      return expression.arguments.some(within);
    case "tuple":
      return expression.items.some(within);
    case "pair":
      return within(expression.before) || within(expression.after);
    case "negative":
    case "not":
      return within(expression.operand);
    case "binary":
      return within(expression.left) || within(expression.right);
    case "choice":
      return within(expression.condition) || within(expression.yes) || within(expression.no);
    default:
      return false;
  }
}

/** The layer and the parameter that an argument has been given to; null where it went elsewhere. */
function placeOf(
  { span }: Argument,
  segments: readonly Segment[],
): { readonly at: number; readonly known: LayerSegment; readonly name: string } | null {
  for (let at = 0; at < segments.length; at++) {
    const known = segments[at]!;
    if (known.type !== "layer") continue;
    for (const [name, place] of known.spans) if (place === span) return { at, known, name };
  }
  return null;
}

/** Whether two arguments say the same number or size. */
function isSameLiteral(a: Argument, b: Argument): boolean {
  if (a.type !== "value" || b.type !== "value") return false;
  const [one, other] = [a.value, b.value];
  return (
    ((one.type === "number" && other.type === "number") || (one.type === "size" && other.type === "size")) &&
    one.text === other.text
  );
}

function copyOf({
  type,
  kind,
  word,
  args,
  spans,
  operands,
  complete,
  frozen,
  doubtful,
}: LayerSegment): LayerSegment {
  return { type, kind, word, args: { ...args }, spans, operands, complete, frozen, doubtful, answers: null };
}

/** Whether the value could be taken: then it stands where another stood. */
function put(
  { kind, args, spans }: LayerSegment,
  name: string,
  argument: Argument,
  value: Value | null,
): boolean {
  if (value === null) return false;
  let faulty = false;
  const typed = coerce(value, name, kind.signature[name]!, argument.span, () => {
    faulty = true;
  });
  if (faulty || typed === undefined) return false;
  const own = args as Record<string, unknown>;
  own[name] = typed;
  for (const { name: other, from } of tablesOf(kind).derived)
    if (from === name && !spans.has(other)) own[other] = typed;
  return true;
}

/** The value of a number, a size or a word with a number glued to it; null for anything else. */
function givenValue(argument: Argument, twin: Argument, name: string, kind: LayerKind): Value | null {
  switch (argument.type) {
    case "value":
      return literalValue(argument.value);
    case "option":
      return twin.type === "option" && argument.name === twin.name ? literalValue(argument.value) : null;
    case "word": {
      const { text } = argument.word;
      const glued = gluedOption(kind, text);
      const plain = flagOf(kind, text) === null && optionOf(kind, text) === null;
      return plain && glued?.name === name ? glued.value : null;
    }
    default:
      return null;
  }
}
