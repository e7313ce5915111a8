import { describe, expect, it } from 'vitest';
import { repurchase } from '../../src/decide/repurchase.js';
import { orders } from '../../src/learn/orders.js';
import { CEDAR, DAY, MINUTE, STRINGS, TUNER, visitor } from '../journeys/journey.js';

const shop = () => visitor([orders(), repurchase({ cycles: { Strings: 90, Tuners: 90 } })]);
const order = (transaction_id: string, ...items: readonly object[]) => ({ transaction_id, items, currency: 'EUR' });

describe('repurchase.due', () => {
  it('comes for strings after 90 days, by time alone, once', () => {
    const person = shop();
    const { now } = person;
    person.track('purchase', order('1', CEDAR, STRINGS));
    expect(person.wait(90 * DAY - MINUTE)).toEqual([]);
    expect(person.wait(MINUTE)).toMatchObject([
      {
        name: 'repurchase.due',
        data: {
          due: [{ item_category: 'Strings', items: ['strings'], lastAt: now, dueAt: now + 90 * DAY, cycleDays: 90 }],
        },
      },
    ]);
    expect(person.wait(900 * DAY)).toEqual([]);
    person.track('purchase', order('2', STRINGS));
    expect(person.wait(90 * DAY)).toHaveLength(1);
  });

  it('comes at the next visit for what became due while away', () => {
    const person = shop();
    person.track('purchase', order('1', STRINGS));
    expect(person.leave(120 * DAY)).toMatchObject([{ name: 'repurchase.due' }]);
    expect(person.track('page_view').decisions).toEqual([]);
  });

  it('does not come for who bought again meanwhile', () => {
    const person = shop();
    person.track('purchase', order('1', STRINGS));
    person.wait(80 * DAY);
    person.track('purchase', order('2', STRINGS));
    expect(person.wait(89 * DAY)).toEqual([]);
    expect(person.wait(DAY)).toHaveLength(1);
  });

  it('tells together what became due together, and the rest when it is due', () => {
    const person = shop();
    person.track('purchase', order('1', STRINGS));
    person.wait(DAY);
    person.track('purchase', order('2', TUNER));
    expect(person.wait(89 * DAY)).toMatchObject([{ data: { due: [{ item_category: 'Strings' }] } }]);
    expect(person.wait(DAY)).toMatchObject([{ data: { due: [{ item_category: 'Tuners' }] } }]);
    const other = shop();
    other.track('purchase', order('1', STRINGS, TUNER));
    expect(other.leave(100 * DAY)).toMatchObject([{ data: { due: [{}, {}] } }]);
  });

  it('refuses a cycle that is no number of days', () => {
    for (const days of [0, -1, Number.NaN, '90' as unknown as number])
      expect(() => repurchase({ cycles: { Strings: days } })).toThrow('`cycles` of "Strings" must be a number of days');
  });
});
