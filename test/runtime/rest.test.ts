import { describe, expect, it } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import type { Rest } from '../../src/runtime/records.js';
import { restAfter, restLeft } from '../../src/runtime/rest.js';
import { rolls } from './builders.js';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

const waitMs = (tries: number, answer: Delivered = {}, more: { chance?: number; isOnline?: boolean } = {}): number =>
  restAfter({ tries }, answer, { now: NOW, chance: 1, isOnline: true, ...more }).until - NOW;

const blocked: Delivered = { blocked: true };

/** The longest wait after any of these answers, in turn. */
function longest(answers: readonly Delivered[], isOnline = true): number {
  let rest: Rest = { tries: 0, until: NOW };
  return Math.max(
    ...answers.map(answer => {
      rest = restAfter(rest, answer, { now: NOW, chance: 1, isOnline });
      return rest.until - NOW;
    }),
  );
}

/** Posts within so long to a destination that always answers like this, whatever chance says. */
function postsIn(ms: number, answer: Delivered, random: () => number): number {
  let rest: Rest = { tries: 0, until: NOW };
  let posts = 0;
  while (rest.until < NOW + ms) {
    posts++;
    rest = restAfter(rest, answer, { now: rest.until, chance: random(), isOnline: true });
  }
  return posts;
}

describe('restAfter', () => {
  it('doubles the bound from two seconds to five minutes', () => {
    expect([0, 1, 2, 3, 7, 8, 30].map(tries => waitMs(tries))).toEqual([
      2_000, 4_000, 8_000, 16_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('takes any part of it, but a second at least', () => {
    expect(waitMs(4, {}, { chance: 0.5 })).toBe(16_000);
    expect(waitMs(4, {}, { chance: 0 })).toBe(1_000);
  });

  it('counts the tries', () => {
    expect(restAfter({ tries: 6 }, {}, { now: NOW, chance: 0, isOnline: true }).tries).toBe(7);
  });

  it('waits as long as it is asked to, between a second and a day', () => {
    expect(waitMs(0, { retryAfterMs: 90_000 })).toBe(90_000);
    expect(waitMs(0, { retryAfterMs: 10 }, { chance: 0 })).toBe(1_000);
    expect(waitMs(0, { retryAfterMs: 2 ** 45 })).toBe(24 * HOUR);
    for (const odd of [Number.NaN, -HOUR, Number.POSITIVE_INFINITY, 'soon' as unknown as number])
      expect(waitMs(0, { retryAfterMs: odd })).toBeGreaterThanOrEqual(2_000);
  });

  it('asks an address that is blocked three times, then once an hour', () => {
    expect(longest([blocked, blocked])).toBe(4_000);
    let rest: Rest = { tries: 0, until: NOW };
    const waits = Array.from({ length: 100 }, () => {
      rest = restAfter(rest, blocked, { now: NOW, chance: 1, isOnline: true });
      return rest.until - NOW;
    });
    expect(waits.slice(2).every(wait => wait === HOUR)).toBe(true);
    expect(postsIn(24 * HOUR, blocked, () => 0)).toBeLessThanOrEqual(3 + 24);
  });

  it('takes an address for blocked only while there is a network', () => {
    expect(waitMs(10, { blocked: true }, { isOnline: false })).toBe(300_000);
    expect(longest([blocked, blocked, blocked, blocked], false)).toBeLessThan(HOUR);
  });

  it('takes an address for blocked only when nobody answered three times in a row', () => {
    for (const answers of [
      [{}, {}, blocked],
      [blocked, {}, blocked, blocked],
      [blocked, blocked, {}],
      [{}, blocked, {}, blocked],
    ])
      expect(longest(answers)).toBeLessThan(HOUR);
    expect(longest([{}, blocked, blocked, blocked])).toBe(HOUR);
  });

  it('asks a dead destination at most 300 times in a day', () => {
    expect(postsIn(24 * HOUR, {}, () => 0.5)).toBeLessThanOrEqual(300);
    const random = rolls();
    for (let day = 0; day < 50; day++) expect(postsIn(24 * HOUR, {}, random)).toBeLessThanOrEqual(300);
  });
});

describe('restLeft', () => {
  it('is what is left of it', () => {
    expect(restLeft({ tries: 1, until: NOW + 5 }, NOW)).toBe(5);
    expect(restLeft({ tries: 1, until: NOW - 5 }, NOW)).toBe(0);
    expect(restLeft(undefined, NOW)).toBe(0);
  });

  it('is over where it would last longer than any does: the clock was set back', () => {
    expect(restLeft({ tries: 1, until: NOW + 25 * HOUR }, NOW)).toBe(0);
  });
});
