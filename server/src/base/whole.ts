// Exact whole-number arithmetic on counts: `null` is unknown, `Infinity` is beyond 2⁵³ and never a rounded number.

/** A whole number, `null` where it is not known, `Infinity` where it exceeds 2⁵³. */
export type Size = number | null;

export const OVERFLOW = Number.POSITIVE_INFINITY;

/** The product; unknown if a factor is, unless another is 0. Not a list of factors, as one would be made for each layer. */
export function times(a: Size, b: Size = 1, c: Size = 1, d: Size = 1): Size {
  if (a === 0 || b === 0 || c === 0 || d === 0) return 0;
  if (a === null || b === null || c === null || d === null) return null;
  return bounded(bounded(bounded(a * b) * c) * d);
}

/** The product of a list. */
export function product(factors: readonly Size[]): Size {
  let product = 1;
  let unknown = false;
  // Counted, not iterated: while it has not been compiled, a layer's arithmetic is mostly this.
  for (let index = 0; index < factors.length; index++) {
    const factor = factors[index]!;
    if (factor === 0) return 0;
    if (factor === null) unknown = true;
    else product = bounded(product * factor);
  }
  return unknown ? null : product;
}

/** The sum; unknown if a term is. */
export function plus(a: Size, b: Size = 0, c: Size = 0, d: Size = 0): Size {
  if (a === null || b === null || c === null || d === null) return null;
  return bounded(bounded(bounded(a + b) + c) + d);
}

/** The sum of a list. */
export function sum(terms: readonly Size[]): Size {
  let total = 0;
  for (let index = 0; index < terms.length; index++) {
    const term = terms[index]!;
    if (term === null) return null;
    total = bounded(total + term);
  }
  return total;
}

function bounded(value: number): number {
  return Number.isSafeInteger(value) ? value : OVERFLOW;
}

/** The greatest of a list, and 0: it may be longer than a call can take arguments. */
export function greatest(numbers: Iterable<number>): number {
  let most = 0;
  for (const number of numbers) if (number > most) most = number;
  return most;
}

/** ⌊a / b⌋ for whole a and positive whole b, exact up to 2⁵³, where the quotient of a division already rounds. */
export function floorDivide(a: number, b: number): number {
  if (!Number.isFinite(a)) return a;
  const rest = a % b;
  return (a - rest) / b - (rest < 0 ? 1 : 0);
}

/** ⌈a / b⌉ for whole a and positive whole b, exact up to 2⁵³. */
export function ceilDivide(a: number, b: number): number {
  return 0 - floorDivide(0 - a, b);
}

/** `50,828,751`: digits in groups of three. No `Intl`: its first call costs 25 ms. */
export function grouped(value: number): string {
  if (value === OVERFLOW) return "over 2⁵³";
  const written = String(Math.abs(value));
  const sign = value < 0 ? "−" : "";
  if (written.length < 4 || written.includes("e")) return sign + written;
  const point = written.indexOf(".");
  const end = point < 0 ? written.length : point;
  let text = written.slice(end);
  for (let at = end; at > 0; at -= 3)
    text = (at > 3 ? "," : "") + written.slice(Math.max(0, at - 3), at) + text;
  return sign + text;
}
