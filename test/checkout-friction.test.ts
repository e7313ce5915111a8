import { describe, expect, it } from 'vitest';
import { checkoutFriction } from '../src/checkout-friction.js';
import { flatten, type PluginList } from '../src/core/plugin.js';
import { nudges } from '../src/nudges.js';
import { storefront } from '../src/storefront.js';
import { MINUTE, visitor } from './journeys/journey.js';

function names(list: PluginList): readonly string[] {
  return flatten(list).map(({ name }) => name);
}

describe('checkoutFriction', () => {
  it('brings what it reads', () => {
    expect(names(checkoutFriction())).toEqual(['hurdles', 'checkout', 'checkouts']);
  });

  it('leaves out what others bring', () => {
    const present = flatten([storefront(), nudges({ rescue: true })]);
    expect(names(checkoutFriction({}, present))).toEqual(['checkout', 'checkouts']);
    expect(names(checkoutFriction({ hurdles: false }))).toEqual(['checkout', 'checkouts']);
  });

  it('refuses what says nothing of the hurdles', () => {
    expect(() => checkoutFriction({ hurdles: 'no' as never })).toThrow('`hurdles` must be `false`, or left out.');
  });

  it('stands beside the storefront and tells how a checkout went', () => {
    const person = visitor([storefront(), checkoutFriction()]);
    person.track('begin_checkout');
    person.wait(MINUTE);
    const { decisions } = person.track('purchase', { transaction_id: '1' });
    expect(decisions.find(({ name }) => name === 'checkout.finish')?.data).toMatchObject({ count: 1, ms: MINUTE });
  });
});
