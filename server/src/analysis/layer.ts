// One layer with one input: runs the catalogue entry, and keeps its answer for the next place that asks the same.

import type { Fact } from "../base/problem";
import { OVERFLOW, plus, type Size } from "../base/whole";
import type { Framework } from "../catalogue/framework";
import { type LayerKind, NO_WEIGHTS, type Site, type Weight, type Weights } from "../catalogue/layer";
import { axisName, type Shape, sameShape, sizesOf } from "../catalogue/shape";
import type { LayerResult } from "./run";
import { type FoundFacts, type Layer, siteOf } from "./site";

interface Answer {
  readonly inputs: readonly (Shape | null)[];
  readonly framework: Framework | null;
  readonly result: LayerResult;
  readonly before: Answer | null;
}

/** Stands for the answers of a layer that has been asked once. */
const ASKED = {};

/** How many answers a layer keeps: a block's layer may meet a few inputs. */
const KEPT = 8;

/** What the layer gives for its inputs. Never throws. */
export function layerResult(
  layer: Layer,
  inputs: readonly (Shape | null)[],
  framework: Framework | null,
): LayerResult {
  // Kept from the second time on, as most layers of a file are asked once.
  if (layer.answers === null) {
    layer.answers = ASKED;
    return computeLayer(layer, inputs, framework);
  }
  const answers = layer.answers === ASKED ? null : (layer.answers as Answer);
  let count = 1;
  for (let answer = answers; answer !== null; answer = answer.before, count++) {
    if (answer.framework === framework && sameInputs(answer.inputs, inputs)) return answer.result;
  }
  const result = computeLayer(layer, inputs, framework);
  layer.answers = { inputs, framework, result, before: count > KEPT ? null : answers } satisfies Answer;
  return result;
}

function sameInputs(a: readonly (Shape | null)[], b: readonly (Shape | null)[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!sameShape(a[i]!, b[i]!)) return false;
  return true;
}

const UNKNOWN_RESULT: LayerResult = {
  output: null,
  weightCount: null,
  biasCount: null,
  stateCount: null,
  macs: null,
  elementwise: null,
  facts: [],
};

/** Layers without weights and products: what they cost is known even where their output is not. */
function unknownResult(kind: LayerKind, facts: LayerResult["facts"]): LayerResult {
  if (kind.weights) return { ...UNKNOWN_RESULT, facts };
  return {
    ...UNKNOWN_RESULT,
    weightCount: 0,
    biasCount: 0,
    stateCount: 0,
    macs: kind.macs ? null : 0,
    facts,
  };
}

/** Runs the catalogue entry, without looking for or keeping an answer. */
export function computeLayer(
  layer: Layer,
  inputs: readonly (Shape | null)[],
  framework: Framework | null,
): LayerResult {
  const { kind } = layer;
  const facts: FoundFacts = [];
  const site = siteOf(layer, inputs, framework, facts);
  if (site === null) return unknownResult(kind, facts);
  kind.check?.(site);
  const computed = checkedOutput(kind.shape(site), site);
  if (layer.doubtful) facts.length = 0;
  const output = layer.doubtful ? withoutSizes(computed) : marked(computed, site.inputs);
  const weights = kind.weights?.(site, output) ?? NO_WEIGHTS;
  const result: LayerResult = {
    output,
    weightCount: countOf(weights, "weight"),
    biasCount: countOf(weights, "bias"),
    stateCount: countOf(weights, "state"),
    macs: kind.macs ? kind.macs(site, output) : 0,
    elementwise: kind.elementwise ? kind.elementwise(site, output) : 0,
    facts:
      facts.length === 0
        ? NO_FACTS
        : inputs.some((input) => input?.doubtful)
          ? facts.filter(({ fact }) => fact.code !== "unknown-size")
          : facts,
  };
  return result.weightCount === OVERFLOW || result.macs === OVERFLOW ? withOverflow(result, facts) : result;
}

/** Shared, as it stays with every layer. */
const NO_FACTS: LayerResult["facts"] = [];

function countOf(weights: Weights, role: Weight["role"]): Size {
  let count: Size = 0;
  for (const name in weights) {
    const weight = weights[name]!;
    if (weight.role === role) count = plus(count, weight.count);
  }
  return count;
}

/** Sizes that are unknown from here on have their cause here, or in a fault before: nobody left them open. */
function marked(output: Shape, inputs: readonly Shape[]): Shape {
  if (!hasUnknown(output)) return output;
  const open = inputs.some((input) => hasUnknown(input) && !input.doubtful);
  return open ? output : { ...output, doubtful: true };
}

function withoutSizes({ spatial, channels }: Shape): Shape {
  return { spatial: spatial.map(() => null), channels, doubtful: true };
}

function hasUnknown({ channels, spatial }: Shape): boolean {
  return channels === null || spatial.includes(null);
}

function withOverflow(result: LayerResult, facts: FoundFacts): LayerResult {
  const what = result.weightCount === OVERFLOW ? "parameters" : "multiply–accumulates";
  facts.push({ fact: { code: "overflow", data: { what } } as Fact, at: null });
  const known = (size: Size): Size => (size === OVERFLOW ? null : size);
  return {
    ...result,
    facts: result.facts === NO_FACTS ? facts : result.facts,
    weightCount: known(result.weightCount),
    biasCount: known(result.biasCount),
    macs: known(result.macs),
    elementwise: known(result.elementwise),
  };
}

/** Axes of no positions are reported and unknown from there on. */
function checkedOutput(output: Shape, site: Site<unknown>): Shape {
  if (isCountable(output.channels) && output.spatial.every(isCountable)) return output;
  const sizes = sizesOf(output);
  const bad = sizes.findIndex((each) => !isCountable(each));
  const size = sizes[bad]!;
  if (size > Number.MAX_SAFE_INTEGER) site.report("overflow", null, { what: "positions" });
  else site.report("empty-output", null, { axis: axisName(output.spatial.length, bad), size });
  const kept = (value: Size): Size => (isCountable(value) ? value : null);
  return { spatial: output.spatial.map(kept), channels: kept(output.channels) };
}

function isCountable(size: Size): boolean {
  return size === null || (size >= 1 && size <= Number.MAX_SAFE_INTEGER);
}
