import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface PlausibleOptions extends TellOptions {
  /** Name of the site in Plausible. Given, rows are posted to its Events API, and the page needs no script of Plausible's. */
  readonly domain?: string;
  /** Where that API is. Default `https://plausible.io/api/event`. */
  readonly url?: string;
}

const KNOWN: Known<PlausibleOptions> = { ...TELLS, domain: 1, url: 1 };

/**
 * Plausible, through the page's `plausible` or, with `domain`, by its Events API. Fields go as custom properties, an order with
 * its revenue. By HTTP Plausible counts when it hears of it, and a repeat twice: nothing is sent by a page that goes.
 */
export function plausible(options: PlausibleOptions = {}): Plugin {
  const { domain, url = 'https://plausible.io/api/event', fields = ['*'] } = options;
  checkUrl('plausible', url);
  return definePlugin({
    name: 'plausible',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: domain ? 'queue' : 'page',
    fields,
    ...late('plausible', () =>
      import('./plausible-words.js').then(({ plausibleWords }) => plausibleWords(options, url, domain)),
    ),
  });
}
