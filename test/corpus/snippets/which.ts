import { block, HERE, offer, product, type Snippet, snippet } from './snippet.js';

const ORIGIN = 'https://shop.example';
const one = (name: string, price: number, rest: object = {}): Record<string, unknown> => ({
  '@type': 'Product',
  name,
  sku: name.toLowerCase(),
  offers: offer({ price }),
  ...rest,
});
const cedar = (rest: object = {}): Record<string, unknown> => one('Cedar', 219, rest);
const maple = (rest: object = {}): Record<string, unknown> => one('Maple', 5, rest);
const listOf = (items: readonly object[], rest: object = {}): object => ({
  '@type': 'ItemList',
  itemListElement: items.map((item, index) => ({ '@type': 'ListItem', position: index + 1, item })),
  ...rest,
});
type Case = readonly [title: string, html: string, rest?: Parameters<typeof snippet>[3]];
const nobody = { name: null, price: null };
const doubt = { isDoubtful: true };
const at = (path: string): string => `${ORIGIN}${path}`;

/** Products that are named because they are like the one, or fit it. */
const RELATED: readonly Case[] = [
  'isRelatedTo',
  'isSimilarTo',
  'isAccessoryOrSparePartFor',
  'isConsumableFor',
  'isVariantOf',
  'hasVariant',
  'model',
  'predecessorOf',
  'successorOf',
  'related',
  'hasPart',
  'isPartOf',
  'subjectOf',
  'mentions',
].flatMap((name): Case[] => {
  const relation = name === 'hasVariant' ? { isDoubtful: true } : {};
  return [
    [`beside what it ${name}`, block(cedar({ [name]: maple() })), relation],
    [`beside two it ${name}`, block(cedar({ [name]: [maple(), one('Spruce', 6)] })), relation],
    [
      `beside what it ${name}, which is a node of its own`,
      block({ '@graph': [cedar({ '@id': '#c', [name]: { '@id': '#m' } }), maple({ '@id': '#m' })] }),
      { isDoubtful: true },
    ],
  ];
});

const variant = (name: string, price: number, url: string, rest: object = {}): object => ({
  '@type': 'Product',
  name: `Cedar ${name}`,
  sku: `cedar-${name}`,
  color: name,
  url,
  offers: offer({ price, url }),
  ...rest,
});
const group = (hasVariant: readonly object[], rest: object = {}): object => ({
  '@type': 'ProductGroup',
  name: 'Cedar',
  productGroupID: 'cedar',
  variesBy: ['https://schema.org/color'],
  hasVariant,
  ...rest,
});
const red = variant('red', 219, at('/guitars/cedar?color=red'));
const blue = variant('blue', 249, at('/guitars/cedar?color=blue'));
const same = variant('blue', 219, at('/guitars/cedar?color=blue'));
const nowhere = (each: object): object => ({
  ...each,
  url: undefined,
  offers: { ...(each as { offers: object }).offers, url: undefined },
});

