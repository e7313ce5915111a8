import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './engines.js';
import { CHROMIUM_ARGS, chromiumPath, IMPORTS, type Site, serve, until } from './harness.js';

const PAGE = `<!doctype html><title>Shop</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module">
  import { createWaymark } from 'waymark';
  import { app, links } from 'waymark/capture';
  window.w = createWaymark({ site: 'app', automation: 'allow', consent: { default: { analytics: 'granted' } }, plugins: [app(), links()] });
</script>`;

/** Only Chromium opens a page in a window of its own by an argument, as it does for what was installed. */
describe.runIf(hasChromium())('a site that is opened as an app in Chromium', () => {
  let site: Site;
  let context: BrowserContext;
  let profile: string;

  beforeAll(async () => {
    site = await serve({ '/shop': PAGE, '/more': PAGE });
  });
  afterAll(() => site.close());
  afterEach(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });

  async function start(...args: readonly string[]): Promise<void> {
    profile = mkdtempSync(join(tmpdir(), 'waymark-app-'));
    context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      args: [...CHROMIUM_ARGS, ...args],
    });
  }

  async function told(page: Page): Promise<unknown> {
    await until(() => page.evaluate('window.w?.status === "ready"'));
    const types = `log.flatMap(({ touchpoint }) => touchpoint?.by === 'app' ? [[touchpoint.type, touchpoint.data]] : [])`;
    return page.evaluate(`w.flush().then(() => w.export()).then(({ log }) => ${types})`);
  }

  it('is told once a visit over pages, reloads and tabs, and again after an erase', async () => {
    const once = [['open_app', { mode: 'standalone' }]];
    await start(`--app=${site.origin}/shop`);
    const window = context.pages()[0] ?? (await context.waitForEvent('page'));
    expect(await told(window)).toEqual(once);
    await window.goto(`${site.origin}/more`);
    await window.reload();
    expect(await told(window)).toEqual(once);
    // A tab of the browser shares the profile, and is no app.
    const tab = await context.newPage();
    await tab.goto(`${site.origin}/shop`);
    expect(await told(tab)).toEqual(once);
    await tab.close();
    await window.evaluate('w.erase()');
    await window.reload();
    expect(await told(window)).toEqual(once);
  });

  it('is not told of in a browser', async () => {
    await start();
    const page = await context.newPage();
    await page.goto(`${site.origin}/shop`);
    expect(await told(page)).toEqual([]);
  });
});
