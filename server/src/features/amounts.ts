// Large numbers in a few digits, for places where the exact ones would not fit.

/** 1814073344 → `1.81G`; exact below 1,000. */
export function quantity(value: number): string {
  return scaled(value, ["", "K", "M", "G", "T", "P"], "");
}

/** 3813376 → `3.81 MB`: powers of 1,000, as in the language's own units. */
export function bytes(value: number): string {
  return scaled(value, ["B", "KB", "MB", "GB", "TB", "PB"], " ");
}

function scaled(value: number, units: readonly string[], space: string): string {
  if (!Number.isFinite(value)) return "over 2⁵³";
  let rest = value;
  let power = 0;
  while (rest >= 999.5 && power < units.length - 1) {
    rest /= 1000;
    power++;
  }
  const digits = power === 0 ? String(Math.round(rest)) : rest.toPrecision(3);
  return `${digits}${units[power] ? space : ""}${units[power]}`;
}
