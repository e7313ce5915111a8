import { createHash } from 'node:crypto';
import { icon, LOGO } from './art/icons.mjs';
import { CATEGORIES } from './public/catalogue.js';
import { html, raw } from './public/html.js';

/** Where the two dependencies of Waymark are, for its files as they are built. */
const IMPORT_MAP = JSON.stringify({
  imports: { 'idb-keyval': '/vendor/idb-keyval.js', 'web-vitals/attribution': '/vendor/web-vitals.js' },
});
const IMPORT_MAP_HASH = createHash('sha256').update(IMPORT_MAP).digest('base64');

const NAVIGATION = [
  [CATEGORIES.guitars.path, 'Guitars'],
  [CATEGORIES.accessories.path, 'Strings & accessories'],
  ['/learn', 'Learn'],
  ['/community', 'Community'],
  ['/help', 'Help'],
  ['/search', 'Search'],
];

/**
 * @typedef {object} Page What a page module answers.
 * @property {string} kind Names the script of the page and tells Waymark what it is.
 * @property {string} title
 * @property {string} description
 * @property {unknown} body Markup of `main`.
 * @property {readonly object[]} [structured] schema.org objects.
 * @property {object} [facts] For the script of the page.
 * @property {boolean} [script] Whether the page has a script of its own. Default true.
 * @property {number} [status] Default 200.
 */

/**
 * A whole document around a page. Pure.
 *
 * @param {Page} page
 * @param {{ path: string, query?: string, collector: string }} place
 */
export function layout(
  { kind, title, description, body, structured = [], facts = {}, script = true },
  { path, query = '', collector },
) {
  return `<!doctype html>${html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title === 'Fretwell' ? 'Fretwell, guitars that forgive you' : `${title} · Fretwell`}</title><meta name="description" content="${description}">
<meta name="color-scheme" content="light dark"><meta name="theme-color" content="#f6f1e9" media="(prefers-color-scheme: light)"><meta name="theme-color" content="#17120d" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/art/logo.svg" type="image/svg+xml"><link rel="stylesheet" href="/shop/shop.css">
<script type="importmap">${raw(IMPORT_MAP)}</script>
<script src="/shop/panel-room.js"></script><script src="/shop/fake-ga4.js"></script>
<script type="module" src="/shop/main.js" blocking="render"></script>${script && html`<script type="module" src="/shop/views/${kind}.js" blocking="render"></script>`}
${structured.map(object => html`<script type="application/ld+json">${json({ '@context': 'https://schema.org', ...object })}</script>`)}
<script type="application/json" id="facts">${json({ kind, collector, ...facts })}</script></head>
<body class="page-${kind}"><a class="skip" href="#main">Skip to the content</a>${consent()}
<div class="shop"><section class="strip" aria-label="Notice"><div class="wrap"><p>Shipping included<span class="wide"> with every guitar, 60 days to send it back</span></p><button class="link" id="knows" type="button" aria-expanded="false" data-waits>What Waymark knows</button></div></section>
<header class="head"><div class="wrap">
<a class="brand" href="/">${raw(LOGO)}<span>Fretwell</span></a>
<nav aria-label="Shop"><ul>${NAVIGATION.map(([to, label]) => html`<li ${to === '/search' && raw('class="narrow-only"')}><a href="${to}" ${path === to && raw('aria-current="page"')}>${label}</a></li>`)}</ul></nav>
<form class="find" action="/search" role="search"><label class="hidden" for="q">Search the shop</label><input id="q" type="search" name="q" placeholder="Search" value="${query}" autocomplete="off"><button type="submit" aria-label="Search">${icon('search')}</button></form>
<a class="cart-link" href="/cart">${icon('cart')}<span>Cart</span><span class="count" id="count"></span></a>
</div></header>
<noscript><p class="wrap no-script">Look around as you like. The cart and paying need JavaScript.</p></noscript>
<main id="main" tabindex="-1">${body}</main>
${footer()}</div><div class="toast" id="toast" role="status" aria-live="polite"></div></body></html>`}`;
}

/** The policy of every page: scripts of the shop alone, requests to the shop and the collector alone. */
export function contentSecurityPolicy(collector) {
  return `default-src 'none'; script-src 'self' 'sha256-${IMPORT_MAP_HASH}'; style-src 'self'; img-src 'self' data:; connect-src 'self' ${collector}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

/** JSON that cannot end its script element. */
function json(value) {
  return raw(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

function footer() {
  const group = (title, links) =>
    html`<div><h2>${title}</h2><ul>${links.map(([to, label]) => html`<li><a href="${to}">${label}</a></li>`)}</ul></div>`;
  return html`<footer class="foot"><div class="wrap"><div class="foot-about"><p class="foot-brand">Fretwell</p><p>Guitars that forgive you. A shop that answers.</p><p class="muted">A demonstration: nothing is sold, nothing is charged, and no data leaves this machine.</p></div>
${group('Shop', [
  ['/guitars', 'Guitars'],
  ['/accessories', 'Strings & accessories'],
  ['/compare', 'Compare'],
  ['/cart', 'Cart'],
])}
${group('After buying', [
  ['/order/status', 'Order status'],
  ['/help', 'Help'],
  ['/review', 'Write a review'],
  ['/recommend', 'One question'],
  ['/friend', 'Bring a friend'],
])}
${group('Together', [
  ['/learn', 'First chords, free'],
  ['/community', 'Community'],
  ['/privacy', 'What is remembered'],
])}</div></footer>`;
}

/** Refusing, saving and allowing weigh the same; hidden until Waymark says that nothing was chosen yet. */
function consent() {
  const purposes = [
    ['functional', 'Remember my visit in this browser'],
    ['personalization', 'Suggestions that fit me'],
    ['analytics', 'Visitor statistics'],
    ['advertising', 'Ads elsewhere'],
  ];
  return html`<section class="consent" id="consent" aria-labelledby="consent-title" hidden><form>
<div><h2 id="consent-title">May this shop remember your visits?</h2><p>It is kept in this browser and helps you find the right guitar. Until you choose, nothing is stored and nothing is sent. <a href="/privacy">See what is kept</a></p></div>
<fieldset><legend class="hidden">What may be remembered</legend><label class="check"><input type="checkbox" checked disabled> Cart and orders <span class="muted">always</span></label>
${purposes.map(([purpose, label]) => html`<label class="check"><input type="checkbox" name="${purpose}"> ${label}</label>`)}</fieldset>
<div class="consent-foot"><button class="button plain" type="button" data-choice="refuse">Refuse all</button><button class="button plain" type="button" data-choice="save">Save choice</button><button class="button plain" type="button" data-choice="allow">Allow all</button></div></form></section>`;
}
