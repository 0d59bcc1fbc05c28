// One step of a line: a layer, the layers that follow it on its line, a block's call, a merge with branches.

import { nearestNames } from "../base/nearest";
import { type Code, problem } from "../base/problem";
import type { Size } from "../base/whole";
import { layerNamed, layerNames } from "../catalogue";
import type { Shape } from "../catalogue/shape";
import {
  type BoundStep,
  bindStep,
  type CallSegment,
  callee,
  type LayerSegment,
  type Segment,
} from "../model/bind";
import type { BlockDefinition } from "../model/definition";
import { evaluate } from "../model/expression";
import type { Entry, Scope } from "../model/scope";
import { type Tensor, valueKey } from "../model/value";
import type { Sequence, StatementOf, Step } from "../syntax/ast";
import { bindingAt, type Context, MAX_CALLS, MAX_LAYERS } from "./context";
import { DIRECTIVE_NAMES } from "./directive-names";
import { becomeUnknown, type Progress, plainSequence, repeatRuns, runSequence } from "./evaluate";
import { layerResult } from "./layer";
import type { LayerPart, LayerResult, LocatedProblem, Part, Run, State } from "./run";
import { addTotals, sumTotals, type Totals } from "./totals";

/** How a step binds whose meaning depends on no name. */
interface Closed {
  readonly bound: BoundStep;
  readonly problems: readonly LocatedProblem[];
}

export function runStep(step: Step, line: StatementOf<"line">, progress: Progress, context: Context): void {
  const open = !nothingInScope(line, progress.state, context);
  const known = open ? null : (step.memo as Closed | null);
  if (known) {
    progress.problems.push(...known.problems);
    execute(known.bound, step, progress, context);
    return;
  }
  const binding = bindingAt(progress.state, context, progress.problems);
  const target = callee(step.name.text, binding);
  if (target === null) {
    const names = [...layerNames(), ...context.home.blockNames(), ...DIRECTIVE_NAMES];
    const nearest = nearestNames(step.name.text, names).filter(isCanonical);
    const data = { kind: step.name.text, nearest };
    progress.problems.push(problem("unknown-kind", step.name.span, data));
    becomeUnknown(progress);
    return;
  }
  const found: LocatedProblem[] = [];
  const bound = bindStep(step, target, { ...binding, report: (each) => found.push(each) });
  const layersOnly = bound.segments.every((segment) => segment.type === "layer");
  if (!open && layersOnly && found.length === 0) step.memo = { bound, problems: found } satisfies Closed;
  progress.problems.push(...found);
  execute(bound, step, progress, context);
}

/** Of a kind and its other names, the kind is proposed. */
function isCanonical(name: string, _: number, list: readonly string[]): boolean {
  const kind = layerNamed(name)?.kind;
  return kind === undefined || kind === name || !list.includes(kind);
}

function nothingInScope(line: StatementOf<"line">, state: State, context: Context): boolean {
  if (context.start !== null && line.words.has("in")) return false;
  if (state.scope.empty) return true;
  for (const word of line.words) if (state.scope.lookup(word)) return false;
  return true;
}

function execute(bound: BoundStep, step: Step, progress: Progress, outer: Context): void {
  const context = bound.frozen && !outer.frozen ? { ...outer, frozen: true } : outer;
  if (progress.state.current === null && !bound.segments.every(isMergeWithOperands)) {
    progress.problems.push(problem("no-input", step.name.span, { kind: step.name.text }));
    becomeUnknown(progress);
    return;
  }
  if (bound.times === 1) {
    runSegments(bound.first ?? bound.segments, step, progress, context);
    return;
  }
  if (bound.times === null) {
    becomeUnknown(progress);
    return;
  }
  repeatRuns(bound.times, bound.timesSpan ?? step.span, progress, (index, state) => {
    const segments = index === 0 && bound.first ? bound.first : bound.segments;
    const inner: Progress = { state, parts: [], problems: [], checks: [], ends: [] };
    runSegments(segments, step, inner, context);
    for (const found of inner.problems)
      if (!repeatsProblem(progress.problems, found)) progress.problems.push(found);
    const totals = sumTotals(inner.parts.map((part) => part.totals));
    return {
      parts: inner.parts,
      run: null,
      totals,
      after: inner.state.current,
      varies: index === 0 && bound.first !== null,
    };
  });
}

