// One layer in its place: what it reads, what it makes, what it counts, what is wrong with it.

import { problem } from "../base/problem";
import type { Shape } from "../catalogue/shape";
import type { LayerSegment } from "../model/segment";
import type { Tensor } from "../model/value";
import type { Step } from "../syntax/ast";
import type { Context } from "./context";
import { becomeUnknown } from "./evaluate";
import { layerResult } from "./layer";
import { ExecutedLayer } from "./layer-part";
import type { Progress } from "./progress";
import type { LayerPart, LayerResult, LocatedProblem } from "./run";

export function runLayer(segment: LayerSegment, step: Step, progress: Progress, context: Context): void {
  const current = progress.state.current;
  if (cancelsBias(segment, current)) redundantBias(segment, progress);
  if (segment.kind.merges) return runMerge(segment, step, progress, context);
  const { shape, reference } = current!;
  addLayer(segment, step, [shape], reference === "" ? THE_CURRENT : [reference], progress, context);
}

/** What a layer reads that reads the current tensor. */
const THE_CURRENT: readonly string[] = [""];

/** A merge of the current tensor with labelled ones. */
function runMerge(segment: LayerSegment, step: Step, progress: Progress, context: Context): void {
  const current = progress.state.current;
  const operands = segment.operands.map((operand) => operand.tensor);
  const tensors = current ? [current, ...operands] : operands;
  if (segment.operands.length === 0 && !segment.complete) return becomeUnknown(progress);
  if (segment.operands.length === 0) {
    const data = { kind: segment.kind.kind, parameter: "labels or branches", option: false };
    progress.problems.push(problem("missing-argument", segment.word.span, data));
    becomeUnknown(progress);
    return;
  }
  const shapes = tensors.map((tensor) => tensor.shape);
  const reads = tensors.map((tensor) => tensor.reference);
  const twice = segment.operands.find(
    ({ tensor }) => tensor.reference !== "" && tensor.reference === current?.label,
  );
  if (twice) {
    const data = { kind: segment.kind.kind, label: twice.tensor.reference };
    progress.problems.push(problem("joined-twice", twice.span, data));
  }
  addLayer(segment, step, shapes, reads, progress, context);
}

function cancelsBias(segment: LayerSegment, current: Tensor | null): boolean {
  return segment.kind.kind === "bn" && current?.biased === true;
}

/** At the layer that has the bias if it stands on the same line, else at the normalisation. */
function redundantBias(segment: LayerSegment, progress: Progress): void {
  const before = progress.parts[progress.parts.length - 1];
  const here = before?.type === "layer" ? before : null;
  const channels = progress.state.current?.shape?.channels ?? 0;
  const data = { saves: channels ?? 0, kind: here?.kind.kind ?? "layer", own: here !== null };
  const found = problem("redundant-bias", here?.word.span ?? segment.word.span, data);
  progress.problems.push(here ? { ...found, subject: subjectOf(here) } : found);
}

function subjectOf(part: LayerPart): NonNullable<LocatedProblem["subject"]> {
  return {
    segment: part.segment,
    inputs: part.inputs as readonly Shape[],
    framework: part.framework,
    step: part.step,
  };
}

/** Computes a layer, adds its part and its problems, and makes its output the current tensor. */
export function addLayer(
  segment: LayerSegment,
  step: Step,
  shapes: readonly (Shape | null)[],
  reads: readonly string[],
  progress: Progress,
  context: Context,
): void {
  const part = makePart(segment, step, shapes, reads, progress, context);
  progress.add(part);
  const shape = part.result.output;
  const { family } = segment.kind;
  const biased = (family === "convolution" || family === "dense") && (part.result.biasCount ?? 0) > 0;
  progress.become({ shape, reference: "", biased });
}

/** A dense layer says its output whatever its input is. */
function withOutput(
  result: LayerResult,
  segment: LayerSegment,
  shapes: readonly (Shape | null)[],
): LayerResult {
  if (segment.kind.kind !== "dense" || !segment.complete || shapes[0] !== null) return result;
  if (segment.spans.has("axis")) return result;
  return { ...result, output: { spatial: [], channels: segment.args.units as number } };
}

function makePart(
  segment: LayerSegment,
  step: Step,
  shapes: readonly (Shape | null)[],
  reads: readonly string[],
  progress: Progress,
  context: Context,
): LayerPart {
  const { framework, frozen, reused } = context;
  const result = withOutput(layerResult(segment, shapes, framework), segment, shapes);
  for (const { fact, at } of result.facts) {
    const span = (at === null ? undefined : segment.spans.get(at)) ?? segment.word.span;
    const subject = { segment, inputs: shapes as readonly Shape[], framework, step };
    progress.problems.push({ fact, span, subject });
  }
  const named = rankNamed(segment);
  const rank = shapes[0]?.spatial.length;
  if (
    named !== null &&
    rank !== undefined &&
    rank > 0 &&
    rank !== named &&
    result.facts.every(({ fact }) => fact.code !== "wrong-rank")
  ) {
    const data = { kind: segment.word.text, rank, accepts: [named], instead: segment.kind.kind };
    progress.problems.push(problem("wrong-rank", segment.word.span, data));
  }
  const given = shapes.length === 1 ? shapes[0]! : shapes;
  return new ExecutedLayer(segment, step, given, reads, result, framework, frozen, reused);
}

/** `conv1d` says how many axes it slides along; null for a name that does not. */
function rankNamed({ word: { text }, kind }: LayerSegment): number | null {
  if (text === kind.kind || (text.charCodeAt(text.length - 1) | 32) !== LETTER_D) return null;
  return kind.family === "convolution" || kind.family === "pooling"
    ? Number(/[123](?=[dD]$)/.exec(text)?.[0] ?? 0) || null
    : null;
}

const LETTER_D = 100;
