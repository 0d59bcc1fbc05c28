// A step whose name is no kind of layer and no block: what it most likely means.

import { fewOf, nearestNames } from "../base/nearest";
import { problem } from "../base/problem";
import { layerNamed, layerNames } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import { kindMeant } from "../catalogue/other-names";
import type { BlockDefinition } from "../model/definition";
import type { Step } from "../syntax/ast";
import type { Context } from "./context";
import { DIRECTIVE_NAMES } from "./directive-names";
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
  const meant = kindMeant(text) ?? blockMeant(text, context);
  if (meant) {
    const name = "statement" in meant ? meant.name : meant.kind;
    progress.problems.push(problem("unknown-kind", span, { kind: text, nearest: [name] }));
    return meant;
  }
  const names = [...layerNames(), ...fewOf(context.home.blockNames()), ...DIRECTIVE_NAMES];
  const nearest = nearestNames(text, names).filter(isCanonical);
  progress.problems.push(problem("unknown-kind", span, { kind: text, nearest }));
  becomeUnknown(progress);
  return null;
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
