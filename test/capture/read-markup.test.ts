// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { BRAND, PRODUCTS, pathOf } from '../../examples/storefront/public/catalogue.js';
import { productData } from '../../examples/storefront/structured.mjs';
import { checkCommerce } from '../../src/capture/check-commerce.js';
import type { MarkupOptions } from '../../src/capture/marked-item.js';
import { type MarkedLook, readMarkup } from '../../src/capture/read-markup.js';

const HERE = 'https://shop.example/guitars/cedar';

afterEach(() => {
  document.head.replaceChildren();
  document.body.replaceChildren();
});

function markedIn(html: string, href = HERE, options: MarkupOptions = {}): ReturnType<typeof readMarkup> {
  document.body.innerHTML = html;
  return readMarkup(document, href, options);
}

/** The look at a product. */
function read(html: string, href = HERE, options: MarkupOptions = {}): MarkedLook | null {
  const marked = markedIn(html, href, options);
  return marked?.type === 'view_item' ? marked.data : null;
}

const block = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const product = (rest: object = {}): object => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Cedar',
  sku: 'cedar',
  ...rest,
});
const offer = (rest: object = {}): object => ({ '@type': 'Offer', price: '219.00', priceCurrency: 'EUR', ...rest });
const priced = (offers: unknown, href = HERE): unknown => {
  const look = read(block(product({ offers })), href);
  return look && [look.value ?? look.items[0].price ?? null, look.currency ?? null];
};

describe('what is found', () => {
  it('a product with everything search engines are told', () => {
    const look = read(
      block(
        product({
          brand: { '@type': 'Brand', name: 'Fretwell' },
          offers: offer({ availability: 'https://schema.org/InStock' }),
          aggregateRating: { '@type': 'AggregateRating', ratingValue: '9,2', bestRating: 10, reviewCount: '87' },
        }),
      ) +
        block({
          '@type': 'BreadcrumbList',
          itemListElement: [
            { '@type': 'ListItem', position: 3, name: 'Cedar' },
            { '@type': 'ListItem', position: 1, name: 'Fretwell', item: 'https://shop.example/de/' },
            { '@type': 'ListItem', position: 2, item: { '@id': 'https://shop.example/guitars', name: 'Guitars' } },
          ],
        }),
    );
    expect(look).toEqual({
      currency: 'EUR',
      value: 219,
      items: [
        {
          item_id: 'cedar',
          item_name: 'Cedar',
          item_brand: 'Fretwell',
          item_category: 'Guitars',
          price: 219,
          rating: 4.6,
          rating_count: 87,
          in_stock: true,
        },
      ],
    });
    expect(checkCommerce('items')(look as object as Record<string, unknown>)).toEqual(look);
  });

  it.each([
    ['in a list', [{ '@type': 'Organization', name: 'Shop' }, product()]],
    ['in a graph', { '@graph': [{ '@type': 'WebSite' }, product()] }],
    ['as what a page is about', { '@type': 'ItemPage', mainEntity: product() }],
    ['under several types', product({ '@type': ['http://schema.org/Product', 'Book'] })],
  ])('a product %s', (_, data) => {
    expect(read(block(data))?.items[0].item_name).toBe('Cedar');
  });

  it('parts of a graph by their names', () => {
    const look = read(
      block({
        '@graph': [
          product({ offers: { '@id': '#offer' }, brand: { '@id': '#brand' } }),
          offer({ '@id': '#offer' }),
          { '@type': 'Brand', '@id': '#brand', name: 'Fretwell' },
        ],
      }),
    );
    expect(look).toMatchObject({ value: 219, items: [{ item_brand: 'Fretwell' }] });
  });

  it('properties with a capital, as Wix writes them', () => {
    const Offers = { '@type': 'Offer', price: '30', priceCurrency: 'EUR', Availability: 'https://schema.org/InStock' };
    expect(read(block({ '@type': 'Product', name: 'Vase', Offers }))).toEqual({
      currency: 'EUR',
      value: 30,
      items: [{ item_name: 'Vase', price: 30, in_stock: true }],
    });
  });

  it('what several blocks say of one product', () => {
    const rating = { aggregateRating: { ratingValue: 4, ratingCount: 3 } };
    const look = read(block(product({ offers: offer() })) + block({ '@type': 'Product', name: 'CEDAR', ...rating }));
    expect(look).toMatchObject({ value: 219, items: [{ item_id: 'cedar', rating: 4, rating_count: 3 }] });
  });

  it.each([
    ['comments', (json: string) => `<!-- ${json} -->`],
    ['CDATA', (json: string) => `//<![CDATA[\n${json}\n//]]>`],
    ['CDATA in comments', (json: string) => `/*<![CDATA[*/${json}/*]]>*/`],
    ['a semicolon', (json: string) => `${json};`],
    ['line ends inside of texts', (json: string) => json.replace('Cedar', 'Ce\ndar')],
  ])('JSON-LD with %s', (_, wrap) => {
    const look = read(`<script type="application/ld+json">${wrap(JSON.stringify(product()))}</script>`);
    expect(look?.items[0].item_id).toBe('cedar');
  });

  it('whole blocks beside a broken one', () => {
    expect(read(`<script type="application/ld+json">{"@type": "Product",</script>${block(product())}`)).not.toBeNull();
  });

  it('the identifier the shop tracks', () => {
    const data = block(product({ productID: '7', gtin13: '4006381333931' }));
    expect(read(data, HERE, { idField: 'gtin' })?.items[0].item_id).toBe('4006381333931');
    expect(read(data, HERE, { idField: 'productID' })?.items[0].item_id).toBe('7');
    expect(read(data, HERE, { idField: 'mpn' })?.items[0]).not.toHaveProperty('item_id');
  });
});

