import { describe, expect, it } from 'vitest';
import { compare, normalQuantile, type Sample, widthAt } from '../../src/tools/anytime.js';
import { peek } from '../bench/evaluate/lift.js';

const buyers = (count: number, sum: number): Sample => ({ count, sum, squares: sum, most: 1 });

describe('compare', () => {
  it('measures the difference and the ratio, with the narrower interval for one look', () => {
    const { absolute, relative } = compare(buyers(10_000, 400), buyers(10_000, 300));
    expect(absolute.value).toBeCloseTo(0.01, 12);
    // Two proportions by the textbook: 0.01 ± 1.96 standard errors of 0.002592.
    expect(absolute.fixed[0]).toBeCloseTo(0.01 - 1.96 * 0.0026, 4);
    expect(absolute.anytime[0] ?? 0).toBeLessThan(absolute.fixed[0] ?? 0);
    expect(absolute.anytime[1] ?? 0).toBeGreaterThan(absolute.fixed[1] ?? 0);
    expect(relative?.value).toBeCloseTo(1 / 3, 12);
    // Fieller 1954, solved by hand for 1.96.
    expect(relative?.fixed.map(end => Number(end?.toFixed(2)))).toEqual([0.15, 0.55]);
  });

  it('never lets difference and ratio disagree about whether there is one', () => {
    for (let sum = 250; sum < 450; sum += 5) {
      const { absolute, relative } = compare(buyers(10_000, sum), buyers(10_000, 300));
      expect((absolute.anytime[0] ?? 0) > 0, `${sum}`).toBe((relative?.anytime[0] ?? 0) > 0);
      expect((absolute.anytime[1] ?? 0) < 0, `${sum}`).toBe((relative?.anytime[1] ?? 0) < 0);
    }
  });

  it('says that a ratio has no end where the control may be nought', () => {
    const { relative } = compare(buyers(200, 12), buyers(200, 3));
    expect(relative?.anytime).toEqual([null, null]);
    expect(compare(buyers(200, 12), buyers(200, 0)).relative).toBeNull();
  });

  it('is tightest, in standard errors, where it is asked to be', () => {
    for (const at of [500, 5_000, 50_000]) {
      const here = widthAt(at, 0.05, at);
      for (const other of [at / 20, at / 4, at * 4, at * 20]) expect(widthAt(at, 0.05, other)).toBeGreaterThan(here);
    }
    // By hand: 7.936 is its number of visitors times `rho` squared.
    expect(widthAt(5_000, 0.05, 5_000)).toBeCloseTo(3.0352, 4);
  });
});

it.each([
  [0.975, 1.959963985],
  [0.9875, 2.241402728],
  [0.995, 2.575829304],
  [0.99875, 3.023341439],
  [0.5, 0],
])('knows the normal quantile of %f', (share, z) => {
  expect(normalQuantile(share)).toBeCloseTo(z, 4);
});

describe('read after every fifth of 5,000 visitors, in 500 runs', () => {
  const same = { held: 0.5, visitors: 5_000, every: 5 };

  it('holds the truth at all looks together, where the interval for one look does not', () => {
    const { anytime, relative, fixed, once, found } = peek({ ...same, rates: [0.1, 0.1] });
    expect(anytime).toBeLessThan(0.05);
    expect(relative).toBeLessThan(0.05);
    // A test that could not fail would miss nothing at all.
    expect(anytime).toBeGreaterThan(0.005);
    expect(found).toBeLessThan(0.025);
    expect(fixed).toBeGreaterThan(0.25);
    expect(once).toBeGreaterThan(0.02);
    expect(once).toBeLessThan(0.08);
  });

  it('holds a lift that is there, also with a small holdout', () => {
    expect(peek({ ...same, rates: [0.03, 0.04] }).anytime).toBeLessThan(0.05);
    expect(peek({ ...same, rates: [0.05, 0.08], held: 0.1 }).anytime).toBeLessThan(0.05);
  });

  it('holds the value a visitor where orders are uneven', () => {
    expect(peek({ ...same, rates: [0.1, 0.1], spread: 1 }).anytime).toBeLessThan(0.05);
  });

  it('finds what is large enough', () => {
    expect(peek({ ...same, rates: [0.05, 0.1], runs: 100 }).found).toBeGreaterThan(0.95);
  });
});
