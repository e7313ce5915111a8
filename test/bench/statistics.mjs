/** The value below which this share lies. Pure. */
export function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** Pure. */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
