import { relative } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { engines } from './engines.js';
import { type Engine, IMPORTS, ROOT, type Site, serve, type Tab, until } from './harness.js';

type Flags = Readonly<Record<string, unknown>>;
type Shop = 'react' | 'vue' | 'next-like' | 'strict';
/** What is done, and the views it is counted as: address, final title, type and address before. */
type Step = readonly [does: string, ...views: readonly string[]];

const SHOPS: readonly Shop[] = ['react', 'vue', 'next-like', 'strict'];
const PATHS = ['/', '/guitars', '/guitars/cedar', '/old', '/private', '/help', '/account'];
/** By then whatever would be counted has been. */
const SETTLED_MS = 600;
const OLD = '<script>delete window.navigation; if (window.navigation) throw new Error("It is still there.");</script>';

/** What a visitor does in a shop of a router. `{id}` is clicked, others are run; a step without views is counted as none. */
const JOURNEY: readonly Step[] = [
  ['', '/ · Home · home · '],
  ['{/}'],
  ['{/guitars}', '/guitars · Guitars · list · /'],
  ['{same}'],
  ['{/guitars?sort=price}', '/guitars?sort=price · Guitars · list · /guitars'],
  ['{/guitars/cedar}', '/guitars/cedar · The cedar · product · /guitars?sort=price'],
  ['history.back()', '/guitars?sort=price · Guitars · list · /guitars/cedar'],
  ['history.forward()', '/guitars/cedar · The cedar · product · /guitars?sort=price'],
  ['{/old}', '/help · Help · help · /guitars/cedar'],
  ['{/guitars}', '/guitars · Guitars · list · /help'],
  ['{/moved}', '/help · Help · help · /guitars'],
  ['{/private}', '/account · Account · account · /help'],
  ['{/article}', '/article · Article · article · /account'],
  ['{leap}', '/help · Help · help · /article'],
  ['{replace-push}', '/guitars/spruce · The spruce · product · /help'],
];
const TYPES = { '/': 'home', '/guitars': 'list', '/guitars/*': 'product', '/help': 'help' };

const files: Record<string, string> = {};

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: SHOPS.map(name => `${ROOT}test/browser/routers/${name}${name === 'vue' ? '.js' : '.jsx'}`),
    outdir: `${ROOT}apps`,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    external: ['waymark', 'waymark/*'],
    alias: { vue: 'vue/dist/vue.esm-bundler.js' },
    define: {
      // StrictMode mounts twice in development alone.
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'error',
  });
  for (const { path, text } of outputFiles) files[`/${relative(ROOT, path)}`] = text;
});

