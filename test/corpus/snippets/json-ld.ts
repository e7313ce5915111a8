import { block, HERE, offer, product, type Snippet, script, snippet } from './snippet.js';

const sold = (rest: object = {}): Record<string, unknown> => product({ offers: offer(), ...rest });
const bare = (): Record<string, unknown> => {
  const { '@context': _, ...rest } = sold();
  return rest;
};
const json = JSON.stringify(sold());
const prefixed = (prefix: string): object => ({
  '@type': `${prefix}Product`,
  [`${prefix}name`]: 'Cedar',
  [`${prefix}sku`]: 'cedar',
  [`${prefix}offers`]: {
    '@type': `${prefix}Offer`,
    [`${prefix}price`]: '219.00',
    [`${prefix}priceCurrency`]: 'EUR',
  },
});

type Case = readonly [title: string, data: unknown, rest?: Parameters<typeof snippet>[3]];
const doubt = { isDoubtful: true };
const none = { price: null };

const SHAPES: readonly Case[] = [
  ['context with http', sold({ '@context': 'http://schema.org' })],
  ['context with a slash', sold({ '@context': 'https://schema.org/' })],
  ['context of www', sold({ '@context': 'http://www.schema.org' })],
  ['context is a list', sold({ '@context': ['https://schema.org', { x: 'https://x.example/' }] })],
  ['context is a vocabulary', sold({ '@context': { '@vocab': 'https://schema.org/' } })],
  ['context in capitals', sold({ '@context': 'HTTPS://SCHEMA.ORG' })],
  ['no context', bare()],
  ['prefix schema', { '@context': { schema: 'https://schema.org/' }, ...prefixed('schema:') }],
  ['prefix s', { '@context': { s: 'http://schema.org/' }, ...prefixed('s:') }, doubt],
  ['whole addresses', prefixed('https://schema.org/')],
  ['whole addresses of http', prefixed('http://schema.org/')],
  ['type with prefix alone', sold({ '@type': 'schema:Product' })],
  ['type as address', sold({ '@type': 'http://schema.org/Product' })],
  ['type in a list', sold({ '@type': ['Product'] })],
  ['several types', sold({ '@type': ['Thing', 'Product', 'Book'] })],
  ['type twice', sold({ '@type': ['Product', 'Product'] })],
  ['type Car', sold({ '@type': ['Car', 'Product'] })],
  ['type IndividualProduct', sold({ '@type': 'IndividualProduct' })],
  ['type ProductModel', sold({ '@type': 'ProductModel' }), doubt],
  ['type Vehicle', sold({ '@type': 'Vehicle' }), doubt],
  ['type Book alone', sold({ '@type': 'Book' }), doubt],
  ['type in small letters', sold({ '@type': 'product' }), doubt],
  ['type with spaces', sold({ '@type': ' Product ' }), doubt],
  ['`type` and `id` as aliases', { ...bare(), '@type': undefined, type: 'Product' }, doubt],
  ['graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, bare()] }],
  ['graph of one', { '@context': 'https://schema.org', '@graph': bare() }],
  ['graph in a graph', { '@graph': [{ '@graph': [bare()] }] }],
  ['graph beside a node', { '@type': 'WebPage', '@id': HERE, '@graph': [bare()] }],
  ['list', [sold()]],
  ['list in a list', [[sold()]]],
  ['list with junk', [null, 1, 'x', true, [], {}, sold()]],
  ['two lists of all', [[{ '@type': 'WebSite' }], [sold()]]],
  ['page has main entity', { '@type': 'WebPage', mainEntity: bare() }],
  ['page has main entity in a list', { '@type': 'ItemPage', mainEntity: [bare()] }],
  [
    'page names main entity',
    {
      '@graph': [
        { '@type': 'ItemPage', mainEntity: { '@id': '#p' } },
        { ...bare(), '@id': '#p' },
      ],
    },
  ],
  [
    'page names main entity as a text',
    {
      '@graph': [
        { '@type': 'ItemPage', mainEntity: '#p' },
        { ...bare(), '@id': '#p' },
      ],
    },
  ],
  ['main entity of a page', sold({ mainEntityOfPage: HERE })],
  ['main entity of a page as a node', sold({ mainEntityOfPage: { '@type': 'WebPage', '@id': HERE } })],
  ['page has `about`', { '@type': 'WebPage', about: bare() }, doubt],
  [
    'offer says what it offers',
    {
      '@type': 'Offer',
      price: 219,
      priceCurrency: 'EUR',
      itemOffered: { '@type': 'Product', name: 'Cedar', sku: 'cedar' },
    },
    doubt,
  ],
  [
    'offers by reference',
    {
      '@graph': [
        { ...bare(), offers: { '@id': '#o' } },
        { ...offer(), '@id': '#o' },
      ],
    },
  ],
  [
    'offers by reference in a list',
    {
      '@graph': [
        { ...bare(), offers: [{ '@id': '#o' }] },
        { ...offer(), '@id': '#o' },
      ],
    },
  ],
  ['offers by reference to nothing', { '@graph': [{ ...bare(), offers: { '@id': '#nothing' } }] }, none],
  ['offers by reference that is cyclic', { '@graph': [{ ...bare(), '@id': '#p', offers: { '@id': '#p' } }] }, none],
  [
    'offers by reference to another',
    {
      '@graph': [
        { ...bare(), offers: { '@id': '#o' } },
        { '@id': '#o', '@type': 'Offer', offers: { '@id': '#o' } },
      ],
    },
    none,
  ],
  [
    'a node in two parts',
    {
      '@graph': [
        { '@id': '#p', '@type': 'Product', name: 'Cedar', sku: 'cedar' },
        { '@id': '#p', '@type': 'Product', offers: offer() },
      ],
    },
  ],
  ['offers in a list', sold({ offers: [offer()] })],
  ['offers in a list of lists', sold({ offers: [[offer()]] }), doubt],
  ['offers in a set', sold({ offers: { '@set': [offer()] } }), doubt],
  ['offers in a list container', sold({ offers: { '@list': [offer()] } }), doubt],
  ['offer without type', sold({ offers: { price: 219, priceCurrency: 'EUR' } })],
  ['offer in Offers', sold({ offers: offer({ '@type': 'Offers' }) }), doubt],
  ['offers is a text', sold({ offers: '219 EUR' }), none],
  ['offers is a number', sold({ offers: 219 }), none],
  ['offers is null', sold({ offers: null }), none],
  ['offers is empty', sold({ offers: [] }), none],
  ['offers is an empty node', sold({ offers: {} }), none],
  ['`Offers` in capitals', { ...sold(), offers: undefined, Offers: offer() }, { ...doubt }],
  ['price on the product', { ...product(), price: 219, priceCurrency: 'EUR' }, doubt],
  ['name in a language', sold({ name: { '@language': 'en', '@value': 'Cedar' } })],
  [
    'name in two languages',
    sold({
      name: [
        { '@language': 'en', '@value': 'Cedar' },
        { '@language': 'de', '@value': 'Zeder' },
      ],
    }),
    doubt,
  ],
  ['name in a language map', sold({ name: { en: 'Cedar', de: 'Zeder' } }), doubt],
  ['name in a list', sold({ name: ['Cedar'] })],
  ['name with entities', sold({ name: '&#67;edar' })],
  ['name with tags', sold({ name: '<b>Cedar</b>' })],
  ['name with line ends', sold({ name: '\n  Cedar\n' })],
  ['name is missing', sold({ name: undefined }), { ...doubt }],
  ['price in cents beside the name', sold({ offers: offer({ price_cents: 21900 }) })],
  [
    'depth of fifty',
    Array.from({ length: 50 }).reduce<unknown>(inner => ({ '@type': 'WebPage', mainEntity: inner }), bare()),
    doubt,
  ],
  ['own key `__proto__`', JSON.parse(json.replace('"sku"', '"__proto__":{"offers":{"price":1}},"sku"'))],
  [
    'own key `constructor`',
    sold({ constructor: { prototype: { price: 1 } }, hasOwnProperty: 1, toString: 2, valueOf: 3 }),
  ],
  ['id called `__proto__`', { '@graph': [{ ...bare(), '@id': '__proto__', offers: { '@id': 'constructor' } }] }, none],
];

const list = (price: number, priceType: string): object => ({
  '@type': 'UnitPriceSpecification',
  priceType: `https://schema.org/${priceType}`,
  price,
  priceCurrency: 'EUR',
});
const unit = (rest: object): object => ({ '@type': 'UnitPriceSpecification', price: 5, priceCurrency: 'EUR', ...rest });
const only = (...priceSpecification: readonly object[]): object => ({ '@type': 'Offer', priceSpecification });

/** Offers of a product by what is said in them. */
const OFFERS: readonly Case[] = [
  ...[
    'ListPrice',
    'StrikethroughPrice',
    'MSRP',
    'SRP',
    'RegularPrice',
    'MinimumAdvertisedPrice',
    'InvoicePrice',
  ].flatMap((type): Case[] => [
    [`price beside a ${type}`, offer({ priceSpecification: list(299, type) })],
    [`price beside a ${type} in a list`, offer({ priceSpecification: [list(299, type)] })],
    [`${type} and what has no type`, only(list(299, type), unit({ price: 219 }))],
    [`${type} and SalePrice`, only(list(299, type), list(219, 'SalePrice'))],
    [`SalePrice and ${type}`, only(list(219, 'SalePrice'), list(299, type))],
    [
      `SalePrice and ${type} in short`,
      only({ ...list(219, 'SalePrice'), priceType: 'SalePrice' }, { ...list(299, type), priceType: type }),
    ],
    [
      `SalePrice and ${type} by reference`,
      only(
        { ...list(219, 'SalePrice'), priceType: { '@id': 'schema:SalePrice' } },
        { ...list(299, type), priceType: { '@id': `schema:${type}` } },
      ),
    ],
    [`${type} alone`, only(list(299, type)), type === 'RegularPrice' ? { price: 299, ...doubt } : none],
  ]),
  ['sale price alone', only(list(219, 'SalePrice'))],
  ['price and the same in a specification', offer({ priceSpecification: unit({ price: 219 }) })],
  [
    'price and another in a specification',
    offer({ priceSpecification: unit({ price: 199 }) }),
    { price: 219, ...doubt },
  ],
  ['price and the sale in a specification', offer({ price: 299, priceSpecification: list(219, 'SalePrice') }), doubt],
  ['price in a specification alone', only(unit({ price: 219 }))],
  ['price in a specification that is no list', { priceSpecification: unit({ price: 219 }) }],
  ['currency beside the specification', { priceCurrency: 'EUR', priceSpecification: { price: 219 } }],
  [
    'currency of the specification differs',
    { price: 219, priceCurrency: 'EUR', priceSpecification: { price: 239, priceCurrency: 'USD' } },
    doubt,
  ],
  ['specifications in two currencies', only(unit({ price: 219 }), unit({ price: 239, priceCurrency: 'USD' })), none],
  ['specification of a range', { priceSpecification: { minPrice: 219, maxPrice: 299, priceCurrency: 'EUR' } }, none],
  [
    'specification of a range with a price',
    { priceSpecification: { price: 219, minPrice: 219, maxPrice: 299, priceCurrency: 'EUR' } },
    none,
  ],
  ['offer of a range', { '@type': 'Offer', minPrice: 219, maxPrice: 299, priceCurrency: 'EUR' }, none],
  [
    'net and gross',
    only(unit({ price: 184.03, valueAddedTaxIncluded: false }), unit({ price: 219, valueAddedTaxIncluded: true })),
    doubt,
  ],
  [
    'net and gross as texts',
    only(unit({ price: 184.03, valueAddedTaxIncluded: 'false' }), unit({ price: 219, valueAddedTaxIncluded: 'true' })),
    doubt,
  ],
  [
    'delivery alone',
    { priceSpecification: { '@type': 'DeliveryChargeSpecification', price: 5, priceCurrency: 'EUR' } },
    none,
  ],
  [
    'delivery beside it',
    offer({ priceSpecification: { '@type': 'DeliveryChargeSpecification', price: 5, priceCurrency: 'EUR' } }),
  ],
  [
    'delivery first',
    only({ '@type': 'DeliveryChargeSpecification', price: 5, priceCurrency: 'EUR' }, unit({ price: 219 })),
  ],
  [
    'paying alone',
    { priceSpecification: { '@type': 'PaymentChargeSpecification', price: 5, priceCurrency: 'EUR' } },
    none,
  ],
  [
    'compound',
    {
      priceSpecification: {
        '@type': 'CompoundPriceSpecification',
        price: 219,
        priceCurrency: 'EUR',
        priceComponent: [unit({ price: 200 }), unit({ price: 19 })],
      },
    },
    doubt,
  ],
  [
    'compound without a sum',
    {
      priceSpecification: {
        '@type': 'CompoundPriceSpecification',
        priceCurrency: 'EUR',
        priceComponent: [unit({ price: 200 }), unit({ price: 19 })],
      },
    },
    none,
  ],
  ['by the month', only(unit({ billingDuration: 'P1M' })), none],
  ['by the month, in steps', only(unit({ billingIncrement: 1, unitCode: 'MON' })), none],
  ['by the month, in units', only(unit({ referenceQuantity: { value: 1, unitCode: 'MON' } })), none],
  ['by the month for a year', only(unit({ billingDuration: 12, billingIncrement: 1, unitCode: 'MON' })), none],
  ['in instalments', only(unit({ priceComponentType: 'https://schema.org/Installment' })), none],
  ['paid down', only(unit({ priceComponentType: 'Downpayment' })), none],
  ['as a subscription', only(unit({ priceComponentType: 'https://schema.org/Subscription' })), none],
  ['with a fee', only(unit({ priceComponentType: 'ActivationFee' }), unit({ price: 219 }))],
  ['by the kilogram', offer({ priceSpecification: unit({ referenceQuantity: { value: 1, unitCode: 'KGM' } }) })],
  ['by the kilogram alone', only(unit({ referenceQuantity: { value: 1, unitCode: 'KGM' } })), none],
  ['by the unit text', only(unit({ unitText: 'kg' })), none],
  ['by the unit code', only(unit({ unitCode: 'KGM' })), none],
  ['by the piece', only(unit({ price: 219, unitCode: 'C62' })), doubt],
  [
    'for members',
    offer({ priceSpecification: unit({ validForMemberTier: { '@type': 'MemberProgramTier', name: 'gold' } }) }),
  ],
  ['for members alone', only(unit({ validForMemberTier: { '@id': '#gold' } })), none],
  ['for members, as an offer', [offer(), offer({ price: 5, validForMemberTier: { name: 'gold' } })], doubt],
  ['from ten on', [offer(), offer({ price: 5, eligibleQuantity: { minValue: 10 } })]],
  ['from ten on alone', offer({ price: 5, eligibleQuantity: { '@type': 'QuantitativeValue', minValue: 10 } }), none],
  [
    'from one to nine',
    [
      offer({ eligibleQuantity: { minValue: 1, maxValue: 9 } }),
      offer({ price: 5, eligibleQuantity: { minValue: 10 } }),
    ],
    doubt,
  ],
  ['in a large order', offer({ price: 5, eligibleTransactionVolume: { price: 1000 } }), none],
  [
    'for companies',
    [offer(), offer({ price: 5, eligibleCustomerType: 'http://purl.org/goodrelations/v1#Business' })],
    doubt,
  ],
  ['to lease', offer({ price: 5, businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut' }), none],
  [
    'to lease or buy',
    [
      offer({ businessFunction: 'http://purl.org/goodrelations/v1#Sell' }),
      offer({ price: 5, businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut' }),
    ],
    doubt,
  ],
  ['for lease by type', { '@type': 'OfferForLease', price: 5, priceCurrency: 'EUR' }, none],
  ['for purchase by type', offer({ '@type': 'OfferForPurchase' })],
  [
    'for purchase or lease',
    [offer({ '@type': 'OfferForPurchase' }), { '@type': 'OfferForLease', price: 5, priceCurrency: 'EUR' }],
    doubt,
  ],
  ['a demand', { '@type': 'Demand', price: 5, priceCurrency: 'EUR' }, none],
  ['to buy back', offer({ price: 5, businessFunction: 'http://purl.org/goodrelations/v1#Buy' }), none],
  ['to repair', offer({ price: 5, businessFunction: 'http://purl.org/goodrelations/v1#Repair' }), none],
  ['in two regions', [offer({ eligibleRegion: 'DE' }), offer({ price: 199, eligibleRegion: 'AT' })], none],
  [
    'new and used',
    [offer({ itemCondition: 'NewCondition' }), offer({ price: 5, itemCondition: 'UsedCondition' })],
    doubt,
  ],
  [
    'new and refurbished',
    [
      offer({ itemCondition: 'https://schema.org/NewCondition' }),
      offer({ price: 5, itemCondition: 'https://schema.org/RefurbishedCondition' }),
    ],
    doubt,
  ],
  [
    'new and damaged',
    [
      offer({ itemCondition: { '@id': 'schema:NewCondition' } }),
      offer({ price: 5, itemCondition: { '@id': 'schema:DamagedCondition' } }),
    ],
    doubt,
  ],
  ['used alone', offer({ itemCondition: 'UsedCondition' })],
  ['out of stock alone', offer({ availability: 'OutOfStock' })],
  [
    'in stock beside out of stock',
    [
      offer({ availability: 'http://schema.org/InStock' }),
      offer({ price: 5, availability: 'http://schema.org/OutOfStock' }),
    ],
    doubt,
  ],
  [
    'in stock beside out of stock, by reference',
    [
      offer({ availability: { '@id': 'schema:InStock' } }),
      offer({ price: 5, availability: { '@id': 'schema:OutOfStock' } }),
    ],
    doubt,
  ],
  ['of three sellers', [offer(), offer({ price: 209 }), offer({ price: 199 })], none],
  ['of three sellers, all the same', [offer(), offer({ price: 219 }), offer({ price: '219,00' })]],
  ['one without a price', [offer(), { '@type': 'Offer', priceCurrency: 'EUR' }], doubt],
  ['one with a broken price', [offer(), offer({ price: 'x' })], doubt],
  ['one in another currency', [offer(), offer({ priceCurrency: 'USD' })], none],
  ['of the same price in two currencies', [offer({ price: 219 }), offer({ price: 219, priceCurrency: 'CHF' })], none],
  ['one without a currency', [offer(), { price: 239 }], none],
  [
    'with shipping',
    offer({
      shippingDetails: {
        '@type': 'OfferShippingDetails',
        shippingRate: { '@type': 'MonetaryAmount', value: 5, currency: 'USD' },
      },
    }),
  ],
  ['with shipping alone', { '@type': 'Offer', shippingDetails: { shippingRate: { value: 5, currency: 'EUR' } } }, none],
  [
    'with a fee of return',
    offer({
      hasMerchantReturnPolicy: {
        returnFees: 'ReturnFeesCustomerResponsibility',
        returnShippingFeesAmount: { value: 5, currency: 'EUR' },
      },
    }),
  ],
  ['with an extra', offer({ addOn: offer({ price: 5, itemOffered: { name: 'Case' } }) })],
  ['with an extra alone', { '@type': 'Offer', addOn: offer({ price: 5 }) }, none],
  ['with a gift', offer({ includesObject: { typeOfGood: { name: 'Case', offers: offer({ price: 5 }) } } })],
  ['with a guarantee', offer({ warranty: { offers: offer({ price: 5 }) } })],
  ['of another product', offer({ price: 5, itemOffered: { '@type': 'Product', name: 'Case', sku: 'case' } }), none],
  ['of this product', offer({ itemOffered: { '@type': 'Product', name: 'Cedar', sku: 'cedar' } })],
  ['with the address of the page', offer({ url: HERE })],
  ['with the address of another page', offer({ url: 'https://shop.example/guitars/maple' }), doubt],
  ['with an address that is none', offer({ url: 'http://[' })],
  [
    'aggregate',
    { '@type': 'AggregateOffer', lowPrice: 199, highPrice: 299, priceCurrency: 'EUR', offerCount: 2 },
    none,
  ],
  [
    'aggregate in texts',
    { '@type': 'AggregateOffer', lowPrice: '199,00', highPrice: '299,00', priceCurrency: 'EUR' },
    none,
  ],
  [
    'aggregate of one price',
    { '@type': 'AggregateOffer', lowPrice: '219.00', highPrice: 219, priceCurrency: 'EUR', offerCount: '5' },
  ],
  [
    'aggregate of one offer',
    { '@type': 'AggregateOffer', lowPrice: '219.00', priceCurrency: 'EUR', offerCount: '1' },
    doubt,
  ],
  ['aggregate with a low price alone', { '@type': 'AggregateOffer', lowPrice: 199, priceCurrency: 'EUR' }, none],
  ['aggregate with a high price alone', { '@type': 'AggregateOffer', highPrice: 299, priceCurrency: 'EUR' }, none],
  [
    'aggregate with a price',
    { '@type': 'AggregateOffer', price: 219, lowPrice: 219, highPrice: 219, priceCurrency: 'EUR' },
  ],
  [
    'aggregate with a price in a range',
    { '@type': 'AggregateOffer', price: 199, lowPrice: 199, highPrice: 299, priceCurrency: 'EUR' },
    none,
  ],
  [
    'aggregate whose low is high',
    { '@type': 'AggregateOffer', lowPrice: 299, highPrice: 199, priceCurrency: 'EUR' },
    none,
  ],
  ['aggregate from nothing', { '@type': 'AggregateOffer', lowPrice: 0, highPrice: 219, priceCurrency: 'EUR' }, none],
  ['aggregate of nothing', { '@type': 'AggregateOffer', lowPrice: 0, highPrice: 0, priceCurrency: 'EUR' }, none],
  [
    'aggregate with different offers',
    {
      '@type': 'AggregateOffer',
      lowPrice: 199,
      highPrice: 299,
      priceCurrency: 'EUR',
      offers: [offer({ price: 199 }), offer({ price: 299 })],
    },
    none,
  ],
  [
    'aggregate with equal offers',
    { '@type': 'AggregateOffer', lowPrice: 219, highPrice: 219, priceCurrency: 'EUR', offers: [offer(), offer()] },
  ],
  [
    'aggregate with one of its offers',
    {
      '@type': 'AggregateOffer',
      lowPrice: 219,
      highPrice: 299,
      offerCount: 3,
      priceCurrency: 'EUR',
      offers: [offer()],
    },
    none,
  ],
  ['aggregate in a list', [{ '@type': 'AggregateOffer', lowPrice: 199, highPrice: 299, priceCurrency: 'EUR' }], none],
  ['aggregate without a type', { lowPrice: 199, highPrice: 299, priceCurrency: 'EUR' }, none],
  ['aggregate called offer', offer({ price: undefined, lowPrice: 199, highPrice: 299 }), none],
  ['offer with a range beside its price', offer({ price: 199, lowPrice: 199, highPrice: 299 }), none],
  [
    'aggregate and an offer',
    [{ '@type': 'AggregateOffer', lowPrice: 199, highPrice: 299, priceCurrency: 'EUR' }, offer()],
    none,
  ],
  ['valid no more', [offer(), offer({ price: 5, validThrough: '2001-01-01' })], doubt],
  ['valid some day', [offer(), offer({ price: 5, validFrom: '2999-01-01' })], doubt],
];

const wraps: readonly (readonly [title: string, html: string, rest?: Parameters<typeof snippet>[3]])[] = [
  ['comma after the last', script(json.replace('}}', ',}}').replace(/}$/, ',}'))],
  ['comma after the last of a list', script(`[${json},]`)],
  ['comma missing', script(json.replace(',"sku"', '"sku"')), doubt],
  ['comment of a line', script(`// product\n${json}`)],
  ['comment of a line inside', script(json.replace('"sku"', '// the id\n"sku"'))],
  ['comment in stars', script(`/* product */${json}/* end */`)],
  ['comment in stars inside', script(json.replace('"sku"', '/* "offers": {} */"sku"'))],
  [
    'address that looks like a comment',
    block(sold({ image: 'https://shop.example//a.jpg', url: HERE, description: 'a /* b */ // c' })),
  ],
  [
    'address that looks like a comment, and a comma',
    script(
      JSON.stringify(sold({ image: 'https://shop.example//a.jpg', description: 'a /* b */ // c, }' })).replace(
        /}$/,
        ',}',
      ),
    ),
  ],
  ['comment of HTML', script(`<!--\n${json}\n-->`)],
  ['comment of HTML in a comment', script(`<!--//--><![CDATA[//><!--\n${json}\n//--><!]]>`)],
  ['CDATA', script(`//<![CDATA[\n${json}\n//]]>`)],
  ['CDATA in stars', script(`/* <![CDATA[ */${json}/* ]]> */`)],
  ['CDATA bare', script(`<![CDATA[${json}]]>`)],
  ['semicolon', script(`${json};`)],
  ['byte order mark', script(`\ufeff${json}`)],
  ['no-break spaces', script(`\u00a0${json}\u00a0`)],
  ['line end in a text', script(json.replace('"sku"', '"description":"a\nb\tc\rd","sku"'))],
  ['control in a text', script(json.replace('"sku"', '"description":"a\u0001\u0008b","sku"'))],
  ['wrong escape', script(json.replace('"sku"', '"description":"it\\\'s","sku"')), doubt],
  ['other wrong escape', script(json.replace('"sku"', '"description":"a\\x20b \\d","sku"')), doubt],
  ['quotes in a text', script(json.replace('"sku"', '"description":"12" long","sku"')), doubt],
  ['entities for quotes', script(json.replaceAll('"', '&quot;')), doubt],
  ['numeric entities for quotes', script(json.replaceAll('"', '&#34;')), doubt],
  ['entities in a text', script(JSON.stringify(sold({ description: 'a &quot;b&quot; &amp; c' })))],
  ['single quotes', script(json.replaceAll('"', "'")), doubt],
  ['keys without quotes', script(json.replace(/"(@?\w+)":/g, '$1:')), doubt],
  ['encoded twice', script(JSON.stringify(json)), doubt],
  ['several in one script', script(`${JSON.stringify({ '@type': 'WebSite' })}\n${json}`), doubt],
  ['brace missing', script(json.slice(0, -1)), doubt],
  ['brace too many', script(`${json}}`), doubt],
  ['cut in a price', script(json.slice(0, json.indexOf('19.00'))), { ...none, ...doubt }],
  ['undefined', script(json.replace('"cedar"', 'undefined')), doubt],
  ['True of Python', script(json.replace('"sku"', '"isFamilyFriendly":True,"sku"')), doubt],
  ['key twice', script(json.replace('"price":"219.00"', '"price":"5.00","price":"219.00"'))],
  ['words before', script(`var data = ${json}`), doubt],
  ['type with charset', script(json, 'type="application/ld+json; charset=utf-8"')],
  ['type in capitals', script(json, 'type="APPLICATION/LD+JSON"')],
  ['type with a space', script(json, 'type=" application/ld+json "'), doubt],
  ['type of JSON alone', script(json, 'type="application/json"'), { name: null, isDoubtful: true }],
  ['type of text', script(json, 'type="text/plain"'), { name: null }],
  ['type of a template', script(json, 'type="text/template"'), { name: null }],
  ['with a source', script(json, 'type="application/ld+json" src="/x.json"'), doubt],
  ['in a template element', `<template>${block(sold())}</template>`, { name: null }],
  ['as a text', `<pre>${json.replaceAll('<', '&lt;')}</pre>`, { name: null }],
  ['as an attribute', `<div data-json='${json}'></div>`, { name: null }],
  ['empty', script(''), { name: null }],
  ['of words', script('not JSON'), { name: null }],
  ['null', script('null'), { name: null }],
  ['number', script('219'), { name: null }],
  ['beside a broken one', script('{"@type":"Product",') + block(sold())],
  ['behind an empty one', script(' ') + block(sold())],
  ['beside a thousand empty ones', script('{}').repeat(1000) + block(sold())],
  ['with a description of 200,000 letters', block(sold({ description: 'x '.repeat(100_000) }))],
  [
    'with 500 reviews',
    block(
      sold({
        review: Array.from({ length: 500 }, (_, n) => ({
          '@type': 'Review',
          name: `R${n}`,
          author: { name: 'x' },
          reviewRating: { ratingValue: 5 },
        })),
      }),
    ),
  ],
  [
    'behind 500 others in a graph',
    block({
      '@graph': [
        ...Array.from({ length: 500 }, (_, n) => ({ '@type': 'ImageObject', '@id': `#i${n}`, url: `/${n}.jpg` })),
        bare(),
      ],
    }),
  ],
];

export const JSON_LD: readonly Snippet[] = [
  ...SHAPES.map(([title, data, rest]) => snippet('shape of JSON-LD', title, block(data), rest)),
  ...OFFERS.map(([title, offers, rest]) => snippet('offers', title, block(product({ offers })), rest)),
  ...wraps.map(([title, html, rest]) => snippet('script of JSON-LD', title, html, rest)),
];
