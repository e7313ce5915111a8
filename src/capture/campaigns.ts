import { definePlugin, type Plugin } from '../core/plugin.js';
import type { TouchpointMap } from '../core/touchpoint.js';
import { leaveBehind, takeOver } from '../platform/left-behind.js';
import { type Arrival, type Channels, channelOf } from './channel.js';
import { ARRIVAL, isArrival } from './is-arrival.js';
import { IDLE_MS } from './is-visit.js';

/** How the visitor came at one time. */
export type CampaignTouch = TouchpointMap['campaign_details'] & {
  /** When, epoch ms. */
  readonly at: number;
};

declare module '../core/profile.js' {
  interface SliceMap {
    /** First and last touch; a typed address never replaces a last touch that is known. Bounded: two touches of short texts. */
    campaigns: {
      /** How the visitor came first. */
      readonly first: CampaignTouch | null;
      /** How the visitor came last. */
      readonly last: CampaignTouch | null;
    };
  }
}

export interface CampaignsOptions {
  /** Hosts that bring nobody, with their subdomains: your other domains, payment and sign-in pages beside the usual ones. */
  readonly own?: readonly string[];
  /** Channels that go before the built-in ones, such as `moreChannels`. */
  readonly channels?: Channels;
  /** Reads an arrival, such as `readMore()`. Default `channelOf`. */
  readonly read?: (arrival: Arrival, channels: Channels | undefined) => TouchpointMap['campaign_details'];
}

/** Longest text of a campaign that is kept, characters. */
const LENGTH = 100;
/**
 * What `knowBetter` may refine: channels that say little, and words of the medium (before `!`) or the campaign (after it)
 * that name a channel which the built-in table lacks.
 */
const REFINABLE =
  /^(referral|unassigned|paid-o)|(influe|creator|ambassa|sponsor).*!|retarg|remark|^paid.*(shop|cross-)/i;

/**
 * How the visitor came: campaign parameters, click ids, referrer. One `campaign_details` a landing; put it before `pages()`.
 * Reloads, steps back, pages of the site itself and a typed address within a visit are no landing. Only for a source or
 * words that it does not know it loads a long list, and a second one that `refines` the first follows where that list knows it.
 */
export function campaigns({ own = [], channels, read = channelOf }: CampaignsOptions = {}): Plugin {
  return definePlugin({
    name: 'campaigns',
    capture({ site, track }) {
      const mark = ARRIVAL + site;
      const leave = (isKept?: boolean): void => {
        if (isKept) leaveBehind(mark, true);
      };
      // An instance before this one told of it, or `landing()` did.
      if (takeOver(mark) || !isArrival()) return leave;
      const arrival = { url: location.href, referrer: document.referrer };
      const details = read(arrival, channels);
      const isOwn = [location.hostname, ...own].some(host =>
        `.${details.referrer}`.endsWith(`.${host.replace(/^www\./, '')}`),
      );
      if (isOwn || details.channel === 'own') return leave;
      track('campaign_details', details);
      if (REFINABLE.test(`${details.channel}${details.medium}!${details.campaign}`))
        import('./know-better.js').then(
          ({ knowBetter }) => knowBetter(arrival, details, track),
          // It stays as vague as it is.
          () => {},
        );
      return leave;
    },
    normalize(touchpoint, { session, slices }) {
      if (touchpoint.type !== 'campaign_details') return touchpoint;
      // A site that sends no referrer looks typed on each of its pages.
      const isTyped = touchpoint.by === 'campaigns' && touchpoint.data.channel === 'direct';
      const isOnVisit = Math.abs(touchpoint.at - (session?.lastAt ?? 0)) <= IDLE_MS;
      if (isTyped && isOnVisit && slices.campaigns?.last) return null;
      const data = Object.entries(touchpoint.data).map(([name, value]) => [
        name,
        typeof value === 'string' ? value.slice(0, LENGTH) : value,
      ]);
      return { ...touchpoint, data: Object.fromEntries(data) };
    },
    slice: {
      name: 'campaigns',
      version: 1,
      initial: { first: null, last: null },
      reduce(state, touchpoint) {
        if (touchpoint.type !== 'campaign_details') return state;
        const touch = { ...touchpoint.data, at: touchpoint.at };
        const { first, last } = state;
        const { refines } = touch;
        const isOther = last?.channel !== refines || last?.source !== touch.source;
        if (refines ? isOther : last && touch.channel === 'direct') return state;
        // What the site tells later may have been earlier.
        const isFirst = !first || touch.at < first.at || (refines && first.at === last?.at);
        return { first: isFirst ? touch : first, last: last && touch.at < last.at ? last : touch };
      },
    },
  });
}
