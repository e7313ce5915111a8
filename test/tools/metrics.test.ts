import { describe, expect, it } from 'vitest';
import {
  auc,
  averagePrecision,
  bootstrap,
  brier,
  calibrationError,
  type Label,
  logLoss,
  mean,
  resample,
} from '../../src/tools/metrics.js';

describe('auc', () => {
  it('counts the pairs that stand in the right order', () => {
    // Pairs: .8 over .1 and .6, .4 over .1 but not over .6.
    expect(auc([0.1, 0.4, 0.6, 0.8], [0, 1, 0, 1])).toBe(0.75);
    expect(auc([3, 2, 1], [0, 0, 1])).toBe(0);
  });

  it('counts ties half', () => {
    expect(auc([0.5, 0.5, 0.5], [0, 1, 0])).toBe(0.5);
    // One tie, one pair won.
    expect(auc([0.5, 0.5, 0.1], [1, 0, 0])).toBe(0.75);
    expect(auc([-0, 0], [1, 0])).toBe(0.5);
  });

  it('is no number where one class is missing', () => {
    expect(auc([0.1, 0.9], [1, 1])).toBeNaN();
    expect(auc([], [])).toBeNaN();
  });

  it('refuses what is no score', () => {
    expect(() => auc([0.1, Number.NaN], [0, 1])).toThrow('"NaN" is no score.');
  });
});

describe('averagePrecision', () => {
  it('is the mean precision at the positives', () => {
    // Best first: hit (1 of 1), miss, hit (2 of 3).
    expect(averagePrecision([0.9, 0.5, 0.4], [1, 0, 1])).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it('is the share of positives where nothing is told apart, whatever their order', () => {
    expect(averagePrecision([1, 1, 1, 1], [0, 0, 0, 1])).toBe(0.25);
    expect(averagePrecision([1, 1, 1, 1], [1, 0, 0, 0])).toBe(0.25);
  });
});

describe('calibrationError', () => {
  it('is the distance of a constant from the share that came true, in any order of rows', () => {
    const labels: readonly Label[] = Array.from({ length: 40 }, (_, index) => (index < 10 ? 1 : 0));
    const constant = labels.map(() => 0.4);
    expect(calibrationError(constant, labels)).toBeCloseTo(0.15, 12);
    expect(calibrationError(constant, [...labels].reverse())).toBeCloseTo(0.15, 12);
  });

  it('does not let bins make up for each other', () => {
    // Ten rows in ten bins: half of them 0.2 too high, half 0.3 too low.
    const probabilities = [0.2, 0.2, 0.2, 0.2, 0.2, 0.7, 0.7, 0.7, 0.7, 0.7];
    expect(calibrationError(probabilities, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])).toBeCloseTo(0.25, 12);
  });

  it('cuts bins of equal mass where rows are no multiple of ten', () => {
    // Sorted: 0 (right), 0.5 x 2 (one came true), 1 (came false). Only the last quarter is wrong.
    expect(calibrationError([1, 0.5, 0.5, 0], [0, 1, 0, 0])).toBeCloseTo(0.25, 12);
  });

  it('is nought for what always comes true as said', () => {
    expect(calibrationError([0, 1, 1, 0, 0], [0, 1, 1, 0, 0])).toBe(0);
  });
});

it('measures squared distance and lost logarithms', () => {
  expect(brier([0.5, 1, 0], [1, 1, 1])).toBeCloseTo((0.25 + 0 + 1) / 3, 12);
  expect(logLoss([0.5, 0.25], [1, 0])).toBeCloseTo((Math.log(2) - Math.log(0.75)) / 2, 12);
  // What was held impossible and came true costs much, not everything.
  expect(logLoss([0], [1])).toBeCloseTo(-Math.log(1e-15), 6);
});

describe('bootstrap', () => {
  const groups = Array.from({ length: 50 }, (_, visitor) => [visitor, visitor]);

  it('draws whole groups', () => {
    const sizes = resample([[1, 1, 1], [2]], rows => rows.filter(row => row === 1).length, { rounds: 50 });
    expect(new Set(sizes)).toEqual(new Set([0, 3, 6]));
  });

  it('draws the same for the same seed, and something else for another', () => {
    expect(bootstrap(groups, mean, { seed: 7 })).toEqual(bootstrap(groups, mean, { seed: 7 }));
    expect(bootstrap(groups, mean, { seed: 7 })).not.toEqual(bootstrap(groups, mean, { seed: 8 }));
  });

  it('is as wide as the spread between groups asks', () => {
    const [low, high] = bootstrap(groups, mean, { rounds: 2_000 });
    // Mean 24.5, standard deviation between groups 14.43, so the standard error of 50 groups is 2.04.
    expect(Math.abs(low - (24.5 - 1.96 * 2.04))).toBeLessThan(0.6);
    expect(Math.abs(high - (24.5 + 1.96 * 2.04))).toBeLessThan(0.6);
  });

  it('leaves out samples without an answer', () => {
    const onlyOne = (rows: readonly number[]): number => (rows.includes(1) ? 1 : Number.NaN);
    expect(bootstrap([[1], [2]], onlyOne)).toEqual([1, 1]);
    expect(bootstrap([[2]], onlyOne)).toEqual([Number.NaN, Number.NaN]);
  });
});
