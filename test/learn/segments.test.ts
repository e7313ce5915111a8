import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { type SegmentDefinitions, segments } from '../../src/learn/segments.js';
import { viewed } from '../../src/learn/viewed.js';
import { DAY, T0, visitor } from '../journeys/journey.js';

const shop = (...own: Parameters<typeof segments>) => visitor([cart(), orders(), viewed(), segments(...own)]);
const cedar = { items: [{ item_id: 'cedar', price: 600 }] };

describe('segments', () => {
  it('tells new from returning, customer and loyal', () => {
    const person = shop();
    person.track('page_view');
    expect(person.profile.slices.segments).toEqual(['new']);
    person.wait(DAY);
    person.track('page_view');
    expect(person.profile.slices.segments).toEqual(['returning']);
    person.track('purchase', { transaction_id: '1', value: 10, currency: 'EUR' });
    expect(person.profile.slices.segments).toEqual(['customer']);
    person.track('purchase', { transaction_id: '2', value: 490, currency: 'EUR' });
    expect(person.profile.slices.segments).toEqual(['customer', 'loyal', 'high-value']);
  });

  it('knows who holds a cart and who looks again and again', () => {
    const person = shop();
    for (let index = 0; index < 3; index++) person.track('view_item', cedar);
    person.track('add_to_cart', cedar);
    expect(person.profile.slices.segments).toEqual(['new', 'cart-holder', 'repeat-looker']);
    person.wait(15 * DAY);
    person.track('page_view');
    expect(person.profile.slices.segments).toEqual(['returning', 'cart-holder']);
  });

  it('decides enter and leave once, one decision a segment', () => {
    const person = shop();
    const names = (type: string, data?: object) =>
      person.track(type, data).decisions.map(({ name, data }) => `${name} ${'name' in data && data.name}`);
    expect(names('page_view')).toEqual(['segment.enter new']);
    expect(names('page_view')).toEqual([]);
    expect(names('purchase', { transaction_id: '1', value: 700, currency: 'EUR' })).toEqual([
      'segment.leave new',
      'segment.enter customer',
      'segment.enter high-value',
    ]);
  });

  it('takes segments of the site and leaves out defaults', () => {
    const person = shop({
      new: false,
      'lefty-lover': ({ slices }) => slices.viewed.some(({ item_id }) => item_id === 'lefty'),
    });
    person.track('view_item', { items: [{ item_id: 'lefty' }] });
    expect(person.profile.slices.segments).toEqual(['lefty-lover']);
  });

  it.each([5, true, {}, { when: { inCart: {} } }])('refuses %j, which is no segment', odd => {
    expect(() => segments({ keen: odd as unknown as SegmentDefinitions[string] })).toThrow(
      'Segment "keen" is no function. Data goes through `segmentRules()`.',
    );
  });

  it('is the same object while membership is the same', () => {
    const person = shop();
    person.track('page_view');
    const before = person.profile.slices.segments;
    person.track('page_view');
    expect(person.profile.slices.segments).toBe(before);
  });

  it('says with enter and leave which axis it is about, where that was said', () => {
    const person = shop({
      'lefty-lover': ({ slices }) => slices.viewed.some(({ item_id }) => item_id === 'lefty'),
      spender: { axis: 'purchases', when: ({ slices }) => slices.cart.value > 100 },
    });
    person.track('add_to_cart', cedar);
    const { decisions } = person.track('view_item', { items: [{ item_id: 'lefty' }] });
    expect(decisions.map(({ data }) => data)).toEqual([{ name: 'lefty-lover' }]);
    expect(person.track('remove_from_cart', cedar).decisions.map(({ name, data }) => [name, data])).toEqual([
      ['segment.leave', { name: 'cart-holder', axis: 'purchases' }],
      ['segment.leave', { name: 'spender', axis: 'purchases' }],
    ]);
  });

  it('shows a segment of demographics or psychographics nothing but what was declared', () => {
    const seen: unknown[] = [];
    const when = (...given: readonly unknown[]) => seen.push(given) > 0;
    const person = shop({ senior: { axis: 'demographics', when }, calm: { axis: 'psychographics', when } });
    person.track('view_item', cedar);
    expect(new Set(seen.map(given => JSON.stringify(given)))).toEqual(new Set(['[{}]']));
    seen.length = 0;
    person.track('identify', { user_id: 'u1', traits: { born: 1950 } });
    expect(new Set(seen.map(given => JSON.stringify(given)))).toEqual(new Set(['[{"born":1950}]']));
  });

  it('lets go by time alone, with the page open and while away', () => {
    const looker = () => {
      const person = shop();
      for (let index = 0; index < 3; index++) person.track('view_item', cedar);
      return person;
    };
    const gone = [{ name: 'segment.leave', data: { name: 'repeat-looker', axis: 'interests' } }];
    const open = looker();
    expect(open.wait(14 * DAY - 1)).toEqual([]);
    expect(open.wait(1)).toMatchObject(gone);
    expect(open.wait(DAY)).toEqual([]);
    const away = looker();
    expect(away.leave(20 * DAY)).toMatchObject(gone);
    expect(away.track('page_view').decisions.map(({ data }) => data)).toMatchObject([
      { name: 'new' },
      { name: 'returning' },
    ]);
  });

  it('has nobody in a segment before the first touchpoint', () => {
    const rules = gatherRules([cart(), orders(), viewed(), segments({ all: () => true })]);
    expect(advance(rules, initialProfile(rules, 'v'), T0, null).decisions).toEqual([]);
  });

  it('lets go of who is corrected, until the next touchpoint', () => {
    const person = shop();
    person.track('page_view');
    const names = (type: string, data?: object) => person.track(type, data).decisions.map(({ name }) => name);
    expect(names('correct', { slice: 'segments', value: [] })).toEqual(['segment.leave']);
    expect(names('page_view')).toEqual(['segment.enter']);
  });

  it('lets go of a segment that the site took away', () => {
    const plugins = (own: SegmentDefinitions) => gatherRules([cart(), orders(), viewed(), segments(own)]);
    const { touchpoint } = shop().track('page_view');
    const first = plugins({});
    const { profile } = advance(first, initialProfile(first, 'v'), T0, touchpoint);
    const { decisions } = advance(plugins({ new: false }), profile, T0 + 1, null);
    expect(decisions).toMatchObject([{ name: 'segment.leave', data: { name: 'new' } }]);
  });

  it('measures what is told late by the last moment that is known', () => {
    const asked: number[] = [];
    const rules = gatherRules([cart(), orders(), viewed(), segments({ x: (_, now) => asked.push(now) > 0 })]);
    const { touchpoint } = shop().track('page_view');
    if (!touchpoint) throw new Error('dropped');
    const { profile } = advance(rules, initialProfile(rules, 'v'), T0 + DAY, { ...touchpoint, at: T0 + DAY });
    advance(rules, profile, T0 + 2 * DAY, { ...touchpoint, id: 'late', at: T0 });
    expect(asked).toEqual([T0 + DAY, T0 + DAY, T0 + DAY, T0 + 2 * DAY]);
  });
});
