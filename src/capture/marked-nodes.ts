import { bare } from '../platform/bare.js';
import type { MarkedNode } from './graph.js';
import { looseJson } from './loose-json.js';
import { wordingOf } from './wording.js';

/** All JSON-LD of a page that is read, characters. */
const CHARACTERS = 500_000;
const SCOPES = 1_000;
const PROPERTIES = 5_000;
/** Lists in lists. */
const DEPTH = 3;
/** Parts of the page that a node of microdata may name beside its own. */
const PARTS = 10;
/** How a syntax marks a node, its type, its name and its properties. */
const SYNTAXES = {
  microdata: ['itemscope', 'itemtype', 'itemid', 'itemprop'],
  rdfa: ['typeof', 'typeof', 'resource', 'property'],
} as const;

/** The JSON-LD blocks of a page. What cannot be parsed, or is beyond 500,000 characters, is left out. */
export function linkedData(page: Document): readonly unknown[] {
  let room = CHARACTERS;
  const roots: unknown[] = [];
  for (const { textContent } of page.querySelectorAll('script[type*="ld+json" i]')) {
    const text = textContent ?? '';
    if (text.length > room) continue;
    room -= text.length;
    try {
      roots.push(looseJson(text));
    } catch {
      // The other blocks are read all the same.
    }
  }
  return roots.flat(DEPTH);
}

/** The nodes of a page that are marked up in its elements and are no property of another. */
export function markedElements(page: Document, syntax: keyof typeof SYNTAXES): readonly MarkedNode[] {
  const [scope, type, id, property] = SYNTAXES[syntax];
  const nodes = new Map<Element, Record<string, unknown>>();
  for (const element of [...page.querySelectorAll(`[${scope}]`)].slice(0, SCOPES)) {
    const name = element.getAttribute(id);
    nodes.set(element, bare({ '@type': wordsOf(element, type), ...(name && { '@id': name }) }));
  }
  if (!nodes.size) return [];
  const inner = new Set<unknown>();
  const ownerOf = (element: Element): Element | null | undefined => element.parentElement?.closest(`[${scope}]`);
  const give = (node: Record<string, unknown> | null | undefined, element: Element): void => {
    const value = nodes.get(element) ?? wordingOf(element);
    if (!node || node === value) return;
    inner.add(value);
    for (const word of wordsOf(element, property)) {
      const name = word.replace(/^.*[/#:]/, '');
      // What has several values repeats the property.
      node[name] = [...((node[name] as unknown[] | undefined) ?? []), value].slice(-200);
    }
  };
  const marked = [...page.querySelectorAll(`[${property}]`)].slice(0, PROPERTIES);
  for (const element of marked) {
    const owner = ownerOf(element);
    give(owner && nodes.get(owner), element);
  }
  if (syntax === 'microdata') {
    // What stands elsewhere on the page. Source: html.spec.whatwg.org/multipage/microdata.html#the-itemref-attribute
    for (const [owner, node] of nodes)
      for (const part of wordsOf(owner, 'itemref').slice(0, PARTS)) {
        const place = page.querySelector(`[id=${JSON.stringify(part)}]`);
        const around = place && ownerOf(place);
        if (!place || around === owner) continue;
        for (const element of marked) if (place.contains(element) && ownerOf(element) === around) give(node, element);
      }
  }
  return [...nodes.values()].filter(node => !inner.has(node));
}

function wordsOf(element: Element, attribute: string): string[] {
  return (element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean).slice(0, 10);
}

/** What Open Graph says of a product, as schema.org would. What is said several times stays that. */
export function openGraph(page: Document): readonly MarkedNode[] {
  const every = (...names: readonly string[]): readonly string[] =>
    names.flatMap(name =>
      [...page.querySelectorAll(`meta[property="${name}" i],meta[name="${name}" i]`)]
        .map(element => element.getAttribute('content') ?? '')
        .filter(Boolean)
        .slice(0, 10),
    );
  const [type = ''] = every('og:type');
  const prices = every('product:price:amount', 'og:price:amount');
  const sales = every('product:sale_price:amount');
  if (![...prices, ...sales].length ? !/product(\.item)?$/i.test(type) : /group$/i.test(type)) return [];
  // A sale that has its days may not be today's.
  const isSale = sales.length > 0 && !every('product:sale_price_dates:start', 'product:sale_price_dates:end').length;
  return [
    {
      '@type': 'Product',
      name: every('og:title'),
      sku: every('product:retailer_item_id'),
      brand: every('product:brand', 'og:brand'),
      category: every('product:category'),
      offers: {
        '@type': 'Offer',
        price: isSale ? sales : [...prices, ...sales],
        priceCurrency: every('product:price:currency', 'og:price:currency', 'product:sale_price:currency'),
        availability: every('product:availability', 'og:availability'),
      },
    },
  ];
}
