/** Epoch ms of a number or of a time in text, which is UTC unless it says another zone; not a number where it is none. Pure. */
export function msOf(value: unknown): number {
  if (typeof value !== 'string') return Number(value ?? Number.NaN);
  // A blank is 0 as a number.
  if (!value.trim()) return Number.NaN;
  if (Number.isFinite(Number(value))) return Number(value);
  const isPlain = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value);
  return Date.parse(isPlain ? `${value.replace(' ', 'T')}Z` : value);
}