it('finds every product of the guitar shop, as its catalogue has it', () => {
  const origin = 'https://shop.example';
  expect(PRODUCTS.length).toBeGreaterThan(10);
  for (const each of PRODUCTS) {
    const look = read(block({ '@context': 'https://schema.org', ...productData(each, origin) }), origin + pathOf(each));
    expect(look).toMatchObject({
      currency: 'EUR',
      value: each.price,
      items: [
        {
          item_id: each.id,
          item_name: each.name,
          item_brand: BRAND,
          price: each.price,
          rating: each.rating[0],
          in_stock: true,
        },
      ],
    });
  }
});

describe('which product a page is about', () => {
  const two = [
    product({ url: '/guitars/cedar?utm_source=x' }),
    product({ name: 'Maple', sku: 'maple', url: '/guitars/maple' }),
  ];

  it('the one whose address this is', () => {
    expect(read(block(two))?.items[0].item_name).toBe('Cedar');
  });

  it.each([
    ['several that could be', two, 'https://shop.example/'],
    ['those of a list', { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: product() }] }, HERE],
    ['what is only related', { '@type': 'Article', isRelatedTo: product() }, HERE],
    ['a rating without anything to buy', { '@type': 'Product', name: 'Our shop', aggregateRating: {} }, HERE],
    ['nothing', { '@type': 'WebSite' }, HERE],
  ])('none of %s', (_, data, href) => {
    expect(read(block(data), href)).toBeNull();
  });

  it('the first one, where it alone says no address and all others are elsewhere', () => {
    const strings = product({ name: 'Strings', sku: 'strings', url: '/strings' });
    const [, maple] = two;
    expect(read(block([product(), maple, strings]))?.items[0].item_name).toBe('Cedar');
    expect(read(block([maple, product()]))).toBeNull();
    expect(read(block([product(), product({ name: 'Case', sku: 'case' }), maple]))).toBeNull();
  });

  it('not one that is only related to it', () => {
    expect(read(block(product({ isSimilarTo: [two[1]] })))?.items[0].item_name).toBe('Cedar');
  });
});

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

