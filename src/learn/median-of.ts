/** The middle of some values, and how sure it is. */
export interface Median {
  /** How many there are. */
  readonly count: number;
  /** The middle one; the mean of the two in the middle where their number is even. */
  readonly value: number;
  /** Low and high end of an interval that holds the median of all there could be, at least 95 times of 100; `null` below six values. */
  readonly range: readonly [low: number, high: number] | null;
}

const MISSES = 0.05;

/**
 * The median with its interval: of the values in order, the two of the same rank from either end that the median lies
 * between, by the binomial distribution. It asks nothing of how the values are spread, but that each is drawn by itself.
 * Source: Hahn and Meeker, Statistical Intervals (1991), chapter 5. Pure; `null` of nothing.
 */
export function medianOf(values: readonly number[]): Median | null {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  const low = sorted[Math.floor((count - 1) / 2)];
  const high = sorted[Math.floor(count / 2)];
  if (low === undefined || high === undefined) return null;
  const rank = rankOf(count);
  const [from, to] = [sorted[rank - 1], sorted[count - rank]];
  return {
    count,
    value: low + (high - low) / 2,
    range: from === undefined || to === undefined ? null : [from, to],
  };
}

/** The highest rank such that fewer values than that are on one side of the median, or on the other, less often than `MISSES`; 0 for none. */
function rankOf(count: number): number {
  let missed = 0;
  // How often no value is below the median, then one, and so on; logarithms, for 2^-1,075 is nought.
  let log = -count * Math.LN2;
  for (let rank = 0; ; rank++) {
    missed += 2 * Math.exp(log);
    if (missed > MISSES) return rank;
    log += Math.log((count - rank) / (rank + 1));
  }
}
