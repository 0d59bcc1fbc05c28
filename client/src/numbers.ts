// Writes numbers the way the hints and the summary do, so that the status bar never disagrees with them.

/** 50828751 → "50,828,751" */
export function whole(value: number): string {
  return value.toLocaleString("en-US");
}

/** 1814073344 → "1.81 G" */
export function quantity(value: number): string {
  return scaled(value, ["", "k", "M", "G", "T", "P"]);
}

/** 3813376 → "3.81 MB": powers of 1,000, as in the language's own `KB` and `MB`. */
export function memory(bytes: number): string {
  return scaled(bytes, ["B", "KB", "MB", "GB", "TB", "PB"]);
}

function scaled(value: number, units: readonly string[]): string {
  let rest = value;
  let power = 0;
  // 999.995 would be written as 1,000.00, which belongs to the next unit.
  while (rest >= 999.995 && power < units.length - 1) {
    rest /= 1_000;
    power += 1;
  }
  const digits = power === 0 ? whole(rest) : rest.toFixed(2);
  return `${digits} ${units[power] ?? ""}`.trimEnd();
}
