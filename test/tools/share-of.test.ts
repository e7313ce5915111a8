import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareOf } from '../../src/tools/share-of.js';

// Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('is as published for %i of %i', (count, total, low, high) => {
  const { value = Number.NaN, range = [] } = shareOf(count, total) ?? {};
  expect(value).toBe(count / total);
  expect(range.map(end => Number(end.toFixed(4)))).toEqual([low, high]);
});

it('holds the share, within 0 and 1, and is narrower the more there are', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), (hits, misses) => {
      const total = hits + misses;
      const share = shareOf(hits, total);
      // What `toEqual` returns is no answer of the property.
      if (!total || !share) return void expect([total, share]).toEqual([0, null]);
      const [low, high] = share.range;
      expect(low >= 0 && low <= share.value && share.value <= high && high <= 1).toBe(true);
      const [from = 0, to = 0] = shareOf(10 * hits, 10 * total)?.range ?? [];
      expect(to - from).toBeLessThan(high - low);
    }),
  );
});

it('is whole at the ends', () => {
  expect([shareOf(0, 7)?.range[0], shareOf(7, 7)?.range[1], shareOf(0, 0)]).toEqual([0, 1, null]);
});
