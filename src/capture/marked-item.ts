import { type Graph, type MarkedNode, textOf } from './graph.js';
import type { Item } from './item.js';
import { IDS } from './main-product.js';
import { offerOf } from './offer-of.js';

export interface MarkupOptions {
  /** Which of schema.org's identifiers the shop tracks as `item_id`. Default: the first there is, in this order. */
  readonly idField?: 'sku' | 'productID' | 'mpn' | 'gtin';
  /**
   * Tells looks alone, and only where nobody else does: not while the last look known is one that others told, for 30 days.
   * A product is told once it stood there for a second look. Default: false.
   */
  readonly unlessTold?: boolean;
}

/** A product in GA4's fields, and the currency of its price. */
export interface MarkedItem {
  readonly item: Item;
  /** Empty where there is no price, or none that is known. */
  readonly currency: string;
}

/** What the page at `href` says of a product, but for its categories. Pure. */
export function markedItem(
  graph: Graph,
  product: MarkedNode,
  { href, idField }: MarkupOptions & { readonly href: string },
): MarkedItem {
  const ids = idField ? IDS.filter(id => id.startsWith(idField)) : IDS;
  const { price, currency = '', in_stock } = offerOf(graph, product, href);
  const item: Item = {
    ...some('item_id', textOf(graph, product, ...ids)),
    item_name: textOf(graph, product, 'name'),
    ...some('item_brand', textOf(graph, product, 'brand')),
    ...(price !== undefined && { price }),
    ...ratingOf(graph, product),
    ...(in_stock !== undefined && { in_stock }),
  };
  return { item, currency };
}

function some(key: 'item_id' | 'item_brand', text: string): object {
  return text ? { [key]: text } : {};
}

/** Of 5 at best, whatever the page counts to. */
function ratingOf(graph: Graph, product: MarkedNode): Pick<Item, 'rating' | 'rating_count'> {
  const [rating] = graph.all(product, 'aggregateRating');
  const number = (...names: readonly string[]): number =>
    Number(textOf(graph, rating, ...names).replace(',', '.') || NaN);
  const best = number('bestRating') || 5;
  const value = number('ratingValue');
  const count = number('ratingCount', 'reviewCount');
  if (!(value > 0 && value <= best)) return {};
  return {
    rating: Math.round((value / best) * 500) / 100,
    ...(count > 0 && count < 1e9 && { rating_count: Math.floor(count) }),
  };
}
