// One step of a line: a layer, the layers that follow it on its line, a block's call, a merge with branches.

import { problem } from "../base/problem";
import { bindStep, callee } from "../model/bind";
import { type Entry, sameEntry } from "../model/scope";
import type { BoundStep, Segment } from "../model/segment";
import { boundAsTwin, boundWithNumbers } from "../model/twin";
import type { StatementOf, Step } from "../syntax/ast";
import { runBranches } from "./branches";
import { runCall } from "./call";
import { bindingAt, type Context } from "./context";
import { FREE, weightOfSegments } from "./effort";
import { becomeUnknown, repeatRuns } from "./evaluate";
import { runLayer } from "./layer-step";
import { Progress } from "./progress";
import { sameEntries } from "./remembered";
import type { LocatedProblem } from "./run";
import { sumOver } from "./totals";
import { unknownStep } from "./unknown-step";

/** `uses` are the entries that the line's words name. */
export function runStep(
  step: Step,
  line: StatementOf<"line">,
  uses: readonly Entry[],
  progress: Progress,
  context: Context,
): void {
  const ownStart = context.start !== null && line.words.has("in");
  const known = ownStart ? null : knownBinding(step, uses, progress, context);
  if (known) {
    execute(known, step, progress, context);
    return;
  }
  const binding = bindingAt(progress.state, context, progress.problems);
  const named = callee(step.name.text, binding);
  const target = named ?? unknownStep(step, progress, context);
  if (target === null) return;
  const found: LocatedProblem[] = [];
  let namesBlock = false;
  const bound = bindStep(step, target, {
    ...binding,
    block: (name) => {
      const block = binding.block(name);
      namesBlock ||= block !== undefined;
      return block;
    },
    report: (each) => found.push(each),
  });
  const layersOnly = bound.segments.every((segment) => segment.type === "layer");
  // Counted where it is bound: what a call takes is the block's to say, even if it is run no times.
  if (!layersOnly) context.spending.calls++;
  // What is not at fault binds alike wherever its names mean the same; a block, in an expression too, is no such name.
  if (named && !ownStart && layersOnly && !namesBlock && found.length === 0)
    keepBinding(step, uses, context, bound);
  for (const each of found) progress.problems.push(each);
  execute(bound, step, progress, context);
}

/** How a step binds that depends on names, for what these mean. */
interface NamedBinding {
  readonly uses: readonly Entry[];
  readonly home: Context["home"];
  readonly bound: BoundStep;
  /** What it was for what they meant before that. */
  readonly before: NamedBinding | null;
  /** How many there are, this one included. */
  readonly count: number;
}

/** So many are kept, and then one again. */
const KEPT = 8;

function keepBinding(step: Step, uses: readonly Entry[], { home }: Context, bound: BoundStep): void {
  if (uses.length === 0) {
    step.memo = bound;
    // A twin is never run itself: it binds as the first step with its own arguments does.
    const { twin } = step;
    if (twin?.memo === null && step.arguments.every((own, index) => own === twin.arguments[index]))
      twin.memo = bound;
    return;
  }
  const known = step.memo as BoundStep | NamedBinding | null;
  const before = known && "uses" in known && known.count < KEPT ? known : null;
  step.memo = { uses, home, bound, before, count: (before?.count ?? 0) + 1 } satisfies NamedBinding;
}

/** How a step binds: as it did before, or as what differs from it in numbers only. */
function knownBinding(
  step: Step,
  uses: readonly Entry[],
  progress: Progress,
  context: Context,
): BoundStep | null {
  const known = step.memo as BoundStep | NamedBinding | null;
  if (uses.length === 0) {
    if (known !== null) return "uses" in known ? null : known;
    const twin = step.twin?.memo as BoundStep | NamedBinding | null | undefined;
    // Not kept: it is quickly made again, and long files have many.
    return twin && !("uses" in twin) ? boundAsTwin(twin, step, step.twin!) : null;
  }
  if (known === null || !("uses" in known)) return null;
  for (let each: NamedBinding | null = known; each !== null; each = each.before)
    if (each.home === context.home && sameEntries(each.uses, uses)) return each.bound;
  const changed = known.home === context.home ? otherNumbers(known.uses, uses) : null;
  if (changed === null) return null;
  const bound = boundWithNumbers(known.bound, step, changed, bindingAt(progress.state, context, []));
  if (bound) keepBinding(step, uses, context, bound);
  return bound;
}

/** The names that stand for other numbers; null where anything else differs. */
function otherNumbers(a: readonly Entry[], b: readonly Entry[]): ReadonlySet<string> | null {
  if (a.length !== b.length) return null;
  const names = new Set<string>();
  for (let i = 0; i < a.length; i++) {
    const [before, now] = [a[i]!, b[i]!];
    if (before.name !== now.name) return null;
    if (sameEntry(before, now)) continue;
    if (before.value.type !== "number" || now.value.type !== "number") return null;
    if (before.value.unit !== now.value.unit) return null;
    names.add(now.name);
  }
  return names;
}

function execute(bound: BoundStep, step: Step, progress: Progress, context: Context): void {
  if (progress.state.current === null && !bound.segments.every(isMergeWithOperands)) {
    progress.problems.push(problem("no-input", step.name.span, { kind: step.name.text }));
    becomeUnknown(progress);
    return;
  }
  const { spending, depth } = context;
  if (bound.times === 1) {
    if (depth > 0) spending.add(weightOfSegments(bound.segments) - 1);
    runSegments(bound.first ?? bound.segments, step, progress, context);
    return;
  }
  if (bound.times === null) {
    becomeUnknown(progress);
    return;
  }
  const within: Context = { ...context, depth: depth + 1 };
  repeatRuns(bound.times, bound.timesSpan ?? step.span, progress, context, (index, state) => {
    const segments = index === 0 && bound.first ? bound.first : bound.segments;
    const inner = new Progress(state);
    if (depth > 0 || index >= FREE) spending.add(weightOfSegments(segments));
    runSegments(segments, step, inner, within);
    for (const found of inner.problems)
      if (!repeatsProblem(progress.problems, found)) progress.problems.push(found);
    const totals = sumOver(inner.parts);
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

function runSegments(segments: readonly Segment[], step: Step, progress: Progress, outer: Context): void {
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index]!;
    const context = segment.frozen && !outer.frozen ? { ...outer, frozen: true } : outer;
    if (segment.type === "call") runCall(segment, step, progress, context);
    else if (index === 0 && step.body) runBranches(segment, step, progress, context);
    else runLayer(segment, step, progress, context);
    if (index === 0 && step.body && segment.type === "call") {
      progress.problems.push(problem("unexpected-body", step.body.span, { kind: segment.block.name }));
    }
  }
}
