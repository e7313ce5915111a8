import { definePlugin, type Plugin } from '../core/plugin.js';
import type {} from './commerce.js';
import { eachPage } from './each-page.js';
import { oneLook } from './one-look.js';
import type { MarkupOptions } from './read-markup.js';

declare module '../core/profile.js' {
  interface SliceMap {
    /** When a look was last read off the markup of a page, epoch ms; 0: never. */
    markup: number;
  }
}

/** What a shop system says of its own page goes before. */
const LATE_MS = 300;
/** Whether there is anything to read. */
const MARKED =
  'script[type*="ld+json" i],[itemtype*="schema.org/" i],[typeof*="Product" i],[property="og:type" i][content*="product" i],[property$="price:amount" i]';

/**
 * `view_item` on product pages, read off what they tell search engines: schema.org in JSON-LD, microdata (without `itemref`)
 * or RDFa, else Open Graph; with the price or none, the categories of the breadcrumbs, the rating, and whether it is in
 * stock. Once a page, soft navigations included, and not where somebody tells the same look; needs `viewed()` for that.
 * The parser is loaded where there is something to read. Source: schema.org; developers.google.com/search/docs/appearance/structured-data/product;
 * ogp.me; developers.facebook.com/docs/marketing-api/catalog/guides/microdata-tags.
 */
export function markup(options: MarkupOptions = {}): Plugin {
  return definePlugin({
    name: 'markup',
    needs: ['viewed'],
    normalize: (touchpoint, { slices }) => oneLook(touchpoint, slices, 'markup'),
    slice: {
      name: 'markup',
      version: 1,
      initial: 0,
      reduce: (state, { type, by, at }) => (type === 'view_item' && by === 'markup' ? at : state),
    },
    capture({ signal, track, problem }) {
      let last = '';
      eachPage(
        async isFresh => {
          if (isFresh) last = '';
          try {
            const look = document.querySelector(MARKED)
              ? (await import('./read-markup.js')).readMarkup(document, location.href, options)
              : null;
            const [item] = look?.items ?? [];
            const key = item ? `${item.item_id} ${item.item_name}` : '';
            // An app may leave behind what the page before was about.
            const isNew = key !== '' && key !== last;
            last = key;
            if (isNew && look && !signal.aborted) track('view_item', look);
            return isNew;
          } catch (cause) {
            problem('markup-unread', `The markup of this page could not be read: ${(cause as Error).message}.`);
            return true;
          }
        },
        signal,
        LATE_MS,
      );
    },
  });
}
