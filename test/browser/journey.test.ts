import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCollector } from '../../examples/collector/server.mjs';
import { startStorefront } from '../../examples/storefront/server.mjs';
import type { Likelihood } from '../../src/core/stage.js';
import type { Row } from '../../src/core/touchpoint.js';
import { launchChromium, until } from './harness.js';

// The guitar story, in the demo shop, in real Chromium, with its collector.

interface Running {
  readonly url: string;
  close(): Promise<void>;
}

let collector: Running;
let shop: Running;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  collector = await startCollector({ port: 0, file: ':memory:' });
  shop = await startStorefront({ port: 0, collector: collector.url });
  const browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(8_000);
  page = await newPage();
});
afterAll(async () => {
  await context.browser()?.close();
  await shop.close();
  await collector.close();
});

async function newPage(): Promise<Page> {
  const opened = await context.newPage();
  opened.on('pageerror', error => errors.push(String(error)));
  opened.on('console', message => message.type() === 'error' && errors.push(message.text()));
  return opened;
}

async function go(path: string): Promise<void> {
  await page.goto(shop.url + path);
  await ready();
}

/** The Google tag has heard of a grant as well. The page's policy forbids what `waitForFunction` does. */
const ready = (opened: Page = page): Promise<unknown> =>
  until(() =>
    opened.evaluate(
      `window.waymark?.status === 'pending' || (window.waymark?.status === 'ready' && dataLayer.some(entry => entry[1] === 'update'))`,
    ),
  );
const stage = (): Promise<string> => page.evaluate('waymark.flush().then(() => waymark.stage.name)');
const log = async (): Promise<readonly Row[]> => ((await page.evaluate('waymark.export()')) as { log: Row[] }).log;
const decided = async (name: string): Promise<number> =>
  (await log()).flatMap(row => row.decisions).filter(decision => decision.name === name).length;
const panel = (): Promise<string> =>
  page.evaluate(`[...document.querySelectorAll('*')].map(element => element.shadowRoot?.textContent ?? '').join('')`);

it('stores and sends nothing before the visitor answers', async () => {
  await go('/?utm_source=instagram&utm_medium=paid_social&utm_campaign=cedar-fall');
  expect(await page.evaluate('waymark.status')).toBe('pending');
  expect(
    await page.evaluate(
      `indexedDB.databases().then(all => all.filter(({ name }) => name.startsWith('waymark')).length)`,
    ),
  ).toBe(0);
  expect(await page.evaluate('localStorage.length + document.cookie.length')).toBe(0);
  expect(await (await fetch(`${collector.url}/counts`)).json()).toMatchObject({ touchpoints: 0 });
});

it('discovers: the first touch is kept once the visitor allows it', async () => {
  await page.click('[data-choice=allow]');
  await until(() => page.evaluate('waymark.status === "ready"'));
  expect(await stage()).toBe('awareness');
  expect(await page.evaluate('waymark.profile.slices.campaigns.first.channel')).toBe('paid-social');
  expect((await log())[0]?.touchpoint?.type).toBe('campaign_details');
});

it('compares', async () => {
  await go('/guitars');
  await go('/compare?item=cedar-0-14&item=spruce-om&item=mini-mahogany');
  expect(await stage()).toBe('consideration');
  expect(await panel()).toMatch(/Consideration: [^.]*ompared 3/);
});

it('looks for the third time and gets a code, which says why it is there', async () => {
  for (let look = 1; look <= 3; look++) {
    await go('/product/cedar-0-14');
    await page.evaluate('waymark.flush()');
    expect(await decided('coupon.offer')).toBe(look < 3 ? 0 : 1);
  }
  await page.waitForSelector('.coupon', { state: 'visible' });
  expect(await page.textContent('.coupon')).toContain('CEDAR10');
  expect(await stage()).toBe('consideration');
});

