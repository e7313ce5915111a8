// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { definePlugin } from '../../src/core/plugin.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Decision } from '../../src/core/trigger.js';
import { turnsOf } from '../../src/core/turns.js';
import { type AudienceOptions, audience } from '../../src/decide/audience.js';
import type { Rule } from '../../src/decide/rule.js';
import { weigh } from '../../src/decide/weigh.js';
import { takeOver } from '../../src/platform/left-behind.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { shopRules } from '../../src/shop-rules.js';
import { storefront } from '../../src/storefront.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { CEDAR, DAY, MINUTE, SPRUCE, STRINGS, T0, visitor } from '../journeys/journey.js';
import { onFakeTime, start } from '../runtime/start.js';
import { knowing, rule, scenes } from './rules.js';

const cedar = { currency: 'EUR', items: [CEDAR] };
const order = { transaction_id: '1', value: 219, ...cedar };
const keen: AudienceOptions = { name: 'keen', when: { looks: {}, atLeast: 2 }, days: 10 };

function shop(options: Partial<AudienceOptions> = {}) {
  const person = visitor(knowing(audience({ ...keen, ...options })));
  const isOwn = ({ name, data }: Decision) => name.startsWith('audience.') && 'name' in data && data.name === 'keen';
  return {
    person,
    track: (type: string, data: object = cedar) => person.track(type, data).decisions.filter(isOwn),
    wait: (ms: number) => person.wait(ms).filter(isOwn),
  };
}

