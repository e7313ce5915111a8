import { block, HERE, offer, product, type Snippet, snippet } from './snippet.js';

type Case = readonly [title: string, html: string, rest?: Parameters<typeof snippet>[3]];
const doubt = { isDoubtful: true };
const none = { price: null };
const nobody = { name: null, price: null };

const SCHEMA = 'https://schema.org/';
const scoped = (inside: string, type = `${SCHEMA}Product`, more = ''): string =>
  `<div itemscope itemtype="${type}" ${more}><h1 itemprop="name">Cedar</h1><meta itemprop="sku" content="cedar">${inside}</div>`;
const offered = (
  price: string,
  more = '<meta itemprop="priceCurrency" content="EUR">',
  type = `${SCHEMA}Offer`,
): string => `<div itemprop="offers" itemscope itemtype="${type}">${price}${more}</div>`;
const PRICE = '<span itemprop="price">219.00</span>';
const other = (name = 'Maple', price = 5, more = ''): string =>
  `<div ${more} itemscope itemtype="${SCHEMA}Product"><b itemprop="name">${name}</b><meta itemprop="sku" content="${name}"><div itemprop="offers" itemscope itemtype="${SCHEMA}Offer"><b itemprop="price">${price}</b><meta itemprop="priceCurrency" content="EUR"></div></div>`;

/** How elements say a price. */
const SAID: readonly Case[] = [
  ['as text', PRICE],
  ['as content of a meta', '<meta itemprop="price" content="219.00">'],
  ['as content of any element', '<span itemprop="price" content="219.00">€ 219</span>'],
  ['as content beside other text', '<span itemprop="price" content="219.00">299</span>'],
  ['as content that is empty', '<span itemprop="price" content="">219.00</span>', doubt],
  ['as value of data', '<data itemprop="price" value="219.00">€ 219</data>'],
  ['as value of meter', '<meter itemprop="price" min="0" max="1000" value="219">€</meter>', doubt],
  ['as value of an input', '<input itemprop="price" value="219.00">', none],
  ['as text of a textarea', '<textarea itemprop="price">219.00</textarea>', none],
  ['as a choice', '<select itemprop="price"><option>219.00<option>299.00</select>', none],
  ['as the one choice', '<select itemprop="price"><option selected>219.00</select>', none],
  ['in what can be edited', '<p contenteditable itemprop="price">219.00</p>', none],
  ['as an address', '<a itemprop="price" href="/219">219.00</a>', none],
  ['as an image', '<img itemprop="price" src="/219.png" alt="219.00">', none],
  ['as a time', '<time itemprop="price" datetime="219">x</time>', doubt],
  ['with cents raised', '<span itemprop="price">219<sup>99</sup></span>', none],
  ['with cents in a span', '<span itemprop="price"><span>219</span><span>99</span></span>', none],
  ['with cents raised, behind a sign', '<span itemprop="price"><small>$</small>219<sup>00</sup></span>', none],
  ['with cents raised behind a comma', '<span itemprop="price">219<sup>,00</sup></span>', doubt],
  ['with a comma between', '<span itemprop="price">219<span>,</span><sup>00</sup></span>', doubt],
  ['in parts, thousands apart', '<span itemprop="price"><span>1</span><span>299</span></span>', none],
  ['with the old one crossed out', '<span itemprop="price"><del>299.00</del> <ins>219.00</ins></span>', doubt],
  [
    'with the old one crossed out, without a space',
    '<span itemprop="price"><del>299</del><ins>219</ins></span>',
    doubt,
  ],
  ['with the old one in a span', '<span itemprop="price"><s>299</s>219</span>', doubt],
  ['with a script inside', '<span itemprop="price"><script>5</script>219.00</span>', doubt],
  ['with a style inside', '<span itemprop="price"><style>.a5{}</style>219.00</span>', doubt],
  ['with a comment inside', '<span itemprop="price">2<!-- 5 -->19.00</span>'],
  ['with a sign in a span', '<span itemprop="price"><span>€</span> <bdi>219.00</bdi></span>'],
  [
    'with the currency in it',
    '<span itemprop="price">219.00 <span itemprop="priceCurrency" content="EUR">€</span></span>',
  ],
  ['twice, the same', `${PRICE}<meta itemprop="price" content="219">`],
  [
    'twice, old and new',
    '<s itemprop="price">299.00</s><b itemprop="price">219.00</b>',
    { ...none, isDoubtful: false },
  ],
  ['twice, in other words', `${PRICE}<b itemprop="price">€ 219,00</b>`],
  ['in a template', `<template>${PRICE}</template>`, none],
  ['with `highPrice` and `lowPrice`', '<b itemprop="lowPrice">199</b><b itemprop="highPrice">299</b>', none],
  [
    'in a specification',
    `<div itemprop="priceSpecification" itemscope itemtype="${SCHEMA}UnitPriceSpecification"><b itemprop="price">219</b><meta itemprop="priceCurrency" content="EUR"></div>`,
  ],
  [
    'as what was',
    `${PRICE}<div itemprop="priceSpecification" itemscope itemtype="${SCHEMA}UnitPriceSpecification"><link itemprop="priceType" href="${SCHEMA}ListPrice"><b itemprop="price">299</b><meta itemprop="priceCurrency" content="EUR"></div>`,
  ],
  ['in a scope without a name', `<div itemscope><b itemprop="price">219</b></div>`, none],
  ['with other names', '<span itemprop="price cost">219.00</span>'],
  ['with line ends in its names', '<span itemprop="\n price \n">219.00</span>'],
  ['in capitals', '<span itemprop="Price">219.00</span>', { ...doubt }],
  [
    'of shipping',
    `<div itemprop="shippingDetails" itemscope itemtype="${SCHEMA}OfferShippingDetails"><b itemprop="price">5</b></div>`,
    none,
  ],
];

