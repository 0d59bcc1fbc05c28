// Exact arithmetic on decimals: `ceil(2.2*5)` is 11, as the author wrote it, not as binary floating point has it.

/** A rational number in lowest terms with a positive denominator. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export function exact(n: bigint, d: bigint = 1n): Exact {
  if (d < 0n) return exact(-n, -d);
  if (d === 1n) return { n, d };
  const g = gcd(n < 0n ? -n : n, d);
  return g === 1n ? { n, d } : { n: n / g, d: d / g };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

export function whole(value: number): Exact {
  return { n: BigInt(value), d: 1n };
}

/** Reads `60`, `1_000`, `0.5`, `1e-3`; null where the number has over 40 digits or its exponent is over 40. */
export function readDecimal(text: string): Exact | null {
  const match = /^([\d_]+)(?:\.([\d_]+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return null;
  const digits = (match[1]! + (match[2] ?? "")).replaceAll("_", "");
  const fraction = (match[2] ?? "").replaceAll("_", "").length;
  const exponent = Number(match[3] ?? 0) - fraction;
  if (digits.length > 40 || Math.abs(exponent) > 40) return null;
  const mantissa = BigInt(digits);
  return exponent >= 0
    ? exact(mantissa * 10n ** BigInt(exponent))
    : exact(mantissa, 10n ** BigInt(-exponent));
}

export const add = (a: Exact, b: Exact): Exact => exact(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Exact, b: Exact): Exact => exact(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Exact, b: Exact): Exact => exact(a.n * b.n, a.d * b.d);
/** `b` must not be 0. */
export const divide = (a: Exact, b: Exact): Exact => exact(a.n * b.d, a.d * b.n);
export const compare = (a: Exact, b: Exact): number => {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The greatest whole number that is not above. */
export function floor(a: Exact): Exact {
  const q = a.n / a.d;
  return { n: a.n < 0n && q * a.d !== a.n ? q - 1n : q, d: 1n };
}

export const ceil = (a: Exact): Exact => {
  const f = floor({ n: -a.n, d: a.d });
  return { n: -f.n, d: 1n };
};

/** To the nearest whole number, halves up. */
export const round = (a: Exact): Exact => floor(add(a, { n: 1n, d: 2n }));

export const isWhole = (a: Exact): boolean => a.d === 1n;

/** As a JavaScript number; exact for whole numbers up to 2⁵³. */
export function toNumber(a: Exact): number {
  return a.d === 1n ? Number(a.n) : Number(a.n) / Number(a.d);
}

/** `2.5`, `11`, or `1/3` where no short decimal says it. */
export function formatExact(a: Exact): string {
  if (a.d === 1n) return String(a.n);
  const value = toNumber(a);
  const text = String(value);
  return text.length <= 10 ? text : `${a.n}/${a.d}`;
}
