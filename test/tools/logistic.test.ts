import { describe, expect, it } from 'vitest';
import { chanceOf, logOddsOf } from '../../src/core/log-odds.js';
import { fitLogistic, probabilityOf } from '../../src/tools/logistic.js';
import { seeded } from '../../src/tools/seeded.js';

/** Rows of one yes-or-no column: 10 times "no" with 2 positives, 10 times "yes" with 6. */
const ROWS = Array.from({ length: 20 }, (_, index) => [index < 10 ? 0 : 1]);
const LABELS = ROWS.map((_, index) => (index < 2 || index >= 14 ? 1 : 0));

describe('fitLogistic', () => {
  it('finds the log-odds of both halves where nothing pulls', () => {
    const { intercept, weights } = fitLogistic(ROWS, LABELS, { ridge: 0 });
    expect(intercept).toBeCloseTo(logOddsOf(0.2), 6);
    expect(weights[0]).toBeCloseTo(logOddsOf(0.6) - logOddsOf(0.2), 6);
  });

  it('does not depend on the unit of a column', () => {
    const [metres, millimetres] = [1, 1_000].map(unit =>
      fitLogistic(
        ROWS.map(([value = 0]) => [value * unit]),
        LABELS,
        { ridge: 5 },
      ),
    );
    expect(millimetres?.weights[0]).toBeCloseTo((metres?.weights[0] ?? 0) / 1_000, 9);
    expect(millimetres?.intercept).toBeCloseTo(metres?.intercept ?? 0, 9);
  });

  it('keeps the level while a ridge pulls the weights towards nought', () => {
    const strong = fitLogistic(ROWS, LABELS, { ridge: 1e6 });
    expect(strong.weights[0]).toBeCloseTo(0, 4);
    expect(strong.intercept).toBeCloseTo(logOddsOf(0.4), 4);
    const some = fitLogistic(ROWS, LABELS, { ridge: 2 }).weights[0] ?? 0;
    expect(some).toBeGreaterThan(0.1);
    expect(some).toBeLessThan(logOddsOf(0.6) - logOddsOf(0.2));
  });

  it('fits only what the offset leaves open', () => {
    const offset = ROWS.map(([value = 0]) => (value ? logOddsOf(0.6) : logOddsOf(0.2)));
    const { intercept, weights } = fitLogistic(ROWS, LABELS, { ridge: 0, offset });
    expect(intercept).toBeCloseTo(0, 6);
    expect(weights[0]).toBeCloseTo(0, 6);
  });

  it('finds planted weights', () => {
    const random = seeded(4);
    const rows = Array.from({ length: 20_000 }, () => [random() * 2 - 1, random() * 30, random()]);
    const labels = rows.map(([a = 0, b = 0]) => (random() < chanceOf(-1 + 2 * a - 0.1 * b) ? 1 : 0));
    const { intercept, weights } = fitLogistic(rows, labels, { ridge: 0 });
    const planted = [-1, 2, -0.1, 0];
    for (const [index, found] of [intercept, ...weights].entries())
      expect(Math.abs(found - (planted[index] ?? 0))).toBeLessThan(0.15);
  });

  it('stays finite on classes that a line parts, constant columns and columns twice', () => {
    const rows = [
      [1, 1, 7],
      [2, 2, 7],
      [3, 3, 7],
      [4, 4, 7],
    ];
    const { intercept, weights } = fitLogistic(rows, [0, 0, 1, 1], { ridge: 0.1 });
    expect([intercept, ...weights].every(Number.isFinite)).toBe(true);
    expect(weights[2]).toBe(0);
    expect(weights[0]).toBeCloseTo(weights[1] ?? 0, 6);
    expect(probabilityOf({ intercept, weights }, [4, 4, 7])).toBeGreaterThan(0.9);
  });

  it('has only a level where there are no columns', () => {
    const { intercept, weights } = fitLogistic([[], [], [], []], [1, 0, 0, 0]);
    expect(intercept).toBeCloseTo(logOddsOf(0.25), 6);
    expect(weights).toEqual([]);
  });
});

it('adds an offset to the log-odds it gives', () => {
  expect(probabilityOf({ intercept: 1, weights: [2] }, [3], -7)).toBe(0.5);
});
