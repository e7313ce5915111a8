import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import { checkUrl } from './safe-url.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface UmamiOptions extends TellOptions {
  /** Id of the website in Umami. Given, rows are posted to its API, and the page needs no script of Umami's. */
  readonly website?: string;
  /** Where that API is. Default `https://cloud.umami.is/api/send`. */
  readonly url?: string;
}

const KNOWN: Known<UmamiOptions> = { ...TELLS, website: 1, url: 1 };

/**
 * Umami, through the page's `umami` or, with `website`, by its HTTP API. Touchpoints go under their own names, an order with
 * `revenue`. By HTTP a repeat counts twice, so nothing is sent by a page that goes.
 */
export function umami(options: UmamiOptions = {}): Plugin {
  const { website, url = 'https://cloud.umami.is/api/send', fields = ['*'] } = options;
  checkUrl('umami', url);
  return definePlugin({
    name: 'umami',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: website ? 'queue' : 'page',
    fields,
    ...late('umami', () => import('./umami-words.js').then(({ umamiWords }) => umamiWords(options, url, website))),
  });
}