function isMergeWithOperands(segment: Segment): boolean {
  return segment.type === "layer" && segment.kind.merges && segment.operands.length > 0;
}

function repeatsProblem(list: readonly LocatedProblem[], found: LocatedProblem): boolean {
  return list.some(
    (each) =>
      each.fact.code === found.fact.code &&
      each.span.start === found.span.start &&
      each.span.line === found.span.line,
  );
}

function runSegments(segments: readonly Segment[], step: Step, progress: Progress, context: Context): void {
  for (const [index, segment] of segments.entries()) {
    if (segment.type === "call") runCall(segment, step, progress, context);
    else if (index === 0 && step.body) runBranches(segment, step, progress, context);
    else runLayer(segment, step, progress, context);
    if (index === 0 && step.body && segment.type === "call") {
      progress.problems.push(problem("unexpected-body", step.body.span, { kind: segment.block.name }));
    }
  }
}

function runLayer(segment: LayerSegment, step: Step, progress: Progress, context: Context): void {
  const current = progress.state.current;
  const tensors = segment.kind.merges
    ? [...(current ? [current] : []), ...segment.operands.map((operand) => operand.tensor)]
    : [current!];
  if (segment.kind.merges && segment.operands.length === 0 && !segment.complete)
    return becomeUnknown(progress);
  if (segment.kind.merges && segment.operands.length === 0) {
    const data = { kind: segment.kind.kind, parameter: "labels or branches", option: false };
    progress.problems.push(problem("missing-argument", segment.word.span, data));
    becomeUnknown(progress);
    return;
  }
  const shapes = tensors.map((tensor) => tensor.shape);
  const reads = tensors.map((tensor) => tensor.reference);
  if (cancelsBias(segment, current)) redundantBias(segment, progress);
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
  const part = makePart(segment, step, shapes, reads, progress.problems, context);
  progress.parts.push(part);
  const shape = part.result.output;
  const { family } = segment.kind;
  const biased = (family === "convolution" || family === "dense") && (part.result.biasCount ?? 0) > 0;
  progress.state = { ...progress.state, current: { shape, reference: "", biased } };
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
  problems: LocatedProblem[],
  context: Context,
): LayerPart {
  const { framework, frozen, reused } = context;
  const result = withOutput(layerResult(segment, shapes, framework), segment, shapes);
  for (const { fact, at } of result.facts) {
    const span = (at === null ? undefined : segment.spans.get(at)) ?? segment.word.span;
    const subject = { segment, inputs: shapes as readonly Shape[], framework, step };
    problems.push({ fact, span, subject });
  }
  return {
    type: "layer",
    kind: segment.kind,
    segment,
    step,
    word: segment.word,
    inputs: shapes,
    reads,
    result,
    framework,
    label: null,
    frozen,
    reused,
    totals: totalsOf(result, context),
  };
}

function totalsOf(result: LayerResult, { framework, frozen, reused }: Context): Totals {
  const { weightCount, biasCount, stateCount, macs, elementwise, output } = result;
  const counted = !reused;
  const learnable = weightCount === null || biasCount === null ? null : weightCount + biasCount;
  const state = framework === "keras" || framework === "lasagne" ? stateCount : 0;
  const unknown = counted && (learnable === null || state === null);
  const elements = output ? outputElements(output) : null;
  return {
    layers: 1,
    trainable: counted && !frozen ? (learnable ?? 0) : 0,
    nonTrainable: counted ? (state ?? 0) + (frozen ? (learnable ?? 0) : 0) : 0,
    macs: macs ?? 0,
    elementwise: elementwise ?? 0,
    elements: elements ?? 0,
    unknownParameters: unknown ? 1 : 0,
    unknownMacs: macs === null ? 1 : 0,
    unknownElementwise: elementwise === null ? 1 : 0,
    unknownElements: elements === null ? 1 : 0,
  };
}

