import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';

/** How much the visitor has to do with the shop lately. */
export interface Engagement {
  /** 0 to 100, as of the last touchpoint that counts. */
  readonly score: number;
  /** The points behind it at that moment; they fade. */
  readonly points: number;
  /** That moment, epoch ms. */
  readonly at: number;
  /** The last day (UTC) that counted, in days since 1970. */
  readonly day: number;
}

export interface EngagementOptions {
  /** Points by touchpoint type beside the built-in ones, 0 and more; `day` is a day (UTC) with a touchpoint. */
  readonly points?: Readonly<Record<string, number>>;
}

declare module '../core/profile.js' {
  interface SliceMap {
    engagement: Engagement;
  }
}

const DAY_MS = 86_400_000;
const HALF_LIFE_MS = 14 * DAY_MS;
/** Points that make 50. */
const HALF = 20;
/** Set by hand: the more an act costs the visitor, the more it counts. */
const POINTS: Readonly<Record<string, number>> = {
  day: 2,
  page_view: 0.2,
  view_item_list: 0.5,
  search: 0.5,
  view_item: 1,
  compare_items: 2,
  add_to_wishlist: 2,
  add_to_cart: 3,
  begin_checkout: 3,
  file_download: 2,
  login: 2,
  sign_up: 5,
  purchase: 10,
  survey_answer: 3,
  share: 4,
  write_review: 8,
  join_community: 8,
  refer_friend: 10,
};

/**
 * Scores how engaged the visitor is: 100 × points / (points + 20), where points are the sum of what every touchpoint and
 * every day with one is worth × 2^(−age / 14 days). Another touchpoint never lowers it, silence never raises it.
 */
export function engagement({ points: own = {} }: EngagementOptions = {}): Plugin {
  const worth = new Map(Object.entries({ ...POINTS, ...own }));
  return definePlugin({
    name: 'engagement',
    slice: {
      name: 'engagement',
      version: 1,
      initial: { score: 0, points: 0, at: 0, day: 0 },
      reduce(state, { type, at: moment }, { lastSeenAt }) {
        const more = worth.get(type) ?? 0;
        // A clock that was set back leaves moments in the future behind; they count as now.
        const now = lastSeenAt ?? moment;
        const before = Math.min(state.at, now);
        const dayBefore = Math.min(state.day, Math.floor(now / DAY_MS));
        const day = Math.max(dayBefore, Math.floor(moment / DAY_MS));
        if (!(more > 0) && day === state.day) return state;
        const at = Math.max(before, moment);
        // As old as the day is, whatever touchpoint comes first in it.
        const ofDay = day > dayBefore ? faded(worth.get('day') ?? 0, at - day * DAY_MS) : 0;
        const points = faded(state.points, at - before) + faded(more, at - moment) + ofDay;
        return { score: scoreOf(points), points, at, day };
      },
    },
  });
}

/** The score at a moment, 0 to 100; 0 without the slice. Pure. */
export function engagementAt({ slices: { engagement: state } }: Profile, now: number): number {
  return state ? scoreOf(faded(state.points, now - state.at)) : 0;
}

function faded(points: number, age: number): number {
  return points * 2 ** (-Math.max(0, age) / HALF_LIFE_MS);
}

function scoreOf(points: number): number {
  return (100 * points) / (points + HALF);
}
