// `reuse stem`: a labelled line again, on the current tensor, with the same weights.

import { MOST_NAMES } from "../base/few";
import { type Name, nearestNames } from "../base/nearest";
import { type Code, type Problem, problem } from "../base/problem";
import { cover } from "../base/span";
import type { Shape } from "../catalogue/shape";
import type { Scope } from "../model/scope";
import { sameTensor, type Tensor } from "../model/value";
import type { Step } from "../syntax/ast";
import type { Context } from "./context";
import { missing, namedTensor, noBody, surplus } from "./directive-arguments";
import { FREE, weightOf } from "./effort";
import { becomeUnknown, isOver, runSteps } from "./evaluate";
import { ranBy } from "./layer-part";
import { Progress } from "./progress";
import type { LayerPart, LocatedProblem, Part, Run } from "./run";

/** `reuse stem`: the labelled line again, on the current tensor, with the same weights. */
export function runReuse(step: Step, progress: Progress, context: Context): void {
  noBody(step, progress);
  const [first, ...more] = step.arguments;
  surplus(step, more, progress, 1);
  if (!first) return missing(step, "label", progress);
  const entry = first.type === "word" ? progress.state.scope.lookup(first.word.text) : undefined;
  if (!entry?.line) {
    const name = first.type === "word" ? first.word.text : "";
    const labels = labelsAt(progress.state.scope, context);
    progress.problems.push(
      problem("unknown-name", first.span, { name, nearest: nearestNames(name, labels) }),
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
    progress.become(namedTensor(first, step, progress, context));
    return;
  }
  if (context.again.includes(entry.line)) {
    const chain = [...context.again.slice(context.again.indexOf(entry.line)), entry.line];
    const labels = chain.map(({ label }) => label?.text ?? "");
    progress.problems.push(problem("recursion", step.span, { chain: labels, reuse: true }));
    return becomeUnknown(progress);
  }
  const around = context.calls.length + context.again.length;
  const tooDeep = context.spending.nesting.call(around, step.span);
  if (tooDeep) {
    progress.problems.push(tooDeep);
    return becomeUnknown(progress);
  }
  const { spending } = context;
  const weight = weightOf(entry.line);
  // What a line of the file runs again once is no more than stands there, unless it is long.
  const counted = context.depth > 0 || context.again.length > 0 || weight > FREE;
  if (counted) spending.add(weight);
  if (isOver(step.span, progress, context)) return;
  const { current } = progress.state;
  const scope = withNamesOf(entry.line.words, progress.state.scope, context);
  const inner = new Progress({ current, scope });
  const again: Context = {
    ...context,
    reused: true,
    depth: context.depth + (counted ? 1 : 0),
    again: [...context.again, entry.line],
  };
  runSteps(entry.line, inner, again);
  const original = tensorOf(entry.input ?? null);
  let told: readonly LocatedProblem[] = inner.problems;
  if (!sameTensor(original, current)) {
    const own = new Progress({ current: original, scope });
    if (counted) spending.add(weight);
    runSteps(entry.line, own, again);
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
  for (const part of inner.parts) progress.add(ranBy(step.name, part));
  progress.become(inner.state.current);
}

/** The names that a line sees where it is run again: looked up here, as a line may run others, and these again others. */
function withNamesOf(words: ReadonlySet<string>, scope: Scope, { named }: Context): Scope {
  let all = scope;
  for (const word of words) {
    const entry = scope.lookup(word) ? undefined : named(word);
    if (entry) all = all.with(entry);
  }
  return all;
}

/** What is wrong with running a line again, and not with the line. */
const ENDLESS: ReadonlySet<Code> = new Set<Code>(["recursion", "too-deep", "too-many-layers"]);

function placeOf({ fact, span }: Problem): string {
  return `${fact.code} ${span.line} ${span.start} ${span.end}`;
}

/** The labels in scope; of many, the nearest. */
function labelsAt(scope: Scope, context: Context): Name[] {
  const labels = scope.innermost(MOST_NAMES).filter(({ text }) => scope.lookup(text)?.line);
  const { entries, names } = context.others();
  for (let at = entries.length - 1; at >= 0 && labels.length < MOST_NAMES; at--)
    if (entries[at]!.line) labels.push(names[at]!);
  return labels;
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
