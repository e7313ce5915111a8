import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type {} from './commerce.js';
import { eachPage } from './each-page.js';
import type { MarkupOptions } from './marked-item.js';
import { oneList, type ToldList, toldList } from './one-list.js';
import { isToldElsewhere, oneLook, onlyLook } from './one-look.js';

declare module '../core/profile.js' {
  interface SliceMap {
    /** Which looks and lists were told, so that what is read is told once. */
    markup: {
      /** When a look was last read off the markup of a page, epoch ms; 0: never. */
      readonly lookedAt: number;
      /** The list of products that was told last, by whomever. */
      readonly list: ToldList;
    };
  }
}

/** What a shop system says of its own page goes before. */
const LATE_MS = 300;
/** Where there may be something to read. */
const MARKED =
  'script[type*="ld+json" i],[itemtype*="schema.org/" i],[typeof*="Product" i],[property="og:type" i][content*="product" i],[property$="price:amount" i]';
/** What stands in markup of products; shops have much that is of something else. */
const OF_PRODUCT = /product|vehicle|car\b/i;

const KNOWN: Known<MarkupOptions> = { idField: 1, unlessTold: 1 };
const NOTHING = { lookedAt: 0, list: { url: '', at: 0, isRead: false, first: [] } };

/**
 * `view_item` on product pages, read off what they tell search engines: schema.org in JSON-LD, microdata or RDFa, else Open
 * Graph; with the price or none, the categories of the breadcrumbs, the rating, and whether it is in stock.
 * `view_item_list` where a page is about one `ItemList` of products, once that stood there for a second. Once a page, soft navigations included, and not where somebody tells the same look; needs `viewed()` for that.
 * The parser is loaded where there is something to read. Source: schema.org; developers.google.com/search/docs/appearance/structured-data/product;
 * ogp.me; developers.facebook.com/docs/marketing-api/catalog/guides/microdata-tags.
 */
export function markup(given: MarkupOptions = {}): Plugin {
  const { unlessTold = false, ...options } = given;
  return definePlugin({
    name: 'markup',
    options: [given, KNOWN],
    needs: ['viewed'],
    normalize(touchpoint, { slices }) {
      const { lookedAt, list } = slices.markup ?? NOTHING;
      const looks = { viewed: slices.viewed, readAt: lookedAt };
      const one = oneList(touchpoint, list) && oneLook(touchpoint, looks, 'markup');
      return one && unlessTold ? onlyLook(one, looks, 'markup') : one;
    },
    slice: {
      name: 'markup',
      version: 1,
      initial: NOTHING,
      reduce(state, touchpoint) {
        const { type, by, at } = touchpoint;
        if (type === 'view_item' && by === 'markup') return { ...state, lookedAt: at };
        const list = toldList(state.list, touchpoint);
        return list === state.list ? state : { ...state, list };
      },
    },
    capture(context) {
      const { signal, track, problem } = context;
      let last = '';
      /** What was there at the last sight. */
      let seen = '';
      eachPage(
        async isFresh => {
          if (isFresh) last = '';
          try {
            const { viewed, markup: told = NOTHING } = context.profile.slices;
            const isOthers = unlessTold && isToldElsewhere({ viewed, readAt: told.lookedAt }, Date.now());
            const marked =
              !isOthers && isMarked()
                ? (await import('./read-markup.js')).readMarkup(document, location.href, options)
                : null;
            const names = marked?.data.items.map(item => `${item.item_id} ${item.item_name}`) ?? [];
            const key = names.length ? `${marked?.type} ${names.join()}` : '';
            // What else a product's page lists may be there before the product itself.
            const isList = marked?.type === 'view_item_list';
            const isSettled = !(isList || unlessTold) || key === seen;
            seen = key;
            if (!isSettled || (isList && unlessTold)) return false;
            // An app may leave behind what the page before was about.
            const isNew = key !== '' && key !== last;
            last = key;
            if (isNew && marked && !signal.aborted) track(marked.type, marked.data);
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

function isMarked(): boolean {
  return [...document.querySelectorAll(MARKED)].some(element =>
    OF_PRODUCT.test(
      element.getAttribute('itemtype') ?? (element.localName === 'script' ? element.textContent : 'product'),
    ),
  );
}
