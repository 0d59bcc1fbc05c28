// A step whose name is no kind of layer and no block: what it most likely means.

import { fewOf, nearestNames } from "../base/nearest";
import { problem } from "../base/problem";
import { layerNamed, layerNames } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import { kindMeant } from "../catalogue/other-names";
import type { BlockDefinition, Home } from "../model/definition";
import type { Step } from "../syntax/ast";
import type { Context } from "./context";
import { DIRECTIVE_NAMES } from "./directive-names";
import type { Spending } from "./effort";
import { becomeUnknown, type Progress } from "./evaluate";
import { NO_TOTALS } from "./totals";

/** Tells what is wrong. Returns the kind or block that is meant for sure; null where the step is done with. */
export function unknownStep(
  step: Step,
  progress: Progress,
  context: Context,
): LayerKind | BlockDefinition | null {
  const { text, span } = step.name;
  const value = progress.state.scope.lookup(text)?.value;
  if (value?.type === "unknown") {
    // Its cause has been told where the name got its value.
    becomeUnknown(progress);
    return null;
  }
  if (value?.type === "tensor" && step.arguments.length === 0 && step.body === null) {
    const { tensor } = value;
    const data = { found: text, meant: `from ${text}`, reason: "tensor" } as const;
    progress.problems.push(problem("other-spelling", span, data));
    const { reference: reads, shape } = tensor;
    progress.parts.push({ type: "select", reads, shape, label: null, totals: NO_TOTALS });
    progress.state = { ...progress.state, current: { ...tensor, reference: "" } };
    return null;
  }
  const { meant, nearest } = adviceOn(text, context);
  progress.problems.push(problem("unknown-kind", span, { kind: text, nearest }));
  if (meant === null) becomeUnknown(progress);
  return meant;
}

interface Advice {
  /** What is meant for sure. */
  readonly meant: LayerKind | BlockDefinition | null;
  readonly nearest: readonly string[];
}

/** By analysis and home: a repeat may meet a word ten thousand times. */
const given = new WeakMap<Spending, Map<Home, Map<string, Advice>>>();

function adviceOn(text: string, context: Context): Advice {
  const words = adviceAt(context);
  let advice = words.get(text);
  if (advice === undefined) {
    advice = adviceFor(text, context);
    words.set(text, advice);
  }
  return advice;
}

/** What has been given in this analysis to those who see the same blocks. */
function adviceAt({ spending, home }: Context): Map<string, Advice> {
  const homes = given.get(spending) ?? new Map<Home, Map<string, Advice>>();
  const words = homes.get(home) ?? new Map<string, Advice>();
  given.set(spending, homes.set(home, words));
  return words;
}

function adviceFor(text: string, context: Context): Advice {
  const meant = kindMeant(text) ?? blockMeant(text, context);
  if (meant) return { meant, nearest: ["statement" in meant ? meant.name : meant.kind] };
  const names = [...layerNames(), ...fewOf(context.home.blockNames()), ...DIRECTIVE_NAMES];
  return { meant: null, nearest: nearestNames(text, names).filter(isCanonical) };
}

/** A block of the same letters in another case. */
function blockMeant(text: string, context: Context): BlockDefinition | null {
  const plain = text.toLowerCase().replaceAll("_", "");
  for (const name of context.home.blockNames())
    if (name.toLowerCase().replaceAll("_", "") === plain) return context.home.block(name) ?? null;
  return null;
}

/** Of a kind and its other names, the kind is proposed. */
function isCanonical(name: string, _: number, list: readonly string[]): boolean {
  const kind = layerNamed(name)?.kind;
  return kind === undefined || kind === name || !list.includes(kind);
}
