/** A number above 0 and below 10^15; 0 for anything else, and for amounts whose sums would no longer be numbers. Pure. */
export function amountOf(value: unknown): number {
  return typeof value === 'number' && value > 0 && value < 1e15 ? value : 0;
}