describe('other syntaxes', () => {
  it('microdata', () => {
    const look = read(`
      <ol itemscope itemtype="https://schema.org/BreadcrumbList">
        <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="/"><span itemprop="name">Home</span></a><meta itemprop="position" content="1"></li>
        <li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="/guitars"><span itemprop="name">Guitars</span></a><meta itemprop="position" content="2"></li>
      </ol>
      <div itemscope itemtype="https://schema.org/WebPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Product">
        <h1 itemprop="name">Cedar &amp; <b>rosewood</b></h1><span itemprop="brand" itemscope><i itemprop="name">Fretwell</i></span>
        <meta itemprop="sku" content="cedar">
        <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><span itemprop="price">1.299,00 €</span><link itemprop="availability" href="https://schema.org/InStock"></div>
        <div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><span itemprop="name">Maple</span></div>
      </div></div>`);
    expect(look).toEqual({
      currency: 'EUR',
      value: 1299,
      items: [
        {
          item_id: 'cedar',
          item_name: 'Cedar & rosewood',
          item_brand: 'Fretwell',
          item_category: 'Guitars',
          price: 1299,
          in_stock: true,
        },
      ],
    });
  });

  it('RDFa', () => {
    const look =
      read(`<div vocab="https://schema.org/" typeof="Product"><h1 property="name">Cedar</h1><meta property="schema:sku" content="cedar">
      <div property="offers" typeof="Offer"><span property="price" content="219.00">219</span><meta property="priceCurrency" content="EUR"></div></div>`);
    expect(look).toEqual({
      currency: 'EUR',
      value: 219,
      items: [{ item_id: 'cedar', item_name: 'Cedar', price: 219 }],
    });
  });

  it('Open Graph, the sale before the price', () => {
    const look =
      read(`<meta property="og:type" content="product"><meta property="og:title" content="Cedar"><meta property="product:retailer_item_id" content="cedar">
      <meta property="product:price:amount" content="299,00"><meta property="product:price:currency" content="EUR"><meta property="product:sale_price:amount" content="219,00"><meta property="product:availability" content="out of stock">`);
    expect(look).toEqual({
      currency: 'EUR',
      value: 219,
      items: [{ item_id: 'cedar', item_name: 'Cedar', price: 219, in_stock: false }],
    });
    expect(read('<meta property="og:type" content="article"><meta property="og:title" content="Cedar">')).toBeNull();
  });

  it('the first that knows a product is believed', () => {
    const elements =
      '<div itemscope itemtype="https://schema.org/Product"><span itemprop="name">Maple</span><span itemprop="sku">m</span></div>';
    expect(read(elements + block(product()))?.items[0].item_name).toBe('Cedar');
    expect(read(elements + block({ '@type': 'WebSite' }))?.items[0].item_name).toBe('Maple');
  });
});

