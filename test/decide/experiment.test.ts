import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { type ExperimentOptions, experiment } from '../../src/decide/experiment.js';
import { type Split, variantOf } from '../../src/decide/variant-of.js';
import { play } from '../../src/testing/play.js';
import { DAY, visitor } from '../journeys/journey.js';
import { knowing } from './rules.js';

const PRICE: Split = { id: 'price', variants: { plain: 1, bold: 3 } };
const IDS = Array.from({ length: 1_000 }, (_, number) => `visitor-${number}`);

function exposures(options: ExperimentOptions) {
  const person = visitor(knowing(experiment(options)));
  const isOwn = ({ name }: { readonly name: string }) => name === 'experiment.expose';
  return {
    ...person,
    profile: () => person.profile,
    now: () => person.now,
    see: (type = 'page_view', data: object = {}) => person.track(type, data).decisions.filter(isOwn),
    wait: (ms: number) => person.wait(ms).filter(isOwn),
  };
}

describe('experiment.expose', () => {
  it('comes once a visitor, with the variant and what it was drawn by', () => {
    const { see, profile, leave } = exposures({ ...PRICE, withinDays: 3 });
    const found = see();
    expect(found).toMatchObject([
      {
        trigger: 'experiment-price',
        data: { experiment: 'price', variant: variantOf(profile().visitorId, PRICE), withinDays: 3 },
      },
    ]);
    expect(found[0]?.data).toHaveProperty('weights', { plain: 1, bold: 3 });
    expect(see()).toEqual([]);
    leave(40 * DAY);
    expect(see()).toEqual([]);
  });

  it('waits for its condition, and wakes no page once it is met', () => {
    const { see, wait, profile } = exposures({ ...PRICE, when: { all: [{ inCart: {} }, { idleSeconds: 60 }] } });
    expect(see()).toEqual([]);
    expect(see('add_to_cart', { currency: 'EUR', items: [{ item_id: 'cedar', price: 219 }] })).toEqual([]);
    expect(wait(DAY)).toHaveLength(1);
    expect(see()).toEqual([]);
    const [trigger] = experiment({ ...PRICE, when: { idleSeconds: 60 } }).triggers ?? [];
    expect(trigger?.wakeAt?.(profile())).toBeNull();
  });

  it('takes a function as its condition', () => {
    const { see } = exposures({ ...PRICE, when: ({ session }) => session?.touchpoints === 2 });
    expect([see(), see(), see()].map(({ length }) => length)).toEqual([0, 1, 0]);
  });

  it('meets another visitor after a logout, also within the same moment, and that one once', () => {
    const { see, leave, profile } = exposures(PRICE);
    const first = see();
    const second = see('reset', { visitor_id: 'someone-else' });
    expect(first).toHaveLength(1);
    expect(second).toMatchObject([{ data: { variant: variantOf('someone-else', PRICE) } }]);
    expect(see()).toEqual([]);
    leave(DAY);
    expect(see()).toEqual([]);
    expect(profile().session?.number).toBe(2);
  });

  it('leaves out machines and who takes no part', () => {
    const decisionsOf = (visitorId: string, options: ExperimentOptions) => {
      const rules = gatherRules([experiment(options)]);
      const profile: Profile = { ...initialProfile(rules, visitorId), firstSeenAt: 1, lastSeenAt: 1 };
      const situation = { now: 1, profile, before: profile, touchpoint: null, stageChange: null };
      return rules.triggers.map(({ trigger }) => trigger.when(situation)).filter(Boolean);
    };
    const small = { ...PRICE, share: 0.1 };
    expect(decisionsOf('robot-1', PRICE)).toEqual([]);
    expect(IDS.filter(id => decisionsOf(id, PRICE).length)).toHaveLength(IDS.length);
    const met = IDS.filter(id => decisionsOf(id, small).length);
    expect(met.length / IDS.length).toBeCloseTo(0.1, 1);
  });

  it('is the same when the log is played again, and leaves the options alone', () => {
    const variants = { plain: 1, bold: 3 };
    const list = () => [experiment({ id: 'price', variants })];
    const journey = [{ type: 'page_view' }, { after: '20 min', type: 'page_view' }];
    expect(play(list(), journey).rows).toEqual(play(list(), journey).rows);
    expect(Object.isFrozen(variants)).toBe(false);
  });

  it.each<readonly [string, object]>([
    ['an `id`', { id: '' }],
    ['two names or more', { variants: ['alone'] }],
    ['two names or more', { variants: ['twice', 'twice'] }],
    ['names with weights', { variants: { plain: 1, bold: 0 } }],
    ['names with weights', { variants: { plain: 1, bold: '1' } }],
    ['names with weights', { variants: { plain: 1, 7: 1 } }],
    ['names with weights', { variants: undefined }],
    ['a `share`', { share: 0 }],
    ['a `share`', { share: 1.1 }],
    ['a `share`', { share: '0.5' }],
    ['`withinDays`', { withinDays: 0 }],
    ['experiment-price.when', { when: { looked: {} } }],
  ])('is refused without %s: %o', (wanted, odd) => {
    // What JSON may hold.
    const make = () => experiment({ ...PRICE, ...odd } as ExperimentOptions);
    expect(make).toThrow(wanted);
    expect(make).toThrow(expect.objectContaining({ name: 'WaymarkError' }));
  });
});
