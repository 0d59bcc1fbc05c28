// Operators and functions on exact numbers. What cannot be computed is reported at the expression's place.

import * as exact from "../base/exact";
import { type Problem, problem } from "../base/problem";
import type { Span } from "../base/span";
import { numberValue, UNKNOWN, type Value } from "./value";

/** Where a fault is told. */
interface Reporter {
  report(problem: Problem): void;
}

/** What a function gives for its numbers; unknown (and reported) where they are too many, too few or out of its range. */
export function applied(name: string, values: readonly exact.Exact[], span: Span, at: Reporter): Value {
  const [a, b] = values;
  const wanted = name === "round_to" ? 2 : name === "min" || name === "max" ? values.length : 1;
  if (values.length !== wanted) {
    const data = {
      parameter: name,
      expected: `${wanted} number${wanted === 1 ? "" : "s"}`,
      found: `${values.length}`,
    };
    at.report(problem("wrong-type", span, data));
    return UNKNOWN;
  }
  const least = (x: exact.Exact, y: exact.Exact) => (exact.compare(x, y) <= 0 ? x : y);
  const most = (x: exact.Exact, y: exact.Exact) => (exact.compare(x, y) >= 0 ? x : y);
  switch (name) {
    case "min":
      return numberValue(values.reduce(least));
    case "max":
      return numberValue(values.reduce(most));
    case "floor":
      return numberValue(exact.floor(a!));
    case "ceil":
      return numberValue(exact.ceil(a!));
    case "round":
      return numberValue(exact.round(a!));
    case "abs":
      return numberValue(a!.n < 0n ? { n: -a!.n, d: a!.d } : a!);
    default:
      if (exact.compare(b!, exact.whole(0)) <= 0) return divisionByZero(span, at);
      return numberValue(roundTo(a!, b!));
  }
}

/** MobileNet's "make divisible": the nearest multiple of d, but not more than a tenth below v. */
function roundTo(v: exact.Exact, d: exact.Exact): exact.Exact {
  const half = exact.divide(d, exact.whole(2));
  const multiple = exact.multiply(exact.floor(exact.divide(exact.add(v, half), d)), d);
  const rounded = exact.compare(multiple, d) < 0 ? d : multiple;
  const tooLow = exact.compare(rounded, exact.multiply(v, exact.exact(9n, 10n))) < 0;
  return tooLow ? exact.add(rounded, d) : rounded;
}

function divisionByZero(span: Span, at: Reporter): Value {
  at.report(problem("wrong-type", span, { parameter: "", expected: "a divisor above 0", found: "0" }));
  return UNKNOWN;
}

/** What an operator gives for two numbers; unknown (and reported) where that is no number, or too large. */
export function arithmetic(
  operator: string,
  a: exact.Exact,
  b: exact.Exact,
  span: Span,
  at: Reporter,
): Value {
  switch (operator) {
    case "<":
      return { type: "truth", value: exact.compare(a, b) < 0 };
    case "<=":
      return { type: "truth", value: exact.compare(a, b) <= 0 };
    case ">":
      return { type: "truth", value: exact.compare(a, b) > 0 };
    case ">=":
      return { type: "truth", value: exact.compare(a, b) >= 0 };
    case "+":
      return bounded(exact.add(a, b), span, at);
    case "-":
      return bounded(exact.subtract(a, b), span, at);
    case "*":
      return bounded(exact.multiply(a, b), span, at);
    case "**":
      return power(a, b, span, at);
  }
  if (b.n === 0n) return divisionByZero(span, at);
  const quotient = exact.divide(a, b);
  if (operator === "/") return bounded(quotient, span, at);
  const whole = exact.floor(quotient);
  return numberValue(operator === "//" ? whole : exact.subtract(a, exact.multiply(whole, b)));
}

/** Nothing that is counted has more digits; what is on the way to a smaller number may be beyond 2⁵³. */
const MOST_BITS = 1024;
const TOO_LARGE = 1n << BigInt(MOST_BITS);

function bounded(value: exact.Exact, span: Span, at: Reporter): Value {
  if (value.d < TOO_LARGE && value.n < TOO_LARGE && value.n > -TOO_LARGE) return numberValue(value);
  return tooLarge(span, at);
}

function tooLarge(span: Span, at: Reporter): Value {
  const data = { parameter: "", value: "beyond 2⁵³", least: 0, most: Number.MAX_SAFE_INTEGER };
  at.report(problem("number-range", span, data));
  return UNKNOWN;
}

function power(base: exact.Exact, exponent: exact.Exact, span: Span, at: Reporter): Value {
  if (!exact.isWhole(exponent)) {
    const found = exact.formatExact(exponent);
    at.report(problem("wrong-type", span, { parameter: "", expected: "a whole exponent", found }));
    return UNKNOWN;
  }
  if (base.n === 0n && exponent.n < 0n) return divisionByZero(span, at);
  const times = exponent.n < 0n ? -exponent.n : exponent.n;
  const bits = BigInt(Math.max(base.n.toString(2).replace("-", "").length, base.d.toString(2).length) - 1);
  if (bits * times > BigInt(MOST_BITS)) return tooLarge(span, at);
  // The bases that are left for a huge exponent are 0, 1 and -1.
  const raised = { n: base.n ** times, d: base.d ** times };
  return bounded(exponent.n < 0n ? exact.divide(exact.whole(1), raised) : raised, span, at);
}
