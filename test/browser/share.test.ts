import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasChromium } from './engines.js';
import { chromiumEngine, type Engine, type Site, serve, type Tab, until } from './harness.js';

const START = `async () => {
  const { createWaymark } = await import('waymark');
  const { commerce } = await import('waymark/capture');
  const { cart, orders } = await import('waymark/learn');
  window.w = createWaymark({ automation: 'allow', share: { domain: 'shop.localhost' }, plugins: [commerce(), cart(), orders()] });
  await window.w.ready;
}`;
const LINE = "{ currency: 'EUR', value: 1, items: [{ item_id: 'cedar', price: 1 }] }";
/** Brings a page to the front, as a visitor who turns to its tab. */
const SHOW = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))";

let site: Site;
let engine: Engine;
beforeAll(async () => {
  site = await serve();
  engine = await chromiumEngine();
});
afterAll(async () => {
  await engine.close();
  site.close();
});

/** A page of a subdomain; every name below `localhost` is this machine. */
async function page(subdomain: string): Promise<Tab> {
  const tab = await engine.open();
  await tab.goto(`${site.origin.replace('localhost', `${subdomain}.shop.localhost`)}/page`);
  await tab.evaluate(`(${START})()`);
  return tab;
}

it.runIf(hasChromium())('two subdomains know one visitor, one choice and one order, and forget them', async () => {
  const a = await page('a');
  expect(await a.evaluate('document.cookie')).toBe('');
  await a.evaluate("w.setConsent({ analytics: 'granted', advertising: 'denied' })");
  await until(() => a.evaluate("document.cookie.includes('waymark=')"));
  const b = await page('b');
  const visitorId = await a.evaluate<string>('w.profile.visitorId');
  expect(await b.evaluate('w.profile.visitorId')).toBe(visitorId);
  expect(await b.evaluate('w.consent.analytics + w.consent.advertising')).toBe('granteddenied');
  expect(await b.evaluate('document.cookie.length')).toBeLessThanOrEqual(512);

  await a.evaluate(`(w.track('add_to_cart', ${LINE}), w.flush())`);
  await b.evaluate(`(w.track('purchase', { transaction_id: 'o1', ...${LINE} }), w.flush())`);
  expect(await a.evaluate('w.profile.slices.cart.lines.length')).toBe(1);
  await a.evaluate(SHOW);
  await until(() => a.evaluate('w.profile.slices.cart.lines.length === 0'));

  await b.evaluate("w.setConsent({ analytics: 'denied' })");
  await until(() => b.evaluate(`!document.cookie.includes(${JSON.stringify(visitorId)})`));
  await a.evaluate(SHOW);
  await until(() => a.evaluate("w.consent.analytics === 'denied'"));
  await until(async () => ((await a.evaluate('w.export()')) as { log: unknown[] }).log.length === 0);

  await a.evaluate("w.setConsent({ analytics: 'granted' })");
  await a.evaluate("(w.track('view_item', { items: [{ item_id: 'cedar' }] }), w.flush())");
  await until(() => a.evaluate("document.cookie.includes('waymark=')"));
  await a.evaluate('w.erase()');
  expect(await a.evaluate('document.cookie')).toBe('');
  expect([...(await a.complaints()), ...(await b.complaints())]).toEqual([]);
});
