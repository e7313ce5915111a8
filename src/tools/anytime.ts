import { erf, probit } from 'simple-statistics';

/** What is known of the values of a group. */
export interface Sample {
  readonly count: number;
  readonly sum: number;
  /** Sum of their squares. */
  readonly squares: number;
  /** The largest value there is, such as 1 for yes or no. */
  readonly most: number;
}

/** An interval; `null` where it has no end. */
export type Range = readonly [low: number | null, high: number | null];

export interface Estimate {
  readonly value: number;
  /** Holds the truth at all times together. */
  readonly anytime: Range;
  /** Holds it only if it is read once, at a number of visitors that was set beforehand. */
  readonly fixed: Range;
}

export interface Comparison {
  /** Mean less mean of the control. */
  readonly absolute: Estimate;
  /** Mean over mean of the control, less 1; `null` while the control has none. */
  readonly relative: Estimate | null;
}

export interface AnytimeOptions {
  /** How often an interval may miss. Default 0.05. */
  readonly alpha?: number;
  /** Number of visitors at which the interval is tightest; it must not be chosen by the data. Default 5,000. */
  readonly tightestAt?: number;
}

/**
 * Compares the mean of a group with that of its control, with intervals that may be read at any time and as often as one
 * likes. Pure. Method: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
 * (Time-uniform central limit theory and asymptotic confidence sequences, Annals of Statistics 52(6), 2024, theorem 2.2),
 * with the variance of a difference of means. Each variance counts two values more, nought and the largest, so that few
 * conversions do not look certain. Ratios: Fieller (1954), with the same width. It holds in the limit of many visitors; how
 * well before is measured by `npm run evaluate -- --only lift`.
 */
export function compare(
  group: Sample,
  control: Sample,
  { alpha = 0.05, tightestAt = 5_000 }: AnytimeOptions = {},
): Comparison {
  const at = widthAt(group.count + control.count, alpha, tightestAt);
  const once = normalQuantile(1 - alpha / 2);
  const [mean, base] = [meanOf(group), meanOf(control)];
  const [spread, baseSpread] = [spreadOf(group), spreadOf(control)];
  const absolute = (width: number): Range => {
    const margin = width * Math.sqrt(spread + baseSpread);
    return [mean - base - margin, mean - base + margin];
  };
  const relative = (width: number): Range => {
    const a = base ** 2 - width ** 2 * baseSpread;
    const c = mean ** 2 - width ** 2 * spread;
    // The control may as well be nought: the ratio has no upper end.
    if (a <= 0) return [null, null];
    const root = Math.sqrt(Math.max(0, (mean * base) ** 2 - a * c));
    return [Math.max(-1, (mean * base - root) / a - 1), (mean * base + root) / a - 1];
  };
  return {
    absolute: { value: mean - base, anytime: absolute(at), fixed: absolute(once) },
    relative: base > 0 ? { value: mean / base - 1, anytime: relative(at), fixed: relative(once) } : null,
  };
}

/** How many standard errors wide to each side: grows slowly for ever, where a fixed interval has 1.96. Pure. */
export function widthAt(count: number, alpha: number, tightestAt: number): number {
  // The second formula of section 2.3 there, where `rho` makes the interval tightest at a number of visitors.
  const rho2 = (Math.log(1 - 2 * Math.log(alpha)) - 2 * Math.log(alpha)) / tightestAt;
  const grown = count * rho2 + 1;
  return Math.sqrt(((2 * grown) / (count * rho2)) * Math.log(Math.sqrt(grown) / alpha));
}

/** The standard normal quantile, to five digits. Pure. */
export function normalQuantile(share: number): number {
  let z = probit(share);
  // That is right to two digits; two steps of Newton's mend it.
  for (let step = 0; step < 2; step++)
    z -= ((1 + erf(z / Math.SQRT2)) / 2 - share) * Math.sqrt(2 * Math.PI) * Math.exp(z ** 2 / 2);
  return z;
}

function meanOf({ count, sum }: Sample): number {
  return sum / count;
}

/** Variance of the mean. */
function spreadOf({ count, sum, squares, most }: Sample): number {
  const mean = (sum + most) / (count + 2);
  return ((squares + most ** 2) / (count + 2) - mean ** 2) / count;
}
