// The words that begin a line without being a layer: input, from, output, expect, budget, reuse, residual, ….

import { fewOf, nearestNames } from "../base/nearest";
import { type Code, type Problem, problem } from "../base/problem";
import { cover } from "../base/span";
import type { Size } from "../base/whole";
import { layerNamed } from "../catalogue";
import { FRAMEWORKS } from "../catalogue/framework";
import type { Shape } from "../catalogue/shape";
import { bindStep } from "../model/bind";
import { evaluate, truth } from "../model/expression";
import type { Scope } from "../model/scope";
import type { LayerSegment } from "../model/segment";
import type { Tensor, Value } from "../model/value";
import { sameTensor, valueNoun } from "../model/value";
import type { Argument, Step } from "../syntax/ast";
import { mergeBranches, runBranch } from "./branches";
import { readExpectation } from "./checks";
import { bindingAt, type Context, MAX_CALLS } from "./context";
import { FREE, weightOf } from "./effort";
import {
  becomeUnknown,
  isOver,
  type Progress,
  plainSequence,
  progressFrom,
  runLine,
  unknownTensor,
} from "./evaluate";
import { inputAdvice } from "./input-advice";
import type { LayerPart, LocatedProblem, Part, Run } from "./run";
import { NO_TOTALS } from "./totals";

export const DTYPES: Readonly<Record<string, number>> = { float32: 4, float16: 2, bfloat16: 2, int8: 1 };
export const OPTIMIZERS = ["sgd", "momentum", "adam"] as const;

export function runDirective(step: Step, progress: Progress, context: Context): void {
  switch (step.name.text) {
    case "input":
      return runInput(step, progress, context);
    case "from":
    case "in":
      return runFrom(step, progress, context);
    case "output":
      return runOutput(step, progress, context);
    case "reuse":
      return runReuse(step, progress, context);
    case "residual":
      return runResidual(step, progress, context);
    case "expect":
    case "budget":
      return readExpectation(step, progress, context);
    case "framework":
      return oneWord(step, FRAMEWORKS, progress, context);
    case "dtype":
      return oneWord(step, Object.keys(DTYPES), progress, context);
    case "optimizer":
      return oneWord(step, OPTIMIZERS, progress, context);
    case "batch":
      return oneCount(step, progress, context);
  }
}

function runInput(step: Step, progress: Progress, context: Context): void {
  noBody(step, progress);
  const [first, ...more] = step.arguments;
  surplus(step, more, progress, 1);
  const shape = first ? inputShape(step, first, progress, context) : null;
  if (!first) missing(step, "shape", progress);
  progress.parts.push({ type: "input", shape, label: null, totals: NO_TOTALS });
  progress.state = { ...progress.state, current: { shape, reference: "", biased: false } };
}

function inputShape(step: Step, argument: Argument, progress: Progress, context: Context): Shape | null {
  const value = argumentValue(argument, progress, context);
  if (value === null || value.type === "unknown") return null;
  const sizes: Size[] = [];
  if (value.type === "number" && value.unit === "" && value.value.d === 1n) sizes.push(Number(value.value.n));
  else if (value.type === "size" && value.parts.every((part) => part.after === undefined)) {
    sizes.push(...value.parts.map((part) => part.value));
  } else {
    wrongType(step, argument, "a shape such as `28x28x1` or `1@28x28`", value, progress);
    return null;
  }
  const all =
    value.type === "size" && value.channelsFirst !== undefined ? [...sizes, value.channelsFirst] : sizes;
  for (const size of all) {
    if (size === null || (size >= 1 && Number.isSafeInteger(size))) continue;
    const data = { parameter: "input", value: String(size), least: 1, most: Number.MAX_SAFE_INTEGER };
    progress.problems.push(problem("number-range", argument.span, data));
    return null;
  }
  if (all.length > 4) {
    const data = { kind: "input", rank: all.length - 1, accepts: [0, 1, 2, 3] };
    progress.problems.push(problem("wrong-rank", argument.span, data));
    return null;
  }
  const advice = all === sizes ? inputAdvice(sizes, argument.span) : null;
  if (advice) progress.problems.push(advice);
  return { spatial: all.slice(0, -1), channels: all[all.length - 1]! };
}

