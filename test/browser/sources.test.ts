import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from './engines.js';
import { type Engine, IMPORTS, type Site, serve, type Tab, until } from './harness.js';

type Told = readonly [type: string, by: string, data: object];

const PAGES = new URL('pages/', import.meta.url);
/** What each page of the folder is to be read as, in order; a page may be asked for with parameters. */
const EXPECTED: Readonly<Record<string, readonly Told[]>> = JSON.parse(
  readFileSync(new URL('expected.json', PAGES), 'utf8'),
);
/** When nothing more is to come: the last looks of a page are after 5.3 s. */
const DONE_MS = 5_800;
/** For all pages together on a busy machine, where one takes more than a second to open. */
const OPENING_MS = 180_000;

/** The plugins that read pages, and those the page names, with their options. Every page has a site of its own, for all share a profile. */
const READER = `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module">
  import { createWaymark } from 'waymark';
  import * as capture from 'waymark/capture';
  import { cart, orders, viewed } from 'waymark/learn';
  const { attributes, commerce, dataLayer, markup, pages } = capture;
  const { sources = '', options = '{}' } = document.documentElement.dataset;
  const named = sources.split(' ').filter(Boolean).map(name => capture[name](JSON.parse(options)[name]));
  window.told = [];
  window.w = createWaymark({
    site: location.pathname + location.search, automation: 'allow', consent: { default: { analytics: 'granted' } },
    plugins: [commerce(), pages(), viewed(), cart(), orders(), dataLayer(), attributes(), named, markup()],
  });
  w.on('problem', problem => told.push(['problem', problem.code, { message: problem.message }]));
  w.on('touchpoint', ({ type, by, data }) => type !== 'page_view' && told.push([type, by, data]));
  dispatchEvent(new Event('reading'));
</script>`;
/** Every plugin that reads a page has one here; `npm run told` counts what they tell. */
const SOURCES = [
  'app',
  'attention',
  'attributes',
  'campaigns',
  'data-layer',
  'exit-intent',
  'facts',
  'form-details',
  'forms',
  'friction',
  'impressions',
  'landing',
  'links',
  'magento',
  'markup',
  'segment-source',
  'shopify',
  'site-search',
  'support',
  'takeaways',
  'videos',
  'vitals',
  'woocommerce',
];
const CART = {
  items: [
    { product_id: 7, variant_id: 2, product_title: 'Cedar', variant_title: 'Right', final_price: 21_900, quantity: 2 },
  ],
  currency: 'EUR',
  total_price: 43_800,
};
const WOO_CART = {
  items: [{ id: 7, name: 'Cedar', quantity: 2, variation: [], prices: { price: '21900', currency_minor_unit: 2 } }],
  totals: { currency_code: 'EUR' },
};

const SCRIPT_TAG = `<!doctype html><title>Cedar</title><link rel="icon" href="data:,">
<script type="application/ld+json">{ "@type": "Product", "name": "Cedar", "sku": "cedar" }</script>
<script type="application/json" id="waymark-config">{ "site": "script-tag", "consent": "granted", "automation": "allow", "plugins": { "attributes": {}, "markup": {} } }</script>
<script>
  window.told = [];
  (window.waymark = window.waymark || []).push(w => w.on('touchpoint', ({ type, by }) => {
    if (/item|cart/.test(type)) told.push([type, by]);
    if (type === 'view_item') document.querySelector('button').click();
  }));
</script>
<script async crossorigin src="/dist/waymark.iife.js"></script>
<body><button data-waymark-add-to-cart data-waymark-item-id="cedar">Add</button></body>`;

let site: Site;
beforeAll(async () => {
  const files = Object.keys(EXPECTED).map(name => {
    const { pathname } = new URL(addressOf(name), 'http://shop.invalid');
    return [pathname, textOf(name).replace('<!--waymark-->', READER)];
  });
  const answers = { '/cart.js': JSON.stringify(CART), '/wp-json/wc/store/v1/cart': JSON.stringify(WOO_CART) };
  site = await serve({ ...Object.fromEntries(files), ...answers, '/script-tag': SCRIPT_TAG });
});
afterAll(() => site.close());

describe.each(engines('chromium'))('pages of shops in %s', (_, launch) => {
  let engine: Engine;
  const read: Record<string, { told: readonly Told[]; left: unknown; complaints: readonly string[] }> = {};

  async function take(name: string, tab: Tab): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, DONE_MS));
    await tab.evaluate('w.flush()');
    const told = await tab.evaluate<readonly Told[]>('told');
    const left = await tab.evaluate(`w.stop(); localStorage.getItem('waymark-shopify-orders')`);
    read[name] = { told, left, complaints: await tab.complaints() };
    await tab.close();
  }

  beforeAll(async () => {
    engine = await launch();
    const all: Promise<void>[] = [];
    for (const name of Object.keys(EXPECTED)) {
      const tab = await engine.open();
      await tab.goto(site.origin + addressOf(name));
      await until(() => tab.evaluate('window.w?.status === "ready"'));
      all.push(take(name, tab));
    }
    await Promise.all(all);
  }, OPENING_MS);
  afterAll(() => engine.close());

  it.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    expect(read[name]?.complaints).toEqual([]);
    expect(JSON.parse(JSON.stringify(read[name]?.told.map(measured), steady))).toEqual(expected);
  });

  it('every source has a page', () => {
    const told = Object.values(EXPECTED).flatMap(page => page.map(([, by]) => by));
    expect([...new Set(told)].sort()).toEqual(SOURCES);
  });

  it('orders of Shopify are taken away', () => {
    expect(read.shopify?.left).toBeNull();
  });

  it('the add-ons of the script tag do the same', async () => {
    const tab = await engine.open();
    await tab.goto(`${site.origin}/script-tag`);
    const told = await until(() => tab.evaluate<readonly Told[]>('told.length > 1 && told'));
    expect(told.map(([type, by]) => [type, by])).toEqual([
      ['view_item', 'markup'],
      ['add_to_cart', 'attributes'],
    ]);
    expect(await tab.complaints()).toEqual([]);
    expect(site.requests).toContain('GET /dist/waymark-lazy-read-markup.js');
    await tab.close();
  });

  it('the parser is loaded only where there is something to read', () => {
    const loads = site.requests.filter(request => request.includes('capture/read-'));
    const marked = Object.keys(EXPECTED).filter(name => /ld\+json|itemtype=|typeof=|og:type/.test(textOf(name)));
    expect(marked.length).toBeGreaterThan(5);
    expect(loads.filter(request => request.includes('read-markup'))).toHaveLength(marked.length);
  });
});

function textOf(name: string): string {
  return readFileSync(new URL(`${name.replace(/\?.*/, '')}.html`, PAGES), 'utf8');
}

/** Shopify's cart has an address of its own. */
function addressOf(name: string): string {
  return name === 'cart' ? '/cart' : `/${name.replace(/(?=\?|$)/, '.html')}`;
}

/** What a browser measures is never the same. */
function measured(told: Told): Told {
  const [type, by, data] = told;
  const figures = Object.entries(data).map(([name, value]) => [name, /^(value|ttfb)$/.test(name) ? 'measured' : value]);
  return type === 'web_vitals' ? [type, by, Object.fromEntries(figures)] : told;
}

/** What differs from run to run: how long something took, and where the pages are served. */
function steady(key: string, value: unknown): unknown {
  if (/(^|_)ms(ec)?$/.test(key)) return typeof value === 'number' ? 'ms' : value;
  return typeof value === 'string' ? value.replaceAll(site.origin, 'https://shop.example') : value;
}
