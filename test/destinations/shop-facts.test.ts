import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/destinations/messages.js';
import { given } from '../../src/destinations/messages.js';
import { piecesOf, shopFacts } from '../../src/destinations/shop-facts.js';

const factsOf = (data: Fields, type = 'purchase') => shopFacts({ type, data, name: 'Order', id: 't1', at: 1, url: '' });

describe('shopFacts', () => {
  it('finds products, money, order and search', () => {
    expect(
      factsOf({
        transaction_id: 7,
        search_term: 'oak',
        currency: 'EUR',
        value: 0,
        items: [{ item_id: 1, item_name: 'Oak' }],
      }),
    ).toEqual({
      ...{ order: '7', search: 'oak', currency: 'EUR', value: 0 },
      products: [{ id: '1', quantity: 1, name: 'Oak' }],
    });
  });

  it('says no sum without a currency', () => {
    expect(factsOf({ value: 9 })).toEqual({});
    expect(factsOf({ value: 9, currency: 'euro' })).toEqual({});
  });

  it('reads an audience: its name, and products by their ids alone', () => {
    expect(factsOf({ name: 'buyers', items: ['a', ''] }, 'audience.enter')).toEqual({
      audience: 'buyers',
      products: [{ id: 'a', quantity: 1 }],
    });
    expect(factsOf({ name: 'buyers' })).toEqual({});
  });

  it.each([[null], [undefined], ['text'], [7], [[]], [{}], [Number.NaN]])('leaves out what is odd: %s', odd => {
    const data = {
      items: [odd, { item_id: odd === 7 ? {} : odd, price: `${odd}` }],
      transaction_id: {},
      value: odd,
      currency: odd,
    };
    expect(factsOf(data).value).toBeUndefined();
    expect(factsOf({ items: odd })).toEqual({});
  });
});

describe('given and piecesOf', () => {
  it('keeps what is given, and counts pieces', () => {
    expect(given({ a: 0, b: undefined, c: null })).toEqual({ a: 0, c: null });
    expect(
      piecesOf([
        { id: 'a', quantity: 2 },
        { id: 'b', quantity: 1 },
      ]),
    ).toBe(3);
  });
});
