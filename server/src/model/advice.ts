// What is proposed where a word is not understood: the options, layers and names that it is nearest to.

import { fewOf, type Name, namesOf, nearestNames } from "../base/nearest";
import { type Facts, problem } from "../base/problem";
import type { Span } from "../base/span";
import { layerNamed, layerNames } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import type { Expression } from "../syntax/ast";
import type { BlockDefinition } from "./definition";
import { evaluate, namesAt, type Surroundings, wordValue } from "./expression";
import { kindName, optionNames, optionOf, optionSpellings, optionWords } from "./signature";
import { UNKNOWN, type Value } from "./value";

let knownTrailing: readonly Name[] | null = null;

/** The layers that may follow another on its line, by all their names. */
export function trailingNames(): readonly Name[] {
  knownTrailing ??= namesOf([...layerNames()].filter((name) => layerNamed(name)?.trails));
  return knownTrailing;
}

/** The data of an option that a kind does not know; `whole` is the option with its value. */
export function optionAdvice(
  target: LayerKind | BlockDefinition,
  text: string,
  whole: Span,
  names: readonly Name[],
): Facts["unknown-option"] {
  const letters = /^[A-Za-z_]+/.exec(text)?.[0] ?? text;
  const near = nearestNames(text, [...namesOf(fewOf(optionWords(target))), ...trailingNames(), ...names]);
  const glued =
    letters === text
      ? []
      : nearestNames(letters, fewOf(optionSpellings(target))).map(
          (name) => name + text.slice(letters.length),
        );
  const nearest = once([...glued, ...near], target).slice(0, 3);
  return { word: text, kind: kindName(target), nearest, options: optionNames(target), whole };
}

/** The data of a word that another tool calls a layer by which may follow here. */
export function trailingAdvice(
  target: LayerKind | BlockDefinition,
  word: string,
  whole: Span,
  meant: LayerKind,
): Facts["unknown-option"] {
  return { word, kind: kindName(target), nearest: [meant.kind], options: [], whole };
}

/** Of the spellings of one option only the nearest. */
function once(names: readonly string[], target: LayerKind | BlockDefinition): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const letters = /^[A-Za-z_]+/.exec(name)?.[0] ?? name;
    const own = optionOf(target, letters) ?? letters;
    return !seen.has(own) && seen.add(own);
  });
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
