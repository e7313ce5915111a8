import { bare } from '../platform/bare.js';
import { type Graph, isNode, type MarkedNode, textOf, typesOf } from './graph.js';

/** What a page is about: its products that stand in no list, the ways to it, and its lists. */
export interface Gathered {
  readonly products: readonly MarkedNode[];
  readonly trails: readonly MarkedNode[];
  readonly lists: readonly MarkedNode[];
}

const PRODUCT = /^(Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car)$/;
/** What leads from a page to what it is about; all else, such as `isRelatedTo`, leads away from it. */
const INTO = ['@graph', 'mainEntity', 'mainEntityOfPage', 'breadcrumb', 'hasPart'];
const NODES = 2_000;

/** Pure. */
export function gather(graph: Graph): Gathered {
  const products: MarkedNode[] = [];
  const trails: MarkedNode[] = [];
  const lists: MarkedNode[] = [];
  const seen = new Set<unknown>();
  const queue: unknown[] = [...graph.roots];
  for (let at = 0; at < queue.length && at < NODES; at++) {
    const node = queue[at];
    if (!isNode(node) || seen.has(node)) continue;
    seen.add(node);
    const types = typesOf(graph, node);
    if (types.includes('BreadcrumbList')) trails.push(node);
    else if (types.includes('ItemList')) lists.push(node);
    else if (isProduct(graph, node)) products.push(node);
    else for (const property of INTO) queue.push(...graph.all(node, property));
  }
  return { products, trails, lists };
}

/** Pure. */
export function isProduct(graph: Graph, node: unknown): boolean {
  return typesOf(graph, node).some(type => PRODUCT.test(type));
}

/**
 * The product that the page at `href` is about: the only one, else the only one whose address this is. What several blocks
 * say of one product is put together. Something without an offer and an identifier is no product of a shop. Pure.
 */
export function mainProduct(graph: Graph, products: readonly MarkedNode[], href: string): MarkedNode | undefined {
  const distinct: MarkedNode[] = [];
  for (const product of products) {
    const at = distinct.findIndex(other => isSame(graph, other, product));
    if (at < 0) distinct.push(product);
    else distinct[at] = bare({ ...product, ...distinct[at] });
  }
  const sold = distinct.filter(product => isSold(graph, product));
  const here = sold.filter(product =>
    addressesOf(graph, product).some(url => pageOf(url, href) === pageOf(href, href)),
  );
  return sold.length === 1 ? sold[0] : here.length === 1 ? here[0] : undefined;
}

function isSame(graph: Graph, one: MarkedNode, other: MarkedNode): boolean {
  return ['@id', 'sku', 'productID', 'name'].some(property => {
    const text = textOf(graph, one, property).toLowerCase();
    return text !== '' && text === textOf(graph, other, property).toLowerCase();
  });
}

function isSold(graph: Graph, product: MarkedNode): boolean {
  const isNamed = textOf(graph, product, 'name') !== '';
  return isNamed && ['offers', 'hasVariant', ...IDS].some(property => graph.all(product, property).length > 0);
}

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

/** Host and path of an address, for what is behind them names campaigns and variants; `''` for what is none. Pure. */
function pageOf(url: unknown, base: string): string {
  try {
    const { host, pathname } = new URL(typeof url === 'string' ? url : '', base);
    return url ? host.replace(/^www\./, '') + pathname.replace(/\/$/, '') : '';
  } catch {
    return ''; // What is no address is that of no page.
  }
}
