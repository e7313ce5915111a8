import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './engines.js';
import { CHROMIUM_ARGS, chromiumPath, IMPORTS, type Site, serve, until } from './harness.js';

/** Tells as it goes what it tracks. */
const html = (title: string): string => `<!doctype html><title>${title}</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><body>${title}<script type="module">
  import { createWaymark } from 'waymark';
  import { attention, pages } from 'waymark/capture';
  window.told = [];
  window.w = createWaymark({ site: location.pathname, automation: 'allow', consent: { default: { analytics: 'granted' } }, plugins: [pages(), attention()] });
  w.on('touchpoint', ({ type, data }) => told.push([type, data.engagement_time_msec ?? 0]));
</script></body>`;

// Playwright shows every page at once, and only Chromium's own driver opens a tab in the background.
describe.runIf(hasChromium())('tabs in the background', () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await serve(Object.fromEntries(['/first', '/second', '/behind'].map(path => [path, html(path)])));
    browser = await puppeteer.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });

  /** Time in which a tab was behind would be three seconds more. */
  const about = (ms: number): unknown => expect.toSatisfy((time: number) => time > ms - 200 && time < ms + 2_500);
  const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
  const told = (page: Page): Promise<unknown> => page.evaluate('told');
  const isVisible = (page: Page): Promise<unknown> => page.evaluate(`document.visibilityState === 'visible'`);

  async function open(path: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(site.origin + path);
    await until(() => page.evaluate('window.told?.length'));
    return page;
  }

  it('count their seconds only while they are seen', async () => {
    const first = await open('/first');
    await pause(1_300);
    const second = await open('/second');
    await until(async () => !(await isVisible(first)));
    await pause(3_300);
    await first.bringToFront();
    await until(() => isVisible(first));
    await pause(2_200);
    await second.bringToFront();
    await until(async () => JSON.stringify(await told(first)).split('user_engagement').length === 3);
    expect(await told(first)).toEqual([
      ['page_view', 0],
      ['user_engagement', about(1_300)],
      ['user_engagement', about(2_200)],
    ]);
    expect(await told(second)).toEqual([
      ['page_view', 0],
      ['user_engagement', about(3_300)],
    ]);
  });

  it('are counted when they are seen, and their seconds from then on', async () => {
    const before = await open('/first');
    const session = await browser.target().createCDPSession();
    await session.send('Target.createTarget', { url: `${site.origin}/behind`, background: true });
    const behind = async (): Promise<Page | undefined> =>
      (await browser.pages()).find(tab => tab.url().endsWith('/behind'));
    await until(behind);
    const page = (await behind()) ?? before;
    await until(() => page.evaluate('window.w?.status === "ready"'));
    await pause(3_000);
    expect([await isVisible(page), await told(page)]).toEqual([false, []]);
    await page.bringToFront();
    await until(() => isVisible(page));
    await pause(1_300);
    await before.bringToFront();
    await until(async () => JSON.stringify(await told(page)).includes('user_engagement'));
    expect(await told(page)).toEqual([
      ['page_view', 0],
      ['user_engagement', about(1_300)],
    ]);
  });
});
