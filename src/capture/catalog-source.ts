import { definePlugin, type Plugin } from '../core/plugin.js';
import type { CatalogItem } from './catalog-item.js';
import type { CatalogSourceOptions } from './read-catalog.js';

/** Keep the plugin: `suggest({ catalog: source.items })`. */
export interface CatalogSource extends Plugin {
  /** What was read, the same array until it is read again; empty before. */
  items(): readonly CatalogItem[];
  /** Resolves once it was read, or could not be; never rejects. `undefined` before the reading has begun. */
  read(): Promise<unknown> | undefined;
}

/**
 * The shop's own catalogue from a Google Merchant feed (XML or TSV), Shopify or WooCommerce: got once a page, when that is
 * idle, and cached by the browser as the shop's server says. Keeps 200 kB of names, categories, brands, prices, addresses and
 * stock; the rest is dropped and not downloaded. What goes wrong is a `problem`, and suggestions go on without it.
 */
export function catalogSource(options: CatalogSourceOptions): CatalogSource {
  let items: readonly CatalogItem[] = [];
  let reading: Promise<unknown> | undefined;
  const plugin = definePlugin({
    name: 'catalog-source',
    purpose: 'personalization',
    capture(context) {
      reading = import('./read-catalog.js')
        .then(({ readCatalog }) => readCatalog(options, context))
        .then(
          found => {
            items = found;
          },
          cause => context.signal.aborted || context.problem('catalog-unread', cause.message),
        );
    },
  });
  return Object.assign(plugin, { items: () => items, read: () => reading });
}
