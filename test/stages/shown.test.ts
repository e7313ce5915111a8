import { describe, expect, it } from 'vitest';
import { NOTHING, type Shown, show } from '../../src/stages/shown.js';
import { DAY, MINUTE, T0 } from '../journeys/journey.js';

const take = (before: Shown, type: string, at: number = T0, item = '', session = 'one') =>
  show(before, { type, at, item }, session);

describe('show', () => {
  it('counts looks, and those at a product seen before in the visit', () => {
    let shown = NOTHING;
    for (const item of ['a', 'b', 'a', '', '']) shown = take(shown, 'view_item', T0, item);
    expect(shown).toMatchObject({ looks: 5, again: 1, looked: ['a', 'b'], looksSince: 5 });
  });

  it('knows fifty products at most', () => {
    let shown = NOTHING;
    for (let item = 0; item < 80; item++) shown = take(shown, 'view_item', T0, `p${item}`);
    expect(shown.looked).toHaveLength(50);
    expect(take(shown, 'view_item', T0, 'p3').again).toBe(1);
  });

  it('begins anew with every visit, and keeps how the earlier ones ended', () => {
    let shown = take(take(NOTHING, 'add_to_cart'), 'purchase');
    expect(shown).toMatchObject({ visits: 0, buying: 0, hasOrdered: true });
    shown = take(shown, 'view_item', T0 + 2 * DAY, 'a', 'two');
    expect(shown).toMatchObject({
      visits: 1,
      buying: 1,
      hasOrdered: false,
      awayDays: 2,
      looks: 1,
      startAt: T0 + 2 * DAY,
    });
    expect(take(shown, 'page_view', T0 + 3 * DAY, '', 'three')).toMatchObject({ visits: 2, buying: 1 });
  });

  it('remembers the first act on the cart until it is empty or ordered', () => {
    let shown = take(take(NOTHING, 'add_to_cart', T0), 'add_to_cart', T0 + MINUTE);
    expect(shown).toMatchObject({ inCart: 2, cartAt: T0, last: 'cart' });
    shown = take(shown, 'remove_from_cart', T0 + 2 * MINUTE);
    expect(shown).toMatchObject({ inCart: 1, cartAt: T0 });
    expect(take(shown, 'remove_from_cart', T0 + 2 * MINUTE)).toMatchObject({ inCart: 0, cartAt: null });
    expect(take(shown, 'purchase', T0 + 3 * MINUTE)).toMatchObject({ inCart: 0, cartAt: null, last: '' });
  });

  it('counts the pieces that are put in and taken out, and knows a cart by what it holds', () => {
    const told = (before: Shown, type: string, pieces: number, at = T0) =>
      show(before, { type, at, item: '', pieces }, 'one');
    const two = told(NOTHING, 'add_to_cart', 2);
    expect(told(two, 'remove_from_cart', 1)).toMatchObject({ inCart: 1, cartAt: T0 });
    expect(told(two, 'remove_from_cart', 2)).toMatchObject({ inCart: 0, cartAt: null });
    expect(told(two, 'view_cart', 0)).toMatchObject({ inCart: 0, cartAt: null });
    expect(take(two, 'view_cart')).toMatchObject({ inCart: 2, cartAt: T0 });
    // Put there in an earlier visit.
    expect(told(NOTHING, 'view_cart', 3, T0 + MINUTE)).toMatchObject({ inCart: 3, cartAt: T0 + MINUTE });
    expect(told(two, 'begin_checkout', 1, T0 + MINUTE)).toMatchObject({ inCart: 1, cartAt: T0 });
    expect(told(two, 'begin_checkout', 0)).toMatchObject({ inCart: 2 });
  });

  it('knows where the visitor is through what a page tells by itself', () => {
    const paying = take(take(NOTHING, 'begin_checkout', T0), 'add_shipping_info', T0 + MINUTE);
    const types = ['page_view', 'scroll', 'scroll_part', 'user_engagement'];
    expect(types.map(type => take(paying, type, T0 + 2 * MINUTE).last)).toEqual(types.map(() => 'checkout'));
    expect(take(paying, 'search', T0 + 2 * MINUTE).last).toBe('');
  });

  it('reads the context at the first look, from what came before it', () => {
    const early = ['page_view', 'scroll', 'user_engagement', 'user_engagement'].reduce(
      (shown, type) => take(shown, type),
      NOTHING,
    );
    expect(early.early).toEqual({ pageViews: 1, scrolls: 1, engagements: 2 });
    const looked = take(early, 'view_item', T0 + MINUTE, 'a');
    const bare = take(take(NOTHING, 'page_view'), 'view_item', T0 + MINUTE, 'a');
    expect(looked.context).toBeGreaterThan(bare.context);
    const more = take(take(looked, 'user_engagement', T0 + MINUTE), 'view_item', T0 + 2 * MINUTE, 'b');
    expect([more.early, more.context]).toEqual([looked.early, looked.context]);
  });

  it('never runs backwards', () => {
    const shown = take(take(NOTHING, 'view_item', T0), 'view_item', T0 - DAY);
    expect(shown.at).toBe(T0);
  });

  it('changes nothing it was given', () => {
    const before = Object.freeze(take(NOTHING, 'add_to_cart'));
    expect(take(before, 'begin_checkout')).toMatchObject({ isCheckout: true, last: 'checkout' });
    expect(before.isCheckout).toBe(false);
  });
});
