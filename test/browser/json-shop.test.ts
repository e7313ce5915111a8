import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium, ROOT, type Site, serve, until } from './harness.js';

/** As it stands, but for the browser that a test is. */
const SHOP = readFileSync(`${ROOT}examples/script-tag/shop.html`, 'utf8').replace(
  '"debug": true',
  '"automation": "allow", "debug": true',
);

let browser: Browser;
let site: Site;
let context: BrowserContext;

beforeAll(async () => {
  site = await serve({ '/script-tag/shop.html': SHOP });
  browser = await launchChromium();
  context = await browser.newContext();
});
afterAll(async () => {
  await browser.close();
  site.close();
});

async function open(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.origin}/script-tag/shop.html`);
  await until(() =>
    page.evaluate(`window.waymark?.status === 'ready' && waymark.plugins.some(({ name }) => name === 'suggestions')`),
  );
  return page;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

const textOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate(
    which => [...document.querySelectorAll(which)].map(({ shadowRoot }) => shadowRoot?.textContent ?? '').join(' '),
    selector,
  );
const card = (page: Page): Promise<string> => textOf(page, '[aria-live]');
const rail = (page: Page): Promise<string> => textOf(page, '#waymark-suggestions > *');
const panel = (page: Page): Promise<string> => textOf(page, 'div[lang=en]');

/** What was decided so far, over all tabs. */
function decided(page: Page): Promise<string[]> {
  return page.evaluate(
    `waymark.flush().then(() => waymark.export()).then(({ log }) => log.flatMap(row => row.decisions.map(({ name, data }) => name + ' ' + (data.nudge || data.name || data.strategy || ''))))`,
  );
}

const times = (list: readonly string[], what: string): number => list.filter(one => one === what).length;

it('greets who comes for the first time as the page does, and who comes again otherwise', async () => {
  const page = await open();
  const line = (): Promise<string | null> => page.locator('waymark-slot').getAttribute('shows');
  await until(async () => (await line()) === 'default');
  await press(page, 'Look at the Cedar');
  await press(page, 'Look at the Cedar');
  await page.evaluate('waymark.flush()');
  await page.reload();
  await until(async () => (await line()) === 'torn');
  expect(await page.locator('waymark-slot').evaluate(slot => (slot as HTMLElement).innerText)).toContain('Still torn?');
  await context.close();
  context = await browser.newContext();
});

it('speaks at the right moments, once over all tabs, by nothing but JSON', async () => {
  const page = await open();
  const other = await open();
  // The third look, after the quiet first seconds.
  await page.waitForTimeout(2_000);
  for (let look = 0; look < 3; look++) await press(page, 'Look at the Cedar');
  await until(async () => (await card(page)).startsWith('Still thinking about the Cedar 0-14?'));
  expect(await card(page)).toContain('CEDAR10');
  expect(await card(page)).toContain('Here because you looked at it 3 times.');
  await press(other, 'Look at the Cedar');
  await page.waitForTimeout(500);
  expect(await card(other)).toBe('');

  // Waved away, it stays away: after a reload, and in the other tab.
  await page.keyboard.press('Escape');
  await until(async () => (await card(page)) === '');
  await page.waitForTimeout(300);
  await page.close();
  const later = await open();
  await later.waitForTimeout(2_500);
  await press(later, 'Look at the Cedar');
  await press(other, 'Look at the Cedar');
  await later.waitForTimeout(500);
  expect([await card(later), await card(other)]).toEqual(['', '']);
  expect(await later.evaluate(`waymark.why('third-look').then(({ sentence }) => sentence)`)).toContain(
    'not waved away',
  );
  const shown = await decided(later);
  expect(times(shown, 'nudge.show third-look')).toBe(1);
  expect(times(shown, 'audience.enter product-viewers')).toBe(1);

  // A cart, and silence: in one tab.
  await press(later, 'Add the Cedar to the cart');
  const either = async () => [await card(later), await card(other)].filter(text => /still in the cart/.test(text));
  await until(async () => (await either()).length > 0, 15_000);
  await later.waitForTimeout(500);
  expect(await either()).toEqual([
    'Your Cedar 0-14 is still in the cart219 EUR, free returns for 60 days.Back to the cartNot nowHere because your cart waits.✕',
  ]);
  expect(times(await decided(later), 'nudge.show cart-reminder')).toBe(1);
  await other.close();

  // A payment that fails is rescued at once, whatever else was said a moment ago; the cart is kept.
  await press(later, 'Check out');
  await press(later, 'Enter a card');
  await press(later, 'The card is declined');
  await until(async () => (await card(later)).startsWith('The payment did not go through. Your cart is kept.'));
  expect(await later.evaluate('waymark.profile.slices.cart.lines.map(line => line.item_id)')).toEqual(['cedar-0-14']);
  await later.getByRole('link', { name: 'Pay another way' }).click();
  expect(later.url()).toBe(`${site.origin}/script-tag/shop.html#checkout`);
  await until(async () => (await card(later)) === '');

  // An order: what goes with it, and another audience.
  await press(later, 'Buy the Cedar');
  await until(async () => /Goes with what you bought.*Phosphor strings.*Goes with Cedar 0-14/.test(await rail(later)));
  const all = await decided(later);
  expect(all).toEqual(
    expect.arrayContaining(['products.suggest complement', 'audience.leave product-viewers', 'audience.enter buyers']),
  );
  await until(async () => /product-viewers/.test(await panel(later)));

  // Who is unhappy is offered help, and no promotion.
  await press(later, '“The delivery was very bad”');
  await until(async () => (await card(later)).startsWith('Can we help?'), 15_000);
});

it('takes add-ons in their order, whichever file comes first, and loads once what they share', async () => {
  const config = {
    site: 'in-order',
    automation: 'allow',
    consent: 'granted',
    plugins: {
      'shop-rules': true,
      nudges: { nudges: { counted: { when: { count: 'search' }, content: { title: 'Found it?' } } } },
    },
  };
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  let shared = 0;
  page.on('request', request => {
    if (request.url().endsWith('/waymark-lazy-conditions.js')) shared++;
  });
  const asked: string[] = [];
  await page.route(/waymark-(shop-rules|nudges)/, async route => {
    if (/shop-rules/.test(route.request().url())) await until(() => asked.includes('nudges'));
    await route.continue();
    if (/nudges/.test(route.request().url())) setTimeout(() => asked.push('nudges'), 500);
  });
  await page.route(`${site.origin}/in-order`, route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><link rel="icon" href="data:,"><script type="application/json" id="waymark-config">${JSON.stringify(config)}</script><script async src="/dist/waymark.iife.js"></script>`,
    }),
  );
  await page.goto(`${site.origin}/in-order`);
  await until(() => page.evaluate(`window.waymark?.plugins?.some(({ name }) => name === 'nudge-counted')`));
  expect(complaints).toEqual([]);
  expect(shared).toBe(1);
});
