import { describe, expect, it } from 'vitest';
import { type Cycles, repurchasesOf } from '../../src/decide/repurchases-of.js';
import type { Orders } from '../../src/learn/orders.js';
import { orders } from '../../src/learn/orders.js';
import { CEDAR, DAY, STRINGS, T0, TUNER, visitor } from '../journeys/journey.js';

/** What is expected of who bought these on these days. */
function expectedOf(
  list: readonly (readonly [day: number, ...items: readonly object[]])[],
  cycles?: Cycles,
  returned?: string,
) {
  const person = visitor([orders()]);
  for (const [day, ...items] of list) {
    person.wait(T0 + day * DAY - person.now);
    person.track('purchase', { transaction_id: `${day}`, items, currency: 'EUR' });
  }
  if (returned) person.track('return_order', { transaction_id: returned });
  return repurchasesOf(person.profile.slices.orders as Orders, cycles).map(({ dueAt, ...rest }) => ({
    ...rest,
    day: (dueAt - T0) / DAY,
  }));
}

describe('what is bought again', () => {
  it('is expected after the cycle of the site', () => {
    expect(expectedOf([[3, CEDAR, STRINGS]], { Strings: 90 })).toEqual([
      { item_category: 'Strings', items: ['strings'], lastAt: T0 + 3 * DAY, cycleDays: 90, day: 93 },
    ]);
  });

  it("is expected by the visitor's own median once there are two pauses", () => {
    const list = [
      [0, STRINGS],
      [50, STRINGS],
      [80, STRINGS],
      [180, STRINGS],
    ] as const;
    expect(expectedOf(list.slice(0, 2), { Strings: 90 })).toMatchObject([{ cycleDays: 90, day: 140 }]);
    expect(expectedOf(list.slice(0, 3), { Strings: 90 })).toMatchObject([{ cycleDays: 40, day: 120 }]);
    expect(expectedOf(list)).toMatchObject([{ cycleDays: 50, day: 230 }]);
  });

  it('is nothing without a cycle or a category', () => {
    expect(
      expectedOf([
        [0, STRINGS],
        [50, STRINGS],
      ]),
    ).toEqual([]);
    expect(expectedOf([[0, { item_id: 'x' }]], { '': 9, Strings: 90 })).toEqual([]);
    expect(expectedOf([[0, { item_id: 'x', item_category: 'constructor' }]], {})).toEqual([]);
  });

  it('takes what is bought within a day for one', () => {
    expect(
      expectedOf(
        [
          [0, STRINGS],
          [0.1, STRINGS],
          [0.2, STRINGS],
          [40, STRINGS],
        ],
        { Strings: 90 },
      ),
    ).toMatchObject([{ day: 130 }]);
  });

  it('leaves out what was sent back', () => {
    expect(
      expectedOf(
        [
          [0, STRINGS],
          [10, STRINGS],
        ],
        { Strings: 90 },
        '10',
      ),
    ).toMatchObject([{ day: 90 }]);
  });

  it('stands in the order in which it is due', () => {
    const cycles = { Strings: 90, Tuners: 10, Guitars: 2000 };
    expect(
      expectedOf(
        [
          [0, CEDAR, STRINGS],
          [60, TUNER],
        ],
        cycles,
      ).map(({ item_category }) => item_category),
    ).toEqual(['Tuners', 'Strings', 'Guitars']);
  });
});
