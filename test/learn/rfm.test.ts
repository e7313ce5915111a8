import { describe, expect, it } from 'vitest';
import { type Orders, orders } from '../../src/learn/orders.js';
import { type RfmOptions, rfmOf } from '../../src/learn/rfm.js';
import { DAY, visitor } from '../journeys/journey.js';

type Order = readonly [day: number, value: number, currency?: string];

/** Orders on these days, and what they come to so many days after the first day. */
function bought(list: readonly Order[], today: number, options?: RfmOptions) {
  const person = visitor([orders()]);
  let day = 0;
  for (const [on, value, currency = 'EUR'] of list) {
    person.wait((on - day) * DAY);
    day = on;
    person.track('purchase', { transaction_id: `${on} ${value}`, value, currency });
  }
  person.wait((today - day) * DAY);
  const rfm = () => rfmOf(person.profile.slices.orders as Orders, person.now, options);
  return { ...rfm(), rfm, person };
}

describe('recency, frequency and value', () => {
  it('are what the orders come to', () => {
    const list: readonly Order[] = [
      [0, 100],
      [30, 200],
      [90, 300],
    ];
    expect(bought(list, 100)).toMatchObject({
      recencyDays: 10,
      frequency: 3,
      value: 600,
      currency: 'EUR',
      averageValue: 200,
      averageDaysBetween: 45,
      score: { recency: 5, frequency: 3, value: 4 },
    });
  });

  it('are nothing of nobody', () => {
    expect(rfmOf({ recent: [], count: 0, spent: {} }, 0)).toEqual({
      recencyDays: null,
      frequency: 0,
      value: 0,
      currency: '',
      averageValue: null,
      averageDaysBetween: null,
      score: null,
    });
  });

  it('take refunds off the value, not off the frequency', () => {
    const { person, rfm } = bought(
      [
        [0, 100],
        [1, 50],
      ],
      1,
    );
    person.track('refund', { transaction_id: '0 100', value: 40 });
    expect(rfm()).toMatchObject({ frequency: 2, value: 110, averageValue: 55 });
  });

  it('never mix currencies', () => {
    const list: readonly Order[] = [
      [0, 1000, 'USD'],
      [1, 20],
    ];
    expect(bought(list, 1)).toMatchObject({ currency: 'EUR', value: 20, averageValue: 20, score: { value: 1 } });
    expect(bought(list, 1, { currency: 'USD' })).toMatchObject({
      value: 1000,
      averageValue: 1000,
      score: { value: 5 },
    });
    expect(bought(list, 1, { currency: 'GBP' })).toMatchObject({ value: 0, averageValue: null, frequency: 2 });
  });

  it.each([
    [0, 5],
    [30, 5],
    [30.1, 4],
    [90.1, 3],
    [180.1, 2],
    [365, 2],
    [365.1, 1],
  ])('%d days after an order recency is %d', (days, score) => {
    expect(bought([[0, 10]], days).score?.recency).toBe(score);
  });

  it('score by the bounds of the site', () => {
    const options = { recencyDays: [1, 2, 3, 4], frequency: [1, 1, 1, 9], value: [1, 2, 3, 10] };
    expect(bought([[0, 10]], 3.5, options).score).toEqual({ recency: 2, frequency: 4, value: 5 });
  });

  it('count an order of the future as one of now', () => {
    const order = {
      transaction_id: '1',
      at: 5 * DAY,
      value: 1,
      currency: '',
      items: [],
      deliveredAt: null,
      returnedAt: null,
      refunded: 0,
    };
    expect(rfmOf({ recent: [order], count: 1, spent: { '': 1 } }, 0)).toMatchObject({
      recencyDays: 0,
      score: { recency: 5 },
    });
  });
});
