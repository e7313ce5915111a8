import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { riskOf, riskyFrom } from '../../src/decide/risk-of.js';
import type { Care } from '../../src/learn/care.js';
import { DAY, T0, visitor } from '../journeys/journey.js';

interface State {
  readonly frictions: number;
  readonly isIssue: boolean;
  /** How the last answer felt. */
  readonly asked: number | null;
  readonly answeredDays: number;
}

const CALM: State = { frictions: 0, isIssue: false, asked: null, answeredDays: 0 };
const states: fc.Arbitrary<State> = fc.record({
  frictions: fc.integer({ min: 0, max: 5 }),
  isIssue: fc.boolean(),
  asked: fc.oneof(fc.constant(null), fc.double({ min: -1, max: 1, noNaN: true })),
  answeredDays: fc.integer({ min: 0, max: 90 }),
});
const silences = fc.integer({ min: 0, max: 400 * DAY });

/** Comes every ten days, was here at `T0`, and 30 days are unusual. */
function profileOf({ frictions, isIssue, asked, answeredDays }: State): Profile {
  const care: Care = {
    frictions,
    frictionAt: frictions ? T0 : null,
    refusedAt: null,
    issue: isIssue ? 'contact_support' : '',
    issueAt: isIssue ? T0 : null,
    promises: [],
    gapDays: null,
    deliveredAt: null,
  };
  const askedAt = asked === null ? null : T0 - answeredDays * DAY;
  const mood = { value: asked, source: null, asked, askedAt };
  const rhythm = {
    pauses: [10 * DAY],
    lastAt: T0,
    expectedAt: T0 + 10 * DAY,
    riskFrom: T0 + 30 * DAY,
    lapsesAt: T0 + 60 * DAY,
  };
  return { ...visitor([]).profile, lastSeenAt: T0, slices: { care, mood, rhythm } };
}
const riskAfter = (state: State, silence = 0) => riskOf(profileOf(state), T0 + silence).risk;

describe('the risk', () => {
  it('is what its reasons sum to, squashed', () => {
    const { risk, reasons } = riskOf(
      profileOf({ frictions: 2, isIssue: true, asked: -0.5, answeredDays: 30 }),
      T0 + 30 * DAY,
    );
    expect(reasons).toEqual([
      { text: 'Silent for 3.0 times the usual pause', weight: 2.5 },
      { text: 'Something went wrong', weight: 1.6 },
      { text: 'Something is not settled', weight: 1.2 },
      { text: 'Gave a bad answer', weight: 0.5 },
      { text: 'Most visitors come back', weight: -2.5 },
    ]);
    expect(risk).toBeCloseTo(1 / (1 + Math.exp(-3.3)), 12);
  });

  it('is one half when nothing but the silence is unusual, and small before', () => {
    expect(riskAfter(CALM, 30 * DAY)).toBeCloseTo(0.5, 12);
    expect(riskAfter(CALM)).toBeCloseTo(0.076, 3);
    expect(riskAfter(CALM, 10 * DAY)).toBe(riskAfter(CALM));
  });

  it('is known without any of the slices', () => {
    expect(riskOf(visitor([]).profile, T0).reasons).toEqual([{ text: 'Most visitors come back', weight: -2.5 }]);
    expect(riskyFrom(visitor([]).profile, 0.5)).toBeNull();
  });

  it('rises with every friction, with an issue, with a worse answer and with silence', () => {
    fc.assert(
      fc.property(
        states,
        silences,
        silences,
        fc.double({ min: 0, max: 2, noNaN: true }),
        (state, silence, more, worse) => {
          const risk = riskAfter(state, silence);
          expect(risk).toBeGreaterThan(0);
          expect(risk).toBeLessThan(1);
          expect(riskAfter({ ...state, frictions: state.frictions + 1 }, silence)).toBeGreaterThan(risk);
          expect(riskAfter({ ...state, isIssue: true }, silence)).toBeGreaterThanOrEqual(risk);
          expect(
            riskAfter({ ...state, asked: Math.max(-1, (state.asked ?? 1) - worse) }, silence),
          ).toBeGreaterThanOrEqual(risk);
          expect(riskAfter(state, silence + more)).toBeGreaterThanOrEqual(risk);
        },
      ),
    );
  });

  it('reaches a threshold at the moment that is said', () => {
    fc.assert(
      fc.property(states, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (state, threshold) => {
        const at = riskyFrom(profileOf(state), threshold);
        if (at === null) {
          expect(riskAfter(state, 4000 * DAY)).toBeLessThan(threshold);
          return;
        }
        expect(riskAfter(state, Math.max(0, at - T0) + 1000)).toBeGreaterThan(threshold - 1e-6);
        if (at > T0) expect(riskAfter(state, at - T0 - 1000)).toBeLessThan(threshold);
      }),
    );
  });
});
