import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/decide/rule.js';
import { wakeOf } from '../../src/decide/wake-of.js';
import { DAY, HOUR, MINUTE, SECOND, T0, visitor } from '../journeys/journey.js';
import { knowing } from './rules.js';

const CEDAR = { currency: 'EUR', items: [{ item_id: 'cedar', price: 219 }] };

/** A look at ten on Monday, and an hour later into the cart. */
function holder() {
  const person = visitor(knowing());
  person.track('view_item', CEDAR);
  person.wait(HOUR);
  person.track('add_to_cart', CEDAR);
  return person.profile;
}

describe('time alone makes a rule hold', () => {
  const at = T0 + HOUR;
  it.each<[string, Rule, number | null]>([
    ['after a silence', { idleSeconds: 160 }, at + 160 * SECOND],
    ['after a silence with something in the cart', { all: [{ inCart: {} }, { idleSeconds: 90 }] }, at + 90 * SECOND],
    ['never where something else lacks', { all: [{ bought: {} }, { idleSeconds: 90 }] }, null],
    ['at the hour', { hours: [18, 22] }, T0 + 8 * HOUR],
    ['tomorrow, if the hour is over', { hours: [8, 9.5] }, T0 + 22 * HOUR],
    ['when the hour is over, if it must not be', { not: { hours: [9, 12] } }, T0 + 2 * HOUR],
    ['on the day', { weekday: 'saturday' }, T0 + 5 * DAY - 10 * HOUR],
    ['at the hour of that day', { all: [{ weekday: 'saturday' }, { hours: [9, 12] }] }, T0 + 5 * DAY - HOUR],
    [
      'at the hour after a silence of many days',
      { all: [{ idleSeconds: 864_000 }, { hours: [12, 13] }] },
      T0 + 10 * DAY + 2 * HOUR,
    ],
    [
      'on the day after a window of many days',
      { all: [{ not: { looks: {}, withinDays: 12 } }, { weekday: 'monday' }] },
      T0 + 14 * DAY - 10 * HOUR,
    ],
    ['when the last look is long ago', { not: { looks: {}, withinMinutes: 90 } }, T0 + 90 * MINUTE],
    ['when there were fewer lately', { count: 'view_item', atMost: 0, withinDays: 1 }, T0 + DAY],
    ['never by a window that should be full', { count: 'view_item', atLeast: 2, withinDays: 1 }, null],
    ['never by what does not know time', { segment: 'loyal' }, null],
    ['by the nearest of several', { any: [{ hours: [18, 22] }, { idleSeconds: 30 }] }, at + 30 * SECOND],
  ])('%s', (_, rule, wake) => {
    expect(wakeOf(rule, holder())).toBe(wake);
  });

  it("at the hour of the shop, where the visitor's clock is unknown", () => {
    expect(wakeOf({ hours: [18, 22] }, holder(), { offsetMinutes: 330 })).toBe(T0 + 2.5 * HOUR);
  });

  it('never before the first touchpoint', () => {
    expect(wakeOf({ idleSeconds: 1 }, visitor(knowing()).profile)).toBeNull();
  });

  it('after a moment that is given', () => {
    const rule: Rule = { any: [{ hours: [18, 19] }, { idleSeconds: 60 }] };
    expect(wakeOf({ hours: [18, 19] }, holder(), { after: T0 + 8 * HOUR })).toBe(T0 + 32 * HOUR);
    expect(wakeOf({ not: { hours: [18, 19] } }, holder(), { after: T0 + 8 * HOUR })).toBe(T0 + 9 * HOUR);
    expect(wakeOf(rule, holder(), { after: at })).toBe(at + 60 * SECOND);
    // However much later than the last touchpoint: a nudge that was waved away or put off for a month.
    expect(wakeOf({ hours: [18, 19] }, holder(), { after: T0 + 30 * DAY })).toBe(T0 + 30 * DAY + 8 * HOUR);
    expect(wakeOf({ weekday: 'saturday' }, holder(), { after: T0 + 7 * DAY })).toBe(T0 + 12 * DAY - 10 * HOUR);
  });
});
