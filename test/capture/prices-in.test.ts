import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/capture/graph.js';
import { currenciesIn, pricesIn } from '../../src/capture/prices-in.js';

const prices = (offer: object, currencies: readonly string[] = ['EUR']) =>
  pricesIn(graphOf([offer]), offer, currencies);
const euros = (...amounts: readonly number[]) => amounts.map(price => ({ price, currency: 'EUR' }));

describe('pricesIn', () => {
  it('finds every price that an offer says, at either end of a range, too', () => {
    expect(prices({ price: '19.90' })).toEqual(euros(19.9));
    expect(prices({ lowPrice: 10, highPrice: 20 })).toEqual(euros(10, 20));
  });

  it('knows that one end of a range is not the only price, unless there is one offer', () => {
    expect(prices({ lowPrice: 10 })).toEqual([...euros(10), null]);
    expect(prices({ lowPrice: 10, offerCount: 1 })).toEqual(euros(10));
    expect(prices({ highPrice: 10, offerCount: 1 })).toEqual([...euros(10), null]);
  });

  it('reads what is specified, and leaves out what nobody here pays', () => {
    const priceSpecification = [{ price: 15 }, { price: 30, priceType: 'https://schema.org/ListPrice' }];
    expect(prices({ priceSpecification })).toEqual(euros(15));
  });

  it('cannot read an amount of another currency, or of several', () => {
    expect(prices({ price: '$ 5' })).toEqual([null]);
    expect(prices({ price: 5 }, ['EUR', 'USD'])).toEqual([null]);
  });
});

describe('currenciesIn', () => {
  it('takes codes alone, each once', () => {
    const node = { priceCurrency: ['EUR', 'eur', '€', 'USD'] };
    expect(currenciesIn(graphOf([node]), node)).toEqual(['EUR', 'USD']);
  });
});
