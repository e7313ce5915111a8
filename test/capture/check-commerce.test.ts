import { describe, expect, it } from 'vitest';
import { checkCommerce } from '../../src/capture/check-commerce.js';

describe('what is put right', () => {
  it('turns numeric text into numbers, on the event and on its items', () => {
    const data = {
      currency: 'EUR',
      value: '19.90',
      items: [{ item_id: 'a', price: '9.95', quantity: '2', index: '0' }],
    };
    expect(checkCommerce('items')(data)).toEqual({
      currency: 'EUR',
      value: 19.9,
      items: [{ item_id: 'a', price: 9.95, quantity: 2, index: 0 }],
    });
  });

  it('turns numeric ids into text', () => {
    const data = { transaction_id: 4711, items: [{ item_id: 12, item_name: 7 }] };
    expect(checkCommerce('transaction_id')(data)).toEqual({
      transaction_id: '4711',
      items: [{ item_id: '12', item_name: '7' }],
    });
  });

  it('writes currencies in upper case', () => {
    expect(checkCommerce('')({ currency: 'eur', value: 1 })).toEqual({ currency: 'EUR', value: 1 });
  });

  it('leaves empty fields out, and keeps zero', () => {
    expect(checkCommerce('')({ coupon: '', tax: null, shipping: 0 })).toEqual({ shipping: 0 });
  });

  it('keeps an empty cart apart from an unknown one', () => {
    expect(checkCommerce('')({ items: [] })).toEqual({ items: [] });
    expect(checkCommerce('')({})).toEqual({});
  });

  it('takes a single item for a list of one', () => {
    expect(checkCommerce('items')({ items: { item_id: 'a' } })).toEqual({ items: [{ item_id: 'a' }] });
  });

  it('keeps fields it does not know', () => {
    expect(checkCommerce('')({ items: [{ item_id: 'a', colour: 'red' }], own: { a: 1 } })).toEqual({
      items: [{ item_id: 'a', colour: 'red' }],
      own: { a: 1 },
    });
  });

  it('looks at no field that every object of the page has', () => {
    Object.defineProperty(Object.prototype, 'value', { value: () => {}, enumerable: true, configurable: true });
    const checked = checkCommerce('')({ coupon: 'SPRING' });
    Reflect.deleteProperty(Object.prototype, 'value');
    expect(checked).toEqual({ coupon: 'SPRING' });
  });

  it('does not change what it was given', () => {
    const data = Object.freeze({ value: '1', currency: 'usd', items: Object.freeze([Object.freeze({ item_id: 1 })]) });
    expect(checkCommerce('')(data)).toEqual({ value: 1, currency: 'USD', items: [{ item_id: '1' }] });
  });
});

describe('what is refused, in a sentence', () => {
  it.each([
    [{}, 'items', '`items` is missing'],
    [{ items: [] }, 'items', '`items` is missing'],
    [{ transaction_id: '' }, 'transaction_id', '`transaction_id` is missing'],
    [{ kind: 'nps' }, 'kind, score', '`score` is missing'],
    [{ items: [{ item_id: 'a' }, { price: 1 }] }, '', '`item_id or item_name` of item 2 is missing'],
    [{ items: [null] }, '', '`item_id or item_name` of item 1 is missing'],
    [{ items: 'guitar' }, '', '`item_id or item_name` of item 1 is missing'],
    [{ items: [{ item_id: 'a', price: 'cheap' }] }, '', '`price` of item 1 must be 0 or more'],
    [{ items: [{ item_id: 'a', quantity: -1 }] }, '', '`quantity` of item 1 must be 0 or more'],
    [{ value: {}, currency: 'EUR' }, '', '`value` must be 0 or more'],
    [{ value: 'Infinity', currency: 'EUR' }, '', '`value` must be 0 or more'],
    [{ items: [{ item_id: { a: 1 } }] }, '', '`item_id` of item 1 must be text'],
    [{ currency: '€' }, '', '`currency` must be three letters'],
    [{ value: 5 }, '', '`currency` is missing'],
    [{ delivered_at: 'soon' }, '', '`delivered_at` must be a date'],
  ])('%j needs "%s"', (data, needs, sentence) => {
    expect(checkCommerce(needs)(data)).toBe(sentence);
  });

  it('takes a score of zero for an answer', () => {
    expect(checkCommerce('kind, score')({ kind: 'nps', score: 0 })).toEqual({ kind: 'nps', score: 0 });
  });
});
