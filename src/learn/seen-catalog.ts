import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { textOf } from '../core/text-of.js';
import { itemsOf, type KnownItem } from './items-of.js';

/** A product that was seen, as catalogues have it: what is not known is not there. Texts of at most 200 characters. */
export interface SeenItem {
  /** Id; the name where there is none. */
  readonly item_id: string;
  /** Name; the id where there is none. */
  readonly item_name: string;
  /** Category, the widest. */
  readonly item_category?: string;
  /** Brand. */
  readonly item_brand?: string;
  /** Price of one piece, in major units. */
  readonly price?: number;
  /** ISO 4217 of `price`. */
  readonly currency?: string;
  /** Address of the page it was looked at on; not known of what stood in lists only. */
  readonly url?: string;
}

declare module '../core/profile.js' {
  interface SliceMap {
    /** Products seen in lists and on their pages, the last one first, at most 100. */
    seenCatalog: readonly SeenItem[];
  }
}

const ITEMS = 100;

/** Keeps what lists and product pages have shown, a catalogue for a shop that has no other. */
export function seenCatalog(): Plugin {
  return definePlugin({
    name: 'seen-catalog',
    purpose: 'personalization',
    slice: {
      name: 'seenCatalog',
      version: 1,
      initial: [],
      reduce(state, touchpoint) {
        const { type, url, data } = touchpoint;
        if (type !== 'view_item' && type !== 'view_item_list') return state;
        const items = itemsOf(touchpoint);
        // A page about several products is about none of them.
        const page = type === 'view_item' && items.length === 1 ? textOf(url) : '';
        const currency = 'currency' in data ? textOf(data.currency).slice(0, 3) : '';
        const seen = items.map(item => seenOf(item, currency, page));
        const known = new Map(state.map(item => [item.item_id, item]));
        const next = new Map(seen.map(item => [item.item_id, { ...known.get(item.item_id), ...item }]));
        for (const item of state) if (!next.has(item.item_id)) next.set(item.item_id, item);
        const list = [...next.values()].slice(0, ITEMS);
        return JSON.stringify(list) === JSON.stringify(state) ? state : list;
      },
    },
  });
}

function seenOf(item: KnownItem, currency: string, url: string): SeenItem {
  const { item_id, item_name, item_category, item_brand, price } = item;
  return {
    item_id,
    item_name,
    ...(item_category && { item_category }),
    ...(item_brand && { item_brand }),
    ...(price && { price, ...(currency && { currency }) }),
    ...(url && { url }),
  };
}