function outputElements(shape: Shape): Size {
  let elements = shape.channels;
  for (const size of shape.spatial) elements = elements === null || size === null ? null : elements * size;
  return elements;
}

/** Runs recorded for a block, by what they depend on besides the block's own definition. */
const recorded = new WeakMap<BlockDefinition, Map<string, Run>>();

function runCall(segment: CallSegment, step: Step, progress: Progress, context: Context): void {
  const { block, word } = segment;
  const input = progress.state.current;
  const fail = (found: LocatedProblem | null): void => {
    if (found) progress.problems.push(found);
    becomeUnknown(progress);
  };
  if (!segment.complete) return fail(null);
  if (context.calls.includes(block)) {
    const chain = [...context.calls.slice(context.calls.indexOf(block)), block].map((each) => each.name);
    return fail(problem("recursion", word.span, { chain }));
  }
  if (context.calls.length >= MAX_CALLS)
    return fail(problem("too-deep", word.span, { what: "calls", limit: MAX_CALLS }));
  const start = input && { shape: input.shape, reference: "in", biased: false };
  const tensors = new Map<string, string>();
  const scope = parameterScope(segment, start, tensors, context);
  const key = callKey(block, scope, input, context);
  let runs = recorded.get(block);
  if (!runs) {
    runs = new Map();
    recorded.set(block, runs);
  }
  let run = runs.get(key);
  if (run === undefined) {
    const inner: Context = {
      ...context,
      home: block.home,
      calls: [...context.calls, block],
      depth: context.depth + 1,
      start,
      startOf: "block",
    };
    run = runSequence(
      plainSequence(block.statement.body, []),
      { current: start && { ...start, reference: "" }, scope },
      inner,
    );
    // What depends on how deep the call stands is not kept.
    if (!context.spent.exceeded && !hasCode(run, "recursion", "too-deep")) {
      if (runs.size > 2000) runs.clear();
      runs.set(key, run);
    }
    if (run.totals.layers > MAX_LAYERS && !hasCode(run, "too-many-layers")) {
      progress.problems.push(problem("too-many-layers", word.span, { limit: MAX_LAYERS }));
    }
  }
  const { frozen, reused } = context;
  progress.parts.push({
    type: "call",
    block,
    segment,
    step,
    word,
    run,
    tensors,
    input: input?.shape ?? null,
    label: null,
    frozen,
    reused,
    totals: run.totals,
  });
  const output = run.output;
  progress.state = { ...progress.state, current: output && { ...output, reference: "" } };
}

function hasCode(run: Run, ...codes: Code[]): boolean {
  const found = codesOf(run);
  return codes.some((code) => found.has(code));
}

/** The codes met inside a run, found once: blocks that call blocks would else be walked over and over. */
const codes = new WeakMap<Run, ReadonlySet<Code>>();

function codesOf(run: Run): ReadonlySet<Code> {
  const known = codes.get(run);
  if (known) return known;
  const found = new Set<Code>();
  for (const outcome of run.outcomes) {
    for (const { fact } of outcome.problems) found.add(fact.code);
    for (const part of outcome.parts) addCodes(part, found);
  }
  codes.set(run, found);
  return found;
}

function addCodes(part: Part, found: Set<Code>): void {
  const addRun = (run: Run): void => {
    for (const code of codesOf(run)) found.add(code);
  };
  switch (part.type) {
    case "call":
    case "arm":
      addRun(part.run);
      break;
    case "branches":
      part.runs.forEach(addRun);
      break;
    case "repeat":
      for (const { parts, run } of part.iterations) {
        for (const inner of parts) addCodes(inner, found);
        if (run) addRun(run);
      }
      break;
  }
}

