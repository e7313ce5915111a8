import { describe, expect, it } from 'vitest';
import { type CouponOptions, coupon } from '../../src/decide/coupon.js';
import { care } from '../../src/learn/care.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { viewed } from '../../src/learn/viewed.js';
import { DAY, visitor } from '../journeys/journey.js';

const cedar = { items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };
const oak = { items: [{ item_id: 'oak', item_name: 'Oak OM', price: 349 }] };

function shop(options?: CouponOptions) {
  const plugin = coupon(options);
  const person = visitor([care(), cart(), orders(), viewed(), plugin]);
  return {
    ...person,
    look: (data: object = cedar) => person.track('view_item', data).decisions,
    async conditions() {
      const { profile, now } = person;
      return (
        (await plugin.triggers?.[0]?.conditions?.({
          now,
          profile,
          before: profile,
          touchpoint: null,
          stageChange: null,
          decided: [],
        })) ?? []
      );
    },
  };
}

describe('coupon.offer', () => {
  it('comes on the third look at one product within 14 days', () => {
    const { look, wait } = shop({ code: 'CEDAR10' });
    expect(look()).toEqual([]);
    wait(5 * DAY);
    expect([look(), look(oak)].flat()).toEqual([]);
    wait(5 * DAY);
    expect(look()).toMatchObject([
      { name: 'coupon.offer', data: { item_id: 'cedar', item_name: 'Cedar 0-14', looks: 3, code: 'CEDAR10' } },
    ]);
  });

  it('forgets looks older than that', () => {
    const { look, wait } = shop();
    const decisions = [0, 8, 8, 8].flatMap(days => {
      wait(days * DAY);
      return look();
    });
    expect(decisions).toEqual([]);
  });

  it('is not for what is in the cart or bought', () => {
    const held = shop();
    held.track('add_to_cart', cedar);
    expect([1, 2, 3].flatMap(() => held.look())).toEqual([]);
    held.track('purchase', { transaction_id: '1', ...cedar });
    expect(held.look()).toEqual([]);
  });

  it('rests for 30 days, whatever product it was', () => {
    const { look, wait } = shop();
    expect([1, 2, 3].flatMap(() => look())).toHaveLength(1);
    expect([1, 2, 3].flatMap(() => look(oak))).toEqual([]);
    wait(30 * DAY);
    expect([1, 2, 3].flatMap(() => look(oak))).toHaveLength(1);
  });

  it('waits while an issue is open, and comes with the next look once it is solved', () => {
    const { look, track, wait } = shop();
    track('contact_support', {});
    expect([1, 2, 3].flatMap(() => look())).toEqual([]);
    wait(2 * DAY);
    expect(look()).toEqual([]);
    track('solve_issue', {});
    expect(look()).toMatchObject([{ name: 'coupon.offer', data: { looks: 5 } }]);
  });

  it('keeps to the numbers of the site', () => {
    const { look, wait } = shop({ looks: 2, days: 1, restDays: 2 });
    look();
    wait(2 * DAY);
    expect(look()).toEqual([]);
    expect(look()).toHaveLength(1);
    wait(2 * DAY);
    expect([look(), look()].flat()).toHaveLength(1);
  });
});

describe('its conditions', () => {
  it('say what is missing for the product looked at most', async () => {
    const person = shop();
    person.look();
    person.look();
    person.look(oak);
    expect(await person.conditions()).toEqual([
      { text: '3 looks at Cedar 0-14 in 14 days', holds: false, value: '2 of 3 looks' },
      { text: 'It is not in the cart', holds: true, value: 'not in the cart' },
      { text: 'It was not bought', holds: true, value: 'not bought' },
      { text: 'No coupon in the last 30 days', holds: true, value: 'none so far' },
      { text: 'No issue is open', holds: true, value: 'none' },
    ]);
  });

  it('say so when it is in the cart, bought, or was offered', async () => {
    const person = shop();
    for (let index = 0; index < 3; index++) person.look();
    person.wait(2 * DAY);
    person.track('purchase', { transaction_id: '1', ...cedar });
    person.track('add_to_cart', cedar);
    expect((await person.conditions()).map(({ holds, value }) => [holds, value])).toEqual([
      [true, '3 of 3 looks'],
      [false, 'in the cart'],
      [false, 'bought'],
      [false, '2 days ago'],
      [true, 'none'],
    ]);
  });

  it('say how many days ago it was, and what the issue is', async () => {
    const person = shop();
    for (let index = 0; index < 3; index++) person.look();
    person.wait(DAY);
    person.track('contact_support', {});
    expect((await person.conditions()).slice(3).map(({ value }) => value)).toEqual(['1 day ago', 'contact support']);
  });

  it('can be asked before anything was looked at', async () => {
    expect((await shop().conditions())[0]).toEqual({
      text: '3 looks at one product in 14 days',
      holds: false,
      value: '0 of 3 looks',
    });
  });
});
