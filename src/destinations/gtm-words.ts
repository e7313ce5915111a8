import { findDataLayer } from '../platform/data-layer.js';
import { markOwn } from '../platform/own-push.js';
import type { Deliver } from './late.js';
import { type Load, loader } from './loader.js';
import { messagesOf } from './messages.js';
import type { Names, TellOptions } from './tell-options.js';
import { throughVendor } from './vendor.js';

/** Which container is loaded. */
interface Container extends TellOptions {
  readonly container?: string;
  readonly load?: Load;
}

const NAMES: Names = { identify: 'identify', reset: 'reset' };
/** What goes into `ecommerce`. Source: developers.google.com/tag-manager/ecommerce-ga4. */
const ECOMMERCE =
  /^((view|select)_(item|item_list|promotion)|view_cart|add_to_(cart|wishlist)|remove_from_cart|begin_checkout|add_(shipping|payment)_info|purchase|refund)$/;

/** Tells the page's `dataLayer`. */
export function gtmWords(options: Container): Deliver {
  const { container = '', fields = ['*'] } = options;
  const load = loader('gtm', options.load, {
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

  return throughVendor<unknown[]>({
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
  });
}
