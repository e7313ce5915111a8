import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { ageAt, agedOf, DAY_MS, expired, isForgotten, isRecent } from '../../src/runtime/age.js';
import { row } from './builders.js';

const NOW = Date.UTC(2026, 10, 25);
const ago = (days: number): number => NOW - days * DAY_MS;
const rows = [40, 31, 29, 8, 6, 0].map((days, index) => row(index + 1, { now: ago(days) }));
const cursor = (seq: number) => ({ name: 'http', seq, delivered: seq, dropped: {} });

describe('agedOf', () => {
  it('finds rows of more than thirty days, or of fewer where the site wants that', () => {
    expect(agedOf(rows, ageAt(NOW, 6)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(agedOf(rows, ageAt(NOW, 6, { touchpointDays: 7 })).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('finds none of those that this page saw come', () => {
    expect(agedOf(rows, ageAt(NOW, 1)).map(({ seq }) => seq)).toEqual([1]);
  });

  it.each([0, Date.UTC(1970, 0, 2), Date.UTC(2099, 0, 1)])('believes no clock that says %d', now => {
    expect(agedOf(rows, ageAt(now, 6))).toEqual([]);
    expect(agedOf([row(1, { now })], ageAt(NOW, 6))).toEqual([]);
  });
});

describe('expired', () => {
  it('moves a cursor over what nobody was told for a week, and counts it', () => {
    expect(expired(rows, [cursor(1)], ageAt(NOW, 6))).toEqual([
      [['cursor', 'http'], { ...cursor(1), seq: 4, dropped: { expired: 3 } }],
    ]);
  });

  it('leaves a cursor that is beyond, and rows this page saw come', () => {
    expect(expired(rows, [cursor(4)], ageAt(NOW, 6))).toEqual([]);
    expect(expired(rows, [cursor(0)], ageAt(NOW, 0))).toEqual([]);
    expect(expired(rows, [cursor(0)], ageAt(Date.UTC(2099, 0, 1), 6))).toEqual([]);
  });
});

describe('isForgotten', () => {
  const seen = (lastSeenAt: number | null) => ({ lastSeenAt }) as Profile;

  it('is true thirteen months after the last visit, or as soon as the site wants', () => {
    expect(isForgotten(seen(ago(396)), NOW)).toBe(false);
    expect(isForgotten(seen(ago(397)), NOW)).toBe(true);
    expect(isForgotten(seen(ago(91)), NOW, { profileDays: 90 })).toBe(true);
  });

  it('is false for a visitor who was never seen, and for clocks nobody believes', () => {
    expect(isForgotten(seen(null), NOW)).toBe(false);
    expect(isForgotten(seen(0), NOW)).toBe(false);
    expect(isForgotten(seen(NOW), Date.UTC(2099, 0, 1))).toBe(false);
  });
});

describe('isRecent', () => {
  it('is true of a row within thirteen months, or as the site wants, and not of moments to come', () => {
    const times = [ago(1), ago(396), ago(397), 0, ago(-1)];
    expect(times.map(now => isRecent({ now }, NOW))).toEqual([true, true, false, false, false]);
    expect(isRecent({ now: ago(91) }, NOW, { profileDays: 90 })).toBe(false);
  });
});
