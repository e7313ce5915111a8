import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { IMPORTS, launchChromium, type Site, serve, until } from './harness.js';

const PAGE = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module">
  import { createWaymark } from 'waymark'; import { http } from 'waymark/destinations';
  window.waymark = createWaymark({
    site: 'shop', automation: 'allow', rate: Infinity, consent: { default: { analytics: 'granted' } },
    plugins: [{ name: 'taps', vocabulary: { tap: data => data } }, http({ url: '/collect' })],
  });
</script></html>`;

let browser: Browser;
let site: Site;
beforeAll(async () => {
  browser = await launchChromium();
  site = await serve({ '/shop': PAGE });
});
afterAll(async () => {
  await browser.close();
  site.close();
});

/** As Chromium does with tabs in the background: not a task runs, until it is active again. */
async function turn(page: Page, state: 'frozen' | 'active'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state });
}

async function tap(page: Page, tab: string, times: number): Promise<void> {
  await page.evaluate(`for (let n = 0; n < ${times}; n++) waymark.track('tap', { tab: '${tab}', n })`);
}

function told(): readonly string[] {
  return site.rows.flatMap(({ touchpoint }) =>
    touchpoint?.type === 'tap' ? Object.values(touchpoint.data).join() : [],
  );
}

it.each([0, 5, 50])('of a tab frozen %i ms after it tracked another tells everything, once', async ms => {
  const context = await browser.newContext();
  const [one, other] = [await context.newPage(), await context.newPage()];
  for (const page of [one, other]) {
    await page.goto(`${site.origin}/shop`);
    await page.evaluate('waymark.ready');
  }
  site.rows.splice(0);
  await tap(one, 'one', 40);
  await new Promise(resolve => setTimeout(resolve, ms));
  await turn(one, 'frozen');
  await tap(other, 'other', 20);
  await other.evaluate('waymark.flush()');
  await until(async () => told().length === 60);
  await turn(one, 'active');
  await tap(one, 'back', 1);
  await one.evaluate('waymark.flush()');
  await until(async () => told().length === 61);
  expect(new Set(told()).size).toBe(61);
  const { stored, dropped } = await one.evaluate<{ stored: number; dropped: object }>('waymark.diagnostics()');
  expect([stored, dropped]).toEqual([61, {}]);
  await context.close();
});
