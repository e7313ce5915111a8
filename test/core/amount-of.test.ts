import { expect, it } from 'vitest';
import { amountOf } from '../../src/core/amount-of.js';

it('takes numbers above 0, and nothing else', () => {
  const given = [2.5, -1, '3', Infinity, Number.NaN, Object.create(null)];
  expect(given.map(amountOf)).toEqual([2.5, 0, 0, 0, 0, 0]);
});

it('takes no amount whose sums would no longer be numbers', () => {
  expect([9e14, 1e15, 1.797e305].map(amountOf)).toEqual([9e14, 0, 0]);
});
