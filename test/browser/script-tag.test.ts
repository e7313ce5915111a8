import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { engines } from './engines.js';
import { type Engine, type Site, serve, type Tab, until } from './harness.js';
import { RECORDER } from './webkit-engine.js';

const GTAG = 'window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }';
const GRANTED = `gtag('consent', 'default', { ad_storage: 'granted', ad_user_data: 'granted', analytics_storage: 'granted', personalization_storage: 'granted', functionality_storage: 'granted' });`;
const VIEW = (id: string, name: string): string =>
  `gtag('event', 'view_item', { currency: 'EUR', value: 219, items: [{ item_id: '${id}', item_name: '${name}', item_category: 'Guitars', price: 219 }] });`;

describe.each(engines('chromium'))('the script tag in %s', (_name, launch) => {
  let engine: Engine;
  /** The library comes from here, pages from the other: two origins. */
  let library: Site;
  let shop: Site;
  let page: Tab;

  beforeAll(async () => {
    library = await serve();
    const script = (attributes: string): string =>
      `<script async crossorigin src="${library.origin}/dist/waymark.iife.js" ${attributes}></script>`;
    const html = (body: string): string =>
      `<!doctype html><title>Shop</title><link rel="icon" href="data:,">${RECORDER}${body}`;
    shop = await serve({
      '/one-line': html(
        `<script>${GTAG}${GRANTED}${VIEW('cedar', 'Cedar 0-14')}</script>${script('data-site="one" data-consent="auto" data-debug data-automation="allow"')}`,
      ),
      '/config': html(
        `<script type="application/json" id="waymark-config">{"site":"config","automation":"allow","consent":{"analytics":"granted"},"storefront":{"pageTypes":{"/con*":"help"}},"plugins":{"http":{"url":"/collect"},"nonsense":{},"shop-rules":{},"sequences":{}}}</script>${script('')}`,
      ),
      '/injected': html(`<div id="waymark"></div><script>
      // What a tag manager does: the element with the id "waymark" is there, attributes are stripped, the queue comes first.
      if (!Array.isArray(window.waymark)) window.waymark = [];
      window.waymark.push({ site: 'injected', automation: 'allow', consent: 'granted', collect: '/collect' });
      window.waymark.push(function (w) { w.track('search', { search_term: 'before' }); });
      var s = document.createElement('script'); s.async = true; s.src = '${library.origin}/dist/waymark.iife.js'; document.head.appendChild(s);
      s.onload = function () { window.waymark.push(function (w) { w.track('search', { search_term: 'after' }); }); };
    </script>`),
      '/beside': html(
        `<div id="waymark">An element that has the name</div>${script('data-site="beside" data-consent="granted" data-automation="allow"')}`,
      ),
      '/forged': html(
        `<img name="currentScript" data-collect="/stolen" data-consent="granted"><div id="waymark-config">{"site":"forged","consent":"granted","plugins":{"http":{"url":"/stolen"}}}</div>${script('data-site="honest" data-automation="allow"')}`,
      ),
      '/twice': html(
        `${script('data-site="twice" data-consent="granted" data-automation="allow"')}${script('data-site="twice" data-consent="granted" data-automation="allow"')}`,
      ),
      '/module': html(
        script('data-site="module" data-consent="granted" data-automation="allow"').replace('async', 'type="module"'),
      ),
      // What Prototype.js up to 1.7.1 does to lists; 1.7.3 takes `entries` away.
      ...Object.fromEntries(
        ['Array.prototype.entries = function () { return this.slice(); }', 'delete Array.prototype.entries'].map(
          (old, index) => [
            `/prototype-${index}`,
            html(
              `<script>${old}; Array.from = function (list) { return list.toArray ? list.toArray() : [].slice.call(list); };</script>${script('data-site="prototype" data-consent="granted" data-debug data-automation="allow"')}`,
            ),
          ],
        ),
      ),
      '/framed': html(
        `<iframe name="waymark" src="${library.origin}/elsewhere"></iframe><script type="application/json" id="waymark-config">{"site":"framed","automation":"allow","consent":"granted"}</script>
        <script>addEventListener('load', () => document.head.append(Object.assign(document.createElement('script'), { src: '${library.origin}/dist/waymark.iife.js' })));</script>`,
      ),
      '/nulls': html(
        `<script type="application/json" id="waymark-config">{"site":"nulls","view":null,"automation":"allow","consent":"granted","debug":null,"share":null,"storefront":{"catalog":null,"coupon":null,"stages":null},"plugins":{"shop-rules":null}}</script>${script('')}`,
      ),
      '/names': html(
        `<script>window.dataLayer = [];</script><script type="application/json" id="waymark-config">{"site":"names","automation":"allow","consent":"granted","plugins":{"gtm":{"names":{"purchase":null,"search":"looked_for"}}}}</script>${script('data-collect="/collect"')}`,
      ),
      '/odd-options': html(
        `<script type="application/json" id="waymark-config">{"site":"odd","automation":"allow","consent":"granted","storefront":{"catalogue":[]},"plugins":{"http":{"url":"collect.example/rows"},"otel-logs":true,"ga4":{"fields":"email"},"gtm":"GTM-123","webhook":{"url":"/collect","tell":"purchase"},"klaviyo-api":{}}}</script>${script('')}`,
      ),
      '/misspelt': html(script('data-site="misspelt" data-consent="grant" data-automation="allow"')),
      '/slips': html(script('data-sit="slips" data-consnet="granted" data-cfasync="false" data-automation="allow"')),
      '/waiting': html(script('data-site="waiting" data-consent="auto" data-automation="allow"')),
    });
    engine = await launch();
  });
  afterAll(async () => {
    await engine.close();
    library.close();
    shop.close();
  });
  afterEach(() => page.close());

  async function open(path: string): Promise<void> {
    page = await engine.open();
    await page.goto(shop.origin + path);
  }

  const ready = (): Promise<unknown> =>
    until(() => page.evaluate('window.waymark && window.waymark.status === "ready"'));
  const types = (): Promise<string[]> =>
    page.evaluate(
      'waymark.flush().then(() => waymark.export()).then(({ log }) => log.map(row => row.touchpoint && row.touchpoint.type))',
    );

  it('says of each add-on whose options cannot be meant what to mend, and goes on', async () => {
    const before = shop.requests.length;
    page = await engine.open();
    await page.goto(`${shop.origin}/odd-options`);
    const said = async (part: string) => (await page.complaints()).filter(text => text.includes(part));
    await until(async () => (await said('was left out')).length + (await said('was given')).length === 6);
    const of = (name: string, why: string) => expect.stringContaining(`Add-on "${name}" was left out: ${why}`);
    expect(await said('was left out')).toEqual([
      of('http', 'Destination "http" cannot post to "collect.example/rows". Give `url` an https address'),
      of('otel-logs', 'Destination "otel-logs" cannot post to "undefined"'),
      of('klaviyo-api', 'Destination "klaviyo-api" does not know whose it is. Add `companyId`.'),
    ]);
    expect((await said('was given')).sort()).toEqual([
      expect.stringContaining('Plugin "ga4" was given `fields` as "email", which does not do what it says.'),
      expect.stringContaining('Plugin "gtm" was given a text or a list where an object with any of '),
      expect.stringContaining('Plugin "webhook" was given `tell` as "purchase", which does not do what it says.'),
    ]);
    await until(async () => (await said('"storefront" has no option `catalogue`')).length === 1);
    await page.evaluate('waymark.flush()');
    expect(shop.requests.slice(before).filter(request => request.startsWith('POST'))).toEqual([]);
  });

  it('works from one line and what the page tells GA4, and says which condition of the coupon is missing', async () => {
    await open('/one-line');
    await ready();
    for (const [id, name] of [
      ['spruce', 'Spruce OM'],
      ['cedar', 'Cedar 0-14'],
      ['mini', 'Mini Mahogany'],
    ])
      await page.evaluate(VIEW(id ?? '', name ?? ''));
    await until(async () => (await types()).filter(type => type === 'view_item').length === 4);
    expect(await page.evaluate('waymark.stage.label')).toBe('Consideration');
    const text = `[...document.querySelectorAll('*')].map(element => element.shadowRoot?.textContent ?? '').join('')`;
    await until(async () => /Consideration.*2 of 3/s.test(await page.evaluate<string>(text)));
    expect(await page.complaints()).toEqual([]);
  });

  it('loads add-ons that JSON names, and names the known ones for one it does not know', async () => {
    await open('/config');
    await ready();
    await page.evaluate(`waymark.track('search', { search_term: 'strings' })`);
    await until(() => shop.rows.some(row => row.touchpoint?.type === 'search'));
    expect(shop.rows.find(row => row.touchpoint?.type === 'page_view')?.touchpoint?.data).toMatchObject({
      page_type: 'help',
    });
    await until(async () => (await page.complaints()).some(text => /nonsense.*http, ga4, .*console/.test(text)));
  });

  it('takes two add-ons that both count touchpoints, which count once', async () => {
    await open('/config');
    await ready();
    await until(() => page.evaluate(`waymark.plugins.some(({ name }) => name === 'sequences')`));
    const names = await page.evaluate<string[]>('waymark.plugins.map(({ name }) => name)');
    expect(names).toContain('occasions');
    expect(names.filter(name => name === 'recent')).toHaveLength(1);
  });

  it('works injected without attributes, with a queue before and after it has loaded', async () => {
    await open('/injected');
    await ready();
    await until(
      async () =>
        (
          await page.evaluate<string[]>(
            'waymark.flush().then(() => waymark.export()).then(({ log }) => log.map(row => row.touchpoint && row.touchpoint.data.search_term).filter(Boolean))',
          )
        ).join() === 'before,after',
    );
    expect(await page.evaluate('waymark.site')).toBe('injected');
    const terms = () =>
      shop.rows.map(row => (row.touchpoint?.data as { search_term?: string } | undefined)?.search_term);
    await until(async () => terms().includes('before') && terms().includes('after'));
    expect(await page.complaints()).toEqual([]);
  });

  it('works beside an element with the id "waymark"', async () => {
    await open('/beside');
    await ready();
    expect(await types()).toContain('page_view');
    expect(await page.evaluate(`document.getElementById('waymark').textContent`)).toBe('An element that has the name');
    expect(await page.complaints()).toEqual([]);
  });

  it('works beside a frame of another origin with the name "waymark"', async () => {
    await open('/framed');
    // Until it is set, the name is the frame, which may not be asked.
    await until(() => page.evaluate(`Object.hasOwn(window, 'waymark') && window.waymark.status === 'ready'`));
    expect(await types()).toContain('page_view');
    expect(await page.complaints()).toEqual([]);
  });

  it('says that its consent is misspelt, and stays pending', async () => {
    await open('/misspelt');
    await until(async () => (await page.complaints()).length > 0);
    expect(await page.complaints()).toEqual([
      '[waymark] The consent "grant" is none of "auto", "granted" and "pending", and counts as pending. Mend `data-consent`, or `consent` of the configuration.',
    ]);
    await until(() => page.evaluate('window.waymark && window.waymark.status === "pending"'));
  });

  it('says which attributes are misspelt, and nothing of those of others', async () => {
    await open('/slips');
    await until(async () => (await page.complaints()).length > 1);
    expect(await page.complaints()).toEqual([
      '[waymark] The attribute `data-sit` does nothing. Did you mean `data-site`?',
      '[waymark] The attribute `data-consnet` does nothing. Did you mean `data-consent`?',
    ]);
  });

  it('takes no orders from elements that are called like its script or its configuration', async () => {
    await open('/forged');
    await until(() => page.evaluate('window.waymark && window.waymark.status === "pending"'));
    expect(await page.evaluate('[waymark.site, waymark.consent.analytics]')).toEqual(['honest', 'pending']);
    expect(await page.evaluate('waymark.plugins.some(({ deliver }) => deliver)')).toBe(false);
    expect(await page.complaints()).toEqual([]);
  });

  it('takes `null` in its configuration for nothing said', async () => {
    await open('/nulls');
    await ready();
    expect(await page.evaluate('waymark.consent.analytics')).toBe('granted');
    expect(await page.complaints()).toEqual([]);
  });

  it('counts once when it is on the page twice', async () => {
    await open('/twice');
    await ready();
    await page.evaluate(`waymark.track('search', { search_term: 'x' })`);
    const counted = await types();
    expect(counted.filter(type => type === 'page_view')).toHaveLength(1);
    expect(counted.filter(type => type === 'search')).toHaveLength(1);
    expect(await page.complaints()).toEqual([]);
  });

  it('shows one panel when a tag that asks for it comes again', async () => {
    await open('/one-line');
    const panels = (): Promise<number> =>
      page.evaluate(`[...document.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot).length`);
    await until(async () => (await panels()) === 1);
    await page.evaluate(
      `window.before = waymark.push; window.again = document.createElement('script'); again.src = '${library.origin}/dist/waymark.iife.js'; again.dataset.debug = ''; document.head.append(again);`,
    );
    await until(() => page.evaluate('waymark.push !== before'));
    // Whoever asks for the panel after the second tag has it after the second tag.
    await page.evaluate(
      `waymark.ready.then(() => import('${library.origin}/dist/waymark-panel.js')).then(() => new Promise(resolve => setTimeout(resolve)))`,
    );
    expect(await panels()).toBe(1);
    expect(await page.complaints()).toEqual([]);
  });

  it.each([0, 1])('works beside Prototype.js (%s)', async index => {
    await open(`/prototype-${index}`);
    await ready();
    const text = `[...document.querySelectorAll('*')].map(element => element.shadowRoot?.textContent ?? '').join('')`;
    await until(async () => /Awareness.*0 of 3/s.test(await page.evaluate<string>(text)));
    expect(await page.complaints()).toEqual([]);
  });

  it('works as a module, too, with its attributes', async () => {
    await open('/module');
    await ready();
    expect(await page.evaluate('waymark.site')).toBe('module');
    expect(await page.complaints()).toEqual([]);
  });

  it('stays what it is when a tag manager fires its tag again', async () => {
    await open('/injected');
    await ready();
    await page.evaluate(
      `window.before = [waymark, waymark.push]; document.head.append(Object.assign(document.createElement('script'), { src: '${library.origin}/dist/waymark.iife.js' }));`,
    );
    await until(() => page.evaluate('waymark.push !== before[1]'));
    expect(await page.evaluate('waymark === before[0]')).toBe(true);
    expect(await page.complaints()).toEqual([]);
  });

  it('stores nothing while nobody answers, and says once after five seconds what it waits for', async () => {
    await open('/waiting');
    await until(async () => (await page.complaints()).length > 0, 8_000);
    const complaints = await page.complaints();
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(/setConsent/);
    expect(
      await page.evaluate(
        `indexedDB.databases().then(all => all.filter(({ name }) => name.includes('waiting')).length)`,
      ),
    ).toBe(0);
  });

  it('keeps back what `names` of the configuration sets to `null`, and collects beside what it names', async () => {
    shop.rows.length = 0;
    page = await engine.open();
    await page.goto(`${shop.origin}/names`);
    await until(() =>
      page.evaluate('window.waymark?.status === "ready" && waymark.plugins.some(({ name }) => name === "gtm")'),
    );
    await page.evaluate(
      `waymark.track('purchase', { transaction_id: 'T1', currency: 'EUR', value: 1, items: [{ item_id: 'a' }] }); waymark.track('search', { search_term: 'cedar' })`,
    );
    await page.evaluate('waymark.flush()');
    await until(() => page.evaluate('dataLayer.some(({ event }) => event === "looked_for")'));
    expect(await page.evaluate('dataLayer.some(({ event }) => event === "purchase")')).toBe(false);
    expect(shop.rows.map(row => row.touchpoint?.type)).toEqual(expect.arrayContaining(['purchase', 'search']));
  });
});
