import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, type Site, serve, until } from './harness.js';

type Told = readonly [by: string, name: string];
interface Shop {
  /** What the page has beside its product and the one line. */
  readonly html?: string;
  /** What happens on it, from the first moment on. */
  readonly run?: string;
  readonly told: readonly Told[];
}

/** When nothing more is to come: the last event of a page is after 12 s. */
const DONE_MS = 13_500;

const product = (name: string): string => JSON.stringify({ '@type': 'Product', name, sku: `sku-${name}` });
const LINKED = `<script type="application/ld+json" id="product">${product('Cedar')}</script>`;
const MICRODATA = `<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Cedar</b><i itemprop="sku">7</i></div>`;
const say = (item: object): string =>
  `(window.dataLayer = window.dataLayer || []).push({ event: 'view_item', ecommerce: { items: [${JSON.stringify(item)}] } });`;
const after = (ms: number, run: string): string => `setTimeout(() => { ${run} }, ${ms});`;
/** As a router does: another address, and in a moment another product. */
const go = (name: string): string =>
  `history.pushState({}, '', location.pathname + '/${name}'); setTimeout(() => { document.getElementById('product').textContent = '${product(name)}'; }, 200);`;
const CEDAR = { item_id: 'sku-Cedar', item_name: 'Cedar' };
const OTHER_ID = { item_id: '4711', item_name: 'cedar' };
const MAPLE = { item_id: 'sku-Maple', item_name: 'Maple' };
const STRANGE = { item_id: '4711', item_name: 'A guitar' };
/** An array that is there when Waymark starts, as with every tag manager. */
const LAYER = 'window.dataLayer = [{ "gtm.start": 1, event: "gtm.js" }];';

const SHOPS: Readonly<Record<string, Shop>> = {
  'whose page has JSON-LD and nothing else': { html: LINKED, told: [['markup', 'Cedar']] },
  'whose page has microdata and nothing else': { html: MICRODATA, told: [['markup', 'Cedar']] },
  'whose tag counts pages only': { html: LINKED, run: LAYER, told: [['markup', 'Cedar']] },
  'that adds its product late': {
    run: after(1_000, `document.body.insertAdjacentHTML('beforeend', '${MICRODATA}')`),
    told: [['markup', 'Cedar']],
  },
  'whose router goes on to another product': {
    html: LINKED,
    run: after(3_500, go('Maple')),
    told: [
      ['markup', 'Cedar'],
      ['markup', 'Maple'],
    ],
  },
  'that told its tag manager at once': { html: LINKED, run: say(OTHER_ID), told: [['data-layer', 'cedar']] },
  'that told it by names of its own': { html: LINKED, run: say(STRANGE), told: [['data-layer', 'A guitar']] },
  'that tells it after two seconds': {
    html: LINKED,
    run: `${LAYER}${after(2_000, say(STRANGE))}`,
    told: [['data-layer', 'A guitar']],
  },
  'that tells it after four seconds': {
    html: LINKED,
    run: `${LAYER}${after(4_000, say(CEDAR))}`,
    told: [['markup', 'Cedar']],
  },
  'that tells it after twelve seconds, under another id and address': {
    html: LINKED,
    run: `${LAYER}${after(12_000, `history.replaceState({}, '', '?variant=2'); ${say(OTHER_ID)}`)}`,
    told: [['markup', 'Cedar']],
  },
  'that looks at another product in a window on the page': {
    html: LINKED,
    run: `${LAYER}${after(4_000, say(MAPLE))}`,
    told: [
      ['markup', 'Cedar'],
      ['data-layer', 'Maple'],
    ],
  },
  'whose router tells before it goes': {
    html: LINKED,
    run: `${LAYER}${say(CEDAR)}${after(3_500, `${say(MAPLE)}${go('Maple')}`)}`,
    told: [
      ['data-layer', 'Cedar'],
      ['data-layer', 'Maple'],
    ],
  },
  'whose router tells four seconds after it went': {
    html: LINKED,
    run: `${LAYER}${say(CEDAR)}${after(3_500, `${go('Maple')}${after(4_000, say(MAPLE))}`)}`,
    told: [
      ['data-layer', 'Cedar'],
      ['data-layer', 'Maple'],
    ],
  },
  'that tells every look late, and of one product by names of its own': {
    html: LINKED,
    run: `${LAYER}${after(4_000, `${say(STRANGE)}${after(1_000, `${go('Maple')}${after(4_000, say(MAPLE))}`)}`)}`,
    // One too many, before anybody could know, and no other.
    told: [
      ['markup', 'Cedar'],
      ['data-layer', 'A guitar'],
      ['data-layer', 'Maple'],
    ],
  },
  'that wants none of it': {
    html: `${LINKED}<script type="application/json" id="waymark-config">{ "plugins": { "markup": false } }</script>`,
    told: [],
  },
};

let browser: Browser;
let site: Site;
let all: readonly (readonly Told[])[];
let complaints: string[];
/** Shops that loaded the parser. */
let parsers: Set<string>;

const pathOf = (index: number): string => `/shop-${index}`;
const NAMES = Object.keys(SHOPS);

beforeAll(async () => {
  const pages = Object.values(SHOPS).map(({ html = '', run = '' }, index) => [
    pathOf(index),
    `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script>
      window.told = [];
      (window.waymark = window.waymark || []).push(w => w.on('touchpoint', ({ type, by, data }) => type === 'view_item' && told.push([by, data.items[0].item_name])));
      addEventListener('DOMContentLoaded', () => { ${run} });
    </script><script async crossorigin src="/dist/waymark.iife.js" data-site="shop-${index}" data-consent="granted" data-automation="allow"></script><body>${html}</body>`,
  ]);
  site = await serve(Object.fromEntries(pages));
  browser = await launchChromium();
  const context = await browser.newContext();
  complaints = [];
  parsers = new Set();
  all = await Promise.all(
    NAMES.map(async (name, index) => {
      const page = await context.newPage();
      page.on('pageerror', error => complaints.push(String(error)));
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
      page.on('request', request => /read-markup/.test(request.url()) && parsers.add(name));
      await page.goto(site.origin + pathOf(index));
      await until(() => page.evaluate('window.waymark && window.waymark.status === "ready"'), 60_000);
      await page.waitForTimeout(DONE_MS);
      return page.evaluate<readonly Told[]>('waymark.flush().then(() => told)');
    }),
  );
}, 120_000);
afterAll(async () => {
  await browser.close();
  site.close();
});

describe('the one line, on the page of a product', () => {
  it.each(NAMES.map((name, index) => [name, index] as const))('tells one look each in a shop %s', (name, index) => {
    expect(all[index]).toEqual(SHOPS[name]?.told);
  });

  it('loads the parser only where nobody else told the look', () => {
    expect([...parsers].filter(name => /at once|told it by|none of it/.test(name))).toEqual([]);
  });

  it('complains of nothing', () => {
    expect(complaints).toEqual([]);
  });
});