/** The names that the body sees: the `let`s of its own file, then its parameters. */
function parameterScope(
  segment: CallSegment,
  start: Tensor | null,
  tensors: Map<string, string>,
  context: Context,
): Scope {
  let scope = segment.block.home.lets;
  for (const { name, default: expression } of segment.block.statement.parameters) {
    const given = segment.values.get(name.text);
    let value = given;
    if (!value) {
      // Faults in a default are told at the definition, not at every call.
      const at = bindingAt({ current: null, scope }, { ...context, home: segment.block.home, start }, []);
      value = evaluate(expression!, at);
    }
    if (value.type === "tensor") {
      const { reference } = value.tensor;
      // A default speaks of the block's own `in`, the current tensor here, and of the parameters before it.
      const own = reference === "in" ? "" : (tensors.get(reference) ?? reference);
      tensors.set(name.text, given ? reference : own);
      value = { type: "tensor", tensor: { ...value.tensor, reference: name.text } };
    }
    const entry: Entry = { name: name.text, role: "parameter", value, line: null, scope: null };
    scope = scope.with(entry);
  }
  return scope;
}

function callKey(block: BlockDefinition, scope: Scope, input: Tensor | null, context: Context): string {
  let key = `${context.framework ?? ""}|${context.frozen ? "f" : ""}${context.reused ? "r" : ""}|`;
  key += input ? valueKey({ type: "tensor", tensor: input }) : "none";
  for (const { name } of block.statement.parameters) {
    key += `|${valueKey(scope.lookup(name.text)!.value)}`;
  }
  return key;
}

/** A merge with branches: `add { | … | … }`. */
function runBranches(segment: LayerSegment, step: Step, progress: Progress, context: Context): void {
  const body = step.body!;
  if (!segment.kind.merges) {
    progress.problems.push(problem("unexpected-body", body.span, { kind: segment.kind.kind }));
    runLayer(segment, step, progress, context);
    return;
  }
  if (segment.operands.length > 0) {
    progress.problems.push(problem("merge-operands", body.span, { kind: segment.kind.kind }));
  }
  mergeBranches(segment, body.branches, step, progress, context);
}

/** Runs branches from the current tensor and merges their outputs. */
export function mergeBranches(
  segment: LayerSegment,
  branches: readonly Sequence[],
  step: Step,
  progress: Progress,
  context: Context,
): void {
  const current = progress.state.current!;
  const runs = branches.map((branch) => runBranch(branch, current, progress.state, context));
  const shapes = runs.map((run) => run.output?.shape ?? null);
  const reads = runs.map((_, index) => `branch:${index}`);
  const inner: Progress = {
    state: progress.state,
    parts: [],
    problems: progress.problems,
    checks: progress.checks,
    ends: [],
  };
  addLayer(segment, step, shapes, reads, inner, context);
  const merge = inner.parts[0] as LayerPart;
  const totals = runs.reduce((sum, run) => addTotals(sum, run.totals), merge.totals);
  progress.parts.push({ type: "branches", runs, merge, step, label: null, totals });
  progress.state = inner.state;
}

/** One branch, or a body like it. Inside a block, `in` stays the block's; `| in` alone is the identity. */
export function runBranch(branch: Sequence, current: Tensor, state: State, context: Context): Run {
  const keeps = context.startOf === "block" || context.startOf === "repeat";
  const start = keeps ? context.start : { shape: current.shape, reference: "in", biased: false };
  const startOf = keeps ? context.startOf : "branches";
  const sequence = isIdentity(branch) ? { statements: [], lines: [] } : branch;
  const before: State = { current: { ...current, reference: "" }, scope: state.scope };
  return runSequence(sequence, before, { ...context, start, startOf });
}

function isIdentity(branch: Sequence): boolean {
  const [only] = branch.statements;
  if (branch.statements.length !== 1 || only?.type !== "line" || only.label || only.steps.length !== 1)
    return false;
  const step = only.steps[0]!;
  return step.name.text === "in" && step.arguments.length === 0 && step.body === null;
}
