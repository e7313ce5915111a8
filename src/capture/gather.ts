import { type Graph, isNode, type MarkedNode, typesOf } from './graph.js';

/** What a page is about: its products that stand in no list, the ways to it, and its lists. */
export interface Gathered {
  readonly products: readonly MarkedNode[];
  /** Those of them that a page says it is about. */
  readonly main: readonly MarkedNode[];
  readonly trails: readonly MarkedNode[];
  readonly lists: readonly MarkedNode[];
}

const PRODUCT = /^(Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car)$/;
/** What leads from a page to what it is about; all else, such as `isRelatedTo`, leads away from it. */
const INTO = ['@graph', 'mainEntity', 'mainEntityOfPage', 'breadcrumb', 'hasPart'];
const NODES = 2_000;

/** Follows what leads into a page from its roots, 2,000 nodes at most. Pure. */
export function gather(graph: Graph): Gathered {
  const products: MarkedNode[] = [];
  const main: unknown[] = [];
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
    else {
      main.push(...graph.all(node, 'mainEntity'));
      for (const property of INTO) queue.push(...graph.all(node, property));
    }
  }
  const variants = new Set(products.flatMap(product => graph.all(product, 'hasVariant')));
  const whole = products.filter(product => !variants.has(product));
  return { products: whole, main: whole.filter(product => main.includes(product)), trails, lists };
}

/** Whether a node is a product by its type. Pure. */
export function isProduct(graph: Graph, node: unknown): boolean {
  return typesOf(graph, node).some(type => PRODUCT.test(type));
}
