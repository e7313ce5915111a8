import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStorefront } from '../../examples/storefront/server.mjs';
import { launchChromium, until } from './harness.js';

// The demo shop in two tabs, by keyboard at the banner, and with an order that is not there.

let shop: { readonly url: string; close(): Promise<void> };
let context: BrowserContext;

beforeAll(async () => {
  shop = await startStorefront({ port: 0, collector: 'http://127.0.0.1:1' });
  context = await (await launchChromium()).newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(8_000);
});
afterAll(async () => {
  await context.browser()?.close();
  await shop.close();
});

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(shop.url + path);
  await until(() => page.evaluate(`/pending|ready/.test(window.waymark?.status)`));
  return page;
}

it('leads the keyboard to the banner first', async () => {
  const page = await open('/');
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('#consent') !== null)).toBe(true);
});

it('places no second order for a cart that another tab paid', async () => {
  const first = await open('/product/cedar-0-14');
  await first.click('[data-add=cedar-0-14]');
  await first.goto(`${shop.url}/checkout/payment`);
  const second = await open('/checkout/payment');
  await second.locator('#pay', { hasText: '219' }).waitFor();
  await first.bringToFront();
  await first.check('[value=wallet]');
  await first.click('#pay');
  await first.waitForURL('**/order/thanks*');
  await second.bringToFront();
  await second.waitForURL('**/cart');
  expect(await second.evaluate('JSON.parse(localStorage["fretwell-orders"]).length')).toBe(1);
});

it('says of a number that it does not know that there is no such order', async () => {
  const page = await open('/order/status?id=FW-NOPE');
  expect(await page.textContent('#status-lead')).toBe('There is no order of this number in this browser.');
});