function argumentValue(argument: Argument, progress: Progress, context: Context): Value | null {
  const at = bindingAt(progress.state, context, progress.problems);
  if (argument.type === "value") return evaluate(argument.value, at);
  if (argument.type === "word") {
    return evaluate({ type: "name", name: argument.word, member: argument.member, span: argument.span }, at);
  }
  return null;
}

function wrongType(step: Step, argument: Argument, expected: string, value: Value, progress: Progress): void {
  const data = { parameter: step.name.text, expected, found: valueNoun(value) };
  progress.problems.push(problem("wrong-type", argument.span, data));
}

function missing(step: Step, parameter: string, progress: Progress): void {
  const data = { kind: step.name.text, parameter, option: false };
  progress.problems.push(problem("missing-argument", step.name.span, data));
}

function surplus(step: Step, rest: readonly Argument[], progress: Progress, takes: number): void {
  const extra = rest[0] ?? step.first?.[0];
  if (extra) progress.problems.push(problem("surplus-argument", extra.span, { kind: step.name.text, takes }));
}

function noBody(step: Step, progress: Progress): void {
  if (step.body) progress.problems.push(problem("unexpected-body", step.body.span, { kind: step.name.text }));
}

/** The tensor that a word names; null with a problem. */
function namedTensor(argument: Argument, step: Step, progress: Progress, context: Context): Tensor | null {
  const value = argumentValue(argument, progress, context);
  if (value?.type === "tensor") return value.tensor;
  if (value && value.type !== "unknown") wrongType(step, argument, "the label of a tensor", value, progress);
  return null;
}

function runFrom(step: Step, progress: Progress, context: Context): void {
  noBody(step, progress);
  const alone = step.name.text === "in";
  const [first, ...more] = step.arguments;
  surplus(step, alone ? step.arguments : more, progress, alone ? 0 : 1);
  let tensor: Tensor | null = null;
  if (alone) {
    tensor = context.start;
    if (!tensor) progress.problems.push(problem("unknown-name", step.name.span, { name: "in", nearest: [] }));
  } else if (first) tensor = namedTensor(first, step, progress, context);
  else missing(step, "label", progress);
  const selected = tensor ?? unknownTensor();
  progress.parts.push({
    type: "select",
    reads: selected.reference,
    shape: selected.shape,
    label: null,
    totals: NO_TOTALS,
  });
  progress.state = { ...progress.state, current: { ...selected, reference: "" } };
}

function runOutput(step: Step, progress: Progress, context: Context): void {
  noBody(step, progress);
  let tensor = progress.state.current;
  let training = false;
  let named = false;
  for (const argument of step.arguments) {
    if (
      argument.type === "word" &&
      argument.word.text === "training" &&
      !progress.state.scope.lookup("training")
    )
      training = true;
    else if (!named) {
      tensor = namedTensor(argument, step, progress, context);
      named = true;
    } else surplus(step, [argument], progress, 1);
  }
  if (!tensor && !named) progress.problems.push(problem("no-input", step.name.span, { kind: "output" }));
  const shape = tensor?.shape ?? null;
  progress.parts.push({
    type: "output",
    reads: tensor?.reference ?? "",
    shape,
    training,
    label: null,
    totals: NO_TOTALS,
  });
}