const VARIANTS: readonly Case[] = [
  ['of different prices', block(group([red, blue])), { price: null }],
  ['of one price', block(group([red, same])), doubt],
  [
    'of different prices, one of them here',
    block(group([red, blue])),
    { href: at('/guitars/cedar?color=red'), name: 'Cedar red', price: 219 },
  ],
  [
    'of different prices, the other here',
    block(group([red, blue])),
    { href: at('/guitars/cedar?color=blue'), name: 'Cedar blue', price: 249 },
  ],
  [
    'here, with something else in the address',
    block(group([red, blue])),
    { href: at('/guitars/cedar?utm_source=x&color=blue'), name: 'Cedar blue', price: 249, isDoubtful: true },
  ],
  ['none of them here', block(group([red, blue])), { href: at('/guitars/cedar?color=green'), price: null }],
  ['without addresses', block(group([nowhere(red), nowhere(blue)])), { price: null }],
  [
    'out of stock but one',
    block(group([nowhere(red), nowhere({ ...blue, offers: offer({ price: 249, availability: 'OutOfStock' }) })])),
    { price: 219, isDoubtful: true },
  ],
  ['none', block(group([])), { price: null }],
  ['only one', block(group([nowhere(red)])), { ...doubt }],
  [
    'with offers of the group',
    block(
      group([red, blue], {
        offers: { '@type': 'AggregateOffer', lowPrice: 219, highPrice: 249, priceCurrency: 'EUR' },
      }),
    ),
    { price: null },
  ],
  [
    'by reference',
    block({ '@graph': [group([{ '@id': '#r' }, { '@id': '#b' }]), { ...red, '@id': '#r' }, { ...blue, '@id': '#b' }] }),
    { price: null },
  ],
  [
    'that name their group',
    block({
      '@graph': [
        { ...group([]), hasVariant: undefined, '@id': '#g' },
        { ...red, isVariantOf: { '@id': '#g' } },
        { ...blue, isVariantOf: { '@id': '#g' } },
      ],
    }),
    { price: null, isDoubtful: true },
  ],
  [
    'that name the id of their group',
    block([
      { ...red, inProductGroupWithID: 'cedar' },
      { ...blue, inProductGroupWithID: 'cedar' },
    ]),
    { price: null, name: null },
  ],
  [
    'that name the id of their group, one here',
    block([
      { ...red, inProductGroupWithID: 'cedar' },
      { ...blue, inProductGroupWithID: 'cedar' },
    ]),
    { href: at('/guitars/cedar?color=red'), name: 'Cedar red', price: 219 },
  ],
  [
    'that are offers',
    block(product({ offers: [offer({ sku: 'a' }), offer({ sku: 'b', price: 249 })] })),
    { price: null },
  ],
  [
    'that are offers with addresses',
    block(product({ offers: [offer({ url: `${HERE}?variant=1` }), offer({ url: `${HERE}?variant=2`, price: 249 })] })),
    { price: null },
  ],
  [
    'that are offers, one here',
    block(product({ offers: [offer({ url: `${HERE}?variant=1` }), offer({ url: `${HERE}?variant=2`, price: 249 })] })),
    { href: `${HERE}?variant=2`, price: 249 },
  ],
  [
    'that are offers, one here as a path',
    block(
      product({
        offers: [offer({ url: '/guitars/cedar?variant=1' }), offer({ url: '/guitars/cedar?variant=2', price: 249 })],
      }),
    ),
    { href: `${HERE}?variant=2`, price: 249 },
  ],
  [
    'that are offers, none here',
    block(product({ offers: [offer({ url: `${HERE}?variant=1` }), offer({ url: `${HERE}?variant=2`, price: 249 })] })),
    { href: `${HERE}?variant=3`, price: null },
  ],
  [
    'in a fragment',
    block(product({ offers: [offer({ url: `${HERE}#red` }), offer({ url: `${HERE}#blue`, price: 249 })] })),
    { price: null, href: `${HERE}#blue`, isDoubtful: true },
  ],
  [
    'whose first has the address of the page',
    block(product({ offers: [offer({ url: HERE }), offer({ url: `${HERE}?variant=2`, price: 249 })] })),
    { isDoubtful: true },
  ],
  [
    'whose first has the address of the page, another here',
    block(product({ offers: [offer({ url: HERE }), offer({ url: `${HERE}?variant=2`, price: 249 })] })),
    { href: `${HERE}?variant=2`, price: 249 },
  ],
];

