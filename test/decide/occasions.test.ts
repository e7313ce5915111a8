import { describe, expect, it } from 'vitest';
import type { Situation } from '../../src/core/trigger.js';
import { type OccasionsOptions, occasions } from '../../src/decide/occasions.js';
import { when } from '../../src/decide/when.js';
import { DAY, HOUR, MINUTE, T0, visitor } from '../journeys/journey.js';
import { knowing } from './rules.js';

const CEDAR = { currency: 'EUR', items: [{ item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 }] };

function shop(own: OccasionsOptions['occasions'] = {}) {
  const plugin = occasions({ occasions: own });
  const person = visitor(knowing(plugin));
  const isOwn = ({ name }: { readonly name: string }) => name === 'occasion.arise';
  return {
    ...person,
    plugin,
    profile: () => person.profile,
    see: (type = 'view_item', data: object = CEDAR) => person.track(type, data).decisions.filter(isOwn),
    wait: (ms: number) => person.wait(ms).filter(isOwn),
  };
}

describe('occasion.arise', () => {
  it('comes when the rule holds, with the data of the site, once a visit', () => {
    const { see } = shop({ keen: { when: { looks: {}, atLeast: 2 }, data: { code: 'CEDAR10' } } });
    expect([see(), see(), see()].flat()).toMatchObject([
      { trigger: 'occasion-keen', data: { name: 'keen', data: { code: 'CEDAR10' } } },
    ]);
  });

  it('rests as long as it should, and comes as often in a visit as it may', () => {
    const { see, wait } = shop({
      often: { when: { on: 'search' }, perSession: 2 },
      seldom: { when: { on: 'search' }, everyDays: 3 },
    });
    const names = () => see('search', { search_term: 'oak' }).map(({ trigger }) => trigger);
    expect([names(), names(), names()].flat()).toEqual(['occasion-often', 'occasion-seldom', 'occasion-often']);
    wait(2 * DAY);
    expect(names()).toEqual(['occasion-often']);
    wait(2 * DAY);
    expect(names()).toEqual(['occasion-often', 'occasion-seldom']);
  });

  it('comes by time alone', () => {
    const { see, wait } = shop({ silent: { when: { all: [{ inCart: {} }, { idleSeconds: 300 }] } } });
    see('add_to_cart');
    expect(wait(4 * MINUTE)).toEqual([]);
    expect(wait(2 * MINUTE)).toMatchObject([{ data: { name: 'silent' } }]);
    expect(wait(DAY)).toEqual([]);
  });

  it('comes by time alone at the first right hour after its rest', () => {
    const { see, wait } = shop({ morning: { when: { hours: [9, 12] }, everyDays: 1.5, perSession: 9 } });
    expect(see()).toHaveLength(1);
    expect(wait(5 * DAY).map(({ at }) => at - T0)).toEqual([2 * DAY - HOUR, 4 * DAY - HOUR]);
  });

  it('is quiet about a stage that is in doubt, whichever way it is asked', () => {
    const { see, profile } = shop({
      choosing: { when: { stage: 'consideration' } },
      past: { when: { not: { stage: 'awareness' } } },
      likely: { when: { belief: 'consideration', atLeast: 0.5 } },
    });
    const seen = () => see('view_item_list', { items: [{ item_id: 'cedar' }] }).map(({ trigger }) => trigger);
    expect([seen(), seen()]).toEqual([[], []]);
    expect(seen()).toEqual(['occasion-likely']);
    expect(profile().stage).toMatchObject({ name: 'consideration', sure: false });
    expect(seen()).toEqual(['occasion-choosing', 'occasion-past']);
    expect(profile().stage?.sure).toBe(true);
  });

  it.each([null, 5, 'x', {}])('refuses %j with its path', odd => {
    expect(() => occasions({ occasions: { odd: odd as never } })).toThrow(/`occasions.odd.when` must be a condition/);
  });

  it('takes functions, too, and needs the slices its rules read', () => {
    const isLong = (_: unknown, now: number) => now > 0;
    const { see, plugin } = shop({ own: { when: { all: [isLong, { not: { inCart: {} } }] } } });
    expect(plugin.needs).toEqual(['cart']);
    expect(see()).toHaveLength(1);
    expect(() => visitor([occasions({ occasions: { own: { when: { inCart: {} } } } })])).toThrow(
      'Plugin "occasions" reads slice "cart"',
    );
  });

  it('says in the panel what is missing', async () => {
    const { see, plugin, profile, now } = shop({
      keen: { when: { all: [{ looks: {}, atLeast: 3 }, { not: { inCart: {} } }] } },
    });
    see();
    const situation = { now, profile: profile(), before: profile(), touchpoint: null, stageChange: null };
    expect(await plugin.triggers?.[0]?.conditions?.(situation)).toEqual([
      { text: 'Looks', holds: false, value: '1, needs at least 3' },
      { text: 'In cart', holds: true, value: '0, needs not at least 1' },
    ]);
  });
});

describe('a trigger made of a rule', () => {
  it('makes any decision, with data of its own', () => {
    const data = ({ profile }: Situation) => ({ item_id: profile.slices.viewed?.[0]?.item_id ?? '', looks: 3 });
    const trigger = when({ name: 'third', decision: 'coupon.offer', rule: { looks: 'last-viewed', atLeast: 3 }, data });
    const person = visitor(knowing({ name: 'mine', triggers: [trigger] }));
    const offers = () => person.track('view_item', CEDAR).decisions.filter(({ name }) => name === 'coupon.offer');
    offers();
    expect(offers()).toEqual([]);
    expect(offers()).toMatchObject([{ trigger: 'coupon' }, { trigger: 'third', data: { item_id: 'cedar', looks: 3 } }]);
  });
});
