// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { BRAND, PRODUCTS, pathOf } from '../../examples/storefront/public/catalogue.js';
import { productData } from '../../examples/storefront/structured.mjs';
import { checkCommerce } from '../../src/capture/check-commerce.js';
import { block, emptiesPage, HERE, markedIn, offer, product, read } from './marked-page.js';

emptiesPage();

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