it('puts it in the cart, and the touchpoint is there after the tab was killed', async () => {
  const session = await context.newCDPSession(page);
  const before = await page.evaluate<Likelihood>('waymark.likelihood');
  await page.click('[data-add=cedar-0-14]');
  await page.evaluate('waymark.flush()');
  const after = await page.evaluate<Likelihood>('waymark.likelihood');
  expect(before.abandon).toBeNull();
  expect(after.buy).toBeGreaterThan(4 * before.buy);
  expect(after.abandon).toBeCloseTo(1 - after.buy, 9);
  expect(after.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(after.score, 9);
  expect(await page.evaluate('waymark.stage.next[0]')).toMatchObject({ type: expect.any(String) });
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
  page = await newPage();
  await go('/cart');
  expect((await log()).filter(row => row.touchpoint?.type === 'add_to_cart')).toHaveLength(1);
  expect(await page.evaluate('waymark.profile.slices.cart.lines.map(line => line.item_id)')).toEqual(['cedar-0-14']);
});

it('sees what a second tab puts in the cart, too', async () => {
  const other = await newPage();
  await other.goto(`${shop.url}/product/phosphor-strings`);
  await ready(other);
  await other.click('[data-add=phosphor-strings]');
  await until(() => page.evaluate('waymark.profile.slices.cart.lines.length === 2'), 1_000);
  await other.close();
});

it('fails to pay: the cart is kept and other ways are offered', async () => {
  await go('/checkout');
  await page.click('#fill');
  await page.click('#details button[type=submit]');
  await page.waitForURL('**/checkout/payment*');
  await ready();
  await page.click('[data-card$="0002"]');
  await page.click('#pay');
  await page.waitForSelector('.rescue', { state: 'visible' });
  expect(await stage()).toBe('purchase');
  expect(await page.evaluate('waymark.profile.slices.cart.lines.length')).toBe(2);
  expect(await decided('audience.enter')).toBeGreaterThan(0);
});

it('buys with the wallet: the cart is empty, ads let go, and what goes with it is shown', async () => {
  await page.click('[data-pay=wallet]');
  await page.click('#pay');
  await page.waitForURL('**/order/thanks*');
  await ready();
  await page.evaluate('waymark.flush()');
  expect(await stage()).toBe('purchase');
  expect(
    await page.evaluate('[waymark.profile.slices.cart.lines.length, waymark.profile.slices.orders.count]'),
  ).toEqual([0, 1]);
  expect(await decided('audience.leave')).toBeGreaterThan(0);
  expect(JSON.stringify(await page.evaluate('fretwellPixel.log'))).toContain('audience.leave');
  await page.waitForSelector('.rail[data-filled]');
  const suggested = (await log())
    .flatMap(row => row.decisions)
    .filter(decision => decision.name === 'products.suggest')
    .at(-1);
  expect(JSON.stringify(suggested?.data)).not.toMatch(/"item_id":"(cedar-0-14|phosphor-strings)"/);
  expect(JSON.stringify(suggested?.data)).toContain('complement');
});

it('says how they heard of the shop, beside what was observed', async () => {
  await page.click('[data-waymark-answer=fret-talk]');
  await until(() => page.evaluate('waymark.profile.slices.selfReport !== null'));
  // A page destination is told by the page that tracked it, which is left in a moment.
  await page.evaluate('waymark.flush()');
  expect(await page.evaluate('waymark.profile.slices.selfReport')).toMatchObject({
    channel: 'audio',
    source: 'Fret Talk',
  });
  expect(await page.evaluate('waymark.profile.slices.campaigns.first.channel')).toBe('paid-social');
});

it('counts the order once when the confirmation is reloaded', async () => {
  await page.reload();
  await ready();
  await page.evaluate('waymark.flush()');
  expect(await page.evaluate('waymark.profile.slices.orders.count')).toBe(1);
});

it('gets it, asks for help, joins, and stays a customer', async () => {
  await page.click('#status-link');
  await ready();
  await page.click('#deliver');
  await page.waitForSelector('.arrived');
  await ready();
  await until(async () => (await log()).some(row => row.touchpoint?.type === 'deliver_order'));
  expect(await stage()).toBe('retention');
  await go('/help');
  await page.fill('#contact-form textarea', 'A buzz on the low E');
  await page.fill('#contact-form [name=email]', 'mara@example.org');
  await page.click('#contact-form button[type=submit]');
  await page.waitForSelector('.done-box');
  expect(await stage()).toBe('retention');
});

it('recommends and reviews: advocacy', async () => {
  await go('/recommend');
  await page.check('#survey input[value="9"]', { force: true });
  await page.click('#survey button[type=submit]');
  expect(await stage()).toBe('advocacy');
  await go('/review?item=cedar-0-14');
  await page.check('#review input[value="5"]', { force: true });
  await page.fill('#review [name=title]', 'Came early, sounds like honey.');
  await page.fill('#review [name=author]', 'Mara');
  await page.click('#review button[type=submit]');
  await page.waitForSelector('.done-box');
  expect(await stage()).toBe('advocacy');
});

it('entered each stage once, in the order of the story', async () => {
  const entered = (await log()).flatMap(row => row.decisions).filter(decision => decision.name === 'stage.enter');
  expect(entered.map(decision => (decision.data as { to: string }).to)).toEqual([
    'awareness',
    'consideration',
    'purchase',
    'retention',
    'advocacy',
  ]);
});

it('delivered every touchpoint to the collector once, and told the second backend too', async () => {
  await page.evaluate('waymark.flush()');
  const ids = (await log()).flatMap(row => row.touchpoint?.id ?? []);
  const counts = (await (await fetch(`${collector.url}/counts`)).json()) as {
    touchpoints: number;
    visitors: number;
    decisions: object;
  };
  const stored = (await (await fetch(`${collector.url}/touchpoints`)).json()) as string[];
  expect(stored.sort()).toEqual([...ids].sort());
  expect(counts).toMatchObject({ touchpoints: ids.length, visitors: 1 });
  const { http, ga4 } = (
    (await page.evaluate('waymark.diagnostics()')) as {
      destinations: Record<string, { delivered: number; stored: number }>;
    }
  ).destinations;
  expect(http).toMatchObject({ stored: 0 });
  expect(ga4).toBeDefined();
});

it('reads the shop off its pages: it tracks nothing itself', async () => {
  const told = (await log()).flatMap(row => row.touchpoint ?? []);
  const sources = (type: string): readonly string[] => [
    ...new Set(told.filter(touchpoint => touchpoint.type === type).map(({ by }) => by)),
  ];
  const ofGa4 = ['view_item_list', 'view_item', 'add_to_cart', 'view_cart', 'begin_checkout', 'purchase'];
  for (const type of [...ofGa4, 'add_shipping_info', 'add_payment_info', 'payment_error', 'compare_items'])
    expect([type, ...sources(type)]).toEqual([type, 'data-layer']);
  expect(sources('contact_support')).toEqual(['attributes']);
  expect(sources('deliver_order')).toEqual(['facts']);
  expect(told.filter(({ by }) => by === 'site')).toEqual([]);
});

it('counts each event once in GA4, whether the page told it or Waymark', async () => {
  const known = new Set([
    'identify',
    'correct',
    'consent_update',
    'reset',
    'campaign_details',
    'update_page',
    'page_view',
  ]);
  const expected: Record<string, number> = {};
  for (const { touchpoint } of await log())
    if (touchpoint && !known.has(touchpoint.type)) expected[touchpoint.type] = (expected[touchpoint.type] ?? 0) + 1;
  const counted = async (): Promise<Record<string, number>> =>
    ((await (await fetch(`${shop.url}/ga`)).json()) as { byName: Record<string, number> }).byName;
  expect(await counted()).toEqual(expected);
  expect(expected).toMatchObject({ purchase: 1, view_item: 4, payment_error: 1, write_review: 1 });
});

it('keeps its ledger: tracked is delivered, stored or dropped', async () => {
  const { tracked, dropped, destinations } = (await page.evaluate('waymark.diagnostics()')) as {
    tracked: number;
    dropped: Record<string, number>;
    destinations: Record<string, { delivered: number; stored: number; dropped: Record<string, number> }>;
  };
  const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, n) => total + n, 0);
  for (const { delivered, stored, dropped: own } of Object.values(destinations))
    expect(delivered + stored + sum(own) + sum(dropped)).toBe(tracked);
});

it('forgets the visitor everywhere when asked to', async () => {
  expect(await page.evaluate('waymark.erase()')).toMatchObject({ verified: true });
  expect(
    await page.evaluate(
      `indexedDB.databases().then(all => all.filter(({ name }) => name.startsWith('waymark')).length)`,
    ),
  ).toBe(0);
});

it('met no error on the way', () => {
  expect(errors).toEqual([]);
});