/** Pages with several products, of which one may be what they are about. */
const PAGES: readonly Case[] = [
  ['two, with no way to tell', block([cedar(), maple()]), { ...nobody, href: at('/'), isDoubtful: false }],
  ['two with addresses, one here', block([cedar({ url: HERE }), maple({ url: at('/guitars/maple') })])],
  ['two with addresses, the second here', block([maple({ url: at('/guitars/maple') }), cedar({ url: HERE })])],
  ['two with addresses, none here', block([cedar({ url: at('/a') }), maple({ url: at('/b') })]), { ...nobody }],
  [
    'two with ids that are addresses, one here',
    block([maple({ '@id': at('/guitars/maple#product') }), cedar({ '@id': `${HERE}#product` })]),
    doubt,
  ],
  [
    'two with addresses in their offers, one here',
    block([maple({ offers: offer({ price: 5, url: at('/guitars/maple') }) }), cedar({ offers: offer({ url: HERE }) })]),
    doubt,
  ],
  ['two, one the main entity of this page', block([maple(), cedar({ mainEntityOfPage: HERE })]), doubt],
  [
    'two, one the main entity of another page',
    block([cedar(), maple({ mainEntityOfPage: at('/guitars/maple') })]),
    doubt,
  ],
  [
    'two, one the main entity by reference',
    block({
      '@graph': [maple({ '@id': '#m' }), cedar({ '@id': '#c' }), { '@type': 'WebPage', mainEntity: { '@id': '#c' } }],
    }),
  ],
  ['main entity is a list', block({ '@type': 'WebPage', mainEntity: listOf([cedar(), maple()]) }), nobody],
  [
    'main entity is an article',
    block([
      { '@type': 'WebPage', mainEntity: { '@type': 'Article', headline: 'How' } },
      { '@type': 'Article', mentions: cedar() },
    ]),
    nobody,
  ],
  [
    'main entity is a question list',
    block({
      '@type': 'FAQPage',
      mainEntity: [{ '@type': 'Question', name: 'Cedar?', acceptedAnswer: { '@type': 'Answer', text: 'Yes' } }],
    }),
    nobody,
  ],
  ['address with a fragment', block([cedar({ url: `${HERE}#main` }), maple({ url: at('/guitars/maple') })])],
  ['address with a slash behind', block([cedar({ url: `${HERE}/` }), maple({ url: at('/guitars/maple') })]), doubt],
  [
    'address of http',
    block([cedar({ url: HERE.replace('https', 'http') }), maple({ url: at('/guitars/maple') })]),
    doubt,
  ],
  [
    'address of www',
    block([cedar({ url: HERE.replace('shop.', 'www.shop.') }), maple({ url: at('/guitars/maple') })]),
    doubt,
  ],
  ['address as a path', block([cedar({ url: '/guitars/cedar' }), maple({ url: '/guitars/maple' })])],
  ['address as a relative path', block([cedar({ url: 'cedar' }), maple({ url: 'maple' })]), doubt],
  [
    'address with a campaign here',
    block([cedar({ url: HERE }), maple({ url: at('/guitars/maple') })]),
    { href: `${HERE}?utm_source=mail&gclid=x` },
  ],
  [
    'address with a campaign there',
    block([cedar({ url: `${HERE}?utm_source=feed` }), maple({ url: at('/guitars/maple') })]),
  ],
  [
    'address in percents',
    block([cedar({ url: at('/gitarren/z%C3%BCrich') }), maple({ url: at('/gitarren/ahorn') })]),
    { href: at('/gitarren/zürich') },
  ],
  ['address that is none', block([cedar({ url: 'http://[' }), maple({ url: 'http://[' })]), nobody],
  ['address that is a list', block([cedar({ url: [HERE] }), maple({ url: [at('/guitars/maple')] })]), doubt],
  [
    'address that is a node',
    block([cedar({ url: { '@id': HERE } }), maple({ url: { '@id': at('/guitars/maple') } })]),
    doubt,
  ],
  [
    'address prefix of another',
    block([cedar({ url: at('/guitars/ce') }), maple({ url: at('/guitars/cedar-2') })]),
    nobody,
  ],
  [
    'canonical link tells which',
    `<link rel="canonical" href="${HERE}">${block([maple({ url: at('/guitars/maple') }), cedar({ url: HERE })])}`,
    { href: at('/p/17'), isDoubtful: true },
  ],
  [
    'one alone with the address of another page',
    block(maple({ url: at('/guitars/maple') })),
    { ...nobody, name: 'Maple', price: 5, isDoubtful: true },
  ],
  ['main one and a list of others', block(cedar()) + block(listOf([maple(), one('Spruce', 6)]))],
  ['a list of others and the main one', block(listOf([maple(), one('Spruce', 6)])) + block(cedar())],
  ['main one in the list of others', block(cedar()) + block(listOf([cedar(), maple()])), doubt],
  ['list of one', block(listOf([maple()])), nobody],
  ['list of products without steps', block({ '@type': 'ItemList', itemListElement: [cedar(), maple()] }), nobody],
  ['list in a page', block({ '@type': 'CollectionPage', mainEntity: listOf([cedar(), maple()]) }), nobody],
  ['list in a result page', block({ '@type': 'SearchResultsPage', mainEntity: listOf([cedar()]) }), nobody],
  [
    'list of offers',
    block({
      '@type': 'OfferCatalog',
      itemListElement: [
        { ...offer(), itemOffered: { '@type': 'Product', name: 'Cedar', sku: 'cedar' } },
        { ...offer({ price: 5 }), itemOffered: { '@type': 'Product', name: 'Maple', sku: 'maple' } },
      ],
    }),
    nobody,
  ],
  [
    'shop with a catalogue',
    block({
      '@type': 'Store',
      hasOfferCatalog: {
        '@type': 'OfferCatalog',
        itemListElement: [{ ...offer(), itemOffered: { '@type': 'Product', name: 'Cedar', sku: 'cedar' } }],
      },
    }),
    nobody,
  ],
  [
    'shop that makes an offer',
    block({ '@type': 'Organization', makesOffer: { ...offer(), itemOffered: cedar() } }),
    nobody,
  ],
  ['brand with a product', block({ '@type': 'Brand', name: 'Fretwell', owns: cedar() }), nobody],
  ['article about it', block({ '@type': 'Article', about: cedar() }), { ...nobody }],
  ['article that mentions it', block({ '@type': 'BlogPosting', mentions: [cedar()] }), nobody],
  [
    'review of it elsewhere',
    block({ '@type': 'Review', itemReviewed: cedar(), reviewRating: { ratingValue: 4 } }),
    { ...nobody, isDoubtful: true },
  ],
  ['recipe with a tool', block({ '@type': 'HowTo', tool: cedar() }), nobody],
  ['order of it', block({ '@type': 'Order', orderedItem: cedar(), price: 219, priceCurrency: 'EUR' }), nobody],
  [
    'order with an accepted offer',
    block({ '@type': 'Order', acceptedOffer: { ...offer(), itemOffered: cedar() } }),
    nobody,
  ],
  ['event with an offer', block({ '@type': 'Event', name: 'Concert', offers: offer() }), nobody],
  ['service with an offer', block({ '@type': 'Service', name: 'Repair', offers: offer() }), nobody],
  ['course with an offer', block({ '@type': 'Course', name: 'Guitar', offers: offer() }), nobody],
  ['hotel room with an offer', block({ '@type': 'HotelRoom', name: 'Room', offers: offer() }), nobody],
  ['job', block({ '@type': 'JobPosting', title: 'Cedar', baseSalary: { value: 219, currency: 'EUR' } }), nobody],
  ['gift action', block({ '@type': 'BuyAction', object: cedar(), price: 5 }), { ...nobody, isDoubtful: true }],
  ['the same twice', block(cedar()) + block(cedar())],
  [
    'the same twice, in other words of the price',
    block(cedar()) + block(cedar({ offers: offer({ price: '219,00 €' }) })),
  ],
  [
    'the same twice, with other prices',
    block(cedar()) + block(cedar({ offers: offer({ price: 5 }) })),
    { price: null },
  ],
  [
    'the same twice, with other currencies',
    block(cedar()) + block(cedar({ offers: offer({ priceCurrency: 'USD' }) })),
    { price: null },
  ],
  ['the same, once without offers', block(cedar({ offers: undefined })) + block(cedar())],
  [
    'the same, once with stars alone',
    block({ '@type': 'Product', name: 'Cedar', aggregateRating: { ratingValue: 4.5, reviewCount: 7 } }) +
      block(cedar()),
  ],
  [
    'same name, other id',
    block(cedar({ sku: 'a' })) + block(cedar({ sku: 'b', offers: offer({ price: 5 }) })),
    { price: null, isDoubtful: true },
  ],
  [
    'shop rated as a product',
    block({ '@type': 'Product', name: 'Fretwell Shop', aggregateRating: { ratingValue: 4.9, reviewCount: 900 } }),
    nobody,
  ],
  [
    'shop rated as a product, beside the one',
    block({ '@type': 'Product', name: 'Fretwell Shop', aggregateRating: { ratingValue: 4.9, reviewCount: 900 } }) +
      block(cedar()),
    doubt,
  ],
  [
    'crumbs beside it',
    block(cedar()) +
      block({
        '@type': 'BreadcrumbList',
        itemListElement: [{ '@type': 'ListItem', position: 1, name: 'Guitars', item: at('/guitars') }],
      }),
  ],
  [
    'organisation, site and page beside it',
    block({
      '@graph': [
        { '@type': 'Organization', '@id': '#o', name: 'Fretwell' },
        { '@type': 'WebSite', '@id': '#s', publisher: { '@id': '#o' } },
        { '@type': 'WebPage', '@id': HERE, isPartOf: { '@id': '#s' } },
        cedar({ brand: { '@id': '#o' } }),
      ],
    }),
  ],
  ['twenty without addresses', block(Array.from({ length: 20 }, (_, n) => one(`Guitar ${n}`, n + 1))), nobody],
  [
    'twenty, one with stars',
    block([
      ...Array.from({ length: 20 }, (_, n) => one(`Guitar ${n}`, n + 1)),
      cedar({ aggregateRating: { ratingValue: 5, reviewCount: 2 } }),
    ]),
    { ...nobody, href: at('/guitars') },
  ],
];

export const WHICH: readonly Snippet[] = [
  ...RELATED.map(([title, html, rest]) => snippet('related products', title, html, rest)),
  ...VARIANTS.map(([title, html, rest]) => snippet('variants', title, html, rest)),
  ...PAGES.map(([title, html, rest]) => snippet('which product', title, html, rest)),
];
