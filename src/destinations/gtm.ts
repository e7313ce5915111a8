import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { findDataLayer } from '../platform/data-layer.js';
import { markOwn } from '../platform/own-push.js';
import { type Load, loader } from './loader.js';
import { messagesOf, type Names, TELLS, type TellOptions } from './messages.js';
import { throughVendor } from './vendor.js';

export interface GtmOptions extends TellOptions {
  /** Id of the container, such as `GTM-XXXXXXX`; needed for `load` only. */
  readonly container?: string;
  /** Loads the container where the page has not. Default `false`. */
  readonly load?: Load;
}

const KNOWN: Known<GtmOptions> = { ...TELLS, container: 1, load: 1 };
const NAMES: Names = { identify: 'identify', reset: 'reset' };
/** What goes into `ecommerce`. Source: developers.google.com/tag-manager/ecommerce-ga4. */
const ECOMMERCE =
  /^((view|select)_(item|item_list|promotion)|view_cart|add_to_(cart|wishlist)|remove_from_cart|begin_checkout|add_(shipping|payment)_info|purchase|refund)$/;

/**
 * Google Tag Manager, through the page's `dataLayer`: `{ event, ecommerce }` as Google documents it for GA4, all others with
 * their fields beside `event`. What `dataLayer()` read on this page is not pushed back. Throws `WaymarkError` for `load` without
 * `container`.
 */
export function gtm(options: GtmOptions = {}): Plugin {
  const { container = '', fields = ['*'] } = options;
  const load = loader('gtm', options.load, {
    option: 'container',
    id: container,
    src: id => `https://www.googletagmanager.com/gtm.js?id=${id}`,
    prepare() {
      const layer = findDataLayer() ?? [];
      Object.assign(window, { dataLayer: layer });
      layer.push({ 'gtm.start': Date.now(), event: 'gtm.js' });
    },
  });
  let isToLoad = Boolean(load);

  function start(): void {
    isToLoad = false;
    // Google's own name for what its script leaves.
    const { google_tag_manager: running } = window as { google_tag_manager?: Readonly<Record<string, unknown>> };
    if (load && !running?.[container]) load();
  }

  return definePlugin({
    name: 'gtm',
    purpose: 'analytics',
    options: [options, KNOWN],
    delivery: 'page',
    fields,
    ignores: ['data-layer'],
    deliver: throughVendor<unknown[]>({
      name: 'gtm',
      object: 'dataLayer',
      find: () => !isToLoad && findDataLayer(),
      load: load && start,
      tell(layer, rows) {
        for (const { type, name, data } of messagesOf(rows, NAMES, { pageViews: false, ...options })) {
          if (type === 'identify' || type === 'reset') {
            if (fields.includes('user_id')) layer.push(markOwn({ user_id: data.user_id ?? null }));
          } else if (ECOMMERCE.test(type)) {
            // The tag manager would keep products of the event before.
            layer.push(markOwn({ ecommerce: null }));
            layer.push(markOwn({ event: name, ecommerce: markOwn(data) }));
          } else layer.push(markOwn({ ...data, event: name }));
        }
      },
    }),
  });
}
