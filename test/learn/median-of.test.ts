import fc from 'fast-check';
import { binomialDistribution, median } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { medianOf } from '../../src/learn/median-of.js';

/** 1, 2, … as far as `count`: a value is its own rank. */
const ranks = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** How often at most `most` of `count` values are below the median, by a library. */
function chanceOf(count: number, most: number): number {
  return (binomialDistribution(count, 0.5) ?? []).slice(0, most + 1).reduce((sum, chance) => sum + chance, 0);
}

describe('the median of values', () => {
  it('is the middle one, or the mean of the two in the middle', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([7])).toEqual({ count: 1, value: 7, range: null });
    expect(medianOf([9, 1, 2])).toMatchObject({ count: 3, value: 2 });
    expect(medianOf([9, 1, 2, 4])).toMatchObject({ count: 4, value: 3 });
  });

  it('has no interval below six', () => {
    expect(medianOf(ranks(5))?.range).toBeNull();
    expect(medianOf(ranks(6))?.range).toEqual([1, 6]);
  });

  // Source: tables of the binomial distribution.
  it.each([
    [8, 1],
    [10, 2],
    [15, 4],
    [20, 6],
    [25, 8],
    [30, 10],
    [50, 18],
    [100, 40],
  ])('of %i lies between rank %i from either end', (count, rank) => {
    expect(medianOf(ranks(count))?.range).toEqual([rank, count + 1 - rank]);
  });

  it('has the narrowest interval that misses 5 times of 100 at most', () => {
    for (let count = 6; count <= 400; count++) {
      const [low = 0, high = 0] = medianOf(ranks(count))?.range ?? [];
      expect(low + high).toBe(count + 1);
      expect(2 * chanceOf(count, low - 1)).toBeLessThanOrEqual(0.05);
      expect(2 * chanceOf(count, low)).toBeGreaterThan(0.05);
    }
  });

  it('has one of very many, too', () => {
    const [low = 0, high = 0] = medianOf(ranks(100_000))?.range ?? [];
    // As the normal distribution has it.
    expect(low).toBeCloseTo(50_000 - 0.98 * Math.sqrt(100_000), -1);
    expect(high).toBe(100_001 - low);
  });

  it('is that of the library, in any order, and within its interval', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }), values => {
        const given = Object.freeze([...values]);
        const found = medianOf(given);
        expect(found).toEqual(medianOf([...values].reverse()));
        expect(found?.value).toBe(median(values));
        const [low = 0, high = Infinity] = found?.range ?? [];
        expect(found?.value).toSatisfy((value: number) => low <= value && value <= high);
      }),
    );
  });
});
