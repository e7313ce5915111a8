import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { actOf } from '../../src/stages/act-of.js';

const act = (type: string, data: object) => actOf({ type, at: 1, data } as unknown as Touchpoint);

describe('actOf', () => {
  it('reads the first product of a touchpoint', () => {
    const items = [{ item_id: 7, item_category: 'guitars', price: 219 }, { item_id: 'b' }];
    expect(act('view_item', { items, currency: 'EUR' })).toEqual({
      type: 'view_item',
      at: 1,
      item: '7',
      category: 'guitars',
      price: 219,
      pieces: 2,
    });
  });

  it('counts the pieces of what is listed, and says nothing where no list is', () => {
    const pieces = (items?: unknown) => act('add_to_cart', { items }).pieces;
    const told = [
      [{ quantity: 2 }, {}],
      [{ quantity: -1 }, null],
      [{ quantity: Object.create(null) }],
      [{ quantity: 0 }],
      [],
    ];
    expect(told.map(pieces)).toEqual([3, 2, 1, 0, 0]);
    expect([undefined, 'many'].map(pieces)).toEqual([undefined, undefined]);
  });

  it.each([
    ['another currency', { items: [{ price: 219 }], currency: 'JPY' }],
    ['no currency', { items: [{ price: 219 }] }],
    ['a price in words', { items: [{ price: '219' }], currency: 'USD' }],
    ['a price of nothing', { items: [{ price: 0 }], currency: 'USD' }],
  ])('knows no price where there is %s', (_, data) => {
    expect(act('view_item', data).price).toBeNull();
  });

  it('takes a scroll for one from 90 % of the page on, or where it says no share', () => {
    const partOf = (percent_scrolled: unknown) => act('scroll', { percent_scrolled }).type;
    expect([25, '50', 90, undefined].map(partOf)).toEqual(['scroll_part', 'scroll_part', 'scroll', 'scroll']);
  });

  it.each([[{ items: 'many' }], [{ items: [null] }], [{ items: [{ item_id: {}, item_category: [] }] }], [{}]])(
    'takes odd data: %j',
    data => {
      expect(act('view_item', data)).toMatchObject({ item: '', category: '', price: null });
    },
  );
});
