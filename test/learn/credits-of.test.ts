import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeze } from '../../src/core/freeze.js';
import type { AttributionTouch } from '../../src/learn/attribution.js';
import { type AttributionModel, creditsOf } from '../../src/learn/credits-of.js';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const MODELS: readonly AttributionModel[] = ['first', 'last', 'linear', 'position', 'decay'];

/** Touches by channel, with their age in days. */
const touches = (...given: readonly (readonly [channel: string, days: number])[]): readonly AttributionTouch[] =>
  freeze(
    given.map(([channel, days]) => ({
      ...{ channel, source: channel, medium: '', campaign: '' },
      ...{ at: NOW - days * DAY, session: `${days}` },
    })),
  );
const shares = (given: readonly AttributionTouch[], model: AttributionModel) =>
  creditsOf(given, model, NOW).map(({ channel, credit }) => [channel, Number(credit.toFixed(6))]);

describe('four touches', () => {
  const four = touches(['paid-search', 21], ['organic-social', 14], ['email', 7], ['referral', 0]);

  it.each([
    ['first', [1, 0, 0, 0]],
    ['last', [0, 0, 0, 1]],
    ['linear', [0.25, 0.25, 0.25, 0.25]],
    ['position', [0.4, 0.1, 0.1, 0.4]],
    // 1/8 : 1/4 : 1/2 : 1 of 15/8
    ['decay', [1 / 15, 2 / 15, 4 / 15, 8 / 15]],
  ] as const)('share by %s', (model, expected) => {
    const credits = creditsOf(four, model, NOW);
    expect(credits.map(({ channel }) => channel)).toEqual(['paid-search', 'organic-social', 'email', 'referral']);
    for (const [index, { credit }] of credits.entries()) expect(credit).toBeCloseTo(expected[index] ?? -1, 12);
  });
});

describe('credits', () => {
  it.each(MODELS)('go to one alone where there is one: %s', model => {
    expect(shares(touches(['email', 3]), model)).toEqual([['email', 1]]);
  });

  it('go halves between two by position, for nothing is between them', () => {
    expect(shares(touches(['email', 3], ['referral', 1]), 'position')).toEqual([
      ['email', 0.5],
      ['referral', 0.5],
    ]);
  });

  it('go to nobody where nothing is known', () => {
    expect(creditsOf([], 'linear', NOW)).toEqual([]);
    expect(shares(touches(['email', 91], ['referral', -1]), 'linear')).toEqual([]);
  });

  it('go to what came in the 90 days before, the conversion itself included', () => {
    expect(shares(touches(['email', 91], ['push', 90], ['sms', 0], ['video', -1]), 'linear')).toEqual([
      ['push', 0.5],
      ['sms', 0.5],
    ]);
  });

  it('go to direct visits only where there is nothing else', () => {
    expect(shares(touches(['direct', 9], ['email', 5], ['direct', 1]), 'last')).toEqual([['email', 1]]);
    expect(shares(touches(['direct', 9], ['direct', 1]), 'linear')).toEqual([
      ['direct', 0.5],
      ['direct', 0.5],
    ]);
  });

  it('are read from a profile, and are none without the slice', () => {
    const profile = { visitorId: '', firstSeenAt: 0, lastSeenAt: 0, session: null, stage: null, fired: {}, slices: {} };
    const slices = { attribution: { touches: touches(['email', 5], ['sms', 2]) } };
    expect(creditsOf({ ...profile, slices }, 'last', NOW)).toEqual(creditsOf(slices.attribution.touches, 'last', NOW));
    expect(creditsOf(profile, 'last', NOW)).toEqual([]);
  });

  const any = fc.array(
    fc.record({
      channel: fc.constantFrom('direct', 'email', 'sms', 'referral'),
      source: fc.string(),
      medium: fc.string(),
      campaign: fc.string(),
      at: fc.integer({ min: NOW - 120 * DAY, max: NOW + DAY }),
      session: fc.string(),
    }),
    { maxLength: 60 },
  );

  it.each(MODELS)('sum to 1 or are none, are never negative, and stand in order: %s', model => {
    fc.assert(
      fc.property(any, given => {
        const credits = creditsOf(freeze(given), model, NOW);
        const isAny = given.some(({ at }) => at <= NOW && NOW - at <= 90 * DAY);
        expect(credits.length > 0).toBe(isAny);
        const sum = credits.reduce((total, { credit }) => total + credit, 0);
        if (isAny) expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
        expect(credits.every(({ credit }) => credit >= 0 && credit <= 1)).toBe(true);
        expect(credits.every(({ at }, index) => at >= (credits[index - 1]?.at ?? 0))).toBe(true);
      }),
    );
  });

  it.each(MODELS)('are the same in whatever order touches of different moments are given: %s', model => {
    fc.assert(
      fc.property(any, given => {
        const apart = given.map((touch, index) => ({ ...touch, at: touch.at - index * 7 }));
        const once = [...new Map(apart.map(touch => [touch.at, touch])).values()];
        expect(creditsOf([...once].reverse(), model, NOW)).toEqual(creditsOf(once, model, NOW));
      }),
    );
  });

  it('never give more to an older touch by decay', () => {
    fc.assert(
      fc.property(any, given => {
        const credits = creditsOf(given, 'decay', NOW);
        expect(credits.every(({ credit }, index) => credit >= (credits[index - 1]?.credit ?? 0))).toBe(true);
      }),
    );
  });
});
