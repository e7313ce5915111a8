import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cooccurrence } from '../../src/decide/cooccurrence.js';
import { launchChromium, type Site, serve, until } from './harness.js';

const product = (item_id: string, item_category: string, item_brand: string, price: number): object => ({
  ...{ item_id, item_category, item_brand, price },
  ...{ item_name: item_id.toUpperCase(), currency: 'EUR', url: `/product/${item_id}` },
});
const CATALOG = [
  product('cedar', 'guitars', 'Fretwell', 200),
  product('spruce', 'guitars', 'Fretwell', 220),
  product('maple', 'guitars', 'Other', 900),
  product('koa', 'guitars', 'Other', 210),
  product('strings', 'strings', 'Fretwell', 12),
  product('tuner', 'tuners', 'Other', 19),
  product('strap', 'straps', 'Other', 29),
];
const CONFIG = {
  site: 'rails',
  automation: 'allow',
  consent: 'granted',
  storefront: { catalog: CATALOG },
  plugins: {
    rails: {
      coViews: '/co-views.json',
      remote: '/ids.json',
      rails: {
        together: { strategy: 'co-viewed' },
        near: { strategy: 'personal', refine: { atMost: { item_brand: 1 }, priceBand: [0.5, 2] } },
        asked: { strategy: 'popular', remote: true, limit: 2, title: 'Picked for you' },
        lately: { strategy: 'recent' },
      },
    },
  },
};
const html = (
  config: object,
): string => `<!doctype html><html lang="en"><title>Rails</title><link rel="icon" href="data:,">
<script type="application/json" id="waymark-config">${JSON.stringify(config)}</script>
<script async src="/dist/waymark.iife.js"></script>
<div id="together"></div><div id="near"></div><div id="asked"></div><div id="lately"></div></html>`;

let browser: Browser;
let site: Site;
let page: Page;

beforeAll(async () => {
  const sessions = [...Array(20)].flatMap(() => [
    ['cedar', 'tuner'],
    ['tuner', 'cedar'],
  ]);
  site = await serve({
    '/rails': html(CONFIG),
    '/seen': html({
      ...CONFIG,
      storefront: {},
      plugins: { rails: { catalog: 'seen', rails: { near: { strategy: 'popular' } } } },
    }),
    '/feed': html({
      ...CONFIG,
      storefront: { catalog: { url: '/feed.tsv' } },
      plugins: { rails: { rails: { lately: { strategy: 'recent' } } } },
    }),
    '/wrong': html({ ...CONFIG, plugins: { rails: { rails: { near: { refine: { priceBand: 2 } } } }, vitals: true } }),
    '/co-views.json': JSON.stringify(cooccurrence(sessions, { maxBytes: 5_000 })),
    '/ids.json': '["strap","unknown"]',
  });
  browser = await launchChromium();
  page = await (await browser.newContext()).newPage();
});
afterAll(async () => {
  await browser.close();
  site.close();
});

async function open(path: string): Promise<void> {
  await page.goto(site.origin + path);
  await until(() => page.evaluate(`window.waymark?.plugins?.some(({ name }) => name === 'rails')`));
}

const look = (id: string): Promise<unknown> => {
  const { price, ...item } = CATALOG.find(one => 'item_id' in one && one.item_id === id) as Record<string, unknown>;
  return page.evaluate(
    data =>
      (window as unknown as { waymark: { track(type: string, data: object): void } }).waymark.track('view_item', data),
    { currency: 'EUR', value: price, items: [{ ...item, price }] },
  );
};

/** Title and products of a list. */
const rail = (id: string): Promise<string> =>
  page.evaluate(
    slot =>
      [
        ...(document.getElementById(slot)?.firstElementChild?.shadowRoot?.querySelectorAll('b, li > :first-child') ??
          []),
      ]
        .map(({ textContent }) => textContent)
        .join(', '),
    id,
  );

