import { sumOf } from '../core/sum.js';
import { seeded } from './seeded.js';

/** Rows that were given one score. */
interface Tie {
  readonly score: number;
  readonly count: number;
  readonly positives: number;
}

/** What came true: 1, or 0. */
export type Label = 0 | 1;

const BINS = 10;
/** Logarithms of nought are not numbers: a probability counts as at least this, at most one less this. */
const SMALLEST = 1e-15;

/** Area under the ROC curve: how often a positive is scored above a negative, ties counted half. `NaN` with one class only. Pure. */
export function auc(scores: readonly number[], labels: readonly Label[]): number {
  let below = 0;
  let won = 0;
  let positivesBelow = 0;
  for (const { count, positives } of ties(scores, labels)) {
    const negatives = count - positives;
    won += positives * (below + negatives / 2);
    below += negatives;
    positivesBelow += positives;
  }
  return won / (below * positivesBelow);
}

/** Mean precision at each positive, best score first (the step-wise area under precision and recall); ties share theirs. Pure. */
export function averagePrecision(scores: readonly number[], labels: readonly Label[]): number {
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const { count, positives } of ties(scores, labels).reverse()) {
    seen += count;
    found += positives;
    sum += positives * (found / seen);
  }
  return sum / found;
}

/**
 * Expected calibration error: the mean distance of what was said from what came true over ten bins of equal mass, in
 * order of what was said. A tie on a border is split in proportion, so the order of rows does not matter. Pure.
 */
export function calibrationError(probabilities: readonly number[], labels: readonly Label[]): number {
  const size = probabilities.length / BINS;
  const gaps: number[] = Array.from({ length: BINS }, () => 0);
  let before = 0;
  for (const { score, count, positives } of ties(probabilities, labels)) {
    const gap = score - positives / count;
    for (let from = before, bin = Math.floor(from / size); from < before + count && bin < BINS; bin++) {
      const to = bin === BINS - 1 ? before + count : Math.min(before + count, (bin + 1) * size);
      gaps[bin] = (gaps[bin] ?? 0) + gap * (to - from);
      from = to;
    }
    before += count;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / probabilities.length;
}

/** Mean squared distance of what was said from what came true. Pure. */
export function brier(probabilities: readonly number[], labels: readonly Label[]): number {
  return mean(probabilities.map((p, index) => (p - (labels[index] ?? 0)) ** 2));
}

/** Mean negative logarithm, in nats, of the probability given to what came true. Pure. */
export function logLoss(probabilities: readonly number[], labels: readonly Label[]): number {
  return mean(
    probabilities.map((p, index) => -Math.log(Math.min(1 - SMALLEST, Math.max(SMALLEST, labels[index] ? p : 1 - p)))),
  );
}

/**
 * Values of a measure on samples that draw whole groups with replacement: rows of one visitor are not independent.
 * Where a sample leaves the measure undefined it is left out. Pure; the same seed draws the same.
 */
export function resample<Row>(
  groups: readonly (readonly Row[])[],
  measure: (rows: readonly Row[]) => number,
  { rounds = 200, seed = 1 }: { readonly rounds?: number; readonly seed?: number } = {},
): readonly number[] {
  const random = seeded(seed);
  return Array.from({ length: rounds }, () =>
    measure(groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? [])),
  ).filter(value => !Number.isNaN(value));
}

/** The middle 95 % of `resample`: low and high end, `NaN` where the measure is never defined. Pure. */
export function bootstrap<Row>(
  groups: readonly (readonly Row[])[],
  measure: (rows: readonly Row[]) => number,
  options: { readonly rounds?: number; readonly seed?: number } = {},
): readonly [low: number, high: number] {
  return interval(resample(groups, measure, options));
}

/** The middle 95 % of values, `NaN` of none. Pure. */
export function interval(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = [...values].sort((a, b) => a - b);
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}

/** Pure; `NaN` of nothing. */
export function mean(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** Of sorted values, between neighbours where the share falls between them. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? low;
  return low === high ? low : low + (place - Math.floor(place)) * (high - low);
}

/** Scores in rising order, each once. Numbers in typed arrays sort many times faster than pairs do. */
function ties(scores: readonly number[], labels: readonly Label[]): Tie[] {
  const sorted = [0, 1].map(label => Float64Array.from(scores.filter((_, index) => labels[index] === label)).sort());
  const [negatives = new Float64Array(), positives = new Float64Array()] = sorted;
  const found: Tie[] = [];
  for (let n = 0, p = 0; n < negatives.length || p < positives.length; ) {
    const score = Math.min(negatives[n] ?? Number.POSITIVE_INFINITY, positives[p] ?? Number.POSITIVE_INFINITY);
    const [fromN, fromP] = [n, p];
    while (negatives[n] === score) n++;
    while (positives[p] === score) p++;
    if (n === fromN && p === fromP) throw new RangeError(`"${score}" is no score. Every score must be a number.`);
    found.push({ score, count: n - fromN + p - fromP, positives: p - fromP });
  }
  return found;
}
