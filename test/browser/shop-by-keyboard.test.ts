import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStorefront } from '../../examples/storefront/server.mjs';
import { launchChromium, until } from './harness.js';

// The demo shop without a mouse.

let shop: { readonly url: string; close(): Promise<void> };
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  shop = await startStorefront({ port: 0, collector: 'http://127.0.0.1:1' });
  const browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(8_000);
  page = await context.newPage();
});
afterAll(async () => {
  await context.browser()?.close();
  await shop.close();
});

async function go(path: string): Promise<void> {
  await page.goto(shop.url + path);
  await until(() => page.evaluate(`/pending|ready/.test(window.waymark?.status)`));
}

/** Goes on by Tab until the focus is there. */
async function reach(selector: string): Promise<void> {
  for (let steps = 0; steps < 150; steps++) {
    if (await page.evaluate(which => document.activeElement?.matches(which), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab leads to ${selector}.`);
}

async function enter(selector: string): Promise<void> {
  await reach(selector);
  await page.keyboard.press('Enter');
}

it('answers the banner, and walks through the options of a filter without leaving the page', async () => {
  await go('/guitars');
  await enter('[data-choice=allow]');
  await until(() => page.evaluate('waymark.status === "ready"'));
  await go('/guitars');
  await reach('[name=size]');
  for (let option = 0; option < 3; option++) await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(300);
  expect(page.url()).toBe(`${shop.url}/guitars`);
  await enter('.filters button');
  await page.waitForURL('**/guitars?size=medium-body*');
});

it('looks at a guitar and buys it', async () => {
  await go('/guitars');
  await enter('main a[href="/product/cedar-0-14"]');
  await page.waitForURL('**/product/cedar-0-14');
  await until(() => page.evaluate('window.waymark?.status === "ready"'));
  await enter('[data-add=cedar-0-14]');
  await enter('.cart-link, .toast a');
  await page.waitForURL('**/cart');
  await enter('main a[href="/checkout"]');
  await page.waitForURL('**/checkout');
  await enter('#fill');
  await enter('#details button[type=submit]');
  await page.waitForURL('**/checkout/payment*');
  await reach('[name=method]');
  await page.keyboard.press('ArrowDown');
  await enter('#pay');
  await page.waitForURL('**/order/thanks*');
  await until(() => page.evaluate('window.waymark?.status === "ready"'));
  await until(() => page.evaluate('waymark.flush().then(() => waymark.profile.slices.orders.count === 1)'));
});

it('takes one like and one moment away from what is remembered', async () => {
  await go('/privacy');
  await until(() => page.evaluate('waymark.profile.slices.interests.some(({ name }) => name === "guitars")'));
  await enter('#likes [data-like=guitars]');
  await until(() => page.evaluate('waymark.profile.slices.interests.every(({ name }) => name !== "guitars")'));
  await until(() => page.evaluate(`document.querySelectorAll('[data-like=guitars]').length === 0`));
  expect(await page.textContent('#privacy-status')).toBe('Forgotten: guitars.');
  const order = await page.getAttribute('#moments li:has-text("ordered") button', 'data-moment');
  await enter(`[data-moment="${order}"]`);
  await until(() => page.evaluate('waymark.profile.slices.orders.count === 0'));
});
