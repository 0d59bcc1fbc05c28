// The words that begin a line without being a layer: input, from, output, expect, budget, reuse, residual, ….

import { nearestNames } from "../base/nearest";
import { type Problem, problem } from "../base/problem";
import type { Size } from "../base/whole";
import { layerNamed } from "../catalogue";
import { FRAMEWORKS } from "../catalogue/framework";
import type { Shape } from "../catalogue/shape";
import { bindStep } from "../model/bind";
import { truth } from "../model/expression";
import type { LayerSegment } from "../model/segment";
import type { Tensor } from "../model/value";
import type { Argument, Step } from "../syntax/ast";
import { mergeBranches, runBranch } from "./branches";
import { readExpectation } from "./checks";
import { bindingAt, type Context } from "./context";
import { argumentValue, missing, namedTensor, noBody, surplus, wrongType } from "./directive-arguments";
import { becomeUnknown, plainSequence, unknownTensor } from "./evaluate";
import { inputAdvice } from "./input-advice";
import type { Progress } from "./progress";
import { runReuse } from "./reuse";
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
    case "dtype":
    case "optimizer":
    case "batch":
      noBody(step, progress);
      surplus(step, step.arguments.slice(1), progress, 1);
      if (context.startOf !== "file")
        progress.problems.push(problem("misplaced-statement", step.span, { what: step.name.text }));
      said(step, progress, context);
  }
}

function runInput(step: Step, progress: Progress, context: Context): void {
  noBody(step, progress);
  const [first, ...more] = step.arguments;
  surplus(step, more, progress, 1);
  const shape = first ? inputShape(step, first, progress, context) : null;
  if (!first) missing(step, "shape", progress);
  progress.add({ type: "input", shape, label: null, totals: NO_TOTALS });
  progress.become({ shape, reference: "", biased: false });
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
  progress.add({
    type: "select",
    reads: selected.reference,
    shape: selected.shape,
    label: null,
    totals: NO_TOTALS,
  });
  progress.become({ ...selected, reference: "" });
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
  progress.add({
    type: "output",
    reads: tensor?.reference ?? "",
    shape,
    training,
    label: null,
    totals: NO_TOTALS,
  });
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
  progress.add({ type: "arm", run, closed: true, label: null, totals: run.totals });
  progress.become(run.output);
}

/** What a step says of the whole file, once it is read; null where it says nothing, with a problem. */
export function said(step: Step, progress: Progress, context: Context): string | number | null {
  const word = step.name.text;
  return word === "batch" ? count(step, progress, context) : wordOf(step, WORDS[word] ?? [], progress);
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  framework: FRAMEWORKS,
  dtype: Object.keys(DTYPES),
  optimizer: OPTIMIZERS,
};

function wordOf(step: Step, known: readonly string[], progress: Progress): string | null {
  const [first] = step.arguments;
  if (!first) {
    missing(step, `value, one of ${known.join(", ")}`, progress);
    return null;
  }
  const word = first.type === "word" && !first.member ? first.word.text : "";
  if (known.includes(word)) return word;
  const data = { what: step.name.text, word, known, nearest: nearestNames(word, known) };
  progress.problems.push(problem("unknown-word", first.span, data));
  return null;
}

function count(step: Step, progress: Progress, context: Context): number | null {
  const [first] = step.arguments;
  if (!first) {
    missing(step, "size", progress);
    return null;
  }
  const parameter = step.name.text;
  if (first.type === "option" || first.type === "comparison") {
    const data = { parameter, expected: "a whole number", found: `a ${NOUNS[first.type]}` };
    progress.problems.push(problem("wrong-type", first.span, data));
    return null;
  }
  const value = argumentValue(first, progress, context);
  if (value === null || value.type === "unknown") return null;
  if (value.type !== "number" || value.unit !== "") {
    wrongType(step, first, "a whole number", value, progress);
    return null;
  }
  const { n, d } = value.value;
  const number = Number(n) / Number(d);
  if (d === 1n && n >= 1n && n <= 1_000_000_000n) return number;
  const written = String(number);
  progress.problems.push(
    d === 1n
      ? problem("number-range", first.span, { parameter, value: written, least: 1, most: 1e9 })
      : problem("not-whole", first.span, { parameter, value: written }),
  );
  return null;
}

const NOUNS = { option: "named value", comparison: "comparison" } as const;
