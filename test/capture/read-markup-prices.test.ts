// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { block, emptiesPage, HERE, offer, product, read } from './marked-page.js';

emptiesPage();

const priced = (offers: unknown, href = HERE): unknown => {
  const look = read(block(product({ offers })), href);
  return look && [look.value ?? look.items[0].price ?? null, look.currency ?? null];
};

describe('the right price or none', () => {
  it.each([
    ['a number', offer({ price: 219 }), 219],
    ['a text', offer(), 219],
    ['with separators', offer({ price: '1.299,00' }), 1299],
    ['with a sign', offer({ price: '$1,299.00', priceCurrency: 'USD' }), 1299],
    ['that may be one or one thousand', offer({ price: '1.299' }), null],
    ['that may be one or one thousand, as a number', offer({ price: 1.299 }), null],
    ['of nothing', offer({ price: '0.00' }), null],
    ['in words', offer({ price: 'on request' }), null],
    ['below nothing', offer({ price: -5 }), null],
    ['of the wrong type', offer({ price: { much: true } }), null],
    ['of a range', { '@type': 'AggregateOffer', lowPrice: 99, highPrice: 219, priceCurrency: 'EUR' }, null],
    ['of a range of one', { '@type': 'AggregateOffer', lowPrice: '219', highPrice: 219, priceCurrency: 'EUR' }, 219],
    ['from', { '@type': 'AggregateOffer', lowPrice: 99, offerCount: 3, priceCurrency: 'EUR' }, null],
    ['of the only offer', { '@type': 'AggregateOffer', lowPrice: 99, offerCount: 1, priceCurrency: 'EUR' }, 99],
    ['of several sellers', [offer(), offer({ price: 199 })], null],
    ['that several sellers share', [offer(), offer({ price: 219 })], 219],
    ['of what is in stock', [offer({ availability: 'InStock' }), offer({ price: 9, availability: 'OutOfStock' })], 219],
    ['of what is new', [offer(), offer({ price: 99, itemCondition: 'https://schema.org/UsedCondition' })], 219],
    ['in several currencies', [offer(), offer({ price: 249, priceCurrency: 'USD' })], null],
    [
      'of one of the sellers inside',
      {
        '@type': 'AggregateOffer',
        priceCurrency: 'EUR',
        offers: [{ price: 219 }, { price: 219, availability: 'InStock' }],
      },
      219,
    ],
  ])('%s', (_, offers, price) => {
    expect(priced(offers)).toEqual([price, price === null ? null : expect.any(String)]);
  });

  it('of the sale, not of the list', () => {
    const list = { price: 299, priceType: 'https://schema.org/ListPrice', priceCurrency: 'EUR' };
    expect(priced({ '@type': 'Offer', priceSpecification: [list, { price: 219, priceCurrency: 'EUR' }] })).toEqual([
      219,
      'EUR',
    ]);
    expect(priced(offer({ priceSpecification: list }))).toEqual([219, 'EUR']);
    expect(priced({ '@type': 'Offer', priceSpecification: list })).toEqual([null, null]);
  });

  it('of a piece, not of a kilogram, a member or a hundred', () => {
    const others = [{ referenceQuantity: {} }, { validForMemberTier: {} }, { eligibleQuantity: { minValue: 100 } }];
    const specifications = others.map(other => ({ price: 1, priceCurrency: 'EUR', ...other }));
    expect(priced({ priceSpecification: [...specifications, { price: 219, priceCurrency: 'EUR' }] })).toEqual([
      219,
      'EUR',
    ]);
  });

  it('of the variant in the address', () => {
    const offers = [offer({ url: '?variant=1' }), offer({ price: 249, url: '/guitars/cedar?variant=2' })];
    expect(priced(offers)).toEqual([null, null]);
    expect(priced(offers, `${HERE}?variant=2`)).toEqual([249, 'EUR']);
    const hasVariant = offers.map((each, index) => ({
      '@type': 'Product',
      url: `?variant=${index + 1}`,
      offers: { ...each, url: '' },
    }));
    const group = product({ '@type': 'ProductGroup', hasVariant });
    expect(read(block(group), `${HERE}?variant=1`)?.value).toBe(219);
    expect(read(block(group))?.value).toBeUndefined();
  });

  it('says a price in no currency, but no value', () => {
    expect(read(block(product({ offers: { price: 219 } })))).toEqual({
      items: [{ item_id: 'cedar', item_name: 'Cedar', price: 219 }],
    });
  });

  it.each([
    ['https://schema.org/OutOfStock', false],
    ['SoldOut', false],
    ['http://schema.org/PreOrder', true],
    ['soon', undefined],
  ])('and stock: %s', (availability, expected) => {
    expect(read(block(product({ offers: offer({ availability }) })))?.items[0].in_stock).toBe(expected);
  });
});
