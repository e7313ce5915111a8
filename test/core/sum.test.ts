import { afterEach, expect, it } from 'vitest';
import { sumOf } from '../../src/core/sum.js';
import { costOf } from '../../src/learn/items-of.js';

const { reduce } = Array.prototype;

afterEach(() => {
  Array.prototype.reduce = reduce;
});

it('adds, also nothing', () => {
  expect([sumOf([]), sumOf([1, 2.5]), sumOf(new Map([['a', 3]]).values())]).toEqual([0, 3.5, 3]);
});

it('gives a cart its value where a library of 2008 has changed `reduce`', () => {
  // What Prototype 1.6 puts there takes no function.
  Array.prototype.reduce = function (this: unknown[]) {
    return this.length > 1 ? this : this[0];
  } as typeof reduce;
  expect(
    costOf([
      { price: 10, quantity: 2 },
      { price: 5, quantity: 1 },
    ] as unknown as Parameters<typeof costOf>[0]),
  ).toBe(25);
});
