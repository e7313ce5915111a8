import { bare } from '../platform/bare.js';
import type { Gathered } from './gather.js';
import { type Graph, isNode, type MarkedNode, textOf } from './graph.js';

/** schema.org's identifiers of a product. */
export const IDS: readonly string[] = [
  'sku',
  'productID',
  'productGroupID',
  'mpn',
  'gtin',
  'gtin13',
  'gtin14',
  'gtin12',
  'gtin8',
];

/**
 * The product that the page at `href` is about: the only one, else the only one whose address this is, else the only one a
 * page names its main entity, else the first, where it alone says no address: all others are elsewhere. What several
 * blocks say of one product is put together. Something without an offer and an identifier is no product of a shop. Pure.
 */
export function mainProduct(
  graph: Graph,
  { products, main }: Pick<Gathered, 'products' | 'main'>,
  href: string,
): MarkedNode | undefined {
  const sold = joined(graph, products).filter(product => isSold(graph, product));
  if (sold.length < 2) return sold[0];
  const at = (place: (url: unknown, base: string) => string) =>
    sold.filter(product => addressesOf(graph, product).some(url => place(url, href) === place(href, href)));
  const named = sold.filter(product => main.some(other => isSame(graph, other, product)));
  const placeless = sold.filter(product => addressesOf(graph, product).every(url => !pageOf(url, href)));
  const first = placeless[0] === sold[0] ? placeless : [];
  return [at(pageOf), at(queryOf), named, first].find(found => found.length === 1)?.[0];
}

/** What is said of one product in one; offers add up, for they may not say the same. */
function joined(graph: Graph, products: readonly MarkedNode[]): readonly MarkedNode[] {
  const distinct: MarkedNode[] = [];
  /** Places in the list by what a product is known by. */
  const known = new Map<string, number>();
  for (const product of products) {
    const names = namesOf(graph, product);
    const at = names.map(name => known.get(name)).find(place => place !== undefined) ?? distinct.length;
    const other = distinct[at];
    distinct[at] = other ? both(graph, other, product) : product;
    for (const name of names) if (!known.has(name)) known.set(name, at);
  }
  return distinct;
}

function both(graph: Graph, one: MarkedNode, other: MarkedNode): MarkedNode {
  const offers = [...graph.all(one, 'offers'), ...graph.all(other, 'offers')];
  return bare({ ...other, ...one, ...(offers.length && { offers }) });
}

function namesOf(graph: Graph, product: MarkedNode): readonly string[] {
  return ['@id', 'sku', 'productID', 'name'].flatMap(property => {
    const text = textOf(graph, product, property).toLowerCase();
    return text ? [`${property} ${text}`] : [];
  });
}

/** Whether two nodes are one product, as far as they say. Pure. */
export function isSame(graph: Graph, one: MarkedNode, other: MarkedNode): boolean {
  const names = namesOf(graph, one);
  return namesOf(graph, other).some(name => names.includes(name));
}

function isSold(graph: Graph, product: MarkedNode): boolean {
  const isNamed = textOf(graph, product, 'name') !== '';
  return isNamed && ['offers', 'hasVariant', ...IDS].some(property => graph.all(product, property).length > 0);
}

function addressesOf(graph: Graph, product: MarkedNode): readonly unknown[] {
  const offers = graph.all(product, 'offers');
  const pages = graph.all(product, 'mainEntityOfPage').flatMap(page => (isNode(page) ? graph.all(page, '@id') : page));
  return [
    ...graph.all(product, 'url'),
    ...graph.all(product, '@id'),
    ...pages,
    ...offers.flatMap(offer => graph.all(offer, 'url')),
  ];
}

/** The same with what asks for a variant. */
function queryOf(url: unknown, base: string): string {
  try {
    return pageOf(url, base) + new URL(addressIn(url), base).search;
  } catch {
    return '';
  }
}

function addressIn(url: unknown): string {
  const text = isNode(url) && Object.hasOwn(url, '@id') ? url['@id'] : url;
  return typeof text === 'string' ? text : '';
}

/** Host and path of an address, for what is behind them names campaigns and variants; `''` for what is none. Pure. */
function pageOf(url: unknown, base: string): string {
  try {
    const { host, pathname } = new URL(addressIn(url), base);
    return url ? host.replace(/^www\./, '') + pathname.replace(/\/$/, '') : '';
  } catch {
    return ''; // What is no address is that of no page.
  }
}
