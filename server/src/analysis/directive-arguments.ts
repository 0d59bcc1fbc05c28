// The arguments of the words that begin a line without being a layer: their values, and what is wrong with them.

import { problem } from "../base/problem";
import { evaluate } from "../model/expression";
import { type Tensor, type Value, valueNoun } from "../model/value";
import type { Argument, Step } from "../syntax/ast";
import { bindingAt, type Context } from "./context";
import type { Progress } from "./progress";

export function argumentValue(argument: Argument, progress: Progress, context: Context): Value | null {
  const at = bindingAt(progress.state, context, progress.problems);
  if (argument.type === "value") return evaluate(argument.value, at);
  if (argument.type === "word") {
    return evaluate({ type: "name", name: argument.word, member: argument.member, span: argument.span }, at);
  }
  return null;
}

export function wrongType(
  step: Step,
  argument: Argument,
  expected: string,
  value: Value,
  progress: Progress,
): void {
  const data = { parameter: step.name.text, expected, found: valueNoun(value) };
  progress.problems.push(problem("wrong-type", argument.span, data));
}

export function missing(step: Step, parameter: string, progress: Progress): void {
  const data = { kind: step.name.text, parameter, option: false };
  progress.problems.push(problem("missing-argument", step.name.span, data));
}

export function surplus(step: Step, rest: readonly Argument[], progress: Progress, takes: number): void {
  const extra = rest[0] ?? step.first?.[0];
  if (extra) progress.problems.push(problem("surplus-argument", extra.span, { kind: step.name.text, takes }));
}

export function noBody(step: Step, progress: Progress): void {
  if (step.body) progress.problems.push(problem("unexpected-body", step.body.span, { kind: step.name.text }));
}

/** The tensor that a word names; null with a problem. */
export function namedTensor(
  argument: Argument,
  step: Step,
  progress: Progress,
  context: Context,
): Tensor | null {
  const value = argumentValue(argument, progress, context);
  if (value?.type === "tensor") return value.tensor;
  if (value && value.type !== "unknown") wrongType(step, argument, "the label of a tensor", value, progress);
  return null;
}
