// What stands behind the positions of a layer as PyTorch counts them, `Conv2d(3, 64, 3, 1, 1)` or `maxpool 3x3 2`, and a count
// that is joined to its layer with a dash, `fc-10`: each is told once, and read as what is meant.

import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import type { LayerKind } from "../catalogue/layer";
import type { Argument, Expression, Step } from "../syntax/ast";
import { tablesOf } from "./signature";

type Report = (problem: Problem) => void;

/** What follows the positions in PyTorch's calls, by kind or family. */
function furtherOf(kind: LayerKind): readonly string[] {
  if (kind.kind === "conv_transpose") return ["stride", "pad", "output_pad", "groups"];
  if (kind.kind === "gn") return ["groups"];
  if (kind.family === "convolution") return ["stride", "pad", "dilation", "groups"];
  return kind.family === "pooling" ? ["stride", "pad"] : [];
}

/** The arguments, where what stands behind the positions has its name; permutations are one word. */
export function furtherNamed(
  written: readonly Argument[],
  kind: LayerKind,
  step: Step,
  report: Report,
): readonly Argument[] {
  const given = undashed(written, kind, step, report);
  const count = given.findIndex((each) => each.type !== "value" || writtenSize(each.value) === null);
  const values = count < 0 ? given.length : count;
  const { positions } = tablesOf(kind);
  const left = positions.filter((name) => !isNamed(given, name)).length;
  if (values <= left) return given;
  if (kind.kind === "permute") return onePermutation(given, values, report);
  const further = furtherOf(kind).filter((name) => Object.hasOwn(kind.signature, name));
  const extra = given.slice(left, values);
  if (extra.length > further.length || further.some((name) => isNamed(given, name))) return given;
  return given.map((argument, at) => {
    const name = further[at - left];
    if (argument.type !== "value" || at < left || name === undefined || at >= values) return argument;
    const size = writtenSize(argument.value)!;
    const meant = /^[\dx]+$/.test(size) && name !== "groups" ? name + size : `${name}=${size}`;
    report(problem("other-spelling", argument.span, { found: size, meant, reason: "further" }));
    return {
      type: "option",
      name: { text: name, span: argument.span },
      value: argument.value,
      span: argument.span,
    };
  });
}

function isNamed(given: readonly Argument[], name: string): boolean {
  return given.some(
    (each) =>
      (each.type === "option" && each.name.text.startsWith(name)) ||
      (each.type === "word" && each.word.text.startsWith(name)),
  );
}

function writtenSize(value: Expression): string | null {
  if (value.type === "number" || value.type === "size") return value.text;
  if (value.type !== "tuple") return null;
  const items = value.items.map(writtenSize);
  return items.includes(null) ? null : `(${items.join(", ")})`;
}

/** `permute 2 1 3` is `permute 2x1x3`. */
function onePermutation(given: readonly Argument[], values: number, report: Report): readonly Argument[] {
  const axes = given
    .slice(0, values)
    .map((each) => (each.type === "value" && each.value.type === "number" ? each.value : null));
  const whole: Span = {
    ...given[0]!.span,
    endLine: given[values - 1]!.span.endLine,
    end: given[values - 1]!.span.end,
  };
  const parts = axes.map((axis) => ({ value: Number(axis?.text ?? Number.NaN) }));
  if (parts.some(({ value }) => !Number.isSafeInteger(value))) return given;
  const text = parts.map(({ value }) => value).join("x");
  const found = parts.map(({ value }) => value).join(" ");
  report(problem("other-spelling", whole, { found, meant: text, reason: "size" }));
  const size: Expression = { type: "size", parts, channelsFirst: undefined, text, span: whole };
  return [{ type: "value", value: size, span: whole }, ...given.slice(values)];
}

/** `fc-10`: a dash between a layer and its count is no sign. */
function undashed(
  given: readonly Argument[],
  kind: LayerKind,
  { name }: Step,
  report: Report,
): readonly Argument[] {
  const [first] = given;
  if (first?.type !== "value" || first.value.type !== "negative" || first.span.start !== name.span.end)
    return given;
  const { operand } = first.value;
  const position = tablesOf(kind).positions[0];
  if (operand.type !== "number" || !position || kind.signature[position]?.type !== "count") return given;
  const whole: Span = { ...name.span, endLine: first.span.endLine, end: first.span.end };
  const dash: Span = { line: 0, start: name.span.end, endLine: 0, end: operand.span.start };
  const [found, meant] = [`${name.text}-${operand.text}`, `${name.text} ${operand.text}`];
  report(
    problem("other-spelling", whole, { found, meant, reason: "dash", edits: [{ span: dash, text: " " }] }),
  );
  return [{ type: "value", value: operand, span: operand.span }, ...given.slice(1)];
}
