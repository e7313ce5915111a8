import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IMPORTS, launchChromium, type Site, serve, until } from './harness.js';

/** Hosts of the vendors' scripts and endpoints. */
const VENDORS = /^https?:\/\/[^/]*(facebook|google|doubleclick|tiktok|pinimg|pinterest|licdn|linkedin|bing)/;

/** A shop with every ad system's queue on its page, as their documentation puts them there, each keeping what it is told. */
const PAGE = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<script>
  window.calls = [];
  const keep = vendor => (...call) => void calls.push([vendor, ...call]);
  window.fbq = keep('meta-pixel');
  window.dataLayer = []; window.gtag = keep('google-ads');
  const ttq = name => (...call) => void calls.push(['tiktok', name, ...call]);
  window.ttq = Object.fromEntries(['page', 'track', 'grantConsent', 'revokeConsent'].map(name => [name, ttq(name)]));
  window.pintrk = keep('pinterest');
  window.lintrk = keep('linkedin');
  window.uetq = { push: keep('microsoft-uet') };
</script>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<body><script type="module">
  import { createWaymark } from 'waymark'; import { commerce } from 'waymark/capture';
  import { cart, orders, viewed } from 'waymark/learn'; import { audiences } from 'waymark/decide';
  import { metaPixel, googleAds, tiktok, pinterest, linkedin, microsoftUet } from 'waymark/destinations';
  const LOAD = LOADS;
  window.start = advertising => {
    window.problems = [];
    window.waymark = createWaymark({
      site: 'retargeting', automation: 'allow',
      consent: { default: { analytics: 'granted', ...(advertising && { advertising }) } },
      plugins: [
        commerce(), cart(), orders(), viewed(), audiences(),
        metaPixel({ ...LOAD, pixelId: '12', pageViews: true }), googleAds({ ...LOAD, id: 'AW-1', conversions: { purchase: 'buy' } }),
        tiktok({ ...LOAD, pixelId: LOAD.load && 'C1' }), pinterest({ ...LOAD, tagId: '26' }),
        linkedin({ ...LOAD, partnerId: '9', conversions: { purchase: 1, 'audience.enter': 2, 'audience.leave': 3 } }),
        microsoftUet({ ...LOAD, tagId: '5' }),
      ],
    });
    waymark.on('problem', problem => problems.push(problem.code));
    return waymark.ready;
  };
