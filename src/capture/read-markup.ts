import { gather } from './gather.js';
import { type Graph, graphOf, isNode, type MarkedNode, textOf } from './graph.js';
import type { Item } from './item.js';
import { mainProduct } from './main-product.js';
import { type MarkupOptions, markedItem } from './marked-item.js';
import { linkedData, markedElements, openGraph } from './marked-nodes.js';
import { type MarkedList, readList } from './read-list.js';

/** The data of a `view_item`. */
export interface MarkedLook {
  readonly items: readonly [Item];
  readonly currency?: string;
  readonly value?: number;
}

/** What a page is about. */
export type Marked =
  | { readonly type: 'view_item'; readonly data: MarkedLook }
  | { readonly type: 'view_item_list'; readonly data: MarkedList };

/** Names of the first step of a way, where its address does not say so. */
const HOME =
  /^(home|home ?page|start|startseite|accueil|inicio|início|página inicial|hem|hjem|forside|etusivu|domů|strona główna|главная|ana sayfa|トップ|ホーム|首页|홈)$/i;
/** The root of a site, or of one language of it. */
const ROOT = /^\/([a-z]{2}([-_][a-z]{2})?\/?)?$/i;
const LEVELS = 5;

/**
 * What the page at `href` says of the one product it is about, else of the one list of products; or `null`. The first syntax
 * that says so is believed.
 */
export function readMarkup(page: Document, href: string, options: MarkupOptions = {}): Marked | null {
  const graphs = [
    () => linkedData(page),
    () => markedElements(page, 'microdata'),
    () => markedElements(page, 'rdfa'),
    () => openGraph(page),
  ].map(read => graphOf(read()));
  const gathered = graphs.map(graph => ({ graph, ...gather(graph) }));
  for (const { graph, products, main } of gathered) {
    const product = mainProduct(graph, { products, main }, href);
    if (!product) continue;
    const name = textOf(graph, product, 'name');
    const ways = gathered.flatMap(({ graph: other, trails }) => trails.map(trail => stepsOf(other, trail, name, href)));
    const { item, currency } = markedItem(graph, product, { ...options, href });
    const { price } = item;
    const categories = categoriesOf(ways.find(way => way.length > 0) ?? categoryOf(graph, product));
    const data = {
      ...(price !== undefined && currency && { currency, value: price }),
      items: [{ ...item, ...categories }] as const,
    };
    return { type: 'view_item', data };
  }
  const lists = gathered.flatMap(({ graph, lists: found }) => found.map(list => [graph, list] as const));
  const list = readList(lists, { ...options, href });
  return list && { type: 'view_item_list', data: list };
}

/** The way from the home page to the product, both left out. */
function stepsOf(graph: Graph, trail: MarkedNode, product: string, href: string): readonly string[] {
  const steps = graph
    .all(trail, 'itemListElement')
    .filter(isNode)
    .map((step, index) => {
      const [item] = graph.all(step, 'item');
      const url = isNode(item) ? textOf(graph, item, '@id', 'url') : textOf(graph, step, 'item');
      return {
        place: Number(textOf(graph, step, 'position')) || index + 1,
        name: textOf(graph, step, 'name') || (isNode(item) ? textOf(graph, item, 'name') : ''),
        path: url ? pathOf(url, href) : '',
      };
    })
    .sort((one, other) => one.place - other.place);
  const [first] = steps;
  const isHome = first && (HOME.test(first.name) || ROOT.test(first.path));
  const last = steps.at(-1);
  const isProduct =
    last &&
    (last.name.toLowerCase() === product.toLowerCase() || (last.path !== '' && last.path === new URL(href).pathname));
  return steps
    .slice(isHome ? 1 : 0, isProduct ? -1 : undefined)
    .map(({ name }) => name)
    .filter(Boolean);
}

function pathOf(url: string, base: string): string {
  try {
    return new URL(url, base).pathname;
  } catch {
    return ''; // What is no address has no path.
  }
}

/** `category` is a text, Google's `A > B`, or something with a name; an address says nothing that people read. */
function categoryOf(graph: Graph, product: MarkedNode): readonly string[] {
  const text = textOf(graph, product, 'category');
  return /^(https?:|\d+$)/.test(text)
    ? []
    : text
        .split('>')
        .map(part => part.trim())
        .filter(Boolean);
}

function categoriesOf(names: readonly string[]): object {
  return Object.fromEntries(
    names.slice(0, LEVELS).map((name, level) => [`item_category${level ? level + 1 : ''}`, name]),
  );
}
