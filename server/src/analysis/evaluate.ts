// Statements → outcomes: runs a sequence from a state, each statement from what the one before it left.

import { isWhole, toNumber, whole } from "../base/exact";
import { type Problem, problem } from "../base/problem";
import { shift } from "../base/span";
import { evaluate, truth } from "../model/expression";
import { formatValue, numberValue, sameTensor, type Tensor, UNKNOWN, valueNoun } from "../model/value";
import type { Body, Sequence, Statement, StatementOf } from "../syntax/ast";
import { checkProblem } from "./checks";
import { bindingAt, type Context, MAX_DIFFERENT, MAX_LAYERS } from "./context";
import { DIRECTIVE_NAMES } from "./directive-names";
import { runDirective } from "./directives";
import { MOST_EFFORT, NO_EFFORT, weightOf } from "./effort";
import { tellLostLets } from "./lost-lets";
import { checksWithin } from "./opened";
import { outcomeOf } from "./outcome";
import { Progress } from "./progress";
import { entriesOf, remember, remembered } from "./remembered";
import type { LocatedProblem, Outcome, Part, Run, State } from "./run";
import { runStep } from "./step";
import { addTotals, NO_TOTALS, scaleTotals, type Totals, UNKNOWN_TOTALS } from "./totals";
import { inferenceTotals } from "./training";

/** What holds behind a statement. */
export function stateAfter({ scope }: State, { after, defines }: Outcome): State {
  return { current: after, scope: defines.reduce((inner, entry) => inner.with(entry), scope) };
}

/** Runs the statements of a body. */
export function runSequence(sequence: Sequence, before: State, context: Context): Run {
  const run = runStatements(sequence, before, context.inIf ? { ...context, inIf: false } : context);
  const { outcomes } = run;
  if (!outcomes.some(isEventful)) return run;
  const parts = run.trained ? outcomes.flatMap((outcome) => outcome.parts) : null;
  const inner = context.startOf === "block" || context.startOf === "repeat";
  const totals = parts ? inferenceTotals(parts, run.totals, inner) : run.totals;
  const checkProblems = failedChecks(outcomes, totals);
  return { ...run, totals, faulty: run.faulty || checkProblems.length > 0, checkProblems };
}

/** The same without what is known of all of a body only: what it is checked for, and what only training needs. */
function runStatements(sequence: Sequence, before: State, context: Context): Run {
  // As long as it will be: a list that grows takes room for many, and there may be as many bodies as lines.
  const outcomes = new Array<Outcome>(sequence.statements.length);
  let count = 0;
  let state = before;
  let totals = NO_TOTALS;
  const { nesting } = context.spending;
  nesting.openBody();
  for (const statement of sequence.statements) {
    const outcome = runAgain(statement, state, context);
    outcomes[count++] = outcome;
    state = stateAfter(state, outcome);
    totals = addTotals(totals, outcome.totals);
  }
  nesting.closeBody();
  const faulty = outcomes.some(isAtFault);
  const trained = outcomes.some((outcome) => outcome.trained);
  const { start } = context;
  const output = state.current;
  return { sequence, outcomes, before, output, totals, start, faulty, trained, checkProblems: NONE };
}

const isAtFault = ({ faulty }: Outcome): boolean => faulty;

const isEventful = ({ eventful }: Outcome): boolean => eventful;

function failedChecks(outcomes: Run["outcomes"], totals: Totals): Run["checkProblems"] {
  let failed: { index: number; problem: LocatedProblem }[] | null = null;
  for (let index = 0; index < outcomes.length; index++) {
    for (const check of outcomes.at(index)!.checks) {
      const found = checkProblem(check, totals);
      if (!found) continue;
      failed ??= [];
      failed.push({ index, problem: found });
    }
  }
  return failed ?? NONE;
}

/** Runs a statement of a body, or takes what it did before. */
function runAgain(statement: Statement, state: State, context: Context): Outcome {
  if (statement.type !== "line" || statement.words.has("reuse"))
    return runStatement(statement, state, context);
  const { current, scope } = state;
  const { spending } = context;
  if (spending.apart !== null || spending.over) return runStatement(statement, state, context);
  const uses = entriesOf(statement.words, scope);
  const known = remembered(statement, current, uses, context);
  if (known) {
    spending.take(known.effort);
    return known;
  }
  const { calls } = spending;
  const outcome = runStatement(statement, state, context);
  // Advice names what is in scope here. What calls blocks depends on those that are being called, and on what each of them
  // says, for which a home does not stand: that of a block stays while only its names are the same.
  if (!outcome.faulty && spending.calls === calls && !spending.over)
    remember(statement, current, uses, context, outcome);
  return outcome;
}