function html(shop: Shop, flags: Flags, before = ''): string {
  return `<!doctype html><link rel="icon" href="data:,">${before}
<script>window.flags = ${JSON.stringify(flags)};</script><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<body><p data-waymark-ignore>What visitors write: <b data-waymark-page-type="order">order</b></p><div id="app"></div><script type="module" src="/apps/${shop}.js"></script></body>`;
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** A visitor in a shop that is open. */
interface Visitor {
  readonly page: Tab;
  readonly origin: string;
  act(does: string): Promise<void>;
  /** Goes on as soon as a step is counted as it should be, or when it is clear that it is not. */
  go(steps: readonly Step[]): Promise<void>;
  told(): Promise<readonly Touchpoint[]>;
  /** Every view with what was said of it later. */
  views(): Promise<readonly string[]>;
  logged(): Promise<readonly Touchpoint[]>;
}

function visitorOf(page: Tab, { origin }: Site): Visitor {
  async function act(does: string): Promise<void> {
    const [, id] = /^{(.*)}$/.exec(does) ?? [];
    await page.evaluate(id ? `document.getElementById(${JSON.stringify(id)}).click()` : `void ${does || 0}`);
  }

  async function go(steps: readonly Step[]): Promise<void> {
    let rows: readonly string[] = [];
    for (const [does, ...more] of steps) {
      await act(does);
      rows = [...rows, ...more];
      const isThere = async (): Promise<boolean> => JSON.stringify(await views()) === JSON.stringify(rows);
      if (more.length) await until(isThere, 5_000).catch(() => {});
      else await pause(SETTLED_MS);
    }
    await pause(SETTLED_MS);
  }

  const told = (): Promise<readonly Touchpoint[]> => page.evaluate('told');

  async function views(): Promise<readonly string[]> {
    const all = await told();
    const short = (url = ''): string => url.replace(origin, '');
    return all
      .filter(({ type }) => type === 'page_view')
      .map(view => {
        const updates = all.filter(({ data }) => (data as { view?: string }).view === view.id).map(({ data }) => data);
        const { page_title, page_type, page_referrer, page_route } = Object.assign({}, view.data, ...updates);
        expect(view.by).toBe('pages');
        return [short(view.url) + (page_route ?? ''), page_title, page_type ?? '', short(page_referrer)].join(' · ');
      });
  }

  async function logged(): Promise<readonly Touchpoint[]> {
    const { log } = await page.evaluate<{ log: readonly { touchpoint: Touchpoint | null }[] }>('w.export()');
    return log.flatMap(({ touchpoint }) => touchpoint ?? []);
  }

  return { page, origin, act, go, told, views, logged };
}

// Most of the time is waiting for what must not be counted: visitors wait side by side.
describe.each(engines('chromium'))('routers in %s', { concurrent: true }, (_name, launch) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch();
  });
  afterAll(() => engine.close());

  async function visit(
    shop: Shop,
    flags: Flags,
    { isOld = false, at = '/' },
    look: (visitor: Visitor) => Promise<void>,
  ): Promise<void> {
    const document = html(shop, flags, isOld ? OLD : '');
    // Each site has another port, and so an origin of its own.
    const site = await serve({ ...files, ...Object.fromEntries(PATHS.map(path => [path, document])) });
    const page = await engine.open();
    try {
      await page.goto(site.origin + at);
      await until(() => page.evaluate(`window.w && w.status === "${flags.isPending ? 'pending' : 'ready'}"`));
      await look(visitorOf(page, site));
    } finally {
      await page.close();
      site.close();
    }
  }

  const expected = (steps: readonly Step[]): readonly string[] => steps.flatMap(([, ...rows]) => rows);
  /** The same in the fragment: a referrer has none. Parameters of a route are no part of it. */
  function inHash(shop: Shop): readonly Step[] {
    const steps = JOURNEY.filter(([does]) => !/sort|back|forward/.test(does));
    const turn = (row: string, index: number): string => {
      const [address, title, type] = row.split(' · ');
      // React Router leaves the address as it was loaded until the visitor goes on.
      const path = shop === 'react' && !index ? '/' : `/#${address}`;
      return [path, title, type, index ? '/' : ''].join(' · ');
    };
    return steps.map(([does, ...rows], index) => [does, ...rows.map(row => turn(row, index))]);
  }

  describe.each([
    ['with the Navigation API', false],
    ['without it', true],
  ])('%s', (_how, isOld) => {
    it.each(['react', 'vue'] as const)('counts what a visitor of %s sees, each once', shop =>
      visit(shop, { types: TYPES }, { isOld }, async ({ page, go, views }) => {
        await go(JOURNEY);
        expect(await views()).toEqual(expected(JOURNEY));
        expect(await page.evaluate('wrong')).toEqual([]);
      }),
    );

    it.each(['react', 'vue'] as const)('reads routes of %s in the fragment', shop =>
      visit(shop, { types: TYPES, hash: true }, { isOld }, async ({ go, views }) => {
        const steps = inHash(shop);
        await go(steps);
        expect(await views()).toEqual(expected(steps));
      }),
    );

    it('waits for the transition of a Next-like router, and for its title', () =>
      visit('next-like', { types: TYPES }, { isOld }, async ({ page, go, views }) => {
        const steps = JOURNEY.slice(0, 9);
        await go(steps);
        expect(await views()).toEqual(expected(steps));
        expect(await page.evaluate('wrong')).toEqual([]);
      }));

    it.each(['react', 'vue', 'next-like'] as const)(
      'counts nothing twice where a site of %s calls page() by itself',
      shop =>
        visit(shop, { manual: true }, { isOld }, async ({ go, views }) => {
          const steps: readonly Step[] = [
            ['', '/ · Home · home · '],
            ['{/guitars}', '/guitars · Guitars · guitars · /'],
            ['{/guitars/cedar}', '/guitars/cedar · The cedar · guitars · /guitars'],
            ['history.back()', '/guitars · Guitars · guitars · /guitars/cedar'],
            ['{/old}', '/help · Help · help · /guitars'],
          ];
          await go(steps);
          // What a page declares of itself is known with the view; what the site says then goes before.
          expect(await views()).toEqual(expected(steps));
        }),
    );
  });

  it.each(['react', 'vue'] as const)('counts a redirect of %s on the first load at its end alone', shop =>
    visit(shop, {}, { at: '/old' }, async ({ go, views }) => {
      await go([['']]);
      expect(await views()).toEqual(['/help · Help ·  · ']);
    }),
  );

  describe('when StrictMode mounts twice', () => {
    it.each<[string, Flags]>([
      ['', {}],
      [', when the site calls page()', { manual: true }],
      [', when plugins outlive an instance', { manual: true, kept: true }],
    ])('counts the page once%s, and leaves one instance', (_when, flags) =>
      visit('strict', flags, {}, async ({ page, logged }) => {
        await pause(SETTLED_MS);
        expect(await page.evaluate('instances.map(({ status }) => status)')).toEqual(['stopped', 'ready']);
        expect(await page.evaluate(`document[Symbol.for('waymark')].size`)).toBe(1);
        const log = await logged();
        expect(log.map(({ type, data }) => [type, data])).toEqual([
          ['page_view', { page_title: '', ...(flags.manual ? { page_type: 'home' } : {}) }],
        ]);
      }),
    );

    it('counts once what was seen before the visitor agreed', () =>
      visit('strict', { manual: true, isPending: true }, {}, async ({ page, logged }) => {
        await page.evaluate(`w.setConsent({ analytics: 'granted' })`);
        await until(() => page.evaluate('w.status === "ready"'));
        expect((await logged()).filter(({ type }) => type === 'page_view')).toHaveLength(1);
      }));
  });

  it.each([{}, { isLoose: true }, { kept: true, isLoose: true }])(
    'counts no page again when a hot update starts it anew, with %j, and goes on counting',
    flags =>
      visit('strict', flags, {}, async ({ page, origin, go, logged }) => {
        await go([
          ['{again}'],
          ['w.track("search", { search_term: "strings" })'],
          ['{again}'],
          [`history.pushState({}, '', '/guitars')`],
          ['{again}'],
        ]);
        const log = await logged();
        expect(
          log
            .filter(({ type }) => /page_view|search/.test(type))
            .map(({ type, url }) => `${type} ${url.replace(origin, '')}`),
        ).toEqual(['page_view /', 'search /', 'page_view /guitars']);
        expect(log.find(({ url }) => url.endsWith('/guitars'))?.data).toMatchObject({
          page_referrer: `${origin}/`,
        });
        expect(await page.evaluate('instances.filter(({ status }) => status !== "stopped").length')).toBe(1);
      }),
  );

  it.each([
    ['react', {}],
    ['vue', {}],
    ['vue', { hash: true }],
  ] as const)('tells for how long each page of %s was looked at, with %j', (shop, flags) =>
    visit(shop, flags, {}, async ({ origin, act, told }) => {
      const stays: number[] = [];
      let from = Date.now();
      for (const [ms, does] of [
        [1_500, '{/guitars}'],
        [2_500, '{/guitars/cedar}'],
        [1_500, '{/article}'],
      ] as const) {
        await pause(ms);
        await act(does);
        stays.push(Date.now() - from);
        from = Date.now();
      }
      const looks = async (): Promise<readonly Touchpoint[]> =>
        (await told()).filter(({ type }) => type === 'user_engagement');
      await until(async () => (await looks()).length === 3);
      const rows = (await looks()).map(({ url, data }) => {
        const { page_location = url, page_route = '' } = data as Record<string, string | undefined>;
        return page_location.replace(origin, '') + page_route;
      });
      const at = (path: string): string => ('hash' in flags ? `/#${path}` : path);
      expect(rows).toEqual([at('/'), at('/guitars'), at('/guitars/cedar')]);
      const times = (await looks()).map(({ data }) => (data as { engagement_time_msec: number }).engagement_time_msec);
      // None has any of its neighbour's: what the click itself took is all that is unclear, and how long the page took to load.
      for (const [index, time] of times.entries()) {
        expect(time).toBeGreaterThan([1_500, 2_200, 1_200][index] ?? 0);
        expect(time).toBeLessThan((stays[index] ?? 0) + (index ? 300 : 2_000));
      }
    }),
  );
});
