import { type Graph, isNode, type MarkedNode, textOf, typesOf, wordIn } from './graph.js';
import { isSame } from './main-product.js';
import type { Price } from './price-of.js';
import { currenciesIn, pricesIn } from './prices-in.js';
import { isSoldHere } from './sold-here.js';

/** What a product costs, as far as there is one answer, and whether it can be bought, as far as that is said. */
export interface Offered extends Partial<Price> {
  readonly in_stock?: boolean;
}

interface Offer {
  /** What it says it costs; `null` says that there are other prices, or what nobody can read. */
  readonly prices: readonly (Price | null)[];
  readonly isAvailable: boolean | undefined;
  readonly isNew: boolean;
  readonly url: string;
}

const GONE = /out.?of.?stock|sold.?out|discontinued|not.?(in.?stock|available)|unavailable|^oos$/i;
const THERE = /in.?stock|limited.?availability|pre.?order|pre.?sale|back.?order|made.?to.?order|(online|store).?only/i;
const WORN = /used|refurbished|damaged/i;

/**
 * The offer of a product on the page at `href`. Of several that of the variant in the address, else those in stock, else the
 * new ones; where prices still differ there is none: neither the low nor the high one of a range is what is paid. Pure.
 */
export function offerOf(graph: Graph, product: MarkedNode, href: string): Offered {
  const every = [product, ...graph.all(product, 'hasVariant')].flatMap(variant =>
    graph
      .all(variant, 'offers')
      .filter(offer => isSoldHere(graph, offer) && isOf(graph, variant, offer))
      .flatMap(offer => offersOf(graph, offer, { url: textOf(graph, variant, 'url'), currencies: [] })),
  );
  const asked = new URL(href).search ? every.filter(({ url }) => url !== '' && isAt(url, href)) : [];
  let offers = asked.length ? asked : every;
  const isAvailable = isAnyAvailable(offers);
  for (const isBetter of [(offer: Offer) => offer.isAvailable !== false, (offer: Offer) => offer.isNew]) {
    if (offers.some(isBetter)) offers = offers.filter(isBetter);
  }
  return {
    ...theOne(offers.flatMap(({ prices }) => prices)),
    ...(isAvailable !== undefined && { in_stock: isAvailable }),
  };
}

/** Whether one of these can be bought; `undefined` where that is not said. */
function isAnyAvailable(offers: readonly Offer[]): boolean | undefined {
  if (offers.some(offer => offer.isAvailable)) return true;
  return offers.length > 0 && offers.every(offer => offer.isAvailable === false) ? false : undefined;
}

/** An offer may name what is offered: then that has to be this very product. */
function isOf(graph: Graph, product: unknown, offer: unknown): boolean {
  const offered = graph.all(offer, 'itemOffered').filter(isNode);
  return (
    !offered.length || !isNode(product) || offered.some(other => other === product || isSame(graph, other, product))
  );
}

/** The offers in an offer: an `AggregateOffer` holds those of several sellers or variants. One level, for they may hold each other. */
function offersOf(
  graph: Graph,
  offer: unknown,
  outer: { readonly url: string; readonly currencies: readonly string[]; readonly isInner?: boolean },
): readonly Offer[] {
  const own = currenciesIn(graph, offer);
  const currencies = own.length ? own : outer.currencies;
  const isSeveral = !outer.isInner && typesOf(graph, offer).includes('AggregateOffer');
  const inner = (isSeveral ? graph.all(offer, 'offers') : [])
    .filter(each => isSoldHere(graph, each))
    .flatMap(each => offersOf(graph, each, { url: '', currencies, isInner: true }));
  const prices = pricesIn(graph, offer, currencies);
  const availability = wordIn(graph, offer, 'availability');
  const itself = {
    prices,
    isAvailable: GONE.test(availability) ? false : THERE.test(availability) || undefined,
    isNew: !WORN.test(wordIn(graph, offer, 'itemCondition')),
    url: textOf(graph, offer, 'url') || outer.url,
  };
  if (!inner.length) return [itself];
  // A range that is not that of the offers in it tells of others that are not there.
  const known = inner.flatMap(each => each.prices.map(price => price?.price));
  const others = prices.filter(price => price && !known.includes(price.price));
  return others.length ? [...inner, { ...itself, prices: others, isAvailable: undefined, isNew: true }] : inner;
}

/** The one price all of them say; some may leave out its currency. */
function theOne(prices: readonly (Price | null)[]): Partial<Price> {
  const [first] = prices;
  const [currency, ...others] = new Set(prices.flatMap(each => each?.currency ?? []));
  const isOne = first && !others.length && prices.every(each => each?.price === first.price);
  return isOne ? { price: first.price, ...(currency && { currency }) } : {};
}

function isAt(url: string, href: string): boolean {
  try {
    const [one, other] = [new URL(url, href), new URL(href)];
    return one.pathname === other.pathname && one.search === other.search;
  } catch {
    return false; // What is no address is not this one.
  }
}
