import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaigns } from '../../src/capture/campaigns.js';
import { advance } from '../../src/core/advance.js';
import { PURPOSES } from '../../src/core/purpose.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { attribution } from '../../src/learn/attribution.js';
import { creditsOf } from '../../src/learn/credits-of.js';
import { type JourneyStep, play } from '../../src/testing/play.js';

const DAY = 86_400_000;
const day = (days: number, channel: string, more: object = {}): JourneyStep => ({
  after: days * DAY,
  type: 'campaign_details',
  data: { channel, source: channel, ...more },
});
const journey = (...steps: readonly JourneyStep[]) => play([campaigns(), attribution()], steps);
const channels = (...steps: readonly JourneyStep[]) =>
  journey(...steps).profile.slices.attribution?.touches.map(({ channel }) => channel);

describe('the touches', () => {
  it('stand in order, with what is known of each', () => {
    const { profile } = journey(day(0, 'paid-search', { medium: 'cpc', campaign: 'june' }), day(1, 'email'));
    const [first, last] = profile.slices.attribution?.touches ?? [];
    expect(first).toMatchObject({ channel: 'paid-search', source: 'paid-search', medium: 'cpc', campaign: 'june' });
    expect(last).toMatchObject({ channel: 'email', medium: '', campaign: '', at: (first?.at ?? 0) + DAY });
    expect(last?.session).not.toBe(first?.session);
  });

  it('are the last 20', () => {
    const many = Array.from({ length: 30 }, (_, index) => day(1, `c${index}`));
    const all = channels(...many);
    expect(all).toHaveLength(20);
    expect(all?.at(0)).toBe('c10');
    expect(all?.at(-1)).toBe('c29');
  });

  it('go 90 days back from the last', () => {
    expect(channels(day(0, 'email'), day(10, 'sms'), day(85, 'push'))).toEqual(['sms', 'push']);
    expect(channels(day(0, 'email'), day(90, 'push'))).toEqual(['email', 'push']);
  });

  it('are one where a visit is brought by the same thing twice', () => {
    const again = { ...day(0, 'email'), after: 60_000 };
    expect(channels(day(0, 'email'), again, again)).toEqual(['email']);
    expect(channels(day(0, 'email'), { ...again, data: { channel: 'email', source: 'other' } })).toEqual([
      'email',
      'email',
    ]);
    expect(channels(day(0, 'email'), day(1, 'email'))).toEqual(['email', 'email']);
  });

  it('are no direct visits, unless there is nothing else', () => {
    expect(channels(day(0, 'direct'))).toEqual(['direct']);
    expect(channels(day(0, 'direct'), day(1, 'email'), day(1, 'direct'))).toEqual(['email']);
    expect(channels(day(0, 'email'), ...Array.from({ length: 30 }, () => day(1, 'direct')))).toEqual(['email']);
    expect(channels(day(0, 'email'), day(91, 'direct'))).toEqual(['direct']);
  });

  it('are put right when an arrival is known better', () => {
    const { slices } = journey(
      day(0, 'referral', { source: 'meetup.com' }),
      { ...day(0, 'organic-social', { source: 'meetup.com', refines: 'referral' }), after: 50 },
      day(1, 'referral', { source: 'blog.test' }),
    ).profile;
    expect(slices.attribution?.touches.map(({ channel }) => channel)).toEqual(['organic-social', 'referral']);
    expect(slices.campaigns?.first).toMatchObject({ channel: 'organic-social', source: 'meetup.com' });
  });

  it('stay as they are when nothing changes', () => {
    const { steps } = journey(day(0, 'email'), { after: 100, type: 'campaign_details', data: { channel: 'direct' } });
    const [before, after] = steps.map(({ profile }) => profile.slices.attribution);
    expect(after).toBe(before);
  });
});

it('credits the journey to an order, and keeps the first contact when that is long ago', () => {
  const { profile, rows } = journey(
    day(0, 'third-party-review'),
    day(100, 'paid-search', { campaign: 'june' }),
    day(7, 'organic-social'),
    day(7, 'email', { campaign: 'cart' }),
    day(1, 'direct'),
    { after: 60_000, type: 'purchase', data: { transaction_id: '1', value: 219, currency: 'EUR' } },
  );
  const at = rows.at(-1)?.now ?? 0;
  const credits = creditsOf(profile, 'position', at);
  expect(credits.map(({ channel, credit }) => [channel, Math.round(credit * 100)])).toEqual([
    ['paid-search', 40],
    ['organic-social', 20],
    ['email', 40],
  ]);
  expect(profile.slices.campaigns).toMatchObject({
    first: { channel: 'third-party-review' },
    last: { channel: 'email' },
  });
});

describe('whatever is told', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('direct', 'email', 'referral'), fc.anything());
  const data = fc.record(
    { channel: value, source: value, medium: value, campaign: value, refines: value, click_ids: value },
    { requiredKeys: [] },
  );

  it('the list is bounded, ordered, of texts and moments, and safe as JSON', () => {
    const rules = gatherRules([attribution()]);
    fc.assert(
      fc.property(fc.array(fc.tuple(data, fc.integer({ min: -200, max: 5 })), { maxLength: 60 }), given => {
        let profile = initialProfile(rules, 'v');
        for (const [index, [one, days]] of given.entries()) {
          const now = (1_000 + index) * DAY;
          // Unchecked data may be anything.
          const touchpoint = { type: 'campaign_details', data: one, id: `${index}`, at: now + days * DAY } as unknown;
          const raw = { url: '', by: 'site', session: '', ...(touchpoint as object) } as Touchpoint;
          const step = advance(rules, profile, now, raw, { seq: index + 1, purposes: PURPOSES });
          expect(step.problems).toEqual([]);
          profile = step.profile;
        }
        const touches = profile.slices.attribution?.touches ?? [];
        expect(touches.length).toBeLessThanOrEqual(20);
        expect(JSON.parse(JSON.stringify(touches))).toEqual(touches);
        expect(touches.every(({ at }, index) => at >= (touches[index - 1]?.at ?? 0))).toBe(true);
        expect(touches.every(({ channel, source }) => channel.length <= 100 && source.length <= 100)).toBe(true);
        const known = touches.filter(({ channel }) => channel !== 'direct');
        expect([0, touches.length]).toContain(known.length);
      }),
    );
  });
});
