import { must } from '../core/check-options.js';
import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { foundText } from '../platform/stop-gap.js';
import type {} from './commerce.js';
import { own } from './consent/own.js';
import { oneLook } from './one-look.js';
import type { ShopifyOptions } from './shopify-page.js';

declare module '../core/profile.js' {
  interface SliceMap {
    /** When a look was last read off a Shopify theme, epoch ms; 0: never. */
    shopify: number;
  }
}

/** Where the custom pixel leaves orders. */
const ORDERS_KEY = 'waymark-shopify-orders';
const KNOWN: Known<ShopifyOptions> = { idField: 1 };
const ID_FIELDS: readonly unknown[] = ['id', 'sku', 'variant_id', undefined];

/**
 * What a Shopify theme says: `view_item` and `view_item_list` by `ShopifyAnalytics.meta`, `view_cart` by the Ajax API,
 * `add_to_cart` when a product form is sent. A theme's scripts do not run where an order is thanked for: the custom pixel in
 * `examples/shopify` leaves `checkout_completed` in `localStorage`, which the next page of the shop takes as `purchase`.
 * Runs under `analytics`, as the pixel does; needs `viewed()` and `orders()`. Source: shopify.dev/docs/api/ajax/reference/cart,
 * shopify.dev/docs/api/web-pixels-api/standard-events/checkout_completed; `ShopifyAnalytics.meta` is published by every theme
 * without a page of its own.
 */
export function shopify(options: ShopifyOptions = {}): Plugin {
  must(ID_FIELDS.includes(options.idField), 'idField', '`id`, `sku` or `variant_id`');
  return definePlugin({
    name: 'shopify',
    options: [options, KNOWN],
    purpose: 'analytics',
    needs: ['viewed', 'orders'],
    normalize: (touchpoint, { slices }) =>
      oneLook(touchpoint, { viewed: slices.viewed, readAt: slices.shopify }, 'shopify'),
    slice: {
      name: 'shopify',
      version: 1,
      initial: 0,
      reduce: (state, { type, by, at }) => (type === 'view_item' && by === 'shopify' ? at : state),
    },
    capture(context) {
      const { signal, problem } = context;
      let isWatched = false;
      const look = (): void => {
        if (isWatched || (!own(window, 'Shopify') && foundText(ORDERS_KEY) === null)) return;
        isWatched = true;
        import('./read-shopify.js')
          .then(({ watchShopify }) => watchShopify(options, ORDERS_KEY, context))
          .catch((cause: Error) => problem('shopify-unread', `Shopify cannot be read: ${cause.message}.`));
      };
      look();
      listen('DOMContentLoaded', look, signal);
    },
  });
}
