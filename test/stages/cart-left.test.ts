import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CartContext, cartLeft } from '../../src/stages/cart-left.js';

const CART: CartContext = {
  views: 3,
  carts: 1,
  uniqueItems: 2,
  sinceFirst: 200,
  sinceFirstCart: 60,
  sinceLastCart: 60,
  sincePrevious: 30,
  afterCart: 1,
  repeatViews: 1,
};

describe('cartLeft', () => {
  it('answers the usual chance when nothing is known', () => {
    expect(cartLeft({})).toBeCloseTo(0.7824, 4);
    expect(cartLeft({ views: null, carts: null })).toBe(cartLeft({}));
  });

  it('is surer of a cart whose products were never looked at', () => {
    expect(cartLeft({ ...CART, repeatViews: 0 })).toBeGreaterThan(cartLeft(CART) + 0.05);
  });

  it('trusts a cart that was just filled more than one that waits', () => {
    const fresh = { ...CART, sinceFirst: 140, sinceFirstCart: 0, sinceLastCart: 0, afterCart: 0 };
    expect(cartLeft(fresh)).toBeLessThan(cartLeft(CART));
  });

  it('trusts a cart after a long look around more than one after a minute', () => {
    const looking = (before: number) => cartLeft({ ...CART, sinceFirst: before + 60 });
    expect(looking(3000)).toBeLessThan(looking(60));
  });

  it('reads every field but how many touchpoints came since', () => {
    const without = (field: string) => cartLeft({ ...CART, [field]: null });
    const silent = Object.keys(CART).filter(field => without(field) === cartLeft(CART));
    expect(silent).toEqual(['afterCart']);
  });

  it('is a chance whatever it is given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(CART)), fc.anything()), context => {
        const chance = cartLeft(context);
        expect(chance >= 0 && chance <= 1).toBe(true);
      }),
    );
  });
});
