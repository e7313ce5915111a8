import { productCard } from '../public/cards.js';
import { CATEGORIES, PRODUCTS } from '../public/catalogue.js';
import { html } from '../public/html.js';
import { breadcrumbData, listData } from '../structured.mjs';
import { crumbs, option } from './parts.mjs';

const FILTERS = {
  guitars: {
    size: [
      'Body',
      [
        ['', 'Any size'],
        ['travel', 'Travel'],
        ['small-body', 'Small'],
        ['medium-body', 'Medium'],
        ['large-body', 'Large'],
      ],
    ],
    for: [
      'Good for',
      [
        ['', 'Anything'],
        ['beginner', 'Beginners'],
        ['fingerstyle', 'Fingerstyle'],
        ['strumming', 'Strumming'],
        ['blues', 'Blues'],
        ['left-handed', 'Left hands'],
      ],
    ],
  },
  accessories: {
    for: [
      'Kind',
      [
        ['', 'Everything'],
        ['beginner', 'For beginners'],
        ['strings', 'Strings'],
        ['tuner', 'Tuners'],
        ['capo', 'Capos'],
        ['strap', 'Straps'],
        ['bag', 'Bags'],
        ['book', 'Books'],
        ['picks', 'Picks'],
      ],
    ],
  },
};
const CEILINGS = {
  guitars: [
    ['', 'Any price'],
    ['200', 'Up to €200'],
    ['300', 'Up to €300'],
    ['400', 'Up to €400'],
  ],
  accessories: [
    ['', 'Any price'],
    ['15', 'Up to €15'],
    ['25', 'Up to €25'],
  ],
};
const ORDERS = {
  '': ['Our order', () => 0],
  cheap: ['Price, low first', (a, b) => a.price - b.price],
  dear: ['Price, high first', (a, b) => b.price - a.price],
  loved: ['Best rated', (a, b) => b.rating[0] - a.rating[0]],
};

/** A list of products with filters and an order, all of it in the address. */
export function category(name, { query, origin }) {
  const { title, path, intro } = CATEGORIES[name];
  const chosen = key => query.get(key) ?? '';
  const wanted = Object.keys(FILTERS[name]).map(chosen).filter(Boolean);
  const ceiling = Number(chosen('max')) || Infinity;
  const [, compare] = Object.hasOwn(ORDERS, chosen('sort')) ? ORDERS[chosen('sort')] : ORDERS[''];
  const products = PRODUCTS.filter(
    product => product.category === name && product.price <= ceiling && wanted.every(tag => product.tags.includes(tag)),
  ).sort(compare);
  const steps = [
    ['/', 'Home'],
    [path, title],
  ];
  const select = (key, label, options, extra = '') =>
    html`<label class="field ${extra}">${label}<select name="${key}">${options.map(([value, text]) => option(value, text, chosen(key)))}</select></label>`;
  const body = html`${crumbs(steps)}<div class="page-head"><h1>${title}</h1><p class="lead">${intro}</p></div>
<form class="filters" action="${path}">${Object.entries(FILTERS[name]).map(([key, [label, options]]) => select(key, label, options))}${select('max', 'Price', CEILINGS[name])}${select(
    'sort',
    'Order',
    Object.entries(ORDERS).map(([value, [label]]) => [value, label]),
    'sort',
  )}<button class="button plain" type="submit">Show</button></form>
<p class="muted list-count" role="status">${products.length === 1 ? 'One product' : `${products.length} products`}</p>
${products.length ? html`<ul class="products ${name === 'guitars' && 'three'}">${products.map((product, index) => productCard(product, { list: name, index, compare: name === 'guitars', level: 2, lazy: index > 3 }))}</ul>` : html`<div class="empty panel"><h2>Nothing fits all of that</h2><p class="muted">Take one filter away, or ask us. We know a few people who build.</p><div class="row"><a class="button" href="${path}">Show everything</a><a class="button plain" href="/help#contact">Ask us</a></div></div>`}
${name === 'guitars' && html`<form class="compare-bar" id="compare-form" action="/compare" hidden><p id="compare-text" role="status"></p><button class="button small" type="submit">Compare</button></form>`}`;
  return {
    kind: 'category',
    title,
    description: intro,
    body,
    structured: [breadcrumbData(steps, origin), listData(products, origin)],
    facts: { list: [name, title], items: products.map(({ id }) => id) },
  };
}
