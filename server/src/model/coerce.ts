// Values → the typed arguments that a parameter wants.

import * as exact from "../base/exact";
import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import type { Connections, Dimensions, Margins, Padding, Parameter } from "../catalogue/parameter";
import { formatValue, type SizeValue, type Value, valueNoun } from "./value";

/** The typed value, or undefined with a problem reported (none for an unknown value: its cause has been). */
export function coerce(
  value: Value,
  name: string,
  parameter: Parameter,
  span: Span,
  report: (problem: Problem) => void,
): unknown {
  if (value.type === "unknown") return undefined;
  const wrong = (): undefined => wrongType(value, name, parameter, span, report);
  if (value.type === "word") {
    return Object.hasOwn(parameter.words, value.text) ? parameter.words[value.text] : wrong();
  }
  switch (parameter.type) {
    case "count":
      return value.type === "number" ? wholeInRange(value.value, name, parameter, span, report) : wrong();
    case "decimal": {
      if (value.type !== "number") return wrong();
      const scaled = value.unit === "%" ? exact.divide(value.value, exact.whole(100)) : value.value;
      const number = exact.toNumber(scaled);
      return inRange(number, name, parameter, span, report) ? number : undefined;
    }
    case "size": {
      if (value.type === "size" && value.channelsFirst === undefined)
        return wholesOf(value.parts, name, parameter, span, report, wrong);
      if (value.type !== "number") return wrong();
      const one = wholeInRange(value.value, name, parameter, span, report);
      return one === undefined ? undefined : [one];
    }
    case "scale":
      if (value.type === "factors") return value.factors;
      if (value.type === "size") return wholesOf(value.parts, name, parameter, span, report, wrong);
      return value.type === "number" ? [exact.toNumber(value.value)] : wrong();
    case "padding":
    case "margins": {
      const margins = marginsOf(value, name, parameter, span, report, wrong);
      if (!margins || parameter.type === "margins") return margins;
      return { mode: "explicit", ...margins } satisfies Padding;
    }
    case "dimensions": {
      if (value.type === "size" && value.parts.every((part) => part.after === undefined)) {
        const sizes = value.parts.map((part) => part.value);
        return { sizes, channelsFirst: value.channelsFirst } satisfies Dimensions;
      }
      if (value.type !== "number") return wrong();
      const one = wholeInRange(value.value, name, parameter, span, report);
      return one === undefined
        ? undefined
        : ({ sizes: [one], channelsFirst: undefined } satisfies Dimensions);
    }
    case "flag":
      if (value.type === "number") return value.value.n !== 0n;
      return value.type === "truth" ? value.value : wrong();
    case "choice":
      if (value.type === "layer" && Object.hasOwn(parameter.words, value.name))
        return parameter.words[value.name];
      return wrong();
    case "connections":
      return connectionsOf(value) ?? wrong();
    case "tensor":
      return value.type === "tensor" ? (value.tensor.shape ?? undefined) : wrong();
  }
}

function wrongType(
  value: Value,
  name: string,
  parameter: Parameter,
  span: Span,
  report: (problem: Problem) => void,
): undefined {
  const words = Object.keys(parameter.words);
  const expected =
    EXPECTED[parameter.type] +
    (words.length > 0 && parameter.type !== "flag" ? ` (${words.join(", ")})` : "");
  const found = value.type === "word" ? `\`${value.text}\`` : valueNoun(value);
  report(problem("wrong-type", span, { parameter: name, expected, found }));
  return undefined;
}

function wholesOf(
  parts: readonly SizeValue[],
  name: string,
  parameter: Parameter,
  span: Span,
  report: (problem: Problem) => void,
  wrong: () => undefined,
): number[] | undefined {
  for (const part of parts) {
    if (part.value === null || part.after !== undefined) return wrong();
    if (!inRange(part.value, name, parameter, span, report)) return undefined;
  }
  // Made at its length: it stays as long as its line.
  return parts.map((part) => part.value as number);
}

const EXPECTED: Record<Parameter["type"], string> = {
  count: "a whole number",
  decimal: "a number",
  size: "a whole number, or one an axis (`3x3`)",
  scale: "a number, or one an axis",
  padding: "a padding",
  margins: "sizes before and after (`1:2x0:1`)",
  dimensions: "a size (`7x7`)",
  flag: "true or false",
  choice: "one of its words",
  connections: "pairs of filters and maps (`6x3, 9x4`)",
  tensor: "the label of a tensor",
};

function wholeInRange(
  value: exact.Exact,
  name: string,
  parameter: Parameter,
  span: Span,
  report: (problem: Problem) => void,
): number | undefined {
  if (!exact.isWhole(value)) {
    report(problem("not-whole", span, { parameter: name, value: exact.formatExact(value) }));
    return undefined;
  }
  const number = exact.toNumber(value);
  return inRange(number, name, parameter, span, report) ? number : undefined;
}

function inRange(
  value: number,
  name: string,
  parameter: Parameter,
  span: Span,
  report: (problem: Problem) => void,
): boolean {
  if (value >= parameter.min && value <= parameter.max) return true;
  const data = { parameter: name, value: String(value), least: parameter.min, most: parameter.max };
  report(problem("number-range", span, data));
  return false;
}

function marginsOf(
  value: Value,
  name: string,
  parameter: Parameter,
  span: Span,
  report: (problem: Problem) => void,
  wrong: () => undefined,
): Margins | undefined {
  if (value.type === "number") {
    const one = wholeInRange(value.value, name, parameter, span, report);
    return one === undefined ? undefined : { before: [one], after: [one] };
  }
  if (value.type !== "size" || value.channelsFirst !== undefined) return wrong();
  const before: number[] = [];
  const after: number[] = [];
  for (const part of value.parts) {
    if (part.value === null) return wrong();
    const end = part.after ?? part.value;
    if (!inRange(part.value, name, parameter, span, report)) return undefined;
    if (!inRange(end, name, parameter, span, report)) return undefined;
    before.push(part.value);
    after.push(end);
  }
  return { before, after };
}

function connectionsOf(value: Value): Connections[] | undefined {
  if (value.type !== "size" || value.parts.length % 2 !== 0) return undefined;
  const connections: Connections[] = [];
  for (let i = 0; i < value.parts.length; i += 2) {
    const [filters, maps] = [value.parts[i]!.value, value.parts[i + 1]!.value];
    if (!filters || !maps) return undefined;
    connections.push({ filters, maps });
  }
  return connections;
}

/** A typed argument as the text would say it, for messages that quote a value. */
export function describe(value: Value): string {
  return formatValue(value);
}