const MICRODATA: readonly Case[] = [
  ...SAID.map(([title, price, rest]): Case => [`price ${title}`, scoped(offered(price)), rest]),
  ['type of http', scoped(offered(PRICE), 'http://schema.org/Product')],
  ['type of www', scoped(offered(PRICE), 'http://www.schema.org/Product')],
  ['types', scoped(offered(PRICE), `${SCHEMA}Product ${SCHEMA}Book`)],
  ['type with spaces', scoped(offered(PRICE), `  ${SCHEMA}Product\n`)],
  ['type with a slash', scoped(offered(PRICE), `${SCHEMA}Product/`), doubt],
  ['type of the old vocabulary', scoped(offered(PRICE), 'http://data-vocabulary.org/Product'), doubt],
  [
    'type of another vocabulary',
    scoped(offered(PRICE), 'https://evil.example/Product'),
    { ...nobody, isDoubtful: true },
  ],
  ['type Thing', scoped(offered(PRICE), `${SCHEMA}Thing`), nobody],
  [
    'type without a scope',
    `<div itemtype="${SCHEMA}Product"><h1 itemprop="name">Cedar</h1>${offered(PRICE)}</div>`,
    nobody,
  ],
  ['scope without a type', `<div itemscope><h1 itemprop="name">Cedar</h1>${offered(PRICE)}</div>`, nobody],
  [
    'offer without a type',
    scoped(`<div itemprop="offers" itemscope>${PRICE}<meta itemprop="priceCurrency" content="EUR"></div>`),
  ],
  [
    'offer that is no scope',
    scoped(`<div itemprop="offers">${PRICE}<meta itemprop="priceCurrency" content="EUR"></div>`),
    doubt,
  ],
  ['price of the product', scoped(`${PRICE}<meta itemprop="priceCurrency" content="EUR">`), doubt],
  [
    'offer beside the product',
    `${scoped('')}<div itemscope itemtype="${SCHEMA}Offer">${PRICE}<meta itemprop="priceCurrency" content="EUR"></div>`,
    none,
  ],
  ['offer by itemref', `${scoped('', `${SCHEMA}Product`, 'itemref="o"')}<div id="o">${offered(PRICE)}</div>`],
  [
    'offer by itemref, which is the offer',
    `${scoped('', `${SCHEMA}Product`, 'itemref="o"')}<div id="o" itemprop="offers" itemscope itemtype="${SCHEMA}Offer">${PRICE}<meta itemprop="priceCurrency" content="EUR"></div>`,
  ],
  [
    'currency by itemref',
    `${scoped(`<div itemprop="offers" itemscope itemtype="${SCHEMA}Offer" itemref="c">${PRICE}</div>`)}<meta id="c" itemprop="priceCurrency" content="EUR">`,
  ],
  ['itemref to itself', scoped(offered(PRICE), `${SCHEMA}Product`, 'id="p" itemref="p"'), doubt],
  ['itemref to nothing', scoped(offered(PRICE), `${SCHEMA}Product`, 'itemref="nothing"')],
  ['itemref to the body', `<body id="b">${scoped(offered(PRICE), `${SCHEMA}Product`, 'itemref="b"')}`, doubt],
  [
    'availability as a link',
    scoped(
      offered(
        PRICE,
        `<meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="${SCHEMA}InStock">`,
      ),
    ),
  ],
  ['two offers', scoped(offered(PRICE) + offered('<b itemprop="price">5</b>')), none],
  ['two offers, the same', scoped(offered(PRICE) + offered(PRICE))],
  [
    'aggregate',
    scoped(
      offered('<b itemprop="lowPrice">199</b><b itemprop="highPrice">299</b>', undefined, `${SCHEMA}AggregateOffer`),
    ),
    none,
  ],
  [
    'name in the brand',
    `<div itemscope itemtype="${SCHEMA}Product"><div itemprop="brand" itemscope itemtype="${SCHEMA}Brand"><b itemprop="name">Fretwell</b></div><h1 itemprop="name">Cedar</h1><meta itemprop="sku" content="cedar">${offered(PRICE)}</div>`,
  ],
  [
    'name in a review first',
    `<div itemscope itemtype="${SCHEMA}Product"><div itemprop="review" itemscope itemtype="${SCHEMA}Review"><b itemprop="name">Awful</b><meta itemprop="price" content="5"></div><h1 itemprop="name">Cedar</h1><meta itemprop="sku" content="cedar">${offered(PRICE)}</div>`,
  ],
  ['name twice', scoped(`<b itemprop="name">CEDAR</b>${offered(PRICE)}`), doubt],
  [
    'names of crumbs inside',
    scoped(
      `<ol itemscope itemtype="${SCHEMA}BreadcrumbList"><li itemprop="itemListElement" itemscope itemtype="${SCHEMA}ListItem"><b itemprop="name">Guitars</b></li></ol>${offered(PRICE)}`,
    ),
  ],
  ['with one related', scoped(offered(PRICE) + other('Maple', 5, 'itemprop="isRelatedTo"'))],
  ['with one related that is no part', scoped(offered(PRICE)) + other(), { ...doubt }],
  ['with a product inside that is no part', scoped(offered(PRICE) + other()), { ...doubt }],
  [
    'with twelve related',
    scoped(offered(PRICE)) + Array.from({ length: 12 }, (_, n) => other(`Guitar ${n}`, n + 1)).join(''),
    { ...doubt },
  ],
  [
    'with twelve related that are parts',
    scoped(
      offered(PRICE) +
        Array.from({ length: 12 }, (_, n) => other(`Guitar ${n}`, n + 1, 'itemprop="isSimilarTo"')).join(''),
    ),
  ],
  [
    'a grid',
    Array.from({ length: 12 }, (_, n) => other(`Guitar ${n}`, n + 1)).join(''),
    { ...nobody, href: 'https://shop.example/guitars' },
  ],
  [
    'a list',
    `<ul itemscope itemtype="${SCHEMA}ItemList">${Array.from({ length: 3 }, (_, n) => other(`Guitar ${n}`, n + 1, 'itemprop="itemListElement"')).join('')}</ul>`,
    nobody,
  ],
  [
    'a page with it',
    `<body itemscope itemtype="${SCHEMA}WebPage">${scoped(offered(PRICE), `${SCHEMA}Product`, 'itemprop="mainEntity"')}${other()}`,
    doubt,
  ],
  ['a page around it', `<div itemscope itemtype="${SCHEMA}WebPage">${scoped(offered(PRICE))}</div>`],
  ['an item page around it', `<html itemscope itemtype="${SCHEMA}ItemPage">${scoped(offered(PRICE))}`],
  ['in a template element', `<template>${scoped(offered(PRICE))}</template>`, nobody],
  ['in a form', `<form>${scoped(offered(PRICE))}</form>`],
  [
    'in a table',
    `<table itemscope itemtype="${SCHEMA}Product"><tr><td itemprop="name">Cedar<td itemprop="sku">cedar<td itemprop="offers" itemscope itemtype="${SCHEMA}Offer"><b itemprop="price">219</b><i itemprop="priceCurrency">EUR</i></table>`,
  ],
  [
    'fifty deep',
    `${'<div>'.repeat(50)}${scoped(`${'<div>'.repeat(50)}${offered(PRICE)}${'</div>'.repeat(50)}`)}${'</div>'.repeat(50)}`,
  ],
  ['beside JSON-LD that says the same', block(product({ offers: offer() })) + scoped(offered(PRICE))],
  ['beside JSON-LD without a price', block(product()) + scoped(offered(PRICE)), doubt],
  [
    'beside JSON-LD with another price',
    block(product({ offers: offer() })) + scoped(offered('<b itemprop="price">5</b>')),
    doubt,
  ],
];

