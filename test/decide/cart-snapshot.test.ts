import { expect, it } from 'vitest';
import { cartSnapshot } from '../../src/decide/cart-snapshot.js';
import { cart } from '../../src/learn/cart.js';
import { visitor } from '../journeys/journey.js';

it('keeps ids, variants and quantities, and nothing else', () => {
  const person = visitor([cart()]);
  person.track('add_to_cart', {
    items: [
      { item_id: 'cedar', item_name: 'Cedar 0-14', item_brand: 'Fretwell', price: 219, quantity: 2 },
      { item_id: 'strings', item_variant: 'light' },
    ],
  });
  const { cart: state } = person.profile.slices;
  expect(state && cartSnapshot(state)).toEqual([
    { item_id: 'cedar', item_variant: '', quantity: 2 },
    { item_id: 'strings', item_variant: 'light', quantity: 1 },
  ]);
});
