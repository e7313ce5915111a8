import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cartChanges } from '../../src/capture/cart-changes.js';
import { commerce } from '../../src/capture/commerce.js';
import { cart } from '../../src/learn/cart.js';
import { play } from '../../src/testing/play.js';

const line = (item_id: string, quantity = 1, item_variant = '') => ({
  item_id,
  item_name: `The ${item_id}`,
  item_variant,
  quantity,
});

it.each([
  ['nothing where nothing changed', [line('a', 2)], [line('a', 2)], []],
  ['what is new', [], [line('a', 2)], [['add_to_cart', 'a', 2]]],
  ['what there is more of', [line('a')], [line('a', 3)], [['add_to_cart', 'a', 2]]],
  ['what there is less of', [line('a', 3)], [line('a')], [['remove_from_cart', 'a', 2]]],
  ['what is gone', [line('a', 3), line('b')], [line('b')], [['remove_from_cart', 'a', 3]]],
  [
    'one of two variants',
    [line('a', 1, 'red'), line('a', 1, 'blue')],
    [line('a', 1, 'blue')],
    [['remove_from_cart', 'a', 1]],
  ],
  [
    'a product under the id it is known by',
    [line('a')],
    [{ ...line('a', 2), item_id: '7' }],
    [['add_to_cart', 'a', 1]],
  ],
])('tells %s', (_, before, after, expected) => {
  const changes = cartChanges(before, after);
  expect(changes.flatMap(({ type, items }) => items.map(item => [type, item.item_id, item.quantity]))).toEqual(
    expected,
  );
});

it('makes of one cart the other', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      variant: fc.constantFrom('x', 'y'),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    {
      selector: ({ id, variant }) => id + variant,
    },
  );
  fc.assert(
    fc.property(some, some, (one, other) => {
      const after = other.map(({ id, variant, quantity }) => line(id, quantity, variant));
      const before = one.map(({ id, variant, quantity }) => line(id, quantity, variant));
      const first = { type: 'view_cart', data: { items: before } };
      const known = play([commerce(), cart()], [first]).profile.slices.cart?.lines ?? [];
      const journey = cartChanges(known, after).map(({ type, items }) => ({ type, data: { items } }));
      const lines = play([commerce(), cart()], [first, ...journey]).profile.slices.cart?.lines ?? [];
      const contents = (list: readonly { item_id: string; item_variant: string; quantity: number }[]) =>
        list.map(({ item_id, item_variant, quantity }) => `${item_id}${item_variant}${quantity}`).sort();
      expect(contents(lines)).toEqual(contents(after));
    }),
  );
});