/** Runs one statement from a state. Never throws. */
export function runStatement(statement: Statement, state: State, context: Context): Outcome {
  const progress = new Progress(state);
  const { spending, depth } = context;
  const { ownSoFar, usesSoFar } = spending;
  if (depth > 0) {
    spending.add(weightOf(statement));
    if (isOver(statement.span, progress, context)) return outcomeOf(progress, NO_EFFORT);
  }
  switch (statement.type) {
    case "line":
      runLine(statement, progress, context);
      break;
    case "let":
      runLet(statement, progress, context);
      break;
    case "if":
      runIf(statement, progress, context);
      break;
    case "repeat":
      runRepeat(statement, progress, context);
      break;
    default:
      if (context.startOf !== "file") {
        const data = { what: statement.type };
        progress.problems.push(problem("misplaced-statement", statement.span, data));
      }
  }
  return outcomeOf(progress, spending.since(ownSoFar, usesSoFar));
}

/** Whether nothing more is to be run: what stands here is unknown then, and the first is told so. */
export function isOver(at: Problem["span"], progress: Progress, { spending }: Context): boolean {
  if (!spending.over) return false;
  if (!spending.told)
    progress.problems.push(problem("too-many-layers", at, { limit: MOST_EFFORT, different: "layers" }));
  spending.told = true;
  becomeUnknown(progress);
  return true;
}

const NONE: readonly never[] = [];

export function unknownTensor(): Tensor {
  return { shape: null, reference: "", biased: false };
}

/** Something that cannot be computed stands here: what follows is unknown, and no total over it exact. */
export function becomeUnknown(progress: Progress): void {
  progress.add({ type: "unknown", label: null, totals: UNKNOWN_TOTALS });
  progress.become(unknownTensor());
}

/** Runs the steps of a line. */
export function runSteps(line: StatementOf<"line">, progress: Progress, context: Context): void {
  const uses = entriesOf(line.words, progress.state.scope);
  for (const step of line.steps) {
    if (DIRECTIVE_NAMES.has(step.name.text)) runDirective(step, progress, context);
    else runStep(step, line, uses, progress, context);
    if (line.steps.length > 1) {
      progress.ends.push({ parts: progress.parts.length, shape: progress.state.current?.shape ?? null });
    }
  }
}

/** Runs the steps of a line, and names its result. */
function runLine(line: StatementOf<"line">, progress: Progress, context: Context): void {
  const before = progress.state;
  runSteps(line, progress, context);
  if (!line.label) return;
  const { current } = progress.state;
  progress.label(line.label.text, current?.shape ?? null);
  const value = current
    ? ({ type: "tensor", tensor: { ...current, reference: line.label.text } } as const)
    : UNKNOWN;
  const input = before.current?.shape ?? null;
  progress.define({ name: line.label.text, role: "label", value, line, input });
  if (current) progress.become({ ...current, label: line.label.text });
}

function runLet(statement: StatementOf<"let">, progress: Progress, context: Context): void {
  const value = evaluate(statement.value, bindingAt(progress.state, context, progress.problems));
  progress.define({ name: statement.name.text, role: "let", value, line: null });
}

/** The single sequence of a body that has no branches; with branches, a problem and the first. */
export function plainSequence(body: Body, problems: Problem[]): Sequence {
  const bar = body.bars[0];
  if (bar) problems.push(problem("misplaced-statement", bar, { what: "branch" }));
  return body.branches[0] ?? { statements: [], lines: [] };
}

function runIf(statement: StatementOf<"if">, progress: Progress, context: Context): void {
  const holds = truth(statement.condition, bindingAt(progress.state, context, progress.problems));
  if (holds === null) {
    becomeUnknown(progress);
    return;
  }
  const body = holds ? statement.taken : statement.otherwise;
  if (!body) return;
  const sequence = plainSequence(body, progress.problems);
  const run = runStatements(sequence, progress.state, { ...context, inIf: true });
  progress.add({ type: "arm", run, closed: false, label: null, totals: run.totals });
  if (!context.inIf) for (const check of checksWithin(run)) progress.checks.push(check);
  progress.become(run.output);
  for (const outcome of run.outcomes) for (const entry of outcome.defines) progress.define(entry);
}