describe('hostile pages', () => {
  it('texts are plain and short', () => {
    const name = `<b>Ce&amp;dar</b>\u202e &lt;img onerror=x&gt; ${'x'.repeat(5_000)}`;
    const text = read(block(product({ name })))?.items[0].item_name ?? '';
    expect(text).toMatch(/^Ce&dar <img onerror=x> x+$/);
    expect(text).toHaveLength(200);
  });

  it('a block of a megabyte is left out, and another is read', () => {
    expect(read(block({ '@type': 'Thing', text: 'x'.repeat(1_000_000) }) + block(product()))).not.toBeNull();
  });

  it('many, deep and cyclic nodes end', () => {
    const deep = `${'{"@type":"WebPage","mainEntity":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const many = Array.from({ length: 9_000 }, (_, index) => ({ '@type': 'Product', name: `P${index}`, sku: index }));
    const cyclic = {
      '@graph': [
        { '@type': 'WebPage', '@id': 'a', mainEntity: { '@id': 'b' } },
        { '@type': 'WebPage', '@id': 'b', mainEntity: { '@id': 'a' } },
      ],
    };
    const started = performance.now();
    expect(read(`<script type="application/ld+json">${deep}</script>${block(many)}${block(cyclic)}`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('a polluted prototype says nothing', () => {
    Object.defineProperty(Object.prototype, 'offers', {
      value: { price: 1, priceCurrency: 'EUR' },
      configurable: true,
    });
    try {
      expect(read(block(product()))?.value).toBeUndefined();
    } finally {
      Reflect.deleteProperty(Object.prototype, 'offers');
    }
    expect(
      read(
        '<script type="application/ld+json">{"@type":"Product","name":"Cedar","sku":"c","__proto__":{"offers":{"price":1}}}</script>',
      ),
    ).toEqual({
      items: [{ item_id: 'c', item_name: 'Cedar' }],
    });
    expect({}).not.toHaveProperty('price');
  });

  it('never throws, and what it reads is what commerce takes', () => {
    const key = fc.constantFrom(
      '@type',
      '@id',
      '@graph',
      'name',
      'sku',
      'offers',
      'price',
      'priceCurrency',
      'availability',
      'itemListElement',
      'item',
      'position',
      'aggregateRating',
      'ratingValue',
      'bestRating',
      'category',
      'brand',
      'priceSpecification',
      'hasVariant',
      'lowPrice',
      'url',
      '__proto__',
      'constructor',
    );
    const leaf = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('Product', 'Offer', 'BreadcrumbList', 'AggregateOffer', 'EUR', '219', 'http://[', 'x'),
    );
    const { node } = fc.letrec(tie => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(key, tie('node'), { maxKeys: 8 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), nodes => {
        const whole = nodes.map(each =>
          typeof each === 'object' && each && !Array.isArray(each)
            ? { name: 'Cedar', sku: 'c', '@type': 'Product', ...each }
            : each,
        );
        const look = read(whole.map(block).join(''));
        if (!look) return;
        expect(checkCommerce('items')(look as object as Record<string, unknown>)).toEqual(look);
        expect(JSON.parse(JSON.stringify(look))).toEqual(look);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a list', () => {
  const one = (name: string, rest: object = {}): object => ({
    '@type': 'Product',
    name,
    sku: name.toLowerCase(),
    offers: offer({ price: '9' }),
    ...rest,
  });
  const step = (item: object, position?: number): object => ({ '@type': 'ListItem', position, item });
  const list = (elements: readonly object[], rest: object = {}): object => ({
    '@type': 'ItemList',
    name: 'Guitars',
    itemListElement: elements,
    ...rest,
  });

  it('of products is what the page is about, in its own order', () => {
    const page = { '@type': 'CollectionPage', mainEntity: list([step(one('Maple'), 2), step(one('Cedar'), 1)]) };
    expect(markedIn(block(page))).toEqual({
      type: 'view_item_list',
      data: {
        item_list_name: 'Guitars',
        currency: 'EUR',
        items: [
          { item_id: 'cedar', item_name: 'Cedar', price: 9, index: 1 },
          { item_id: 'maple', item_name: 'Maple', price: 9, index: 2 },
        ],
      },
    });
  });

  it('is read in microdata, and in its elements themselves', () => {
    const html = `<ul itemscope itemtype="https://schema.org/ItemList"><li itemprop="itemListElement" itemscope itemtype="https://schema.org/Product"><b itemprop="name">Cedar</b></li></ul>`;
    expect(markedIn(html)?.data).toEqual({ items: [{ item_name: 'Cedar', index: 1 }] });
  });

  it('in two currencies has no price', () => {
    const dollars = one('Maple', { offers: offer({ price: '10', priceCurrency: 'USD' }) });
    expect(markedIn(block(list([one('Cedar'), dollars])))?.data).toEqual({
      item_list_name: 'Guitars',
      items: [
        { item_id: 'cedar', item_name: 'Cedar', index: 1 },
        { item_id: 'maple', item_name: 'Maple', index: 2 },
      ],
    });
  });

  it('is told with fifty products at most', () => {
    const many = Array.from({ length: 120 }, (_, index) => one(`Guitar ${index}`));
    expect(markedIn(block(list(many)))?.data.items).toHaveLength(50);
  });

  it.each([
    ['two of them', block(list([one('Cedar')])) + block(list([one('Maple')]))],
    ['an empty one', block(list([]))],
    ['one of articles', block(list([step({ '@type': 'Article', name: 'Strings' })]))],
    ['one of links', block(list([{ '@type': 'ListItem', name: 'Cedar', url: '/cedar' }]))],
    ['one with something else in it', block(list([one('Cedar'), step({ '@type': 'Organization', name: 'Fretwell' })]))],
    ['one of products without names', block(list([{ '@type': 'Product', sku: 'cedar' }]))],
    ['breadcrumbs', block(list([one('Cedar')], { '@type': 'BreadcrumbList' }))],
  ])('is not %s', (_, html) => {
    expect(markedIn(html)).toBeNull();
  });

  it('is nothing beside a product', () => {
    expect(markedIn(block(list([one('Maple')])) + block(product()))?.type).toBe('view_item');
  });
});

describe('microdata that names other parts of the page', () => {
  const about = (itemref: string): string =>
    `<div itemscope itemtype="https://schema.org/Product" itemref="${itemref}"><h1 itemprop="name">Cedar</h1></div>`;

  it('is put together', () => {
    const html = `${about('buy maker none "')}
      <p id="maker" itemprop="brand">Fretwell</p>
      <div id="buy"><meta itemprop="sku" content="cedar"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><b itemprop="price">219</b><meta itemprop="priceCurrency" content="EUR"></div></div>`;
    expect(read(html)).toEqual({
      currency: 'EUR',
      value: 219,
      items: [{ item_id: 'cedar', item_name: 'Cedar', item_brand: 'Fretwell', price: 219 }],
    });
  });

  it('may name what names it, and itself', () => {
    const html = `<div id="one" itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product" itemref="one two"><b itemprop="name">Cedar</b></div>
      <div id="two" itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product" itemref="one two"><b itemprop="name">Maple</b></div>`;
    expect(markedIn(html)).toBeNull();
  });

  it('names a part inside of it without saying it twice', () => {
    const html = `<div itemscope itemtype="https://schema.org/Product" itemref="name"><h1 id="name" itemprop="name">Cedar</h1><meta itemprop="sku" content="cedar"></div>`;
    expect(read(html)?.items).toEqual([{ item_id: 'cedar', item_name: 'Cedar' }]);
  });
});