/** `reuse stem`: the labelled line again, on the current tensor, with the same weights. */
function runReuse(step: Step, progress: Progress, context: Context): void {
  noBody(step, progress);
  const [first, ...more] = step.arguments;
  surplus(step, more, progress, 1);
  if (!first) return missing(step, "label", progress);
  const entry = first.type === "word" ? progress.state.scope.lookup(first.word.text) : undefined;
  if (!entry?.line) {
    const name = first.type === "word" ? first.word.text : "";
    const labels = labelsAt(progress.state.scope, context);
    progress.problems.push(
      problem("unknown-name", first.span, { name, nearest: nearestNames(name, fewOf(labels)) }),
    );
    becomeUnknown(progress);
    return;
  }
  if (entry.line.steps.every((each) => each.name.text === "input")) {
    const data = {
      parameter: "reuse",
      expected: "the label of a line with layers",
      found: "an input",
      instead: `from ${entry.name}`,
    };
    progress.problems.push(problem("wrong-type", cover(step.name.span, first.span), data));
    progress.state = { ...progress.state, current: namedTensor(first, step, progress, context) };
    return;
  }
  if (context.again.includes(entry.line)) {
    const chain = [...context.again.slice(context.again.indexOf(entry.line)), entry.line];
    const labels = chain.map(({ label }) => label?.text ?? "");
    progress.problems.push(problem("recursion", step.span, { chain: labels, reuse: true }));
    return becomeUnknown(progress);
  }
  if (context.calls.length + context.again.length >= MAX_CALLS) {
    progress.problems.push(problem("too-deep", step.span, { what: "calls", limit: MAX_CALLS }));
    return becomeUnknown(progress);
  }
  const { spending } = context;
  const weight = weightOf(entry.line);
  // What a line of the file runs again once is no more than stands there, unless it is long.
  const counted = context.depth > 0 || context.again.length > 0 || weight > FREE;
  if (counted) spending.add(weight);
  if (isOver(step.span, progress, context)) return;
  const { current, scope } = progress.state;
  const inner = progressFrom(progress.state);
  const line = { ...entry.line, label: null };
  const again: Context = {
    ...context,
    reused: true,
    depth: context.depth + (counted ? 1 : 0),
    again: [...context.again, entry.line],
  };
  runLine(line, inner, again);
  const original = tensorOf(entry.input ?? null);
  let told: readonly LocatedProblem[] = inner.problems;
  if (!sameTensor(original, current)) {
    const own = progressFrom({ current: original, scope });
    if (counted) spending.add(weight);
    runLine(line, own, again);
    const differs = differentWeights(own.parts, inner.parts);
    if (differs)
      progress.problems.push(problem("reuse-shapes", step.span, { label: entry.name, ...differs }));
    told = own.problems;
  }
  // What is wrong with the labelled line by itself is told there, where it can be repaired.
  const places = new Set(told.map(placeOf));
  const endless = [...inner.problems, ...told].find(({ fact }) => ENDLESS.has(fact.code));
  const found = endless ? [endless] : inner.problems.filter((each) => !places.has(placeOf(each)));
  for (const { fact } of found) progress.problems.push({ fact, span: step.span, elsewhere: true });
  for (const part of inner.parts) progress.parts.push({ ...part, again: step.name });
  progress.state = { ...progress.state, current: inner.state.current };
}

/** What is wrong with running a line again, and not with the line. */
const ENDLESS: ReadonlySet<Code> = new Set<Code>(["recursion", "too-deep", "too-many-layers"]);

function placeOf({ fact, span }: Problem): string {
  return `${fact.code} ${span.line} ${span.start} ${span.end}`;
}

/** The labels in scope. */
function* labelsAt(scope: Scope, context: Context): Generator<string> {
  for (const name of scope.names()) if (scope.lookup(name)?.line) yield name;
  for (const { name, line } of context.others()) if (line) yield name;
}

function tensorOf(shape: Shape | null): Tensor {
  return { shape, reference: "", biased: false };
}

interface OtherWeights {
  readonly kind: string;
  readonly had: number;
  readonly needs: number;
}

/** The first layer whose weights would have other sizes the second time, as far as layers are listed one by one. */
function differentWeights(first: readonly Part[], again: readonly Part[]): OtherWeights | null {
  const compared = new Map<Run, Set<Run>>();
  /** "end" where other layers stand: what is behind them cannot be told. */
  const ofParts = (had: readonly Part[], needs: readonly Part[]): OtherWeights | "end" | null => {
    for (const [index, part] of needs.entries()) {
      const found = ofPart(had[index], part);
      if (found) return found;
    }
    return null;
  };
  const ofPart = (a: Part | undefined, b: Part): OtherWeights | "end" | null => {
    if (b.type === "layer") return a?.type === "layer" ? ofLayer(a, b) : "end";
    if (b.type === "call" || b.type === "arm") return a?.type === b.type ? ofRun(a.run, b.run) : "end";
    if (b.type !== "branches") return null;
    if (a?.type !== "branches") return "end";
    for (const [index, run] of b.runs.entries()) {
      const found = a.runs[index] ? ofRun(a.runs[index], run) : "end";
      if (found) return found;
    }
    return ofLayer(a.merge, b.merge);
  };
  // Blocks that call blocks would else be walked over and over.
  const ofRun = (a: Run, b: Run): OtherWeights | "end" | null => {
    const known = compared.get(a);
    if (a === b || known?.has(b)) return null;
    if (known) known.add(b);
    else compared.set(a, new Set([b]));
    for (const [index, { parts }] of b.outcomes.entries()) {
      const found = ofParts(a.outcomes.at(index)?.parts ?? [], parts);
      if (found) return found;
    }
    return null;
  };
  const found = ofParts(first, again);
  return found === "end" ? null : found;
}

