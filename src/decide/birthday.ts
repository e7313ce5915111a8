import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Purpose } from '../core/purpose.js';
import type {} from '../learn/recent.js';
import { DAY_MS } from './fits.js';
import { offsetMs } from './sight.js';

export interface BirthdayOptions {
  /** Days after it on which it still counts, at most 60. Default 0: the day alone. */
  readonly lateDays?: number;
  /** Minutes ahead of UTC where the visitor's clock is unknown (slice `recent`), such as those of the shop. Default 0. */
  readonly offsetMinutes?: number;
  /** What it is for. Default `personalization`. */
  readonly purpose?: Purpose;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** It is the visitor's birthday. */
    'birthday.arrive': {
      /** The day of this year, such as `2026-02-28`. */
      readonly day: string;
    };
  }
}

const LATE_DAYS = 60;
/** Two birthdays are never so near, whatever zone the visitor is in; another date given meanwhile is none more this year. */
const REST_DAYS = 300;

/**
 * Notices the birthday that the visitor gave as trait `birthday`, `YYYY-MM-DD`, by the visitor's clock, once a year; in
 * years without a 29th of February on the 28th. Gone with the trait.
 */
export function birthday({
  lateDays = 0,
  offsetMinutes = 0,
  purpose = 'personalization',
}: BirthdayOptions = {}): Plugin {
  const reachMs = (1 + Math.min(lateDays, LATE_DAYS)) * DAY_MS;
  /** Birthdays of the year before a moment, of its own and of the next, as midnights on the visitor's clock. */
  const daysAround = (profile: Profile, now: number) =>
    [-1, 0, 1].flatMap(years => dayIn(profile.slices.identity?.traits?.birthday, now, years));
  return definePlugin({
    name: 'birthday',
    purpose,
    triggers: [
      {
        name: 'birthday',
        decision: 'birthday.arrive',
        every: REST_DAYS * DAY_MS,
        when({ now, profile }) {
          const local = now + offsetMs(profile, { offsetMinutes });
          const day = daysAround(profile, local).find(start => start <= local && local < start + reachMs);
          return day === undefined ? null : { day: new Date(day).toISOString().slice(0, 10) };
        },
        wakeAt(profile) {
          const offset = offsetMs(profile, { offsetMinutes });
          const local = (profile.lastSeenAt ?? 0) + offset;
          const next = daysAround(profile, local).find(start => start > local);
          return next === undefined ? null : next - offset;
        },
      },
    ],
  });
}

/** The birthday in the year of a moment, or in one before or after, as if the visitor's clock were UTC; none for what is no date. */
function dayIn(birthday: unknown, local: number, years: number): readonly number[] {
  const [, month = 0, day = 0] = /^\d{4}-\d\d-\d\d$/.test(`${birthday}`) ? `${birthday}`.split('-').map(Number) : [];
  // 2000 was a leap year.
  if (!day || new Date(Date.UTC(2000, month - 1, day)).getUTCMonth() !== month - 1) return [];
  const year = new Date(local).getUTCFullYear() + years;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return [Date.UTC(year, month - 1, Math.min(day, daysInMonth))];
}
