// Large numbers in three digits, for places where the exact ones would not fit: one way for the editor, the command
// line and the documents.

/** 1814073344 → `1.81G`; exact below 1,000. */
export function quantity(value: number): string {
  return scaled(value, 1000, ["", "K", "M", "G", "T", "P"], "");
}

/** 3813376 → `3.64 MiB`: bytes in powers of 1,024, as every summary counts memory. */
export function formatBytes(value: number): string {
  return scaled(value, 1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB"], " ");
}

/** 3813376 → `3.81 MB`: bytes in powers of 1,000, beside a number that the user wrote so. */
export function formatDecimalBytes(value: number): string {
  return scaled(value, 1000, ["B", "KB", "MB", "GB", "TB", "PB"], " ");
}

function scaled(value: number, base: number, units: readonly string[], space: string): string {
  if (!Number.isFinite(value)) return "over 2⁵³";
  let rest = value;
  let power = 0;
  // What would be rounded up to the next unit belongs to it.
  while (rest >= base - 0.5 && power < units.length - 1) {
    rest /= base;
    power++;
  }
  const digits = power === 0 || rest >= 999.5 ? String(Math.round(rest)) : rest.toPrecision(3);
  return `${digits}${units[power] ? space : ""}${units[power]}`;
}
