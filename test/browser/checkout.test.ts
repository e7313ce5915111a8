import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORTS, launchChromium, type Site, serve, until } from './harness.js';

const HEAD = `<!doctype html><html lang="en"><title>Checkout</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;
const FORM = `<form id="newsletter"><input name="newsletter"></form>
<form id="address" onsubmit="return false">
  <input name="name" autocomplete="shipping name"><input name="street" autocomplete="section-x shipping street-address">
  <input name="postcode"><input name="city" autocomplete="nope"><select name="country" autocomplete="off"><option>DE</option></select>
  <input name="phone" type="tel" autocomplete="mobile tel">
  <input name="token" type="hidden"><input name="trap" style="display:none"><input name="gift" type="checkbox">
  <textarea name="note"></textarea><div role="search"><input name="q"></div><input name="find" type="search">
  <input name="locked" readonly><button name="go">Go on</button>
</form>`;
const PAGE = `${HEAD}<body data-waymark-page-type="checkout">${FORM}<script type="module">
  import { createWaymark } from 'waymark'; import { checkoutFriction, nudges, storefront } from 'waymark/storefront';
  import { http } from 'waymark/destinations'; import { panel } from 'waymark/inspect';
  const GRANTED = { functional: 'granted', analytics: 'granted', personalization: 'granted', advertising: 'granted' };
  const rescue = { methods: ['PayPal', 'Klarna'] };
  window.panel = panel;
  window.w = createWaymark({
    automation: 'allow', consent: { default: GRANTED },
    plugins: [storefront(), http({ url: '/collect' }), nudges({ rescue }), checkoutFriction({ hurdles: false })],
  });
</script></body></html>`;
const TAG = `${HEAD}<script type="application/json" id="waymark-config">{ "site": "tag", "consent": "granted", "automation": "allow", "plugins":
  { "http": { "url": "/collect" }, "behaviour": true, "nudges": { "rescue": { "methods": ["Twint"] } }, "checkout": true } }</script>
<script async src="/dist/waymark.iife.js" data-debug></script><body data-waymark-page-type="checkout">${FORM}</body></html>`;

/** The text of everything in open shadow roots. */
const SHOWN = `[...document.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot?.textContent ?? '').join('')`;

let browser: Browser;
let site: Site;
let page: Page;

beforeAll(async () => {
  site = await serve({ '/checkout': PAGE, '/tag': TAG });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  site.close();
});

async function open(path: string, ready: string): Promise<void> {
  page = await (await browser.newContext()).newPage();
  await page.goto(site.origin + path);
  await until(() => page.evaluate(ready));
}

const told = (type: string) =>
  site.rows.flatMap(({ touchpoint }) => (touchpoint?.type === type ? [touchpoint.data] : []));
const button = (text: string) =>
  page.evaluateHandle(
    name =>
      [...(document.querySelector('[aria-live]')?.shadowRoot?.querySelectorAll('button') ?? [])].find(
        one => one.textContent === name,
      ),
    text,
  );

describe('the checkout', () => {
  it('has its fields that no browser can fill in listed in the panel, by name alone', async () => {
    await open('/checkout', `window.w?.status === 'ready'`);
    await page.fill('[name=postcode]', 'cAnArY');
    await page.evaluate('panel(w)');
    const items = `[...document.querySelector('div[lang=en]').shadowRoot.querySelectorAll('h3')].find(({ textContent }) => /no browser/.test(textContent))?.nextElementSibling`;
    await until(() => page.evaluate(`Boolean(${items})`));
    expect(await page.evaluate(`[...${items}.children].map(({ innerText }) => innerText)`)).toEqual([
      'postcode try postal-code',
      'city try address-level2',
      'country try country',
    ]);
    expect(await page.evaluate(SHOWN)).not.toContain('cAnArY');
    await page.context().close();
  });

  it('agrees with the browser on what a field says of itself', async () => {
    await open('/checkout', `window.w?.status === 'ready'`);
    await page.evaluate('panel(w)');
    await until(async () => /no browser/.test(await page.evaluate<string>(SHOWN)));
    const words =
      'name|given-name|shipping street-address|billing  cc-number|section-a home email|tel-national|bday|nope|adress-line1|shipping|postal-code shipping|home name|off|on||one-time-code|username webauthn';
    const odd = await page.evaluate(async list => {
      const form = document.createElement('form');
      for (const [index, word] of list.entries()) {
        const field = document.createElement('input');
        field.name = `f${index}`;
        field.setAttribute('autocomplete', word);
        form.append(field);
      }
      document.body.replaceChildren(form);
      const heard = [...form.elements].filter(one => /^(on|off|)$/.test((one as HTMLInputElement).autocomplete));
      return heard.map(one => (one as HTMLInputElement).name);
    }, words.split('|'));
    expect(odd.length).toBeGreaterThan(7);
    await page.evaluate('panel(w)');
    const listed = `[...[...document.querySelectorAll('div[lang=en]')].at(-1).shadowRoot.querySelectorAll('li > span')].map(({ textContent }) => textContent).filter(text => /^f\\d+$/.test(text))`;
    await until(async () => (await page.evaluate<string[]>(listed)).length > 0);
    expect(await page.evaluate(listed)).toEqual(odd);
    await page.context().close();
  });

  it('asks by one tap for the way of paying that is missing, and tells how it went', async () => {
    await open('/checkout', `window.w?.status === 'ready'`);
    await page.evaluate(`w.track('add_to_cart', { currency: 'EUR', items: [{ item_id: 'cedar', price: 219 }] });
      w.track('begin_checkout', {}); w.track('add_payment_info', { shipping: 4.9, payment_type: 'card' });
      w.track('payment_error', { reason: 'declined' })`);
    await until(async () => /Is your way to pay missing\?PayPalKlarna/.test(await page.evaluate<string>(SHOWN)));
    await (await button('Klarna')).asElement()?.click();
    await until(() => told('payment_wish').length > 0);
    expect(told('payment_wish')).toEqual([{ payment_type: 'Klarna' }]);
    await until(() => told('convert_nudge').length > 0);
    expect(await page.evaluate(`document.querySelector('[aria-live]')`)).toBeNull();
    await page.evaluate(`w.track('purchase', { transaction_id: '1', value: 219, currency: 'EUR' })`);
    const finished = () =>
      site.rows.flatMap(({ decisions }) => decisions.filter(({ name }) => name === 'checkout.finish'));
    await until(() => finished().length > 0);
    expect(finished()).toMatchObject([{ data: { count: 2, shippingStep: 'add_payment_info', isShippingLate: true } }]);
    await page.context().close();
  });

  it('does all of it behind a script tag, too', async () => {
    await open('/tag', `window.waymark?.plugins?.some(({ name }) => name === 'checkouts')`);
    await until(async () => /try postal-code/.test(await page.evaluate<string>(SHOWN)));
    for (const name of ['postcode', 'city', 'postcode', 'city', 'postcode']) await page.type(`[name=${name}]`, '1');
    await page.evaluate(`waymark.track('begin_checkout', {})`);
    await page.evaluate(`document.querySelector('#address').requestSubmit()`);
    await until(async () => /Typed againpostcode ×3, city ×2/.test(await page.evaluate<string>(SHOWN)));
    await page.evaluate(`waymark.track('payment_error', {})`);
    await until(async () => /missing\?Twint/.test(await page.evaluate<string>(SHOWN)));
    await page.context().close();
  });
});
