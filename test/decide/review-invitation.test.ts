import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, replay } from '../../src/core/fold.js';
import type { Profile } from '../../src/core/profile.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { type ReviewInvitationOptions, reviewInvitation } from '../../src/decide/review-invitation.js';
import { care } from '../../src/learn/care.js';
import { contact } from '../../src/learn/contact.js';
import { engagement } from '../../src/learn/engagement.js';
import { lead } from '../../src/learn/lead.js';
import { mood } from '../../src/learn/mood.js';
import { type JourneyStep, play } from '../../src/testing/play.js';
import { DAY, HOUR, shopPlugins, T0, visitor } from '../journeys/journey.js';

const plugins = (options: ReviewInvitationOptions = {}) => [
  ...shopPlugins(),
  care(),
  mood(),
  engagement(),
  lead(),
  contact(),
  reviewInvitation(options),
];

function shop(options: ReviewInvitationOptions = {}) {
  const person = visitor(plugins(options));
  const own = (decisions: readonly { readonly name: string; readonly at: number; readonly data: unknown }[]) =>
    decisions.filter(({ name }) => name === 'review.invite').map(({ at, data }) => [at - T0, data] as const);
  return {
    person,
    deliver: (id: string, more: object = {}) =>
      own(person.track('deliver_order', { transaction_id: id, ...more }).decisions),
    wait: (ms: number) => own(person.wait(ms)),
    leave: (ms: number) => own(person.leave(ms)),
  };
}

describe('review.invite', () => {
  it('comes a week after the delivery, once an order', () => {
    const { deliver, wait } = shop();
    expect(deliver('o1')).toEqual([]);
    expect(wait(30 * DAY)).toEqual([
      [7 * DAY, { orders: [{ transaction_id: 'o1', dueAt: T0 + 7 * DAY }], channel: 'page' }],
    ]);
    expect([deliver('o1'), wait(30 * DAY)].flat()).toEqual([]);
  });

  it('names at the next visit all that became due while away', () => {
    const { deliver, leave, wait } = shop({ days: 3 });
    deliver('o1');
    wait(DAY);
    deliver('o2');
    wait(DAY);
    deliver('o3', { delivered_at: T0 + 30 * HOUR });
    expect(leave(60 * DAY)).toMatchObject([
      [62 * DAY, { orders: [{ transaction_id: 'o3' }, { transaction_id: 'o2' }, { transaction_id: 'o1' }] }],
    ]);
    expect(wait(60 * DAY)).toEqual([]);
  });

  it('leaves out no order whose delivery is told late', () => {
    const { deliver, wait } = shop({ days: 3 });
    deliver('o1');
    wait(5 * DAY);
    expect(deliver('o2', { delivered_at: T0 })).toMatchObject([[5 * DAY, { orders: [{ transaction_id: 'o2' }] }]]);
    expect(wait(60 * DAY)).toEqual([]);
  });

  it('is handed over at the delivery where the page does not say it', () => {
    const { deliver, wait } = shop({ channel: 'email' });
    expect(deliver('o1')).toEqual([[0, { orders: [{ transaction_id: 'o1', dueAt: T0 + 7 * DAY }], channel: 'email' }]]);
    expect([deliver('o1'), wait(60 * DAY)].flat()).toEqual([]);
  });

  it('waits in the page while no contact is wished', () => {
    const { person, deliver, wait } = shop();
    person.track('contact_wish', { none: true });
    expect([deliver('o1'), wait(30 * DAY)].flat()).toEqual([]);
    const invited = person.track('contact_wish').decisions.filter(({ name }) => name === 'review.invite');
    expect(invited).toMatchObject([{ data: { orders: [{ transaction_id: 'o1' }] } }]);
  });

  it('takes no delivery without an id and keeps the last fifty', () => {
    const journey = Array.from({ length: 60 }, (_, index) => ({
      type: 'deliver_order',
      data: { transaction_id: index < 2 ? { odd: 1 } : `o${index}` },
    }));
    const { slices } = play([reviewInvitation()], journey).profile;
    expect(slices.invitations).toHaveLength(50);
    expect(slices.invitations?.[0]).toMatchObject({ transaction_id: 'o59' });
  });
});

