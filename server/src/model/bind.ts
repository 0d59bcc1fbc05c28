// A step's arguments → the layers and calls that it makes, in order.

import { layerNamed } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import type { Step } from "../syntax/ast";
import { Binder } from "./binder";
import type { BlockDefinition } from "./definition";
import type { Surroundings } from "./expression";
import { respelled } from "./respelled";
import type { BoundStep } from "./segment";

/** What binding needs to know: what its expressions do. */
export type Binding = Surroundings;

/** What a word that begins a step calls; null where nothing has that name. */
export function callee(word: string, at: Binding): LayerKind | BlockDefinition | null {
  const value = at.scope.lookup(word)?.value;
  if (value?.type === "layer") return value.block ?? layerNamed(value.name) ?? null;
  return layerNamed(word) ?? at.block(word) ?? null;
}

/** Binds the arguments of a step whose kind is known. */
export function bindStep(written: Step, kind: LayerKind | BlockDefinition, at: Binding): BoundStep {
  const { step, target } = respelled(written, kind, at.report);
  const binder = new Binder(step, target, at, step.first === null);
  for (const argument of step.arguments) binder.take(argument);
  if (step.first === null) return binder.finish(null);
  // `first` gives values to the first repetition only, up to the next layer word.
  const first = new Binder(step, target, at, true);
  first.silent = true;
  for (const argument of step.arguments) first.take(argument);
  let own = true;
  first.overriding = true;
  for (const argument of step.first) {
    if (own && argument.type === "word" && first.beginsLayer(argument.word.text)) {
      own = false;
      first.overriding = false;
    }
    first.silent = !own;
    first.take(argument);
    first.silent = true;
    if (!own) binder.take(argument);
  }
  return binder.finish(first);
}
