import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IMPORTS, launchChromium, type Site, serve, until } from './harness.js';

/** The file of the words, which a test lets answer as it likes. */
const WORDS = '**/destinations/segment-like.js*';

/** A page of a shop with Segment's object on it, which keeps over all pages what it is told. */
const pageOf = (
  options: string,
  grant = 'granted',
): string => `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<script>
  const keep = event => localStorage.setItem('told', [localStorage.getItem('told'), event].filter(Boolean).join());
  window.analytics = { track: keep, page() {}, identify() {}, reset() {} };
</script>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<body><script type="module">
  import { createWaymark } from 'waymark'; import { segment } from 'waymark/destinations';
  window.problems = [];
  window.waymark = createWaymark({
    site: 'late', automation: 'allow', consent: { default: { analytics: '${grant}' } }, 
    plugins: [{ name: 'steps', vocabulary: { one: data => data, two: data => data, three: data => data } }, segment(${options})],
  });
  waymark.on('problem', ({ code }) => problems.push(code));
  await waymark.ready;
  window.isReady = true;
</script></body></html>`;

let browser: Browser;
let site: Site;
let context: BrowserContext;
let page: Page;
/** Events that the HTTP API was posted. Its server is a real one: a test cannot answer what a page posts while it goes. */
let posted: string[];
let api: Server;