describe('a condition on how the buyer feels', () => {
  const feelings: fc.Arbitrary<JourneyStep> = fc.oneof(
    fc.integer({ min: 0, max: 10 }).map(score => ({ type: 'survey_answer', data: { kind: 'nps', score } })),
    fc.integer({ min: 1, max: 5 }).map(score => ({ type: 'survey_answer', data: { kind: 'csat', score } })),
    fc.integer({ min: 1, max: 5 }).map(rating => ({ type: 'write_review', data: { rating } })),
    fc.constantFrom('contact_support', 'solve_issue', 'view_help', 'payment_error', 'refer_friend').map(type => ({
      type,
    })),
    fc.constant({ type: 'return_order', data: { transaction_id: 'o1', items: [] } }),
  );
  const deliveries = (felt: readonly (readonly JourneyStep[])[]): readonly JourneyStep[] => [
    ...(felt[0] ?? []),
    { type: 'purchase', data: { transaction_id: 'o1', currency: 'EUR', value: 5, items: [] } },
    ...(felt[1] ?? []),
    { after: '1 h', type: 'deliver_order', data: { transaction_id: 'o1' } },
    ...(felt[2] ?? []),
    { after: 9 * DAY },
    { type: 'page_view' },
  ];

  it('makes no difference: everybody is invited, the unhappy too', () => {
    fc.assert(
      fc.property(fc.array(fc.array(feelings, { maxLength: 6 }), { minLength: 3, maxLength: 3 }), felt => {
        const { decisions, problems } = play(plugins(), deliveries(felt));
        expect(problems).toEqual([]);
        expect(decisions.filter(({ name }) => name === 'review.invite')).toMatchObject([
          { data: { orders: [{ transaction_id: 'o1' }], channel: 'page' } },
        ]);
      }),
    );
  });

  it('cannot be read: nothing but deliveries, what was decided and the wish of the visitor is looked at', () => {
    const plugin = reviewInvitation();
    expect(plugin.needs).toBe(undefined);
    const read = new Set<PropertyKey>();
    const watched = <T extends object>(thing: T, prefix: string): T =>
      new Proxy(thing, {
        get(target, key, receiver) {
          read.add(prefix + String(key));
          return Reflect.get(target, key, receiver);
        },
      });
    const { profile } = play(plugins(), deliveries([]).slice(0, 2));
    const { contact: told } = profile.slices;
    const slices = { ...profile.slices, ...(told && { contact: watched({ ...told }, 'contact.') }) };
    const given: Profile = watched({ ...profile, slices: watched(slices, 'slices.') }, '');
    const situation = { now: T0 + 90 * DAY, profile: given, before: given, touchpoint: null, stageChange: null };
    for (const trigger of plugin.triggers ?? []) {
      expect(trigger.when(situation)).not.toBe(null);
      trigger.wakeAt?.(given);
      expect(trigger.conditions).toBe(undefined);
    }
    expect([...read].sort()).toEqual(['contact.wish', 'fired', 'slices', 'slices.contact', 'slices.invitations']);
  });

  it('cannot be given', () => {
    const bare = { days: 1, channel: 'page', when: { score: 'lead', atLeast: 50 } } as const;
    const { decisions } = play(plugins(bare), deliveries([]));
    expect(decisions.filter(({ name }) => name === 'review.invite')).toHaveLength(1);
  });
});

it('folds and replays to the same', () => {
  const steps = ['o1', 'o2', 'o1'].map(id => ({
    after: 4 * DAY,
    type: 'deliver_order',
    data: { transaction_id: id },
  }));
  const { rows, profile } = play(plugins(), [...steps, { after: 9 * DAY }]);
  const rules = gatherRules(plugins());
  const base = initialProfile(rules, 'visitor');
  expect(fold(rules, base, rows)).toEqual(profile);
  expect(replay(rules, base, rows)).toEqual({ profile, rows });
});
