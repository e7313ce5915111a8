import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { type BirthdayOptions, birthday } from '../../src/decide/birthday.js';
import { recent } from '../../src/learn/recent.js';
import { DAY, HOUR, MINUTE, T0, visitor } from '../journeys/journey.js';
import { odd } from './rules.js';

const [trigger] = birthday({}).triggers ?? [];

function dayOf(given: unknown, now: number, options: BirthdayOptions = {}, offsetMinutes: number | null = null) {
  const slices = { identity: { userId: 'u', traits: { birthday: given } }, recent: { offsetMinutes } };
  // Only what is read of a profile.
  const profile = { lastSeenAt: now, slices, fired: {} } as unknown as Profile;
  const [own] = birthday(options).triggers ?? [];
  const data = own?.when({ now, profile, before: profile, touchpoint: null, stageChange: null });
  return data && 'day' in data ? data.day : null;
}

it.each<[string, string, string | null]>([
  ['1990-02-28', '2026-02-28T12:00Z', '2026-02-28'],
  ['1990-02-28', '2026-02-27T23:59Z', null],
  ['1990-02-28', '2026-03-01T00:00Z', null],
  ['1992-02-29', '2026-02-28T12:00Z', '2026-02-28'],
  ['1992-02-29', '2026-03-01T12:00Z', null],
  ['1992-02-29', '2028-02-28T12:00Z', null],
  ['1992-02-29', '2028-02-29T12:00Z', '2028-02-29'],
  ['1992-02-29', '2100-02-28T12:00Z', '2100-02-28'],
  ['2000-12-31', '2026-12-31T23:59Z', '2026-12-31'],
  ['2000-01-01', '2026-01-01T00:00Z', '2026-01-01'],
  ['1960-06-15', '2026-06-15T00:00Z', '2026-06-15'],
])('born on %s, at %s: %s', (given, at, day) => {
  expect(dayOf(given, Date.parse(at))).toBe(day);
});

it.each([
  '1990-02-30',
  '1990-13-01',
  '1990-00-10',
  '1990-01-00',
  '28.02.1990',
  '',
  null,
  19900228,
  { y: 1 },
  ['1990-02-28', 1],
])('%j is no date', given => {
  for (let day = 0; day < 366; day++) expect(dayOf(given, T0 + day * DAY)).toBe(null);
});

it('goes by the clock of the visitor, by that of the shop where it is unknown', () => {
  const at = Date.parse('2026-02-28T02:00Z');
  expect(dayOf('1990-02-27', at, {}, -300)).toBe('2026-02-27');
  expect(dayOf('1990-02-27', at, { offsetMinutes: 600 }, -300)).toBe('2026-02-27');
  expect(dayOf('1990-02-28', at, { offsetMinutes: -300 })).toBe(null);
  expect(dayOf('1990-02-28', at - 4 * HOUR, { offsetMinutes: 600 })).toBe('2026-02-28');
});

it('counts some days after it, over the turn of the year, when that is wanted', () => {
  expect(dayOf('1990-12-30', Date.parse('2026-01-04T12:00Z'), { lateDays: 7 })).toBe('2025-12-30');
  expect(dayOf('1990-12-30', Date.parse('2026-01-07T12:00Z'), { lateDays: 7 })).toBe(null);
  expect(dayOf('1990-12-30', Date.parse('2026-09-01T12:00Z'), { lateDays: 1000 })).toBe(null);
});

it('finds a birthday on exactly one day of every year, whoever was born when and wherever', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1930-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }),
      fc.integer({ min: 2024, max: 2033 }),
      fc.integer({ min: -720, max: 840 }),
      (born, year, offset) => {
        const given = born.toISOString().slice(0, 10);
        const midnight = Date.UTC(year, 0, 1) - offset * MINUTE;
        const days = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY;
        const found = Array.from({ length: days }, (_, day) => dayOf(given, midnight + day * DAY, {}, offset));
        const [only, ...others] = found.filter(day => day !== null);
        expect(others).toEqual([]);
        expect(only?.slice(5)).toBe(given.endsWith('02-29') && year % 4 ? '02-28' : given.slice(5));
      },
    ),
    { numRuns: 60 },
  );
});

it('comes once a year, by time alone at midnight, and goes with the trait', () => {
  const person = visitor([recent(), birthday()]);
  const own = (decisions: readonly { readonly name: string; readonly at: number }[]) =>
    decisions.filter(({ name }) => name === 'birthday.arrive').map(({ at }) => at);
  person.track('identify', { user_id: 'u', traits: { birthday: '1992-02-29' } });
  expect(own(person.wait(300 * DAY))).toEqual([Date.UTC(2026, 1, 28)]);
  // Another date of the same person is none more.
  person.track('identify', { user_id: 'u', traits: { birthday: '1992-11-20' } });
  expect(own(person.wait(40 * DAY))).toEqual([]);
  person.track('identify', { user_id: 'u', traits: { birthday: '1992-02-29' } });
  expect(own(person.wait(90 * DAY))).toEqual([Date.UTC(2027, 1, 28)]);
  person.track('identify', { user_id: 'u', traits: { birthday: null } });
  expect(own(person.wait(800 * DAY))).toEqual([]);
});

it('comes no second time when the visitor flies back over the turn of the year', () => {
  let offset = 600;
  const zone = {
    name: 'zone',
    normalize: (touchpoint: object) => ({ ...touchpoint, context: { utc_offset: offset } }),
  };
  const person = visitor([zone as never, recent(), birthday()]);
  const come = (ms: number) =>
    [...person.leave(ms), ...person.track('page_view').decisions].filter(({ name }) => name === 'birthday.arrive')
      .length;
  person.track('identify', { user_id: 'u', traits: { birthday: '1990-01-10' } });
  expect(come(4 * DAY + 5 * HOUR)).toBe(1);
  offset = -480;
  expect(come(20 * HOUR)).toBe(0);
});

it('never throws on odd slices', () => {
  fc.assert(
    fc.property(odd, fc.jsonValue(), (profile, identity) => {
      const given = { ...profile, slices: { ...profile.slices, identity: identity as never } };
      const situation = { now: T0, profile: given, before: given, touchpoint: null, stageChange: null };
      expect(() => [trigger?.when(situation), trigger?.wakeAt?.(given)]).not.toThrow();
    }),
  );
});