</script></body></html>`;
const NAMES = ['google-ads', 'linkedin', 'meta-pixel', 'microsoft-uet', 'pinterest', 'tiktok'];
const ITEM = { item_id: 'cedar', item_name: 'Cedar', price: 219, quantity: 1 };
const MONEY = { currency: 'EUR', value: 219 };
const SHOP = [
  ...Array.from({ length: 3 }, () => ['view_item', { ...MONEY, items: [ITEM] }]),
  ['add_to_cart', { ...MONEY, items: [ITEM] }],
  ['identify', { user_id: 'u1', traits: { email: 'ann@shop.test' } }],
];
const ORDER = [['purchase', { ...MONEY, transaction_id: 'T-1', items: [ITEM] }]];

type Call = readonly [vendor: string, ...call: unknown[]];
let browser: Browser;
let site: Site;
let page: Page;
let asked: string[] = [];

beforeAll(async () => {
  site = await serve({
    '/shop': PAGE.replace('LOADS', '{}'),
    '/bare': PAGE.replace(/<script>.*?<\/script>/s, '').replace('LOADS', '{ load: true }'),
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  site.close();
});
beforeEach(() => {
  asked = [];
});
afterEach(async () => {
  await page.context().close();
});

async function open(path: string, advertising?: 'denied' | 'granted'): Promise<void> {
  const context = await browser.newContext();
  // Nothing leaves this machine; what would have is written down.
  await context.route(VENDORS, route => {
    asked.push(route.request().url());
    return route.abort();
  });
  page = await context.newPage();
  await page.goto(site.origin + path);
  await until(() => page.evaluate('Boolean(window.start)'));
  await page.evaluate(
    choice => (window as unknown as { start(choice?: string): Promise<void> }).start(choice),
    advertising,
  );
}

const track = (happened: readonly unknown[]) =>
  page.evaluate(async all => {
    const { waymark } = window as unknown as { waymark: { track(...one: unknown[]): void; flush(): Promise<void> } };
    for (const one of all as unknown[][]) waymark.track(...one);
    await waymark.flush();
  }, happened);
const consent = (choice: 'granted' | 'denied') =>
  page.evaluate(`waymark.setConsent({ advertising: '${choice}' }), waymark.flush()`);
const calls = () => page.evaluate('JSON.parse(JSON.stringify(window.calls))') as Promise<readonly Call[]>;
const vendorsOf = (told: readonly Call[]) => [...new Set(told.map(([vendor]) => vendor))].sort();
const textOf = (told: readonly Call[], vendor: string) => JSON.stringify(told.filter(([name]) => name === vendor));
const settle = () => page.waitForTimeout(700);

describe('retargeting in Chromium, all ad systems at once', () => {
  it('tells nobody anything and asks nothing while the visitor has not answered, or has refused', async () => {
    await open('/shop');
    await track(SHOP);
    await settle();
    expect(await calls()).toEqual([]);
    await consent('denied');
    await track(ORDER);
    await settle();
    expect([await calls(), asked]).toEqual([[], []]);
  });

  it('loads nobody’s script before that either', async () => {
    await open('/bare', 'denied');
    await track(SHOP);
    await settle();
    expect(asked).toEqual([]);
    expect(
      await page.evaluate(
        `['fbq', 'ttq', 'pintrk', 'lintrk', 'uetq', 'gtag', 'dataLayer'].filter(name => name in window)`,
      ),
    ).toEqual([]);
  });

  it('tells all of them after the grant: consent first, then audiences and products, and no person', async () => {
    await open('/shop');
    await track(SHOP);
    await consent('granted');
    await track([['view_item', { ...MONEY, items: [ITEM] }]]);
    await until(async () => vendorsOf(await calls()).length === NAMES.length);
    await settle();
    const told = await calls();
    expect(vendorsOf(told)).toEqual(NAMES);
    const first = Object.fromEntries(NAMES.map(name => [name, told.find(([vendor]) => vendor === name)?.slice(1, 3)]));
    expect(first).toMatchObject({
      'meta-pixel': ['consent', 'grant'],
      'google-ads': ['consent', 'update'],
      tiktok: ['grantConsent'],
      pinterest: ['setconsent', true],
      'microsoft-uet': ['consent', 'update'],
      linkedin: ['track', { conversion_id: 2 }],
    });
    for (const [vendor, word] of [
      ['meta-pixel', 'AudienceEnter'],
      ['google-ads', 'audience_enter'],
      ['tiktok', 'AudienceEnter'],
      ['pinterest', 'audienceenter'],
      ['microsoft-uet', 'audience_enter'],
    ] as const)
      expect(textOf(told, vendor)).toContain(word);
    for (const vendor of NAMES.filter(name => name !== 'linkedin')) expect(textOf(told, vendor)).toContain('cedar');
    expect(JSON.stringify(told)).not.toMatch(/ann@|"u1"/);
    expect(await page.evaluate('window.problems')).toEqual([]);
  });

  it('takes a buyer off the lists with the order itself', async () => {
    await open('/shop', 'granted');
    await track(SHOP);
    await until(async () => textOf(await calls(), 'tiktok').includes('AudienceEnter'));
    expect(JSON.stringify(await calls())).not.toMatch(/audience_?leave/i);
    await track(ORDER);
    await until(async () => textOf(await calls(), 'tiktok').includes('AudienceLeave'));
    const told = await calls();
    for (const vendor of NAMES.filter(name => name !== 'linkedin'))
      expect(textOf(told, vendor)).toMatch(/audience_?leave/i);
    expect(textOf(told, 'linkedin')).toContain('"conversion_id":3');
    expect(textOf(told, 'google-ads')).toContain('AW-1/buy');
  });

  it('takes the consent back in each vendor’s words on a withdrawal, and tells nothing more', async () => {
    await open('/shop', 'granted');
    await track(SHOP);
    await until(async () => vendorsOf(await calls()).length === NAMES.length);
    await settle();
    const before = (await calls()).length;
    await consent('denied');
    await track(ORDER);
    await settle();
    expect((await calls()).slice(before).sort()).toEqual([
      [
        'google-ads',
        'consent',
        'update',
        { ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied' },
      ],
      ['meta-pixel', 'consent', 'revoke'],
      ['microsoft-uet', 'consent', 'update', { ad_storage: 'denied' }],
      ['pinterest', 'setconsent', false],
      ['tiktok', 'revokeConsent'],
    ]);
  });

  it('loads what it is asked to load, once there is a grant', async () => {
    await open('/bare', 'granted');
    await track(SHOP.slice(0, 2));
    await until(async () => asked.length >= NAMES.length);
    expect(asked.map(url => new URL(url).hostname).sort()).toEqual([
      'analytics.tiktok.com',
      'bat.bing.com',
      'connect.facebook.net',
      's.pinimg.com',
      'snap.licdn.com',
      'www.googletagmanager.com',
    ]);
  });
});
