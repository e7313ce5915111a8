import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './engines.js';
import { launchChromium, type Site, serve, until } from './harness.js';

interface Vital {
  readonly name: string;
  readonly value: number;
  readonly [field: string]: unknown;
}

interface Row {
  readonly touchpoint: { readonly type: string; readonly data: Vital } | null;
  readonly decisions: readonly { readonly name: string; readonly data: object }[];
}

const NONE: Vital = { name: '', value: 0 };
/** Bytes of the picture, and those a second of a bad connection. */
const PICTURE = 400_000;
const SLOW = 70_000;
const CONFIG = {
  ...{ site: 'vitals', consent: 'granted', automation: 'allow' },
  plugins: {
    vitals: {},
    aftercare: {},
    nudges: {
      ...{ quietSeconds: 0, pauseSeconds: 0, card: false },
      nudges: {
        gift: { when: { on: 'share' }, quietWhileAware: false, kind: 'service', content: { title: 'A gift' } },
      },
    },
  },
};
const SHOP = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<style>img { display: block; width: 600px; height: 400px } p { margin: 0 }</style>
<script type="application/json" id="waymark-config">${JSON.stringify(CONFIG)}</script>
<script async crossorigin src="/dist/waymark.iife.js"></script>
<body><main class="product"><img id="picture-10023" src="/hero.svg?width=600&token=abcdef" alt="">
<button class="buy">Buy</button><p class="under">Under it</p></main>
<script>
  // Blocks the page for a while, and pushes down what is there.
  document.querySelector('.buy').addEventListener('click', () => {
    for (const end = performance.now() + 300; performance.now() < end; );
    setTimeout(() => document.querySelector('.under').insertAdjacentHTML('beforebegin', '<div style="height: 200px"></div>'), 600);
  });
</script></body></html>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><!--${'x'.repeat(PICTURE)}--><rect width="600" height="400" fill="teal"/></svg>`;

describe.runIf(hasChromium())('vitals', () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await serve({ '/shop': SHOP, '/hero.svg': SVG, '/next': SHOP });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });

  async function open(bytesASecond = -1): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const throughput = { downloadThroughput: bytesASecond, uploadThroughput: bytesASecond };
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: 20, ...throughput });
    await page.goto(`${site.origin}/shop`, { waitUntil: 'commit' });
    return page;
  }

  async function log(page: Page): Promise<readonly Row[]> {
    await until(() => page.evaluate('window.waymark?.status === "ready"'), 20_000);
    return page.evaluate('waymark.flush().then(() => waymark.export()).then(({ log }) => log)');
  }

  async function told(page: Page, name: string): Promise<Vital | undefined> {
    const vitals = (await log(page)).flatMap(({ touchpoint }) => (touchpoint?.type === 'web_vitals' ? touchpoint : []));
    const found = vitals.map(({ data }) => data).filter(data => data.name === name);
    expect(found.length).toBeLessThan(2);
    return found[0];
  }

  /** What became of a nudge that is due now. */
  async function nudged(page: Page): Promise<readonly object[]> {
    await page.evaluate(`waymark.track('share', { method: 'mail' })`);
    const rows = await log(page);
    return rows.flatMap(({ decisions }) =>
      decisions.flatMap(({ name, data }) => (name.startsWith('nudge.') ? { name, ...data } : [])),
    );
  }

  it('of a slow page is a friction and holds what would be said, though nobody clicks', async () => {
    const page = await open(SLOW);
    const slow = (await until(() => told(page, 'LCP'), 25_000)) ?? NONE;
    expect(slow).toMatchObject({ rating: 'poor', resource: `${site.origin}/hero.svg`, element: '#picture-*' });
    expect(slow.value).toBeGreaterThan(4_000);
    const parts = ['ttfb', 'load_delay_ms', 'load_ms', 'render_ms'].map(part => Number(slow[part]));
    expect(Math.abs(parts.reduce((sum, ms) => sum + ms) - slow.value)).toBeLessThan(4);
    // The picture is what took so long.
    expect(slow.load_ms).toBeGreaterThan(3_000);
    expect(await page.evaluate('waymark.profile.slices.care.frictions')).toBe(1);
    expect(await nudged(page)).toMatchObject([{ name: 'nudge.hold', nudge: 'gift', reason: 'slow' }]);
    expect(await told(page, 'TTFB')).toMatchObject({ value: expect.any(Number) });

    // It is not told again with the first click.
    await page.click('.buy');
    await page.waitForTimeout(1_500);
    expect((await told(page, 'LCP'))?.value).toBe(slow.value);
  });

  it('of a fast page holds nothing, and says what kept the visitor waiting', async () => {
    const page = await open();
    await until(() => told(page, 'TTFB'));
    expect(await nudged(page)).toMatchObject([{ name: 'nudge.show', nudge: 'gift' }]);
    await page.click('.buy');
    expect(await until(() => told(page, 'LCP'))).toMatchObject({ rating: 'good', element: '#picture-*' });
    // The browser itself says how long a click took once it has painted, which a busy machine does late.
    await page.evaluate(
      () =>
        new Promise<void>(resolve =>
          new PerformanceObserver(() => resolve()).observe({ type: 'event', buffered: true }),
        ),
    );
    await page.waitForTimeout(1_500);
    // What is final with the page is told by the page that goes.
    await page.goto(`${site.origin}/next`);
    expect(await until(() => told(page, 'INP'))).toMatchObject({
      ...{ element: 'html>body>main.product>button.buy', interaction: 'pointer' },
      processing_ms: expect.toSatisfy((ms: number) => ms >= 295),
    });
    expect(await told(page, 'CLS')).toMatchObject({ element: 'html>body>main.product>p.under' });
    expect(await page.evaluate('waymark.profile.slices.care.frictions')).toBe(0);
  });
});
