import { must } from '../core/check-options.js';
import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { whenPresent } from '../platform/when-present.js';
import { own } from './consent/own.js';
import type { MagentoOptions } from './read-magento.js';

/** RequireJS, as far as it is used. */
interface Require {
  (module: string): unknown;
  defined(module: string): boolean;
}

const KNOWN: Known<MagentoOptions> = { currency: 1, idField: 1 };
const ID_FIELDS: readonly unknown[] = ['product_sku', 'product_id', undefined];
const MODULE = 'Magento_Customer/js/customer-data';

/**
 * What Magento and Adobe Commerce say: `add_to_cart` and `remove_from_cart` by comparing the `cart` section of the private
 * content with what is known whenever it changes, in Luma by its customer data, in Hyvä by its event; `view_cart` and
 * `begin_checkout` on their pages. Products are read by `markup()`, for Magento's pages hold microdata. Needs `cart()`.
 * Source: developer.adobe.com/commerce/php/development/cache/page/private-content; docs.hyva.io, "Private content section data".
 */
export function magento(options: MagentoOptions = {}): Plugin {
  must(ID_FIELDS.includes(options.idField), 'idField', '`product_sku` or `product_id`');
  return definePlugin({
    name: 'magento',
    options: [options, KNOWN],
    needs: ['cart'],
    capture(context) {
      const { signal, problem } = context;
      let reader: ReturnType<typeof read> | undefined;
      const read = () => import('./read-magento.js').then(({ magentoReader }) => magentoReader(options, context));
      const load = (section?: unknown): void => {
        reader ??= read();
        reader.then(
          ({ changed }) => changed(section),
          (cause: Error) => {
            reader = undefined;
            problem('cart-unread', `The cart of Magento cannot be read: ${cause.message}.`);
          },
        );
      };
      const look = (): void => {
        if (/checkout-(cart|index)-index\b/.test(document.body?.className)) load();
      };
      whenPresent(() => hearLuma(load, signal), signal);
      listen<CustomEvent>('private-content-loaded', ({ detail }) => load(own(detail, 'data', 'cart')), signal);
      listen('DOMContentLoaded', look, signal);
      look();
    },
  });
}

function hearLuma(hear: (data: unknown) => void, signal: AbortSignal): boolean {
  const require = own(window, 'require') as Require | undefined;
  // Only what is loaded anyway.
  if (typeof require !== 'function' || !require.defined?.(MODULE)) return false;
  // A Knockout observable: a function with methods.
  const cart = (require(MODULE) as { get(name: string): { subscribe(run: typeof hear): { dispose(): void } } }).get(
    'cart',
  );
  const subscription = cart.subscribe(hear);
  signal.addEventListener('abort', () => subscription.dispose());
  return true;
}
