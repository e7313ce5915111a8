import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeze } from '../../src/core/freeze.js';
import type { Profile } from '../../src/core/profile.js';
import { abandonedCart } from '../../src/decide/abandoned-cart.js';
import { type CartTerms, cartStateOf } from '../../src/decide/cart-state.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { DAY, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';

const cedar = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };

function shopper(plugins = [cart(), orders(), abandonedCart()]) {
  const person = visitor(plugins);
  const stateIn = (ms: number, terms?: CartTerms) => {
    const { state, since } = cartStateOf(freeze(person.profile), person.now + ms, terms);
    return [state, since === null ? null : since - T0];
  };
  return Object.assign(person, { stateIn, stateNow: (terms?: CartTerms) => stateIn(0, terms) });
}

function withCart() {
  const person = shopper();
  person.track('add_to_cart', cedar);
  return person;
}

describe('cartStateOf', () => {
  it('knows an empty cart, and whoever keeps none', () => {
    expect(shopper().stateNow()).toEqual(['empty', null]);
    expect(cartStateOf({ slices: {}, fired: {} } as unknown as Profile, T0)).toEqual({
      state: 'empty',
      since: null,
      lines: [],
      value: 0,
      currency: '',
      ageMs: 0,
    });
    const emptied = withCart();
    emptied.wait(MINUTE);
    emptied.track('remove_from_cart', cedar);
    expect(emptied.stateIn(DAY)).toEqual(['empty', MINUTE]);
  });

  it('says what is in it and how old it is', () => {
    const person = withCart();
    expect(cartStateOf(person.profile, T0 + 5 * SECOND)).toMatchObject({
      state: 'active',
      since: T0,
      lines: [{ item_id: 'cedar' }],
      value: 219,
      currency: 'EUR',
      ageMs: 5 * SECOND,
    });
    expect(cartStateOf(person.profile, T0 - DAY).ageMs).toBe(0);
  });

  it.each([
    [159, 'active', 0],
    [160, 'idle', 160],
    [319, 'idle', 160],
    [320, 'at-risk', 320],
    [1_799, 'at-risk', 320],
    [1_800, 'abandoned', 1_800],
    [9_000_000, 'abandoned', 1_800],
  ])('after %i seconds of silence it is %s', (seconds, state, since) => {
    expect(withCart().stateIn(seconds * SECOND)).toEqual([state, since * SECOND]);
  });

  it.each([
    [0.9, 160, 'at-risk', 160],
    [0.8, 160, 'at-risk', 160],
    [0.79, 1_700, 'idle', 160],
    [null, 320, 'at-risk', 320],
  ])('with a chance of %j of being left after %i seconds it is %s', (abandon, seconds, state, since) => {
    const likelihood = () => ({ buy: 0.5, abandon });
    expect(withCart().stateIn(seconds * SECOND, { likelihood })).toEqual([state, since * SECOND]);
  });

  it('keeps to the times of the site', () => {
    const terms = { idleMinutes: 5, idleSeconds: 30 };
    expect(withCart().stateIn(30 * SECOND, terms)).toEqual(['idle', 30 * SECOND]);
    expect(withCart().stateIn(5 * MINUTE, terms)).toEqual(['abandoned', 5 * MINUTE]);
  });

  it('is neither idle nor at risk in the checkout', () => {
    const person = withCart();
    person.track('begin_checkout');
    expect(person.stateIn(29 * MINUTE)).toEqual(['active', 0]);
    expect(person.stateIn(30 * MINUTE)).toEqual(['abandoned', 30 * MINUTE]);
  });

  it('is recovered from the act on until it is silent again, and no longer than its lines', () => {
    const person = withCart();
    person.leave(DAY);
    person.track('view_cart', cedar);
    person.wait(MINUTE);
    person.track('add_to_cart', { items: [{ item_id: 'strings' }] });
    expect(person.stateNow()).toEqual(['recovered', DAY]);
    expect(person.stateIn(160 * SECOND)[0]).toBe('idle');
    person.track('remove_from_cart', { items: [...cedar.items, { item_id: 'strings' }] });
    person.wait(MINUTE);
    person.track('add_to_cart', cedar);
    expect(person.stateNow()[0]).toBe('active');
  });

  it('is ordered until the next act on the cart, with and without `orders()`', () => {
    for (const plugins of [undefined, [cart(), abandonedCart()]]) {
      const person = shopper(plugins);
      person.track('add_to_cart', cedar);
      person.wait(MINUTE);
      person.track('purchase', { transaction_id: '1', ...cedar });
      expect(person.stateIn(DAY)).toEqual(['ordered', MINUTE]);
      person.track('view_cart', { items: [] });
      expect(person.stateNow()[0]).toBe('empty');
    }
  });

  it('forgets with a logout', () => {
    const person = withCart();
    person.track('purchase', { transaction_id: '1', ...cedar });
    person.track('reset', { visitor_id: 'other' });
    expect(person.stateNow()).toEqual(['empty', null]);
  });

  const act = fc.tuple(
    fc.constantFrom('add_to_cart', 'remove_from_cart', 'view_cart', 'begin_checkout', 'payment_error', 'purchase', 'x'),
    fc.integer({ min: -MINUTE, max: 40 * MINUTE }),
  );

  it('agrees with what is decided, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), acts => {
        const person = shopper();
        for (const [type, ms] of acts) {
          const meanwhile = person.wait(ms);
          const { state, lines, ageMs, since } = cartStateOf(freeze(person.profile), person.now);
          if (meanwhile.some(({ name }) => name === 'cart.abandon')) expect(state).toBe('abandoned');
          expect(lines.length > 0).toBe(state !== 'empty' && state !== 'ordered');
          expect(ageMs).toBeGreaterThanOrEqual(0);
          expect(since === null || Number.isFinite(since)).toBe(true);
          const { decisions } = person.track(type, type === 'x' ? {} : cedar);
          const after = cartStateOf(person.profile, person.now).state;
          if (decisions.some(({ name }) => name === 'cart.recover')) expect(after).toBe('recovered');
          if (decisions.some(({ name }) => name === 'cart.order')) expect(after).toBe('ordered');
        }
      }),
    );
  });
});
