import { describe, expect, it } from 'vitest';
import { type Cart, cart } from '../../src/learn/cart.js';
import { MINUTE, T0, visitor } from '../journeys/journey.js';

const cedar = (more: object = {}) => ({ item_id: 'cedar', item_name: 'Cedar', price: 219, ...more });
const strings = (more: object = {}) => ({ item_id: 'strings', item_name: 'Strings', price: 9.9, ...more });

function shopper() {
  const person = visitor([cart()]);
  return {
    wait: person.wait,
    /** Acts, and returns the cart after it. */
    act(type: string, items?: readonly object[], more: object = {}): Cart {
      person.track(type, { ...(items && { items }), ...more });
      return person.profile.slices.cart as Cart;
    },
    count: () => person.profile.slices.cart?.lines.map(({ item_id, quantity }) => [item_id, quantity]),
  };
}

describe('cart', () => {
  it('adds lines and sums price times quantity', () => {
    const { act } = shopper();
    act('add_to_cart', [cedar()], { currency: 'EUR' });
    const state = act('add_to_cart', [strings({ quantity: 2 })]);
    expect(state).toMatchObject({ value: 238.8, currency: 'EUR', lastActAt: T0 });
    expect(state.lines.map(({ item_id, quantity, addedAt }) => [item_id, quantity, addedAt])).toEqual([
      ['cedar', 1, T0],
      ['strings', 2, T0],
    ]);
  });

  it('sums no prices of two currencies: what was told in another has none in this one', () => {
    const { act } = shopper();
    act('add_to_cart', [cedar()], { currency: 'EUR' });
    expect(act('begin_checkout', undefined, { currency: 'USD' })).toMatchObject({ value: 219, currency: 'EUR' });
    const mixed = act('add_to_cart', [strings({ quantity: 2 })], { currency: 'USD' });
    expect(mixed).toMatchObject({ value: 19.8, currency: 'USD' });
    expect(mixed.lines.map(({ item_id, price }) => [item_id, price])).toEqual([
      ['cedar', 0],
      ['strings', 9.9],
    ]);
    const whole = act('view_cart', [cedar({ price: 239 }), strings({ quantity: 2 })], { currency: 'USD' });
    expect(whole).toMatchObject({ value: 258.8, currency: 'USD' });
  });

  it('keeps one line for an id and variant', () => {
    const { act, count } = shopper();
    act('add_to_cart', [cedar()]);
    act('add_to_cart', [cedar({ quantity: 2 })]);
    act('add_to_cart', [cedar({ item_variant: 'left-handed' })]);
    expect(count()).toEqual([
      ['cedar', 3],
      ['cedar', 1],
    ]);
  });

  it('takes away as many pieces as were removed', () => {
    const { act, count } = shopper();
    act('add_to_cart', [cedar({ quantity: 3 }), strings()]);
    act('remove_from_cart', [cedar({ quantity: 2 })]);
    act('remove_from_cart', [strings(), { item_id: 'never-there' }]);
    expect(count()).toEqual([['cedar', 1]]);
  });

  it('believes a cart that is kept elsewhere', () => {
    const { act, count, wait } = shopper();
    act('add_to_cart', [cedar()]);
    wait(MINUTE);
    const { lines } = act('view_cart', [strings({ quantity: 4 }), cedar({ quantity: 2 })]);
    expect(count()).toEqual([
      ['strings', 4],
      ['cedar', 2],
    ]);
    expect(lines.map(({ addedAt }) => addedAt)).toEqual([T0 + MINUTE, T0]);
    expect(act('begin_checkout').lines).toHaveLength(2);
    expect(act('view_cart', []).lines).toEqual([]);
  });

  it('has no line of no pieces, as shops tell of what was taken out', () => {
    const { act, count } = shopper();
    act('add_to_cart', [cedar({ quantity: 0 })]);
    expect(count()).toEqual([]);
    act('add_to_cart', [cedar(), strings()]);
    act('remove_from_cart', [cedar({ quantity: 0 })]);
    expect(count()).toEqual([['strings', 1]]);
    expect(act('view_cart', [cedar({ quantity: 0 }), strings()])).toMatchObject({ value: 9.9 });
    expect(count()).toEqual([['strings', 1]]);
    expect(act('view_cart', [strings({ quantity: 0 })]).lines).toEqual([]);
  });

  it('is emptied by a purchase', () => {
    const { act } = shopper();
    act('add_to_cart', [cedar()], { currency: 'EUR' });
    act('begin_checkout');
    expect(act('purchase', [cedar()], { transaction_id: '1' })).toEqual(cart().slice?.initial);
  });

  it('knows when it was last touched and when it last changed', () => {
    const { act, wait } = shopper();
    act('add_to_cart', [cedar(), strings()]);
    wait(MINUTE);
    const looked = act('view_cart', [strings(), cedar()]);
    expect([looked.lastActAt, looked.changedAt]).toEqual([T0 + MINUTE, T0]);
    wait(MINUTE);
    expect(act('remove_from_cart', [cedar()]).changedAt).toBe(T0 + 2 * MINUTE);
  });

  it('is not left for good by a clock that was set back, nor long ago by an act that is told late', () => {
    const { act, wait } = shopper();
    wait(60 * MINUTE);
    act('add_to_cart', [cedar()]);
    wait(-60 * MINUTE);
    expect(act('view_cart').lastActAt).toBe(T0);
  });

  it('knows of checkout and payment until the visitor turns back', () => {
    const { act } = shopper();
    act('add_to_cart', [cedar()]);
    expect(act('begin_checkout')).toMatchObject({ checkoutAt: T0, paymentAt: null });
    expect(act('add_payment_info')).toMatchObject({ checkoutAt: T0, paymentAt: T0 });
    expect(act('payment_error')).toMatchObject({ paymentAt: T0 });
    expect(act('begin_checkout')).toMatchObject({ checkoutAt: T0, paymentAt: null });
    expect(act('view_cart')).toMatchObject({ checkoutAt: null, paymentAt: null });
  });

  it('keeps the newest 100 lines', () => {
    const { act } = shopper();
    act(
      'add_to_cart',
      Array.from({ length: 90 }, (_, index) => ({ item_id: `a${index}` })),
    );
    const { lines } = act(
      'add_to_cart',
      Array.from({ length: 90 }, (_, index) => ({ item_id: `b${index}` })),
    );
    expect(lines).toHaveLength(100);
    expect(lines.at(-1)?.item_id).toBe('b89');
  });

  it('is the same object after anything else', () => {
    const { act } = shopper();
    const before = act('add_to_cart', [cedar()]);
    expect(act('view_item', [strings()])).toBe(before);
  });
});
