import { expect, it } from 'vitest';
import { intervalOf, ranksOf } from './statistics.mjs';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('gives the mean with Student’s interval', () => {
  // t(0.975) for 4 degrees of freedom is 2.776, the standard error Math.SQRT1_2.
  const { middle, from, to } = intervalOf([1, 2, 3, 4, 5]);
  expect(middle).toBe(3);
  expect(from).toBeCloseTo(3 - 2.776 * Math.SQRT1_2, 1);
  expect(to).toBeCloseTo(3 + 2.776 * Math.SQRT1_2, 1);
});

it('gives the median with the interval of the sign test', () => {
  // Source: tables of the sign test: ranks 4 and 12 of 15, 2 and 9 of 10, 1 and 6 of 6.
  expect(ranksOf(upTo(15))).toEqual({ middle: 8, from: 4, to: 12 });
  expect(ranksOf(upTo(10))).toMatchObject({ from: 2, to: 9 });
  expect(ranksOf(upTo(6))).toMatchObject({ from: 1, to: 6 });
  expect(ranksOf(upTo(3))).toEqual({ middle: 2, from: 1, to: 3 });
});

it('is not moved far by one value that is far off', () => {
  expect(ranksOf([...upTo(14), 900])).toEqual({ middle: 8, from: 4, to: 12 });
});