function runRepeat(statement: StatementOf<"repeat">, progress: Progress, context: Context): void {
  const binding = bindingAt(progress.state, context, progress.problems);
  const value = evaluate(statement.count, binding);
  if (value.type !== "number") {
    if (value.type !== "unknown") {
      const data = { parameter: "repeat", expected: "a whole number", found: valueNoun(value) };
      progress.problems.push(problem("wrong-type", statement.count.span, data));
    }
    becomeUnknown(progress);
    return;
  }
  if (!isWhole(value.value) || value.value.n < 0n) {
    const data = { parameter: "repeat", value: formatValue(value), least: 0, most: MAX_LAYERS };
    progress.problems.push(problem("number-range", statement.count.span, data));
    return;
  }
  const sequence = plainSequence(statement.body, progress.problems);
  tellLostLets(sequence, progress, context);
  const index = statement.index;
  // Asked where the body is run: what it takes is counted then.
  let uses: boolean | null = null;
  repeatRuns(toNumber(value.value), statement.count.span, progress, context, (i, state) => {
    const start = state.current && { ...state.current, reference: "in", biased: false };
    const scope = index
      ? state.scope.with({
          name: index.text,
          role: "index",
          value: numberValue(whole(i)),
          line: null,
        })
      : state.scope;
    const inner: Context = { ...context, start, startOf: "repeat", depth: context.depth + 1 };
    const run = runSequence(sequence, { current: state.current, scope }, inner);
    uses ??= index !== null && sequence.statements.some(({ words }) => words.has(index.text));
    return { parts: [], run, totals: run.totals, after: run.output, varies: uses };
  });
}

export interface Iteration {
  readonly parts: readonly Part[];
  readonly run: Run | null;
  readonly totals: Run["totals"];
  readonly after: Tensor | null;
  /** Whether the next iteration may differ although its input is the same. */
  readonly varies: boolean;
}

/** Runs iterations until the tensor settles, and counts the rest. Adds one repeat part to the progress. */
export function repeatRuns(
  times: number,
  at: Problem["span"],
  progress: Progress,
  context: Context,
  iterate: (index: number, state: State) => Iteration,
): void {
  const iterations: { parts: readonly Part[]; run: Run | null; times: number }[] = [];
  const scope = progress.state.scope;
  let state = progress.state;
  let totals = NO_TOTALS;
  if (times > MAX_LAYERS) {
    progress.problems.push(problem("too-many-layers", at, { limit: MAX_LAYERS }));
    becomeUnknown(progress);
    return;
  }
  for (let i = 0; i < times; ) {
    const before = state.current;
    const { parts, run, totals: once, after, varies } = iterate(i, state);
    const settled = !varies && sameTensor(before, after);
    const count = settled ? times - i : 1;
    iterations.push({ parts, run, times: count });
    totals = addTotals(totals, scaleTotals(once, count));
    state = { current: after, scope };
    i += count;
    if (i < times && context.spending.over) {
      progress.add({ type: "repeat", iterations, label: null, totals });
      isOver(at, progress, context);
      return;
    }
    if (iterations.length === MAX_DIFFERENT && i < times) {
      progress.problems.push(
        problem("too-many-layers", at, { limit: MAX_DIFFERENT, different: "repetitions" }),
      );
      progress.add({ type: "repeat", iterations, label: null, totals });
      becomeUnknown(progress);
      return;
    }
    if (after?.shape === null && i < times) {
      // Nothing more is to be known: the rest counts like the last one.
      iterations[iterations.length - 1]!.times += times - i;
      totals = addTotals(totals, scaleTotals(once, times - i));
      break;
    }
  }
  if (totals.layers > MAX_LAYERS && !iterations.some(({ run }) => run && run.totals.layers > MAX_LAYERS)) {
    progress.problems.push(problem("too-many-layers", at, { limit: MAX_LAYERS }));
  }
  progress.add({ type: "repeat", iterations, label: null, totals });
  progress.state = state;
  isOver(at, progress, context);
}

/** Problems of a run's own statements, at lines relative to the run's origin. */
export function ownProblems(run: Run): LocatedProblem[] {
  const found: LocatedProblem[] = [];
  for (const [index, outcome] of run.outcomes.entries()) {
    const line = run.sequence.lines[index]!;
    for (const each of outcome.problems) found.push({ ...each, span: shift(each.span, line) });
  }
  for (const { index, problem: each } of run.checkProblems) {
    found.push({ ...each, span: shift(each.span, run.sequence.lines[index]!) });
  }
  return found;
}