const RDFA: readonly Case[] = [
  ...SAID.filter(([title]) => !/scope|capital|specif|what was|shipping|template/.test(title)).map(
    ([title, price, rest]): Case => [
      `price ${title}`,
      `<div vocab="${SCHEMA}" typeof="Product"><h1 property="name">Cedar</h1><meta property="sku" content="cedar"><div property="offers" typeof="Offer">${price.replaceAll('itemprop', 'property')}<meta property="priceCurrency" content="EUR"></div></div>`,
      rest,
    ],
  ),
  [
    'vocabulary of http',
    `<div vocab="http://schema.org/" typeof="Product"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div>`,
  ],
  [
    'vocabulary far above',
    `<body vocab="${SCHEMA}"><main><div><div typeof="Product"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div></div></main>`,
  ],
  [
    'prefix',
    `<div prefix="schema: ${SCHEMA}" typeof="schema:Product"><h1 property="schema:name">Cedar</h1><div property="schema:offers" typeof="schema:Offer"><b property="schema:price">219</b><meta property="schema:priceCurrency" content="EUR"></div></div>`,
  ],
  [
    'prefix without being declared',
    `<div typeof="schema:Product"><h1 property="schema:name">Cedar</h1><div property="schema:offers" typeof="schema:Offer"><b property="schema:price">219</b><meta property="schema:priceCurrency" content="EUR"></div></div>`,
  ],
  [
    'another prefix',
    `<div prefix="s: ${SCHEMA}" typeof="s:Product"><h1 property="s:name">Cedar</h1><div property="s:offers" typeof="s:Offer"><b property="s:price">219</b><meta property="s:priceCurrency" content="EUR"></div></div>`,
    doubt,
  ],
  [
    'addresses',
    `<div typeof="${SCHEMA}Product"><h1 property="${SCHEMA}name">Cedar</h1><div property="${SCHEMA}offers" typeof="${SCHEMA}Offer"><b property="${SCHEMA}price">219</b><meta property="${SCHEMA}priceCurrency" content="EUR"></div></div>`,
    doubt,
  ],
  [
    'offers by rel',
    `<div vocab="${SCHEMA}" typeof="Product"><h1 property="name">Cedar</h1><div rel="offers"><div typeof="Offer"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div></div>`,
    doubt,
  ],
  [
    'offers by rel on itself',
    `<div vocab="${SCHEMA}" typeof="Product"><h1 property="name">Cedar</h1><div rel="offers" typeof="Offer"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div>`,
    doubt,
  ],
  [
    'with a resource',
    `<div vocab="${SCHEMA}" typeof="Product" resource="#p"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer" resource="#o"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div>`,
  ],
  [
    'with about',
    `<div vocab="${SCHEMA}" about="#p" typeof="Product"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer"><b property="price" datatype="xsd:decimal">219</b><meta property="priceCurrency" content="EUR"></div></div>`,
  ],
  [
    'with availability',
    `<div vocab="${SCHEMA}" typeof="Product"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer"><link property="availability" href="${SCHEMA}InStock"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div>`,
  ],
  [
    'types',
    `<div vocab="${SCHEMA}" typeof="Product Book"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div>`,
  ],
  [
    'another vocabulary inside',
    `<div vocab="${SCHEMA}" typeof="Product"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer"><p vocab="https://evil.example/"><b property="price">5</b></p><b property="price">219</b><meta property="priceCurrency" content="EUR"></div></div>`,
    doubt,
  ],
  [
    'another vocabulary',
    `<div vocab="https://evil.example/" typeof="Product"><h1 property="name">Cedar</h1></div>`,
    { ...nobody, isDoubtful: true },
  ],
  [
    'a grid',
    Array.from(
      { length: 3 },
      (_, n) =>
        `<div vocab="${SCHEMA}" typeof="Product"><h1 property="name">Guitar ${n}</h1><div property="offers" typeof="Offer"><b property="price">219</b></div></div>`,
    ).join(''),
    nobody,
  ],
  [
    'with one related',
    `<div vocab="${SCHEMA}" typeof="Product"><h1 property="name">Cedar</h1><div property="offers" typeof="Offer"><b property="price">219</b><meta property="priceCurrency" content="EUR"></div><div property="isRelatedTo" typeof="Product"><b property="name">Maple</b><div property="offers" typeof="Offer"><b property="price">5</b></div></div></div>`,
  ],
];

