import { describe, expect, it } from 'vitest';
import { type CartDueOptions, cartDue } from '../../src/decide/cart-due.js';
import { cart } from '../../src/learn/cart.js';
import { MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';

function dueAfter(types: readonly string[], options: CartDueOptions = {}) {
  const person = visitor([cart()]);
  person.track('add_to_cart', { items: [{ item_id: 'cedar' }] });
  for (const type of types) {
    person.wait(MINUTE);
    person.track(type);
  }
  const { profile } = person;
  if (!profile.slices.cart) throw new Error('no cart');
  const { idleAt, abandonAt } = cartDue(profile.slices.cart, profile, options);
  return { idle: idleAt && (idleAt - T0) / SECOND, abandon: (abandonAt - T0) / MINUTE };
}

describe('cartDue', () => {
  it.each([
    ['counts from the last act on the cart', [], {}, { idle: 160, abandon: 30 }],
    ['is silent after the last touchpoint of all', ['scroll'], {}, { idle: 220, abandon: 30 }],
    ['keeps to the times of the site', [], { idleMinutes: 5, idleSeconds: 30 }, { idle: 30, abandon: 5 }],
    ['is never idle in the checkout', ['begin_checkout'], {}, { idle: null, abandon: 31 }],
    ['gives a try to pay half an hour', ['payment_error'], { idleMinutes: 5 }, { idle: null, abandon: 31 }],
  ])('%s', (_, types, options, expected) => {
    expect(dueAfter(types, options)).toEqual(expected);
  });
});
