import { type CaptureContext, definePlugin, type Plugin } from '../core/plugin.js';
import { onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { dropText, foundText } from '../platform/stop-gap.js';
import type {} from './commerce.js';
import { own } from './consent/own.js';
import { eachPage } from './each-page.js';
import { oneLook } from './one-look.js';
import type { ShopifyOptions } from './read-shopify.js';

/** Where the custom pixel leaves orders. */
const ORDERS_KEY = 'waymark-shopify-orders';

/**
 * What a Shopify theme says: `view_item` and `view_item_list` by `ShopifyAnalytics.meta`, `view_cart` by the Ajax API,
 * `add_to_cart` when a product form is sent. A theme's scripts do not run where an order is thanked for: the custom pixel in
 * `examples/shopify` leaves `checkout_completed` in `localStorage`, which the next page of the shop takes as `purchase`.
 * Runs under `analytics`, as the pixel does; needs `viewed()` and `orders()`. Source: shopify.dev/docs/api/ajax/reference/cart,
 * shopify.dev/docs/api/web-pixels-api/standard-events/checkout_completed; `ShopifyAnalytics.meta` is published by every theme
 * without a page of its own.
 */
export function shopify({ idField = 'id' }: ShopifyOptions = {}): Plugin {
  const load = () => import('./read-shopify.js');
  return definePlugin({
    name: 'shopify',
    purpose: 'analytics',
    needs: ['viewed', 'orders'],
    normalize: (touchpoint, { slices }) => oneLook(touchpoint, slices.viewed, 'shopify'),
    capture(context) {
      const { signal } = context;
      const isShopify = (): boolean => typeof own(window, 'Shopify') === 'object';
      const take = (): void => {
        if (foundText(ORDERS_KEY) === null) return;
        void tell(async () => {
          const { takeOrders } = await load();
          const text = foundText(ORDERS_KEY);
          if (signal.aborted || text === null) return false;
          dropText(ORDERS_KEY);
          takeOrders(text, idField, context);
          return true;
        }, context);
      };
      take();
      onShow(take, signal);
      let last = '';
      eachPage(async isFresh => {
        if (!isShopify()) return false;
        if (isFresh) last = '';
        return tell(async () => {
          const found = await (await load()).readShopify(idField, signal);
          const key = JSON.stringify(found);
          // What Shopify publishes is that of the document, not of what a script has put into it.
          if (!found || key === last || signal.aborted) return false;
          last = key;
          context.track(found.type, found.data);
          return true;
        }, context);
      }, signal);
      listen(
        'submit',
        ({ target }) => {
          if (target instanceof HTMLFormElement && isShopify())
            void tell(async () => (await load()).readForm(target, idField, context), context);
        },
        signal,
      );
    },
  });
}

async function tell(read: () => Promise<boolean>, { signal, problem }: CaptureContext): Promise<boolean> {
  try {
    return await read();
  } catch (cause) {
    if (!signal.aborted) problem('shopify-unread', `What Shopify says could not be read: ${(cause as Error).message}.`);
    return true;
  }
}
