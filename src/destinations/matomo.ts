import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { needId } from './need-id.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

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
  if (url !== undefined) {
    checkUrl('matomo', url);
    needId('matomo', 'siteId', siteId);
  }
  const api = url && siteId ? { url, siteId } : null;
  return definePlugin({
    name: 'matomo',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: api ? 'queue' : 'page',
    fields,
    ...late('matomo', () => import('./matomo-words.js').then(({ matomoWords }) => matomoWords(options, api))),
  });
}
