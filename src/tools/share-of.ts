/** How many of many, with how sure that is. */
export interface Share {
  /** 0 to 1. */
  readonly value: number;
  /** Low and high end of an interval that holds the share of all there could be about 95 times of 100, 0 to 1. */
  readonly range: readonly [low: number, high: number];
}

/** The normal quantile of 0.975. */
const Z = 1.959964;

/**
 * The share with its interval, which is sound for few and for none as well. It takes each for one of its own. Pure; `null`
 * of nothing. Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
export function shareOf(count: number, total: number): Share | null {
  if (!total) return null;
  const value = count / total;
  const spread = Z ** 2 / total;
  const middle = value + spread / 2;
  const half = Math.sqrt(spread * (value * (1 - value) + spread / 4));
  // Rounding leaves a trifle beyond the ends.
  const end = (at: number) => Math.min(1, Math.max(0, at / (1 + spread)));
  return { value, range: [count ? end(middle - half) : 0, count < total ? end(middle + half) : 1] };
}