it('shows by JSON alone what others looked at, what draws the visitor, what another system says, and what was seen', async () => {
  await open('/rails');
  // Nobody is known yet to want anything but what is popular, and what the other system says.
  await until(async () => (await rail('asked')) !== '');
  expect(await rail('asked')).toBe('Picked for you, STRAP');
  expect(await rail('together')).toBe('');
  await look('cedar');
  await until(async () => (await rail('together')) !== '');
  expect(await rail('together')).toBe('Others looked at these, too, TUNER');
  // One of a brand, and none at four times the price.
  expect(await rail('near')).toBe('For you, SPRUCE, KOA');
  expect(await rail('lately')).toBe('You looked at these, CEDAR');
  expect(site.requests).toContainEqual(expect.stringMatching(/^GET \/ids\.json\?viewed=cedar&cart=&limit=20$/));
  // Seen and chosen are told.
  await page.evaluate(`document.getElementById('together').firstElementChild.shadowRoot.querySelector('a').click()`);
  await page.waitForURL('**/product/tuner');
  await open('/rails');
  const told = await page.evaluate<readonly unknown[]>(
    `waymark.flush().then(() => waymark.export()).then(({ log }) => log.map(({ touchpoint: t }) => t && t.data.item_list_id && [t.type, t.data.item_list_id, t.data.items.map(i => i.item_id).join()]).filter(Boolean))`,
  );
  expect(told).toContainEqual(['view_item_list', 'together', 'tuner']);
  expect(told).toContainEqual(['select_item', 'together', 'tuner']);
});

it('has what pages and lists have shown for a catalogue where the shop has no other', async () => {
  await page.context().clearCookies();
  page = await (await browser.newContext()).newPage();
  await open('/seen');
  await look('cedar');
  await look('spruce');
  await until(async () => (await rail('near')) !== '');
  expect(await rail('near')).toMatch(/^Popular here, (SPRUCE, CEDAR|CEDAR)$/);
});

it('follows elements that a page empties, replaces and makes late, and counts the same list once', async () => {
  page = await (await browser.newContext()).newPage();
  await open('/rails');
  await until(async () => (await rail('asked')) !== '');
  for (const change of [`e.replaceChildren()`, `e.replaceWith(e.cloneNode())`, `e.remove()`]) {
    await page.evaluate(`(e => ${change})(document.getElementById('asked'))`);
    if (change === `e.remove()`) {
      await page.waitForTimeout(500);
      await page.evaluate(`document.body.append(Object.assign(document.createElement('div'), { id: 'asked' }))`);
    }
    await until(async () => (await rail('asked')) !== '');
  }
  const told = await page.evaluate<number>(
    `waymark.flush().then(() => waymark.export()).then(({ log }) => log.filter(({ touchpoint: t }) => t?.data.item_list_id === 'asked').length)`,
  );
  expect(told).toBe(1);
});

it('has what a feed says of products although the visitor was there first', async () => {
  page = await (await browser.newContext()).newPage();
  await page.route('**/feed.tsv', async route => {
    await page.waitForTimeout(1_000);
    await route.fulfill({ body: 'id\ttitle\tlink\ncedar\tCedar\t/product/cedar\n' });
  });
  await open('/feed');
  await look('cedar');
  await until(async () => (await rail('lately')) !== '');
  const [name, address] = await page.evaluate<[string, string]>(
    `(({ textContent, href }) => [textContent, href])(document.getElementById('lately').firstElementChild.shadowRoot.querySelector('li > :first-child'))`,
  );
  expect([name, address]).toEqual(['Cedar', `${site.origin}/product/cedar`]);
});

it('says in one sentence what is wrong, and leaves the other add-ons alone', async () => {
  page = await (await browser.newContext()).newPage();
  const said: string[] = [];
  page.on('console', message => said.push(message.text()));
  page.on('pageerror', error => said.push(`${error}`));
  await page.goto(`${site.origin}/wrong`);
  await until(() => page.evaluate(`window.waymark?.plugins?.some(({ name }) => name === 'vitals')`));
  await look('cedar');
  await page.waitForTimeout(300);
  expect(said).toEqual([
    '[waymark] Add-on "rails" was left out: `rails.near.refine.priceBand` must be two numbers, such as `[0.5, 2]`.',
  ]);
});
