import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { costOf, itemsOf, rounded } from '../../src/learn/items-of.js';

const seen = (items: unknown) => itemsOf({ data: { items } } as unknown as Touchpoint);

describe('itemsOf', () => {
  it('takes the fields slices remember and leaves the rest', () => {
    expect(seen([{ item_id: 'cedar', item_name: 'Cedar', price: 219, index: 3, coupon: 'X' }])).toEqual([
      {
        item_id: 'cedar',
        item_name: 'Cedar',
        item_category: '',
        item_brand: '',
        item_variant: '',
        price: 219,
        quantity: 1,
      },
    ]);
  });

  it('lets id and name stand in for each other and drops what has neither', () => {
    const [named, numbered, ...none] = seen([
      { item_name: 'Cedar' },
      { item_id: 7 },
      { price: 3 },
      null,
      'cedar',
      4,
      [],
    ]);
    expect(named).toMatchObject({ item_id: 'Cedar', item_name: 'Cedar' });
    expect(numbered).toMatchObject({ item_id: '7', item_name: '7' });
    expect(none).toEqual([]);
  });

  it('takes odd numbers as unknown and one piece as given', () => {
    const [item] = seen([{ item_id: 'a', price: Number.NaN, quantity: -2 }]);
    expect(item).toMatchObject({ price: 0, quantity: 1 });
  });

  it('is bounded in items and in text', () => {
    const items = seen(Array.from({ length: 500 }, () => ({ item_id: 'x'.repeat(5000) })));
    expect(items).toHaveLength(100);
    expect(items[0]?.item_id).toHaveLength(200);
  });

  it('finds nothing where there is no list', () => {
    expect([seen(undefined), seen({ 0: { item_id: 'a' } }), seen('abc')]).toEqual([[], [], []]);
  });
});

describe('costOf', () => {
  it('sums what pieces cost, to a tenth of a cent', () => {
    expect(rounded(0.1 + 0.2)).toBe(0.3);
    expect(
      costOf(seen([{ item_id: 'a', price: 0.1, quantity: 3 }, { item_id: 'b', price: 9.99 }, { item_id: 'c' }])),
    ).toBe(10.29);
  });
});
