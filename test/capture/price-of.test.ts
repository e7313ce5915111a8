import { describe, expect, it } from 'vitest';
import { priceOf } from '../../src/capture/price-of.js';

describe('priceOf', () => {
  it.each([
    ['19.90 EUR', 19.9, 'EUR'],
    ['EUR 19.90', 19.9, 'EUR'],
    ['19,90 EUR', 19.9, 'EUR'],
    ['19.90eur', 19.9, 'EUR'],
    ['15 USD', 15, 'USD'],
    ['1,299.00 USD', 1299, 'USD'],
    ['1.299,50 €', 1299.5, 'EUR'],
    ["1'299.00 CHF", 1299, 'CHF'],
    ['1 299,00 EUR', 1299, 'EUR'],
    ['1,29,999.50 INR', 129_999.5, 'INR'],
    ['1.299.000 EUR', 1_299_000, 'EUR'],
    ['1,980 JPY', 1980, 'JPY'],
    ['1.250 KWD', 1.25, 'KWD'],
    ['£5', 5, 'GBP'],
    ['19.9900 USD', 19.99, 'USD'],
    ['CHF 12.-', 12, 'CHF'],
    ['12,– €', 12, 'EUR'],
    ['US$ 1,299.00', 1299, 'USD'],
    ['2 499,00 zł', 2499, 'PLN'],
    ['1 299,00 руб.', 1299, 'RUB'],
    ['USD $5', 5, 'USD'],
    ['12999.000 EUR', 12_999, 'EUR'],
    ['0.125 EUR', 0.125, 'EUR'],
  ])('reads %s', (text, price, currency) => {
    expect(priceOf(text)).toEqual({ price, currency });
  });

  it('leaves out what could be two amounts, or is none', () => {
    const texts = [
      '1.299 EUR',
      '1,299 EUR',
      '19.90 - 29.90 EUR',
      '-5 EUR',
      '0 EUR',
      '',
      'free',
      '1.2.3 EUR',
      '1,2,3.5 USD',
      '1.29,999 EUR',
      '1,299,00.0 EUR',
      '219 00 EUR',
      '219€00',
      'SKU219',
      'from 19.90 EUR',
      '19.90 EUR/kg',
      '.99 EUR',
      '$5 CHF',
    ];
    expect(texts.map(text => priceOf(text))).toEqual(texts.map(() => undefined));
  });

  it('takes the currency of the shop where a price names none, or names none at all', () => {
    expect(priceOf('19.90', 'EUR')).toEqual({ price: 19.9, currency: 'EUR' });
    expect(priceOf('19.90 USD', 'EUR')).toEqual({ price: 19.9, currency: 'USD' });
    expect(priceOf('19.90')).toEqual({ price: 19.9 });
    expect(priceOf('$19.90', 'cad')).toEqual({ price: 19.9, currency: 'CAD' });
    expect(priceOf('199 kr')).toEqual({ price: 199 });
    expect(priceOf('$19.90', 'EUR')).toBeUndefined();
  });
});
