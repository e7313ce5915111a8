import type { Deliver } from './late.js';
import { matomoCommands } from './matomo-commands.js';
import { matomoRequests } from './matomo-requests.js';
import { pageObject } from './page-object.js';
import type { TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** Where the Tracking HTTP API is, and for which site. */
interface Api {
  readonly url: string;
  readonly siteId: number | string;
}

/** Tells the page's `_paq` or, where that is given, the Tracking HTTP API. */
export function matomoWords(options: TellOptions, api: Api | null): Deliver {
  if (api)
    return (rows, { final, profile, send }) => {
      if (final) return { accepted: 0 };
      const requests = matomoRequests(matomoCommands(rows, profile, options), profile, api.siteId, Date.now());
      return requests.length ? send(api.url, JSON.stringify({ requests })) : {};
    };
  return throughVendor<{ push(command: readonly unknown[]): unknown }>({
    name: 'matomo',
    object: '_paq',
    find: pageObject('_paq'),
    tell(vendor, rows, { profile }) {
      const told = matomoCommands(rows, profile, { pageViews: false, ...options });
      for (const { commands } of told) for (const command of commands) vendor.push(command);
    },
  });
}
