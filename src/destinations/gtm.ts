import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { late } from './late.js';
import type { Load } from './loader.js';
import { needId } from './need-id.js';
import { TELLS, type TellOptions } from './tell-options.js';

export interface GtmOptions extends TellOptions {
  /** Id of the container, such as `GTM-XXXXXXX`; needed for `load` only. */
  readonly container?: string;
  /** Loads the container where the page has not. Default `false`. */
  readonly load?: Load;
}

const KNOWN: Known<GtmOptions> = { ...TELLS, container: 1, load: 1 };

/**
 * Google Tag Manager, through the page's `dataLayer`: `{ event, ecommerce }` as Google documents it for GA4, all others with
 * their fields beside `event`. What `dataLayer()` read on this page is not pushed back. Throws `WaymarkError` for `load` without
 * `container`.
 */
export function gtm(options: GtmOptions = {}): Plugin {
  const { container, load, fields = ['*'] } = options;
  if (load) needId('gtm', 'container', container);
  return definePlugin({
    name: 'gtm',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: 'page',
    fields,
    ignores: ['data-layer'],
    ...late('gtm', () => import('./gtm-words.js').then(({ gtmWords }) => gtmWords(options))),
  });
}
