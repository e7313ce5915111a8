import { isProduct } from './gather.js';
import { type Graph, isNode, type MarkedNode, textOf } from './graph.js';
import type { Item } from './item.js';
import { type MarkupOptions, markedItem } from './marked-item.js';

/** The data of a `view_item_list`. */
export interface MarkedList {
  readonly items: readonly Item[];
  readonly item_list_name?: string;
  readonly currency?: string;
}

/** Products of a list that are told. */
const ITEMS = 50;

/**
 * The list of products a page is about: the only `ItemList` on it, where everything in it is a product with a name; else
 * `null`. Prices only in one currency. Pure.
 */
export function readList(
  lists: readonly (readonly [Graph, MarkedNode])[],
  options: MarkupOptions & { readonly href: string },
): MarkedList | null {
  const [only] = lists;
  if (!only || lists.length > 1) return null;
  const [graph, list] = only;
  const products = graph
    .all(list, 'itemListElement')
    .map((element, index) => ({
      place: Number(textOf(graph, element, 'position')) || index + 1,
      product: isProduct(graph, element) ? element : graph.all(element, 'item')[0],
    }))
    .sort((one, other) => one.place - other.place)
    .map(({ product }) => product);
  const isClear = products.every(
    product => isNode(product) && isProduct(graph, product) && textOf(graph, product, 'name'),
  );
  if (!products.length || !isClear) return null;
  const read = products
    .filter(isNode)
    .slice(0, ITEMS)
    .map(product => markedItem(graph, product, options));
  const currencies = new Set(read.map(({ currency }) => currency).filter(Boolean));
  const [currency] = currencies;
  const isPriced = currency && currencies.size === 1;
  const name = textOf(graph, list, 'name');
  return {
    ...(name && { item_list_name: name }),
    ...(isPriced && { currency }),
    items: read.map(({ item: { price, ...item } }, index) => ({
      ...item,
      ...(isPriced && price !== undefined && { price }),
      index: index + 1,
    })),
  };
}
