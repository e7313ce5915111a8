import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Decision } from '../../src/core/trigger.js';
import { type AudienceDefinitions, audiences } from '../../src/decide/audiences.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { viewed } from '../../src/learn/viewed.js';
import { DAY, MINUTE, T0, visitor } from '../journeys/journey.js';

const cedar = { currency: 'EUR', items: [{ item_id: 'cedar', price: 219 }] };
const order = { transaction_id: '1', value: 219, ...cedar };
const plugins = (own?: AudienceDefinitions) => [cart(), orders(), viewed(), audiences(own)];
const said = (decisions: readonly Decision[]) =>
  decisions.map(({ name, data }) => `${name} ${'name' in data && data.name}`);

describe('audiences', () => {
  it('lets in who looked, with what the ad needs', () => {
    const { decisions } = visitor(plugins()).track('view_item', cedar);
    expect(decisions).toMatchObject([
      {
        name: 'audience.enter',
        data: { name: 'product-viewers', items: ['cedar'], value: 219, currency: 'EUR', since: T0, days: 30 },
      },
    ]);
  });

  it('lets in who left a cart for half an hour, by time alone', () => {
    const person = visitor(plugins());
    person.track('add_to_cart', cedar);
    expect(person.wait(29 * MINUTE)).toEqual([]);
    expect(said(person.wait(MINUTE))).toEqual(['audience.enter cart-abandoners']);
    expect(said(person.track('view_cart', cedar).decisions)).toEqual(['audience.leave cart-abandoners']);
  });

  it('lets go of a buyer at once and for what was bought', () => {
    const person = visitor(plugins());
    person.track('view_item', cedar);
    person.track('add_to_cart', cedar);
    person.wait(DAY);
    expect(said(person.track('purchase', order).decisions).sort()).toEqual([
      'audience.enter buyers',
      'audience.leave cart-abandoners',
      'audience.leave product-viewers',
    ]);
    person.wait(MINUTE);
    expect(person.track('view_item', cedar).decisions).toEqual([]);
  });

  it('lets everybody go after 30 days, once, and only new grounds bring them back', () => {
    const person = visitor(plugins());
    person.track('view_item', cedar);
    expect(said(person.wait(30 * DAY))).toEqual(['audience.leave product-viewers']);
    expect(said(person.wait(90 * DAY))).toEqual([]);
    expect(said(person.track('view_item', cedar).decisions)).toEqual(['audience.enter product-viewers']);
  });

  it('is told again by newer grounds, a day after it was told last at the earliest', () => {
    const person = visitor(plugins());
    const look = () => said(person.track('view_item', cedar).decisions);
    look();
    person.wait(DAY - MINUTE);
    expect(look()).toEqual([]);
    person.wait(MINUTE);
    expect(look()).toEqual(['audience.refresh product-viewers']);
    person.wait(20 * DAY);
    expect(look()).toEqual(['audience.refresh product-viewers']);
    expect(person.wait(29 * DAY)).toEqual([]);
    expect(said(person.wait(DAY))).toEqual(['audience.leave product-viewers']);
  });

  it('tells the same again only for newer grounds', () => {
    const person = visitor(plugins());
    person.track('view_item', cedar);
    person.wait(2 * DAY);
    expect(person.track('page_view').decisions).toEqual([]);
  });

  it('names categories once each, for ads that show them', () => {
    const items = ['Guitars', '', 'Guitars', 'Strings'].map((item_category, index) => ({
      item_id: `${index}`,
      item_category,
    }));
    const { decisions } = visitor(plugins()).track('purchase', { ...order, items });
    expect(decisions).toMatchObject([{ data: { items: ['0', '1', '2', '3'], categories: ['Guitars', 'Strings'] } }]);
    const own: AudienceDefinitions[string] = () => ({ since: T0, items: [], value: 0, currency: '' });
    const [decision] = visitor(plugins({ own })).track('page_view').decisions;
    expect(decision?.data).toEqual({
      name: 'own',
      since: T0,
      days: 30,
      items: [],
      categories: [],
      value: 0,
      currency: '',
    });
  });

  it('lets go at a logout', () => {
    const person = visitor(plugins());
    person.track('view_item', cedar);
    person.wait(MINUTE);
    expect(said(person.track('reset', { visitor_id: 'other' }).decisions)).toEqual(['audience.leave product-viewers']);
  });

  it('decides nothing without consent to advertising', () => {
    const rules = gatherRules(plugins());
    const { touchpoint } = visitor(plugins()).track('view_item', cedar);
    const { decisions } = advance(rules, initialProfile(rules, 'v'), T0, touchpoint, {
      seq: 1,
      purposes: ['analytics', 'personalization'],
    });
    expect(decisions).toEqual([]);
  });

  it.each([5, true, {}, { when: { inCart: {} } }])('refuses %j, which is no rule', odd => {
    expect(() => audiences({ keen: odd as unknown as AudienceDefinitions[string] })).toThrow(
      'Audience "keen" is no function. Data goes through `shopRules()`.',
    );
  });

  it('takes audiences of the site and leaves out defaults', () => {
    const big: AudienceDefinitions[string] = ({
      slices: {
        cart: { lines, value, currency, lastActAt },
      },
    }) =>
      value > 200 && lastActAt
        ? { since: lastActAt, days: 2, items: lines.map(({ item_id }) => item_id), value, currency }
        : null;
    const person = visitor(plugins({ 'big-carts': big, 'cart-abandoners': false, 'product-viewers': false }));
    expect(person.track('add_to_cart', cedar).decisions).toMatchObject([{ data: { name: 'big-carts', days: 2 } }]);
    expect(said(person.wait(3 * DAY))).toEqual(['audience.leave big-carts']);
  });
});
