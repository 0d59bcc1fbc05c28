// What is proposed where a word is not understood: the options, layers and names that it is nearest to.

import { nearestNames } from "../base/nearest";
import { type Facts, problem } from "../base/problem";
import type { Span } from "../base/span";
import { layerNamed, layerNames } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import type { Expression } from "../syntax/ast";
import type { BlockDefinition } from "./definition";
import { evaluate, namesAt, type Surroundings, wordValue } from "./expression";
import { kindName, optionNames, optionWords } from "./signature";
import { UNKNOWN, type Value } from "./value";

/** The layers that may follow another on its line, by all their names. */
export function trailingNames(): string[] {
  return [...layerNames()].filter((name) => layerNamed(name)?.trails);
}

/** The data of an option that a kind does not know; `whole` is the option with its value. */
export function optionAdvice(
  target: LayerKind | BlockDefinition,
  text: string,
  whole: Span,
  names: Iterable<string>,
): Facts["unknown-option"] {
  const letters = /^[A-Za-z_]+/.exec(text)?.[0] ?? text;
  const near = nearestNames(text, [...optionWords(target), ...trailingNames(), ...names]);
  const glued =
    letters === text
      ? []
      : nearestNames(letters, optionNames(target)).map((name) => name + text.slice(letters.length));
  const nearest = [...glued, ...near].slice(0, 3);
  return { word: text, kind: kindName(target), nearest, options: optionNames(target), whole };
}

/** What a block is given may be a layer: a name that stands for nothing is likely one of those. */
export function blockValue(expression: Expression, at: Surroundings): Value {
  if (expression.type !== "name" || expression.member || wordValue(expression.name.text, at) !== null)
    return evaluate(expression, at);
  const { text, span } = expression.name;
  const nearest = nearestNames(text, [...namesAt(at), ...trailingNames()]);
  at.report(problem("unknown-name", span, { name: text, nearest }));
  return UNKNOWN;
}