const meta = (property: string, content: string, name = 'property'): string =>
  `<meta ${name}="${property}" content="${content}">`;
const TITLE = meta('og:type', 'product') + meta('og:title', 'Cedar');
const OG = (amount: string, currency = 'EUR', prefix = 'product:price'): string =>
  meta(`${prefix}:amount`, amount) + meta(`${prefix}:currency`, currency);

const OPEN_GRAPH: readonly Case[] = [
  ['product:price', TITLE + OG('219.00')],
  ['og:price', TITLE + OG('219.00', 'EUR', 'og:price')],
  ['og:price as Shopify says it', TITLE + OG('1,299.00', 'EUR', 'og:price'), { price: 1299 }],
  ['both, the same', TITLE + OG('219.00') + OG('219,00', 'EUR', 'og:price')],
  ['both, not the same', TITLE + OG('219.00') + OG('199.00', 'EUR', 'og:price'), none],
  ['two amounts', TITLE + OG('219.00') + OG('199.00'), none],
  ['two amounts, the same', TITLE + OG('219.00') + OG('219.00')],
  ['two currencies', TITLE + OG('219.00') + OG('239.00', 'USD'), none],
  ['a sale', TITLE + OG('299.00') + OG('219.00', 'EUR', 'product:sale_price')],
  ['an original price', TITLE + OG('219.00') + OG('299.00', 'EUR', 'product:original_price')],
  ['a price before tax', TITLE + OG('219.00') + OG('184.03', 'EUR', 'product:pretax_price')],
  ['a price of shipping', TITLE + OG('219.00') + OG('5.00', 'EUR', 'product:shipping_cost')],
  ['a price of shipping alone', TITLE + OG('5.00', 'EUR', 'product:shipping_cost'), none],
  ['an original price alone', TITLE + OG('299.00', 'EUR', 'product:original_price'), none],
  ['a sale in another currency', TITLE + OG('299.00') + OG('219.00', 'USD', 'product:sale_price'), { price: null }],
  [
    'a sale over long ago',
    TITLE +
      OG('219.00') +
      OG('5.00', 'EUR', 'product:sale_price') +
      meta('product:sale_price_dates:start', '2001-01-01') +
      meta('product:sale_price_dates:end', '2001-02-01'),
    doubt,
  ],
  ['no currency', TITLE + meta('product:price:amount', '219.00'), { currency: null }],
  ['a currency of two', TITLE + OG('219.00', 'EU'), { currency: null }],
  ['a currency in small letters', TITLE + OG('219.00', 'eur')],
  ['no amount', TITLE + meta('product:price:currency', 'EUR'), none],
  ['an empty amount', TITLE + OG(''), none],
  ['an amount of nothing', TITLE + OG('0'), none],
  ['an amount with a sign', TITLE + OG('€219.00')],
  ['an amount with a sign of another currency', TITLE + OG('$219.00'), none],
  ['an amount of a range', TITLE + OG('219.00 - 299.00'), none],
  ['an amount nobody can tell', TITLE + OG('1,299'), none],
  [
    'name for property',
    meta('og:type', 'product', 'name') +
      meta('og:title', 'Cedar', 'name') +
      meta('product:price:amount', '219.00', 'name') +
      meta('product:price:currency', 'EUR', 'name'),
    doubt,
  ],
  ['og:product', meta('og:type', 'og:product') + meta('og:title', 'Cedar') + OG('219.00'), doubt],
  ['product.item', meta('og:type', 'product.item') + meta('og:title', 'Cedar') + OG('219.00'), doubt],
  ['Product', meta('og:type', 'Product') + meta('og:title', 'Cedar') + OG('219.00'), doubt],
  ['product.group', meta('og:type', 'product.group') + meta('og:title', 'Guitars'), nobody],
  ['website', meta('og:type', 'website') + meta('og:title', 'Cedar') + OG('219.00'), doubt],
  ['article with a price', meta('og:type', 'article') + meta('og:title', 'Cedar') + OG('219.00'), doubt],
  ['no type', meta('og:title', 'Cedar'), nobody],
  ['no title', meta('og:type', 'product') + OG('219.00'), { ...doubt, name: null, price: null }],
  ['address of another page', TITLE + meta('og:url', 'https://shop.example/guitars/maple') + OG('219.00'), doubt],
  ['in the body', `<main>${TITLE}${OG('219.00')}</main>`],
  ['beside JSON-LD', block(product({ offers: offer() })) + TITLE + OG('5.00'), doubt],
  ['beside JSON-LD of a site', block({ '@type': 'WebSite', name: 'x' }) + TITLE + OG('219.00')],
  [
    'beside a list in JSON-LD',
    block({
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'ListItem', item: product() },
        { '@type': 'ListItem', item: product({ name: 'Maple', sku: 'maple' }) },
      ],
    }) +
      TITLE +
      OG('219.00'),
    doubt,
  ],
];

export const ELEMENTS: readonly Snippet[] = [
  ...MICRODATA.map(([title, html, rest]) => snippet('microdata', title, html, rest)),
  ...RDFA.map(([title, html, rest]) => snippet('RDFa', title, html, rest)),
  ...OPEN_GRAPH.map(([title, html, rest]) => snippet('Open Graph', title, html, { href: HERE, ...rest })),
];