function ofLayer(a: LayerPart, b: LayerPart): OtherWeights | "end" | null {
  if (a.kind !== b.kind) return "end";
  const [had, needs] = [a.result.weightCount, b.result.weightCount];
  return had !== null && needs !== null && had !== needs ? { kind: b.kind.kind, had, needs } : null;
}

/** `residual { … }`: the body plus what it started from; with `when=`, only where that holds. */
function runResidual(step: Step, progress: Progress, outer: Context): void {
  const add = layerNamed("add");
  const current = progress.state.current;
  if (!current) {
    progress.problems.push(problem("no-input", step.name.span, { kind: "residual" }));
    becomeUnknown(progress);
    return;
  }
  if (!step.body || !add) {
    progress.problems.push(
      problem("missing-argument", step.name.span, { kind: "residual", parameter: "body", option: false }),
    );
    return;
  }
  let skips: boolean | null = true;
  const trailing: Argument[] = [];
  for (const argument of step.arguments) {
    if (argument.type === "option" && argument.name.text === "when") {
      const start = outer.start ?? { shape: current.shape, reference: "in", biased: false };
      skips = truth(argument.value, bindingAt(progress.state, { ...outer, start }, progress.problems));
    } else trailing.push(argument);
  }
  const bound = bindStep(
    { ...step, arguments: trailing },
    add,
    bindingAt(progress.state, outer, progress.problems),
  );
  const segment = bound.segments[0] as LayerSegment;
  const context = segment.frozen ? { ...outer, frozen: true } : outer;
  if (skips === null) {
    becomeUnknown(progress);
    return;
  }
  if (skips) {
    const branches = step.body.barred
      ? step.body.branches
      : [...step.body.branches, { statements: [], lines: [] }];
    mergeBranches(
      segment,
      step.body.barred ? [...branches, { statements: [], lines: [] }] : branches,
      step,
      progress,
      context,
    );
    return;
  }
  const body = plainSequence(step.body, progress.problems as Problem[]);
  const run = runBranch(body, current, progress.state, context);
  progress.parts.push({ type: "arm", run, closed: true, label: null, totals: run.totals });
  progress.state = { ...progress.state, current: run.output };
}

function oneWord(step: Step, known: readonly string[], progress: Progress, context: Context): void {
  noBody(step, progress);
  const [first, ...more] = step.arguments;
  surplus(step, more, progress, 1);
  if (context.startOf !== "file")
    progress.problems.push(problem("misplaced-statement", step.span, { what: step.name.text }));
  if (!first) return missing(step, `value, one of ${known.join(", ")}`, progress);
  const word = first.type === "word" && !first.member ? first.word.text : "";
  if (known.includes(word)) return;
  const data = { what: step.name.text, word, known, nearest: nearestNames(word, known) };
  progress.problems.push(problem("unknown-word", first.span, data));
}

function oneCount(step: Step, progress: Progress, context: Context): void {
  noBody(step, progress);
  const [first, ...more] = step.arguments;
  surplus(step, more, progress, 1);
  if (!first) return missing(step, "size", progress);
  const value = argumentValue(first, progress, context);
  if (value === null || value.type === "unknown") return;
  if (value.type !== "number" || value.unit !== "")
    return wrongType(step, first, "a whole number", value, progress);
  const { n, d } = value.value;
  const written = String(Number(n) / Number(d));
  if (d !== 1n)
    progress.problems.push(problem("not-whole", first.span, { parameter: "batch", value: written }));
  else if (n < 1n || n > 1_000_000_000n) {
    const data = { parameter: "batch", value: written, least: 1, most: 1e9 };
    progress.problems.push(problem("number-range", first.span, data));
  }
}
