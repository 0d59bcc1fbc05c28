// One step of a line: a layer, the layers that follow it on its line, a block's call, a merge with branches.

import { problem } from "../base/problem";
import { bindStep, callee } from "../model/bind";
import type { BoundStep, Segment } from "../model/segment";
import { boundAsTwin } from "../model/twin";
import type { StatementOf, Step } from "../syntax/ast";
import { runBranches } from "./branches";
import { runCall } from "./call";
import { bindingAt, type Context } from "./context";
import { becomeUnknown, type Progress, progressFrom, repeatRuns } from "./evaluate";
import { runLayer } from "./layer-step";
import type { LocatedProblem, State } from "./run";
import { sumTotals } from "./totals";
import { unknownStep } from "./unknown-step";

export function runStep(step: Step, line: StatementOf<"line">, progress: Progress, context: Context): void {
  const open = !nothingInScope(line, progress.state, context);
  const known = open ? null : knownBinding(step);
  if (known) {
    execute(known, step, progress, context);
    return;
  }
  const binding = bindingAt(progress.state, context, progress.problems);
  const named = callee(step.name.text, binding);
  const target = named ?? unknownStep(step, progress, context);
  if (target === null) return;
  const found: LocatedProblem[] = [];
  const bound = bindStep(step, target, { ...binding, report: (each) => found.push(each) });
  const layersOnly = bound.segments.every((segment) => segment.type === "layer");
  // What depends on no name and is not at fault binds alike wherever it stands.
  if (named && !open && layersOnly && found.length === 0) step.memo = bound;
  progress.problems.push(...found);
  execute(bound, step, progress, context);
}

/** How a step binds that depends on no name: as it did before, or as its twin does. */
function knownBinding(step: Step): BoundStep | null {
  const known = step.twin?.memo as BoundStep | null | undefined;
  if (step.memo === null && known) step.memo = boundAsTwin(known, step, step.twin!);
  return step.memo as BoundStep | null;
}

function nothingInScope(line: StatementOf<"line">, state: State, context: Context): boolean {
  if (context.start !== null && line.words.has("in")) return false;
  if (state.scope.empty) return true;
  for (const word of line.words) if (state.scope.lookup(word)) return false;
  return true;
}

function execute(bound: BoundStep, step: Step, progress: Progress, context: Context): void {
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
    const inner = progressFrom(state);
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
