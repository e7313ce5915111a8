import { currenciesOf } from './currencies-of.js';
import { type Graph, textOf, wordIn } from './graph.js';
import { type Price, priceOf } from './price-of.js';
import { isPriceOfOthers } from './sold-here.js';

/** Prices that nobody here pays now. */
const OTHER_PRICE = /list|strike|srp|msrp|regular|minimumadvertised|invoice/i;

/** Every price an offer says; `null` says that there are other prices, or what nobody can read. Pure. */
export function pricesIn(graph: Graph, offer: unknown, currencies: readonly string[]): readonly (Price | null)[] {
  const said = amountsIn(graph, offer, 'price', currencies);
  const low = amountsIn(graph, offer, 'lowPrice', currencies);
  const high = amountsIn(graph, offer, 'highPrice', currencies);
  // One end of a range alone is one of several prices, unless there is one offer only.
  const isOpen =
    low.length + high.length > 0 &&
    !(low.length && high.length) &&
    (textOf(graph, offer, 'offerCount') !== '1' || !low.length);
  const specified = graph.all(offer, 'priceSpecification').flatMap(specification => {
    const isOther =
      OTHER_PRICE.test(wordIn(graph, specification, 'priceType')) || isPriceOfOthers(graph, specification);
    if (isOther) return [];
    const own = currenciesIn(graph, specification);
    return ['price', 'minPrice', 'maxPrice'].flatMap(name =>
      amountsIn(graph, specification, name, own.length ? own : currencies),
    );
  });
  const ends = ['minPrice', 'maxPrice'].flatMap(name => amountsIn(graph, offer, name, currencies));
  return [...said, ...low, ...high, ...specified, ...ends, ...(isOpen ? [null] : [])];
}

function amountsIn(
  graph: Graph,
  node: unknown,
  property: string,
  currencies: readonly string[],
): readonly (Price | null)[] {
  return graph
    .all(node, property)
    .map(value => textOf(graph, { value }, 'value'))
    .filter(text => text !== '')
    .map(text => amountOf(text, currencies));
}

/** Only in the currency that is said beside it, where one is. */
function amountOf(text: string, [currency = '', ...others]: readonly string[]): Price | null {
  const price = priceOf(text, currency);
  if (!price || others.length) return null;
  return currency && price.currency !== currency ? null : price;
}

/** ISO 4217 codes that a node says its amounts are in. Pure. */
export function currenciesIn(graph: Graph, node: unknown): readonly string[] {
  const texts = graph
    .all(node, 'priceCurrency')
    .map(value => textOf(graph, { value }, 'value'))
    .filter(text => text !== '');
  const codes = texts.filter(text => /^[a-z]{3}$/i.test(text)).map(currenciesOf);
  // A word that several currencies share names none.
  return [...new Set(codes.flatMap(meant => (meant.length === 1 ? meant : [])))];
}
