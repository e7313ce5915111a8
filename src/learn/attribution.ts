import { definePlugin, type Plugin } from '../core/plugin.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** One time that something brought the visitor; texts of at most 100 characters, empty where nothing is known. */
export interface AttributionTouch {
  /** Channel, such as `paid-search`. */
  readonly channel: string;
  /** `utm_source`, else the host of the referrer. */
  readonly source: string;
  /** `utm_medium`. */
  readonly medium: string;
  /** `utm_campaign`. */
  readonly campaign: string;
  /** When, epoch ms. */
  readonly at: number;
  /** Id of its visit. */
  readonly session: string;
}

/** What brought the visitor lately. */
export interface Attribution {
  /** At most 20, none more than 90 days older than the last, oldest first. A direct visit is here only while nothing else is. */
  readonly touches: readonly AttributionTouch[];
}

declare module '../core/profile.js' {
  interface SliceMap {
    attribution: Attribution;
  }
}

const TOUCHES = 20;
const LENGTH = 100;
/** As far back as GA4 looks for key events. Source: https://support.google.com/analytics/answer/10597962 */
export const LOOKBACK_MS: number = 90 * 86_400_000;

/**
 * Keeps what brought the visitor, for `creditsOf`. The same campaign twice in a visit is one touch, and a direct visit never
 * replaces anything: GA4, too, credits it only where there is nothing else. The very first and the very last touch are in
 * slice `campaigns`, whatever their age.
 */
export function attribution(): Plugin {
  return definePlugin({
    name: 'attribution',
    slice: {
      name: 'attribution',
      version: 1,
      initial: { touches: [] },
      reduce(state, touchpoint) {
        if (touchpoint.type !== 'campaign_details') return state;
        const touches = touchesAfter(state.touches, touchpoint);
        return touches === state.touches ? state : { touches };
      },
    },
  });
}

function touchesAfter(
  touches: readonly AttributionTouch[],
  touchpoint: Touchpoint<'campaign_details'>,
): readonly AttributionTouch[] {
  const touch = touchOf(touchpoint);
  const refines = short(touchpoint.data.refines);
  if (refines) {
    const isVague = (one: AttributionTouch) =>
      isSame({ ...one, channel: touch.channel }, touch) && one.channel === refines;
    return touches.some(isVague)
      ? touches.map(one => (isVague(one) ? { ...one, channel: touch.channel } : one))
      : touches;
  }
  if (touches.some(one => isSame(one, touch))) return touches;
  const newest = Math.max(touch.at, ...touches.map(({ at }) => at));
  const recent = [...touches, touch].filter(({ at }) => newest - at <= LOOKBACK_MS).sort((a, b) => a.at - b.at);
  const next = withoutDirect(recent).slice(-TOUCHES);
  // What was left out changes nothing.
  return next.length === touches.length && next.every((one, index) => one === touches[index]) ? touches : next;
}

/** Direct visits count only where there is nothing else. Pure. */
export function withoutDirect(touches: readonly AttributionTouch[]): readonly AttributionTouch[] {
  const known = touches.filter(({ channel }) => channel !== 'direct');
  return known.length ? known : touches;
}

function touchOf({ at, session, data }: Touchpoint<'campaign_details'>): AttributionTouch {
  const { channel, source, medium, campaign } = data;
  return {
    channel: short(channel),
    source: short(source),
    medium: short(medium),
    campaign: short(campaign),
    at,
    session,
  };
}

function short(value: unknown): string {
  return textOf(value).slice(0, LENGTH);
}

function isSame(one: AttributionTouch, other: AttributionTouch): boolean {
  return (['session', 'channel', 'source', 'medium', 'campaign'] as const).every(name => one[name] === other[name]);
}