describe('an audience of a rule', () => {
  it('is told with what the ad needs: products, categories, value, currency', () => {
    const { track, wait } = shop();
    track('view_item');
    wait(MINUTE);
    expect(track('view_item')).toMatchObject([
      {
        name: 'audience.enter',
        data: {
          name: 'keen',
          since: T0 + MINUTE,
          days: 10,
          items: ['cedar'],
          categories: ['Guitars'],
          value: 219,
          currency: 'EUR',
        },
      },
    ]);
  });

  it.each<[AudienceOptions['about'], object]>([
    [undefined, { items: ['spruce', 'strings'], categories: ['Guitars', 'Strings'], value: 361, currency: 'EUR' }],
    ['cart', { items: ['spruce', 'strings'], value: 361 }],
    ['viewed', { items: ['mini'], value: 159, currency: 'EUR' }],
    ['ordered', { items: ['cedar'], categories: ['Guitars'], value: 219, currency: 'EUR' }],
  ])('is about the products that are meant: %s', (about, data) => {
    const { track } = shop({ when: { inCart: {}, atLeast: 2 }, untilPurchase: false, ...(about && { about }) });
    track('view_item');
    track('purchase', order);
    track('view_item', { currency: 'EUR', items: [{ item_id: 'mini', price: 159 }] });
    expect(track('add_to_cart', { currency: 'EUR', items: [SPRUCE, STRINGS] })).toMatchObject([{ data }]);
  });

  it('is about nothing where nothing is known', () => {
    for (const about of ['cart', 'viewed', 'ordered'] as const)
      expect(shop({ when: { total: 'page_view' }, about }).track('page_view', {})).toMatchObject([
        { data: { items: [], categories: [], value: 0, currency: '' } },
      ]);
  });

  it('lets go of a buyer in the same step, also one whose order names no products', () => {
    const { track } = shop();
    track('view_item');
    track('view_item');
    expect(track('purchase', { transaction_id: '1', value: 219, currency: 'EUR' })).toMatchObject([
      { name: 'audience.leave', data: { name: 'keen' } },
    ]);
    expect(track('view_item')).toEqual([]);
  });

  it('keeps buyers where it is meant for them', () => {
    const { track, wait } = shop({ when: { bought: {} }, untilPurchase: false });
    expect(track('purchase', order)).toMatchObject([{ name: 'audience.enter' }]);
    wait(DAY);
    expect(track('purchase', { ...order, transaction_id: '2' })).toMatchObject([{ name: 'audience.refresh' }]);
  });

  it('has nobody before the first touchpoint', () => {
    const rules = gatherRules(knowing(audience({ name: 'all', when: { all: [] } })));
    expect(advance(rules, initialProfile(rules, 'v'), T0, null).decisions).toEqual([]);
  });

  it('says in the panel what is missing', async () => {
    const plugin = audience(keen);
    const { person, track } = shop();
    track('view_item');
    const situation = { ...person, before: person.profile, touchpoint: null, stageChange: null };
    expect(await plugin.triggers?.[0]?.conditions?.({ ...situation, profile: person.profile })).toEqual([
      { text: 'Looks', holds: false, value: '1, needs at least 2' },
    ]);
  });

  it.each<[Partial<AudienceOptions>, string]>([
    [{ when: { any: [{ look: 1 } as unknown as Rule] } }, '`audiences.keen.when.any[0]` must be a condition'],
    [{ when: { not: { on: 'search' } } }, '`audiences.keen.when.not` must be what lasts'],
    [{ days: 0 }, '`audiences.keen.days` must be a number above 0.'],
    [{ about: 'order' as AudienceOptions['about'] & string }, '`audiences.keen.about` must be "cart", "viewed"'],
    [{ days: '30' as unknown as number }, '`audiences.keen.days` must be a number above 0.'],
  ])('refuses %j by its path', (options, message) => {
    expect(() => audience({ ...keen, ...options })).toThrow(message);
  });

  it('is entered and left the moment the rule says so, whatever the rule', () => {
    const { isIn } = turnsOf('audience', 'keen');
    fc.assert(
      fc.property(rule.filter(isByClock), scenes, fc.constantFrom(1, 2, 30), (when, list, days) => {
        const { track, wait, person } = shop({ when, days, untilPurchase: false });
        const belongs = () =>
          !weigh(when, person) &&
          person.now - (person.profile.lastSeenAt ?? 0) < days * DAY &&
          person.profile.session !== null;
        for (const [index, [minutes, type, data]] of list.entries()) {
          wait(minutes * MINUTE);
          expect(isIn(person.profile)).toBe(belongs());
          track(type, { ...data, transaction_id: `${index}` });
          expect(isIn(person.profile)).toBe(belongs());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never is told a buyer, nor twice a day', () => {
    fc.assert(
      fc.property(scenes, list => {
        const { track, wait } = shop({ when: { looks: {} } });
        const told = list.flatMap(([minutes, type, data], index) => {
          const own = [...wait(minutes * MINUTE), ...track(type, { ...data, transaction_id: `${index}` })];
          if (type === 'purchase') expect(own.filter(({ name }) => name !== 'audience.leave')).toEqual([]);
          return own;
        });
        const names = told.map(({ name }) => name).filter(name => name !== 'audience.refresh');
        expect(names).toEqual(names.map((_, index) => (index % 2 ? 'audience.leave' : 'audience.enter')));
        for (const [index, { name, at }] of told.entries())
          if (name === 'audience.refresh') expect(at - (told[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(DAY);
      }),
      { numRuns: 200 },
    );
  });
});

/** Leaves that last, and whose answers only touchpoints, silence, windows and the clock change. */
function isByClock(one: Rule): boolean {
  return !/"(on|segment|persona|stage|belief|next)":/.test(JSON.stringify(one));
}

describe('a pixel', () => {
  onFakeTime();

  function page(advertising: 'granted' | 'denied', more: object = {}) {
    const call = vi.fn();
    const pixel = definePlugin({
      name: 'pixel',
      purpose: 'advertising',
      acts: ['audience.enter', 'audience.refresh', 'audience.leave'],
      act: ({ name, data }) => call(name, data),
    });
    const world = start({
      site: 'pixel',
      consent: { default: { analytics: 'granted', personalization: 'granted', advertising } },
      plugins: [storefront(), shopRules({ audiences: { keen: { when: { looks: {}, atLeast: 2 } } } }), pixel],
      ...more,
    });
    const look = async () => {
      world.waymark.track('view_item', cedar);
      await world.waymark.flush();
    };
    return { ...world, call, look, told: () => call.mock.calls.map(([name, { name: list }]) => `${name} ${list}`) };
  }

  it('gets no call without consent to advertising', async () => {
    const { waymark, call, look } = page('denied');
    await look();
    await look();
    waymark.track('purchase', order);
    await waymark.flush();
    expect(waymark.profile.slices.viewed?.[0]?.looks).toHaveLength(2);
    expect(call).toHaveBeenCalledTimes(0);
  });

  it('gets every call with it, and none once it is withdrawn', async () => {
    const { waymark, told, call, look } = page('granted');
    await look();
    await look();
    expect(told()).toEqual(['audience.enter product-viewers', 'audience.enter keen']);
    call.mockClear();
    waymark.setConsent({ advertising: 'denied' });
    waymark.track('purchase', order);
    await waymark.flush();
    expect(waymark.profile.slices.orders?.count).toBe(1);
    expect(call).toHaveBeenCalledTimes(0);
  });

  it('is told once of what two tabs did', async () => {
    const shared = { store: memoryStore(), clock: fakeClock() };
    const [one, two] = [page('granted', shared), page('granted', shared)];
    await one.look();
    await two.look();
    await one.look();
    expect([...one.told(), ...two.told()].sort()).toEqual(['audience.enter keen', 'audience.enter product-viewers']);
    two.waymark.track('purchase', order);
    await two.waymark.flush();
    one.waymark.track('purchase', order);
    await one.waymark.flush();
    expect([...one.told(), ...two.told()].filter(name => name === 'audience.leave keen')).toHaveLength(1);
  });

  it('is told at the next visit of what ran out while the visitor was away', async () => {
    const shared = { store: memoryStore(), clock: fakeClock() };
    const first = page('granted', shared);
    await first.look();
    await first.look();
    await first.waymark.stop();
    shared.clock.pass(31 * DAY);
    // The next visit is another document.
    for (const left of ['view', 'landing']) takeOver(`waymark.${left}.pixel`);
    const next = page('granted', shared);
    await next.waymark.ready;
    await next.waymark.flush();
    expect(next.told()).toEqual([
      'audience.leave product-viewers',
      'audience.leave keen',
      // The rule knows no time of its own, so who is back is in again.
      'audience.enter keen',
    ]);
  });
});
