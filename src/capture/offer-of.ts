import { type Graph, type MarkedNode, textOf, typesOf } from './graph.js';
import { type Price, priceOf } from './price-of.js';

/** What a product costs, as far as there is one answer, and whether it can be bought, as far as that is said. */
export interface Offered extends Partial<Price> {
  readonly in_stock?: boolean;
}

interface Offer {
  readonly price: Price | undefined;
  readonly isAvailable: boolean | undefined;
  readonly isNew: boolean;
  readonly url: string;
}

/** Prices that nobody here pays now. */
const OTHER_PRICE = /list|strike|srp|msrp|regular|minimumadvertised|invoice/i;
const GONE = /out.?of.?stock|sold.?out|discontinued|^oos$/i;
const THERE = /in.?stock|limited.?availability|pre.?order|pre.?sale|back.?order|made.?to.?order|(online|store).?only/i;
const WORN = /used|refurbished|damaged/i;

/**
 * The offer of a product on the page at `href`. Of several that of the variant in the address, else those in stock, else the
 * new ones; where prices still differ there is none: neither the low nor the high one of a range is what is paid. Pure.
 */
export function offerOf(graph: Graph, product: MarkedNode, href: string): Offered {
  const every = [product, ...graph.all(product, 'hasVariant')].flatMap(variant =>
    graph.all(variant, 'offers').flatMap(offer => offersOf(graph, offer, { url: textOf(graph, variant, 'url') })),
  );
  const asked = new URL(href).search ? every.filter(({ url }) => url !== '' && isAt(url, href)) : [];
  let offers = asked.length ? asked : every;
  const isAvailable = offers.some(offer => offer.isAvailable)
    ? true
    : offers.length && offers.every(offer => offer.isAvailable === false)
      ? false
      : undefined;
  for (const isBetter of [(offer: Offer) => offer.isAvailable !== false, (offer: Offer) => offer.isNew]) {
    if (offers.some(isBetter)) offers = offers.filter(isBetter);
  }
  const prices = new Map(offers.flatMap(({ price }) => (price ? [[`${price.price} ${price.currency}`, price]] : [])));
  const [price] = prices.values();
  return {
    ...(prices.size === 1 ? price : {}),
    ...(isAvailable !== undefined && { in_stock: isAvailable }),
  };
}

/** The offers in an offer: an `AggregateOffer` holds those of several sellers or variants. One level, for they may hold each other. */
function offersOf(
  graph: Graph,
  offer: unknown,
  fallback: { readonly url: string; readonly currency?: string },
): readonly Offer[] {
  const { currency = textOf(graph, offer, 'priceCurrency') } = fallback;
  const isSeveral = fallback.currency === undefined && typesOf(graph, offer).includes('AggregateOffer');
  const inner = isSeveral ? graph.all(offer, 'offers') : [];
  if (inner.length) return inner.flatMap(each => offersOf(graph, each, { url: '', currency }));
  const availability = textOf(graph, offer, 'availability');
  return [
    {
      price: priceIn(graph, offer, textOf(graph, offer, 'priceCurrency') || currency),
      isAvailable: GONE.test(availability) ? false : THERE.test(availability) || undefined,
      isNew: !WORN.test(textOf(graph, offer, 'itemCondition')),
      url: textOf(graph, offer, 'url') || fallback.url,
    },
  ];
}

function priceIn(graph: Graph, offer: unknown, currency: string): Price | undefined {
  const said = textOf(graph, offer, 'price');
  if (said) return amountOf(said, currency);
  const low = amountOf(textOf(graph, offer, 'lowPrice'), currency);
  // A low price alone is one of several, unless there is one offer only.
  if (low) {
    const high = amountOf(textOf(graph, offer, 'highPrice'), currency);
    return high?.price === low.price || (!high && textOf(graph, offer, 'offerCount') === '1') ? low : undefined;
  }
  const prices = graph.all(offer, 'priceSpecification').flatMap(specification => {
    // A price per kilogram, for members, or from ten pieces on is none that a visitor can expect to pay.
    const isOther =
      OTHER_PRICE.test(textOf(graph, specification, 'priceType')) ||
      ['referenceQuantity', 'validForMemberTier', 'eligibleQuantity'].some(
        name => graph.all(specification, name).length,
      );
    const own = textOf(graph, specification, 'priceCurrency') || currency;
    const price = isOther ? undefined : amountOf(textOf(graph, specification, 'price'), own);
    return price ? [price] : [];
  });
  return prices.length === 1 ? prices[0] : undefined;
}

function amountOf(text: string, currency: string): Price | undefined {
  return priceOf(
    text.replace(/\p{Sc}/gu, symbol => (/[€£]/.test(symbol) ? symbol : '')).trim(),
    /^[a-z]{3}$/i.test(currency) ? currency : '',
  );
}

function isAt(url: string, href: string): boolean {
  try {
    const [one, other] = [new URL(url, href), new URL(href)];
    return one.pathname === other.pathname && one.search === other.search;
  } catch {
    return false; // What is no address is not this one.
  }
}
