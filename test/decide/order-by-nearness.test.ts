import { expect, it } from 'vitest';
import { orderByNearness } from '../../src/decide/order-by-nearness.js';

type Pairs = readonly (readonly [number, number])[];

const apart = (order: readonly number[], pairs: Pairs): number =>
  pairs.reduce((sum, [a, b]) => sum + Math.abs(order.indexOf(a) - order.indexOf(b)), 0);

it('places everything once', () => {
  expect([...orderByNearness(5, [[0, 4]])].sort()).toEqual([0, 1, 2, 3, 4]);
  expect(orderByNearness(0, [])).toEqual([]);
});

it('brings together what is paired, wherever it stood', () => {
  // Ten groups of ten, dealt out like cards: each is paired with all of its group.
  const pairs: Pairs = Array.from({ length: 100 }, (_, a) => a).flatMap(a =>
    Array.from({ length: 100 }, (_, b): readonly [number, number] => [a, b]).filter(
      ([x, y]) => x < y && x % 10 === y % 10,
    ),
  );
  const order = orderByNearness(100, pairs);
  // A group on ten places in a row: 165 steps.
  expect(apart(order, pairs)).toBe(10 * 165);
  expect(
    apart(
      [...order].sort((a, b) => a - b),
      pairs,
    ),
  ).toBe(10 * 1650);
});
