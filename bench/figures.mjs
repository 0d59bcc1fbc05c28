// Medians, percentiles and how they are written.

export function percentile(values, share) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export const median = (values) =>
  percentile(
    values.filter((value) => value !== null),
    0.5,
  );

/** The median of the ratios of values that were measured in the same round. */
export function pairedRatio(values, base) {
  return median(values.map((value, round) => (value === null || !base[round] ? null : value / base[round])));
}

/** Three digits at most, `–` for what was not measured. */
export function shown(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export const asRatio = (value) => (value === null ? "–" : `${shown(value)} ×`);
