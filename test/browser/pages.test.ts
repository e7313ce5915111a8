import { afterEach, describe, expect, it } from 'vitest';
import { engines, hasChromium } from './engines.js';
import { type Engine, IMPORTS, openUnwatched, type Site, serve, until } from './harness.js';

/** A page that counts views and sends them; `then` runs once Waymark is ready. */
const html = (
  title: string,
  then: string,
): string => `<!doctype html><title>${title}</title><link rel="icon" href="data:,">
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><body>${title}<script type="module">
  import { createWaymark } from 'waymark';
  import { pages } from 'waymark/capture';
  import { http } from 'waymark/destinations';
  window.w = createWaymark({ site: 'pages', automation: 'allow', consent: { default: { analytics: 'granted' } }, plugins: [pages(), http({ url: '/collect' })] });
  await w.ready;
  ${then}
</script></body>`;

let site: Site;
let stop: () => Promise<unknown>;
afterEach(async () => {
  await stop();
  site.close();
});

const views = (): readonly { title: string; restored: boolean }[] =>
  site.rows
    .filter(row => row.touchpoint?.type === 'page_view')
    .map(row => {
      const data = row.touchpoint?.data as { page_title: string; restored?: boolean };
      return { title: data.page_title, restored: data.restored === true };
    });

describe.each(engines('chromium'))('pages in %s', (name, launch) => {
  it('counts soft navigations once, a redirect of a router as one, and not the same address again', async () => {
    site = await serve({ '/': html('First', '') });
    const engine = await launch();
    stop = engine.close;
    const page = await engine.open();
    await page.goto(site.origin);
    await until(() => page.evaluate('window.w && w.status === "ready"'));
    // Where nothing tells of `pushState`, a look follows what the visitor does.
    const go = async (title: string, code: string): Promise<void> => {
      await page.evaluate(`document.body.click(); document.title = ${JSON.stringify(title)}; ${code}`);
      await new Promise(resolve => setTimeout(resolve, 200));
    };
    await go('Second', `history.pushState({}, '', '/second')`);
    await go('Second', `history.replaceState({}, '', '/second')`);
    await go('Third', `history.replaceState({}, '', '/moved'); history.pushState({}, '', '/third')`);
    await go('Second', `history.back()`);
    await page.evaluate('w.flush()');
    expect(views().map(view => view.title)).toEqual(['First', 'Second', 'Third', 'Second']);
  });

  it('comes back from the back/forward cache with one view that says so', async () => {
    site = await serve({
      // The first page leaves once; when it comes back out of the cache its script has run already.
      '/': html(
        'Kept',
        `await w.flush(); addEventListener('pageshow', () => setTimeout(() => w.flush(), 300)); setTimeout(() => { location.href = '/away'; }, 200);`,
      ),
      '/away': `<!doctype html><title>Away</title><script>setTimeout(() => history.back(), 500)</script>`,
    });
    stop = name === 'Chromium' ? openUnwatched(site.origin) : await openWatched(launch);
    await until(() => views().some(view => view.restored), 30_000);
    expect(views()).toEqual([
      { title: 'Kept', restored: false },
      { title: 'Kept', restored: true },
    ]);
    expect(site.requests.filter(request => request === 'GET /')).toHaveLength(1);
  });
});

/** The drivers of the other engines leave the back/forward cache on. */
async function openWatched(launch: () => Promise<Engine>): Promise<() => Promise<unknown>> {
  const engine = await launch();
  const page = await engine.open();
  await page.goto(site.origin);
  return engine.close;
}

it.runIf(hasChromium())('is silent while a page is prerendered, and counts it when it is shown', async () => {
  site = await serve({
    '/': `<!doctype html><title>Start</title><script type="speculationrules">{"prerender":[{"urls":["/next"],"eagerness":"immediate"}]}</script><script>setTimeout(() => { fetch('/leaving'); location.href = '/next'; }, 2500)</script>`,
    '/next': html('Next', 'await w.flush();'),
  });
  stop = openUnwatched(site.origin);
  await until(() => views().length, 30_000);
  expect(views()).toHaveLength(1);
  const order = site.requests.filter(request => /next|leaving|collect/.test(request));
  // Asked for before the page was left, and not again: it was shown from what had been rendered ahead.
  expect(order[0]).toBe('GET /next');
  expect(order.filter(request => request === 'GET /next')).toHaveLength(1);
  expect(order.indexOf('POST /collect')).toBeGreaterThan(order.indexOf('GET /leaving'));
});
