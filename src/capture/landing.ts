import { definePlugin, type Plugin } from '../core/plugin.js';
import type { TouchpointMap } from '../core/touchpoint.js';
import { leaveBehind, takeOver } from '../platform/left-behind.js';
import { ARRIVAL, isArrival } from './is-arrival.js';

/** What an arrival with a parameter says of how the visitor came. */
export type Landing = Pick<TouchpointMap['campaign_details'], 'channel' | 'source' | 'campaign'>;

export interface LandingOptions {
  /**
   * Short codes and links of your own: names of parameters of the address, each with the channel it stands for and, where
   * that is more than the value, with source and campaign. `{ c: { channel: 'offline', source: 'flyer' } }`.
   */
  readonly params: Readonly<Record<string, Landing>>;
}

/** A code is short; what is longer, or looks like anything else, is left out. */
const CODE = /^[\w.-]{1,40}$/;

/**
 * How the visitor came by what is not on the web: the short code of a flyer, a QR code, the parameter of an e-mail or an
 * app. One `campaign_details` an arrival whose address has a parameter of `params`, its value as `content`. Put it before
 * `campaigns()`, which then says nothing more of that arrival, whatever its referrer and its `utm_` parameters; where those
 * say enough, `campaigns()` is enough.
 */
export function landing({ params }: LandingOptions): Plugin {
  return definePlugin({
    name: 'landing',
    capture({ site, track }) {
      const mark = ARRIVAL + site;
      if (!isArrival()) return;
      for (const [name, code] of new URL(location.href).searchParams) {
        const known = Object.hasOwn(params, name) && params[name];
        if (!known || !CODE.test(code)) continue;
        // An instance before this one told of it. Where none did, the mark is for `campaigns()`.
        const isTold = takeOver(mark);
        leaveBehind(mark, true);
        if (!isTold) track('campaign_details', { campaign: name, ...known, content: code });
        return isKept => {
          takeOver(mark);
          if (isKept) leaveBehind(mark, true);
        };
      }
      return;
    },
  });
}
