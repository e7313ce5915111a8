import { definePlugin, type Plugin } from '../core/plugin.js';

/** How often and when touchpoints of one type happened. */
export interface Tally {
  /** How often. */
  readonly count: number;
  /** When first, epoch ms. */
  readonly firstAt: number;
  /** When last, epoch ms. */
  readonly lastAt: number;
}

/** What the visitor has done over the whole lifetime, counted. */
export interface Activity {
  /** By touchpoint type, the first 60 types met; further ones count under `other`. */
  readonly types: Readonly<Record<string, Tally>>;
  /** Visits up to now. */
  readonly sessions: number;
  /** Days (UTC) with a touchpoint. */
  readonly days: number;
  /** The latest of them, in days since 1970. */
  readonly lastDay: number;
}

declare module '../core/profile.js' {
  interface SliceMap {
    activity: Activity;
  }
}

const TYPES = 60;
const CHARACTERS = 60;
const DAY_MS = 86_400_000;

/** Counts touchpoints by type, visits and days, for segments and conditions. */
export function activity(): Plugin {
  return definePlugin({
    name: 'activity',
    slice: {
      name: 'activity',
      version: 1,
      initial: { types: {}, sessions: 0, days: 0, lastDay: 0 },
      reduce({ types, days, lastDay }, { type, at }, { session }) {
        const name = type.slice(0, CHARACTERS);
        const key = Object.hasOwn(types, name) || Object.keys(types).length < TYPES ? name : 'other';
        const old = Object.hasOwn(types, key) ? types[key] : undefined;
        const tally = {
          count: (old?.count ?? 0) + 1,
          firstAt: Math.min(old?.firstAt ?? at, at),
          lastAt: Math.max(old?.lastAt ?? at, at),
        };
        const day = Math.floor(at / DAY_MS);
        return {
          types: { ...types, [key]: tally },
          sessions: session?.number ?? 0,
          days: day > lastDay ? days + 1 : days,
          lastDay: Math.max(day, lastDay),
        };
      },
    },
  });
}
