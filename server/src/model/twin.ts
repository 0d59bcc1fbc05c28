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
  let segments: Segment[] | null = null;
  for (let index = 0; index < other.arguments.length; index++) {
    const argument = step.arguments[index]!;
    const twin = other.arguments[index]!;
    if (argument === twin) continue;
    const slot = slotOf(bound, other, index);
    if (slot === null && isSameLiteral(argument, twin)) continue;
    const typed = slot && typedIn(slot, argument, twin);
    if (slot === null || typed === undefined) return null;
    segments ??= bound.segments.slice();
    const { at, known } = slot;
    const own = (segments[at] === known ? copyOf(known) : segments[at]) as LayerSegment;
    giveTo(own, slot, typed);
    segments[at] = own;
  }
  return segments ? { segments, first: null, times: bound.times, timesSpan: bound.timesSpan } : bound;
}

/** Where an argument has been given to, and what it takes there. */
interface Slot extends Place {
  /** What others in its place come to, undefined where they cannot be taken: the same for all lines of a form. */
  readonly typed: Map<Argument, unknown>;
  /** The parameters that have its value where they are not given. */
  readonly derived: readonly string[];
}

/** So many are kept of a slot. */
const MOST_TYPED = 600;

/** By the binding of a twin: those of its arguments, null without one, undefined before it is looked for. */
const slots = new WeakMap<BoundStep, (Slot | null | undefined)[]>();

/** The slot of an argument of a twin; null where it went elsewhere than to a parameter. */
function slotOf(bound: BoundStep, { arguments: given }: Step, index: number): Slot | null {
  let known = slots.get(bound);
  if (known === undefined) {
    known = given.map(() => undefined);
    slots.set(bound, known);
  }
  let slot = known[index];
  if (slot === undefined) {
    const place = placeOf(given[index]!, bound.segments);
    slot = place && { ...place, typed: new Map(), derived: derivedFrom(place.name, place.known) };
    known[index] = slot;
  }
  return slot;
}

/** What an argument in the place of its twin's comes to; undefined where it cannot be taken. */
function typedIn({ name, known, typed }: Slot, argument: Argument, twin: Argument): unknown {
  let found = typed.get(argument);
  if (found === undefined && !typed.has(argument)) {
    found = typedOf(givenValue(argument, twin, name, known.kind), name, known.kind, argument);
    if (typed.size >= MOST_TYPED) typed.clear();
    typed.set(argument, found);
  }
  return found;
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
    const value = valueIn(argument, tablesOf(known.kind).words.get(name), quiet);
    const typed = typedOf(value, name, known.kind, argument);
    if (faulty || typed === undefined) return null;
    giveTo(own, { name, derived: derivedFrom(name, known) }, typed);
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

/** The layer and the parameter that an argument has been given to. */
interface Place {
  readonly at: number;
  readonly known: LayerSegment;
  readonly name: string;
}

/** Where an argument has been given to; null where it went elsewhere than to a parameter. */
function placeOf({ span }: Argument, segments: readonly Segment[]): Place | null {
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

/** What a parameter takes of a value; undefined where it cannot. */
function typedOf(value: Value | null, name: string, kind: LayerKind, { span }: Argument): unknown {
  if (value === null) return undefined;
  let faulty = false;
  const typed = coerce(value, name, kind.signature[name]!, span, () => {
    faulty = true;
  });
  return faulty ? undefined : typed;
}

/** The parameters that are not given and have the value of one that is. */
function derivedFrom(name: string, { kind, spans }: LayerSegment): readonly string[] {
  const found: string[] = [];
  for (const { name: other, from } of tablesOf(kind).derived)
    if (from === name && !spans.has(other)) found.push(other);
  return found;
}

/** Gives a layer a typed value for a parameter, and for those that are derived from it. */
function giveTo(
  { args }: LayerSegment,
  { name, derived }: Pick<Slot, "name" | "derived">,
  typed: unknown,
): void {
  const own = args as Record<string, unknown>;
  own[name] = typed;
  for (const other of derived) own[other] = typed;
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
