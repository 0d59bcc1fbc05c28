// How a step binds that differs in its digits only from one whose binding is known: the same arguments go the same
// ways, with other numbers.

import type { LayerKind } from "../catalogue/layer";
import type { Argument, Step } from "../syntax/ast";
import { coerce } from "./coerce";
import { literalValue } from "./expression";
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
    if (argument === twin) continue;
    const at = bound.segments.findIndex((segment) => placeIn(segment, twin) !== null);
    const known = bound.segments[at];
    if (known?.type !== "layer") return null;
    const own = (segments[at] === known ? copyOf(known) : segments[at]) as LayerSegment;
    if (!replace(own, placeIn(known, twin)!, argument, twin)) return null;
    segments[at] = own;
  }
  return { segments, first: null, times: bound.times, timesSpan: bound.timesSpan };
}

/** The parameter that an argument has been given to. */
function placeIn({ spans }: Segment, { span }: Argument): string | null {
  for (const [name, place] of spans) if (place === span) return name;
  return null;
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

/** Whether the value could be taken: then it stands where that of its twin stood. */
function replace(
  { kind, args, spans }: LayerSegment,
  name: string,
  argument: Argument,
  twin: Argument,
): boolean {
  const value = givenValue(argument, twin, name, kind);
  if (value === null) return false;
  let faulty = false;
  const typed = coerce(value, name, kind.signature[name]!, argument.span, () => {
    faulty = true;
  });
  if (faulty || typed === undefined) return false;
  const own = args as Record<string, unknown>;
  own[name] = typed;
  for (const [other, { defaultFrom }] of tablesOf(kind).parameters)
    if (defaultFrom === name && !spans.has(other)) own[other] = typed;
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
