import { must } from '../core/check-options.js';
import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { whenPresent } from '../platform/when-present.js';
import type { CartSync } from './cart-sync.js';
import { own } from './consent/own.js';
import type { WoocommerceOptions } from './read-woocommerce.js';

/** jQuery, as far as it is used. */
type Jquery = (target: Element) => Record<'on' | 'off', (events: string, run: () => void) => unknown>;

const KNOWN: Known<WoocommerceOptions> = { api: 1, idField: 1 };
const ID_FIELDS: readonly unknown[] = ['id', 'sku', undefined];
const CLASSIC_EVENTS = 'added_to_cart removed_from_cart updated_cart_totals wc_cart_emptied';

/**
 * What WooCommerce says: `add_to_cart` and `remove_from_cart` by comparing the Store API's cart with what is known whenever
 * WooCommerce tells that it changed, in blocks and, through jQuery where that is there, in classic themes; `view_cart`,
 * `begin_checkout` and `purchase` on their pages. Products are read by `markup()`, for WooCommerce writes JSON-LD. Needs
 * `cart()`. Source: developer.woocommerce.com/docs/block-development/reference/dom-events and /docs/apis/store-api; the classes
 * of WooCommerce's own templates.
 */
export function woocommerce(options: WoocommerceOptions = {}): Plugin {
  must(ID_FIELDS.includes(options.idField), 'idField', '`id` or `sku`');
  return definePlugin({
    name: 'woocommerce',
    options: [options, KNOWN],
    needs: ['cart'],
    capture(context) {
      const { signal, problem } = context;
      let reader: ReturnType<typeof read> | undefined;
      const read = () => import('./read-woocommerce.js').then(({ wooReader }) => wooReader(options, context));
      const load = (run: (sync: CartSync) => void): void => {
        reader ??= read();
        reader.then(run, (cause: Error) => {
          reader = undefined;
          problem('cart-unread', `The cart of WooCommerce cannot be read: ${cause.message}.`);
        });
      };
      const changed = (): void => load(sync => sync.changed());
      const look = (): void => {
        if (/woocommerce-(cart|checkout)\b/.test(document.body?.className)) load(() => {});
      };
      for (const act of ['added_to', 'removed_from']) listen(`wc-blocks_${act}_cart`, changed, signal);
      whenPresent(() => hearClassic(changed, signal), signal);
      listen('DOMContentLoaded', look, signal);
      look();
    },
  });
}

function hearClassic(changed: () => void, signal: AbortSignal): boolean {
  const jquery = own(window, 'jQuery') as Jquery | undefined;
  if (typeof jquery !== 'function') return false;
  const body = jquery(document.body);
  body.on(CLASSIC_EVENTS, changed);
  signal.addEventListener('abort', () => body.off(CLASSIC_EVENTS, changed));
  return true;
}