beforeAll(async () => {
  api = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    for (const { event } of JSON.parse(text || '{"batch":[]}').batch) posted.push(event);
    response.setHeader('access-control-allow-origin', '*').end('{}');
  });
  await new Promise<void>(resolve => api.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(api.address() as AddressInfo).port}/`;
  site = await serve({
    '/page': pageOf(''),
    '/http': pageOf(`{ writeKey: 'key', url: '${url}' }`),
    '/asked': pageOf('', 'denied'),
    '/tag': `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script>
      window.waymark = [function (w) { w.track('search', { search_term: 'waited' }); }];
      window.dataLayer = [['consent', 'default', { analytics_storage: 'granted' }]].map(function (words) { return (function () { return arguments; }).apply(null, words); });
    </script><script async src="/dist/waymark.iife.js" data-site="tag" data-consent="auto" data-automation="allow"></script>`,
    '/slip': `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script async src="/dist/waymark.iife.js" data-site="slip" data-debugg data-consent="granted" data-automation="allow"></script>`,
    '/bare': '<!doctype html><title>Elsewhere</title>',
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  site.close();
  api.closeAllConnections();
  api.close();
});
beforeEach(async () => {
  posted = [];
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(() => context.close());

/** The words answer this when they are asked for with the grant and by the first rows, and only then themselves. */
async function fail(status: number): Promise<void> {
  let asked = 0;
  await context.route(WORDS, (route: Route) => (++asked <= 2 ? route.fulfill({ status }) : route.continue()));
}

async function open(path: string): Promise<void> {
  await page.goto(site.origin + path);
  await until(() => page.evaluate('Boolean(window.isReady)'));
}

const track = (...types: readonly string[]) =>
  page.evaluate(all => {
    const { waymark } = window as unknown as { waymark: { track(type: string, data: object): void } };
    for (const type of all) waymark.track(type, {});
  }, types);
const told = () => page.evaluate('localStorage.getItem("told")');
const problems = () => page.evaluate('window.problems');
const standing = () => page.evaluate('waymark.diagnostics().destinations.segment');

describe('words that come late, in Chromium', () => {
  it('are asked for with the grant, and not before', async () => {
    const isAsked = () => site.requests.some(request => request.includes('segment-like'));
    await open('/asked');
    await track('one');
    await page.waitForTimeout(500);
    expect(isAsked()).toBe(false);
    await page.evaluate('waymark.setConsent({ analytics: "granted" })');
    await until(async () => isAsked());
  });

  it('tells in order what was tracked before they were there', async () => {
    let release = (): void => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await context.route(WORDS, async route => {
      await held;
      await route.continue();
    });
    await open('/page');
    await track('one', 'two');
    await page.waitForTimeout(300);
    await track('three');
    expect(await told()).toBeNull();
    release();
    await until(async () => `${await told()}`.includes('three'));
    expect([await told(), await problems()]).toEqual(['one,two,three', []]);
  });

  it.each([503, 404])('tells everything once, in order, where their file answered %i', async status => {
    await fail(status);
    await open('/page');
    await track('one', 'two');
    await until(async () => `${await problems()}`.includes('segment-unloaded'));
    await track('three');
    await until(async () => `${await told()}`.includes('three'));
    expect(await told()).toBe('one,two,three');
  });

  it('tells on the next page what a page could not, whose words were gone for good', async () => {
    await context.route(WORDS, route => route.fulfill({ status: 404 }));
    await open('/page');
    await track('one', 'two');
    await until(async () => `${await problems()}`.includes('segment-unloaded'));
    await context.unroute(WORDS);
    await page.goto(`${site.origin}/bare`);
    await open('/page');
    await track('three');
    await until(async () => `${await told()}`.includes('three'));
    expect([await told(), await standing()]).toMatchObject(['one,two,three', { delivered: 3, stored: 0 }]);
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['told']);
  });

  it('tells on the next page what a page could not that was left before they were there', async () => {
    await context.route(WORDS, () => {});
    await open('/page');
    await track('one', 'two');
    await page.waitForTimeout(300);
    await context.unroute(WORDS);
    await page.goto(`${site.origin}/bare`);
    await open('/page');
    await until(async () => (await told()) !== null);
    expect(await told()).toBe('one,two');
  });

  it('posts everything once where their file failed at first', async () => {
    await fail(503);
    await open('/http');
    await track('one', 'two');
    await until(async () => `${await problems()}`.includes('segment-unloaded'));
    await until(async () => posted.length > 0);
    await page.waitForTimeout(500);
    expect(posted).toEqual(['one', 'two']);
  });

  it('posts what a visitor did who leaves at once, for they come with the grant', async () => {
    await open('/http');
    await until(() =>
      page.evaluate(`performance.getEntriesByType('resource').some(({ name }) => /segment-like/.test(name))`),
    );
    await page.waitForTimeout(300);
    await track('one');
    await page.waitForTimeout(100);
    await page.goto(`${site.origin}/bare`);
    await until(async () => posted.length > 0);
    expect(posted).toEqual(['one']);
  });
});

it('keeps what is tracked while the engine cannot be loaded, and stores it once it can', async () => {
  let asked = 0;
  await context.route('**/engine.js*', route => (++asked <= 2 ? route.fulfill({ status: 503 }) : route.continue()));
  await open('/page');
  await page.evaluate(`waymark.track('one', {})`);
  await until(() => page.evaluate(`waymark.status === 'ready'`), 20_000);
  await page.evaluate('waymark.flush()');
  expect(await page.evaluate('waymark.diagnostics()')).toMatchObject({ tracked: 1, stored: 1 });
  expect(await page.evaluate('problems')).toContain('start-failed');
  expect(asked).toBe(3);
});

it.each(['script-plugins', 'auto-consent'])(
  'keeps what a script tag is told while its file %s cannot be loaded',
  async name => {
    let asked = 0;
    await context.route(`**/*${name}*.js`, route => (++asked <= 2 ? route.fulfill({ status: 503 }) : route.continue()));
    await page.goto(`${site.origin}/tag`);
    await until(() => page.evaluate(`waymark.status === 'ready'`), 20_000);
    await page.evaluate('waymark.flush()');
    const types = await page.evaluate(
      'waymark.export().then(({ log }) => log.map(({ touchpoint }) => touchpoint && touchpoint.type))',
    );
    expect(types).toContain('search');
    expect(asked).toBe(3);
  },
);

it('troubles no page where the file that names its slips cannot be loaded', async () => {
  const asked = context.waitForEvent('response', response => response.url().includes('script-words'));
  const errors: Error[] = [];
  page.on('pageerror', error => errors.push(error));
  await context.route('**/*script-words*.js', route => route.fulfill({ status: 404 }));
  await page.goto(`${site.origin}/slip`);
  await asked;
  await until(() => page.evaluate(`waymark.status === 'ready'`), 20_000);
  expect(errors).toEqual([]);
});

it('hands to the next page what was tracked before the engine was there, and no personal word of it', async () => {
  await context.route('**/engine.js*', () => {});
  await page.goto(`${site.origin}/http`);
  await until(() => page.evaluate('Boolean(window.waymark)'));
  await track('one', 'two');
  await page.evaluate(`waymark.track('search', { search_term: 'ann@shop.example' })`);
  await page.goto(`${site.origin}/bare`);
  expect(await page.evaluate(`localStorage.getItem('waymark:late')`)).not.toContain('ann@');
  await context.unroute('**/engine.js*');
  await open('/http');
  await track('three');
  await until(async () => posted.includes('three'));
  expect(posted).toEqual(['one', 'two', 'three']);
  expect(await page.evaluate(`localStorage.getItem('waymark:late')`)).toBeNull();
});
