import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { matomoCommands } from './matomo-commands.js';
import { TELLS, type TellOptions } from './messages.js';
import { pageObject, throughVendor } from './vendor.js';

export interface MatomoOptions extends TellOptions {
  /** Address of `matomo.php`. Given with `siteId`, rows are posted to it, and the page needs no script of Matomo's. */
  readonly url?: string;
  /** Id of the site in Matomo. */
  readonly siteId?: number | string;
}

const KNOWN: Known<MatomoOptions> = { ...TELLS, url: 1, siteId: 1 };

/**
 * Matomo, through the page's `_paq` or, with `url` and `siteId`, by its Tracking HTTP API. Products, carts and orders go as
 * Matomo's ecommerce, all others as events; the cart as `cart()` knows it. By HTTP a repeated event counts twice, so nothing is
 * sent by a page that goes.
 */
export function matomo(options: MatomoOptions = {}): Plugin {
  const { url, siteId, fields = ['*'] } = options;
  const isPosted = url && siteId;
  const through = throughVendor<{ push(command: readonly unknown[]): unknown }>({
    name: 'matomo',
    object: '_paq',
    find: pageObject('_paq'),
    tell(vendor, rows, { profile }) {
      const told = matomoCommands(rows, profile, { pageViews: false, ...options });
      for (const { commands } of told) for (const command of commands) vendor.push(command);
    },
  });

  return definePlugin({
    name: 'matomo',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: isPosted ? 'queue' : 'page',
    fields,
    async deliver(rows, context) {
      if (!isPosted) return through(rows, context);
      if (context.final) return { accepted: 0 };
      const { matomoRequests } = await import('./matomo-requests.js');
      const told = matomoCommands(rows, context.profile, options);
      const requests = matomoRequests(told, context.profile, siteId, Date.now());
      return requests.length ? context.send(url, JSON.stringify({ requests })) : {};
    },
  });
}
