import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import type { Profile } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { engagement, engagementAt } from '../../src/learn/engagement.js';
import { DAY, T0, visitor } from '../journeys/journey.js';

const TYPES = ['view_item', 'search', 'add_to_cart', 'purchase', 'page_view', 'write_review', 'nonsense'];
const acts = fc.array(
  fc.record({
    type: fc.constantFrom(...TYPES),
    wait: fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 0, max: DAY / 24 })),
  }),
  {
    minLength: 1,
    maxLength: 20,
  },
);
type Acts = readonly { readonly type: string; readonly wait: number }[];

function scoreAfter(list: Acts, moment: number): number {
  const person = visitor([engagement()]);
  for (const { type, wait } of list) {
    person.wait(wait);
    person.track(type);
  }
  return engagementAt(person.profile, moment);
}
const endOf = (list: Acts) => list.reduce((at, { wait }) => at + wait, T0);

describe('the engagement score', () => {
  it('is 100 × points / (points + 20)', () => {
    const person = visitor([engagement()]);
    person.track('view_item');
    person.track('add_to_cart');
    // The day 2, ten hours old; a look 1, the cart 3.
    const points = 2 * 2 ** (-10 / 24 / 14) + 4;
    const day = Math.floor(T0 / DAY);
    expect(person.profile.slices.engagement).toEqual({ score: (100 * points) / (points + 20), points, at: T0, day });
    expect(engagementAt(person.profile, T0 + 14 * DAY)).toBe((50 * points) / (points / 2 + 20));
    expect(engagementAt(visitor([]).profile, T0)).toBe(0);
  });

  it('is the same object after what does not count', () => {
    const person = visitor([engagement()]);
    person.track('view_item');
    const before = person.profile.slices.engagement;
    person.track('nonsense');
    expect(person.profile.slices.engagement).toBe(before);
  });

  it('takes points of the site', () => {
    const person = visitor([engagement({ points: { day: 0, spin_wheel: 20 } })]);
    person.track('page_view');
    person.track('spin_wheel');
    expect(person.profile.slices.engagement?.points).toBeCloseTo(20.2, 12);
  });

  it('never falls by another touchpoint, wherever in the journey', () => {
    fc.assert(
      fc.property(acts, fc.nat(), fc.constantFrom(...TYPES), (list, place, type) => {
        const at = place % (list.length + 1);
        const more = [...list.slice(0, at), { type, wait: 0 }, ...list.slice(at)];
        const moment = endOf(list);
        expect(scoreAfter(more, moment)).toBeGreaterThanOrEqual(scoreAfter(list, moment) - 1e-9);
      }),
    );
  });

  it('never rises by silence, and stays from 0 to 100', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 400 * DAY }), (list, silence) => {
        const now = scoreAfter(list, endOf(list));
        const later = scoreAfter(list, endOf(list) + silence);
        expect(later).toBeLessThanOrEqual(now);
        expect(later).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThan(100);
      }),
    );
  });

  it('counts what is told late as old', () => {
    const rules = gatherRules([engagement()]);
    const purchase = (profile: Profile, id: string, at: number) =>
      advance(rules, profile, T0, { id, at, url: '', by: 'site', session: '', type: 'purchase', data: {} } as never)
        .profile;
    const before = purchase(initialProfile(rules, 'visitor'), 'one', T0);
    const { points = 0 } = before.slices.engagement ?? {};
    const { slices } = purchase(before, 'two', T0 - 14 * DAY);
    expect(slices.engagement).toMatchObject({ at: T0, points: points + 5 });
  });

  it('counts what comes after a clock that was far ahead is put right, and fades from then on', () => {
    const person = visitor([engagement()]);
    person.wait(365 * DAY);
    person.track('purchase');
    const { points = 0 } = person.profile.slices.engagement ?? {};
    person.wait(-365 * DAY);
    person.track('purchase');
    expect(person.profile.slices.engagement).toMatchObject({ at: person.now, points: points + 10 });
    const { score = 0 } = person.profile.slices.engagement ?? {};
    expect(engagementAt(person.profile, person.now + 14 * DAY)).toBeLessThan(score);
    person.wait(DAY);
    person.track('nonsense');
    expect(person.profile.slices.engagement?.day).toBe(Math.floor(person.now / DAY));
  });
});
