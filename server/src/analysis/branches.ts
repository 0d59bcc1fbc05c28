// Merges with branches: `add { | … | … }`, and what `residual` makes of its body.

import { problem } from "../base/problem";
import type { LayerSegment } from "../model/segment";
import type { Tensor } from "../model/value";
import type { Sequence, Step } from "../syntax/ast";
import type { Context } from "./context";
import { runSequence } from "./evaluate";
import { addLayer, runLayer } from "./layer-step";
import type { Progress } from "./progress";
import type { LayerPart, Run, State } from "./run";
import { addTotals, sumOver } from "./totals";

/** A merge with branches: `add { | … | … }`. */
export function runBranches(segment: LayerSegment, step: Step, progress: Progress, context: Context): void {
  const body = step.body!;
  if (!segment.kind.merges) {
    progress.problems.push(problem("unexpected-body", body.span, { kind: segment.kind.kind }));
    runLayer(segment, step, progress, context);
    return;
  }
  if (segment.operands.length > 0) {
    progress.problems.push(problem("merge-operands", body.span, { kind: segment.kind.kind }));
  }
  const { branches, bars } = body;
  if (branches.length > 2 && branches[branches.length - 1]!.statements.length === 0) {
    const data = { kind: segment.kind.kind, branches: branches.length };
    progress.problems.push(problem("empty-branch", bars[bars.length - 1]!, data));
  }
  mergeBranches(segment, branches, step, progress, context);
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
  if (context.depth > 0) context.spending.add(branches.length);
  const { before, within } = branchStart(current, progress.state, context);
  const runs = branches.map((branch) => runFrom(branch, before, within));
  const shapes = runs.map((run) => run.output?.shape ?? null);
  const reads = runs.map((_, index) => `branch:${index}`);
  addLayer(segment, step, shapes, reads, progress, context);
  const merge = progress.takeLast() as LayerPart;
  const totals = addTotals(merge.totals, sumOver(runs));
  progress.add({ type: "branches", runs, merge, step, label: null, totals });
}

/** One branch, or a body like it. */
export function runBranch(branch: Sequence, current: Tensor, state: State, context: Context): Run {
  const { before, within } = branchStart(current, state, context);
  return runFrom(branch, before, within);
}

/** What all branches start from. Inside a block, `in` stays the block's. */
function branchStart(
  current: Tensor,
  { scope }: State,
  context: Context,
): { readonly before: State; readonly within: Context } {
  const keeps = context.startOf === "block" || context.startOf === "repeat";
  const start = { shape: current.shape, reference: "in", biased: false };
  return {
    before: { current: { ...current, reference: "" }, scope },
    within: keeps ? context : { ...context, start, startOf: "branches" },
  };
}

/** `| in` alone is the identity. */
function runFrom(branch: Sequence, before: State, within: Context): Run {
  return runSequence(isIdentity(branch) ? { statements: [], lines: [] } : branch, before, within);
}

function isIdentity(branch: Sequence): boolean {
  const [only] = branch.statements;
  if (branch.statements.length !== 1 || only?.type !== "line" || only.label || only.steps.length !== 1)
    return false;
  const step = only.steps[0]!;
  return step.name.text === "in" && step.arguments.length === 0 && step.body === null;
}
