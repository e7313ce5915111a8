import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RhythmOptions, rhythm } from '../../src/learn/rhythm.js';
import { DAY, HOUR, T0, visitor } from '../journeys/journey.js';

function shop(pauses: readonly number[], options?: RhythmOptions) {
  const person = visitor([rhythm(options)]);
  person.track('page_view');
  for (const days of pauses) {
    person.leave(days * DAY);
    person.track('page_view');
  }
  return person;
}
const daysTo = (moment: number | null | undefined, now: number) => ((moment ?? Number.NaN) - now) / DAY;

describe('the rhythm', () => {
  it('says nothing before the first return, and takes visits of one day for one occasion', () => {
    const nothing = { pauses: [], expectedAt: null, riskFrom: null, lapsesAt: null };
    expect(shop([]).profile.slices.rhythm).toEqual({ ...nothing, lastAt: T0 });
    expect(shop([0.1, 0.4]).profile.slices.rhythm).toEqual({ ...nothing, lastAt: T0 + 0.5 * DAY });
  });

  it('expects what is usual when the visitor does what is usual', () => {
    const { profile, now } = shop([14, 14, 14]);
    const { expectedAt, riskFrom, lapsesAt } = profile.slices.rhythm ?? {};
    expect(daysTo(expectedAt, now)).toBeCloseTo(14, 6);
    const spread = ((4 * 0.7 + 2 * 0) / 6) * Math.sqrt(4 / 3);
    expect(daysTo(riskFrom, now)).toBeCloseTo(14 * Math.exp(2 * spread), 6);
    expect(daysTo(lapsesAt, now)).toBeCloseTo(14 * Math.exp(3 * spread), 6);
  });

  it('moves from what is usual to what the visitor does', () => {
    const expected = [1, 2, 4, 8].map(times => {
      const { profile, now } = shop(Array(times).fill(3));
      return daysTo(profile.slices.rhythm?.expectedAt, now);
    });
    // (2 ln 14 + n ln 3) / (2 + n)
    for (const [index, times] of [1, 2, 4, 8].entries())
      expect(expected[index]).toBeCloseTo(Math.exp((2 * Math.log(14) + times * Math.log(3)) / (2 + times)), 6);
    const { profile, now } = shop([3], { days: 3 });
    expect(daysTo(profile.slices.rhythm?.expectedAt, now)).toBeCloseTo(3, 6);
  });

  it('is not upset by one long pause', () => {
    const steady = shop([7, 7, 7, 7, 7, 7]);
    const holiday = shop([7, 7, 7, 60, 7, 7]);
    const [usual, once] = [steady, holiday].map(({ profile, now }) => daysTo(profile.slices.rhythm?.expectedAt, now));
    expect(once).toBeCloseTo(usual ?? 0, 6);
  });

  it('waits longer for somebody who comes irregularly', () => {
    const [steady = 0, unsteady = 0] = [shop([7, 7, 7, 7, 7, 7, 7]), shop([2, 7, 20, 7, 3, 18, 7])].map(
      ({ profile, now }) => daysTo(profile.slices.rhythm?.riskFrom, now),
    );
    expect(unsteady).toBeGreaterThan(1.3 * steady);
  });

  it('keeps eight pauses, and nothing told late turns it back', () => {
    const person = shop(Array(12).fill(2));
    expect(person.profile.slices.rhythm?.pauses).toEqual(Array(8).fill(2 * DAY));
    const before = person.profile.slices.rhythm;
    person.wait(-5 * HOUR);
    person.track('page_view');
    expect(person.profile.slices.rhythm).toBe(before);
  });

  it('begins anew where a clock that was far ahead is put right', () => {
    const person = shop([7, 7]);
    person.wait(400 * DAY);
    person.track('page_view');
    person.wait(-393 * DAY);
    person.track('page_view');
    const { rhythm: state } = person.profile.slices;
    expect(state).toMatchObject({ lastAt: person.now, pauses: [7 * DAY, 7 * DAY, 400 * DAY] });
    expect(state?.expectedAt).toBeGreaterThan(person.now);
    person.leave(7 * DAY);
    person.track('page_view');
    expect(person.profile.slices.rhythm?.pauses).toHaveLength(4);
  });

  it('always expects first, then worries, then gives up', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 12 }), pauses => {
        const { rhythm: state } = shop(pauses).profile.slices;
        if (!state?.expectedAt || !state.riskFrom || !state.lapsesAt || !state.lastAt) {
          expect(state?.pauses).toEqual([]);
          return;
        }
        expect([state.expectedAt, state.riskFrom, state.lapsesAt].every(Number.isInteger)).toBe(true);
        expect(state.lastAt < state.expectedAt && state.expectedAt < state.riskFrom).toBe(true);
        expect(state.riskFrom).toBeLessThan(state.lapsesAt);
      }),
      { numRuns: 100 },
    );
  });
});
