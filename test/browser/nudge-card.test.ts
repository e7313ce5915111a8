import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORTS, launchChromium, ROOT, type Site, serve, until } from './harness.js';
import { HOSTILE_TEXTS, HOSTILE_URLS } from './hostile.js';

const PAGE = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}</style>
<script>window.hits = 0; window.hit = () => { hits++; };</script>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<body><main><h1>Shop</h1><div id="waymark-suggestions"></div></main><script type="module">
  import { createWaymark } from 'waymark'; import { nudges, storefront } from 'waymark/storefront';
  import { nudgeCard, suggestions } from 'waymark/experiences';
  Object.assign(window, { createWaymark, nudges, storefront, nudgeCard, suggestions });
</script></body></html>`;
const AXE = `${ROOT}node_modules/axe-core/axe.min.js`;
const GRANTED = { functional: 'granted', analytics: 'granted', personalization: 'granted' };
const SIGNAL = 'new AbortController().signal';
const PROMPT = `{ shown: () => true, dismiss() {}, convert() {}, defer() {}, signal: ${SIGNAL} }`;

/** Those of the design that the card and the list use. */
const TOKENS = {
  light: {
    '--wm-surface': '#ffffff',
    '--wm-line': '#dfe3ea',
    '--wm-line-2': '#c5ccd8',
    '--wm-ink': '#121a28',
    '--wm-ink-2': '#465164',
    '--wm-action': '#1f4fd8',
    '--wm-on-action': '#ffffff',
  },
  dark: {
    '--wm-surface': '#141b26',
    '--wm-line': '#263142',
    '--wm-line-2': '#3a4760',
    '--wm-ink': '#e9eef6',
    '--wm-ink-2': '#b2bdcd',
    '--wm-action': '#8aabff',
    '--wm-on-action': '#0c1118',
  },
};

let browser: Browser;
let site: Site;
let page: Page;

beforeAll(async () => {
  site = await serve({ '/shop': PAGE });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  site.close();
});

async function open(colorScheme: 'light' | 'dark' = 'light', width = 1280): Promise<void> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  await page.goto(`${site.origin}/shop`);
  await until(() => page.evaluate('Boolean(window.nudgeCard)'));
}

/** Shows each content by a card of its own, all at once. */
async function show(contents: readonly object[]): Promise<void> {
  await page.evaluate(
    `Promise.all(${JSON.stringify(contents)}.map(content => nudgeCard().act({ name: 'nudge.show', data: { kind: 'rescue', channel: 'page', content } }, { signal: ${SIGNAL}, prompt: ${PROMPT} })))`,
  );
}

/** What is in the cards, as the page has it. */
function seen(): Promise<readonly { texts: string[]; nodes: string[]; hrefs: string[] }[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[aria-live]')].map(host => {
      const all = [...(host.shadowRoot?.querySelectorAll('*') ?? [])];
      return {
        texts: all.filter(one => !one.childElementCount && one.textContent !== '').map(one => one.textContent ?? ''),
        nodes: all.flatMap(one => [one.localName, ...[...one.attributes].map(({ name }) => `@${name}`)]),
        hrefs: all.flatMap(one => (one instanceof HTMLAnchorElement ? one.protocol : [])),
      };
    }),
  );
}

/** Every link and button is pressed; where a link would lead is left to the test. */
async function pressAll(): Promise<void> {
  await page.evaluate(() => {
    addEventListener('click', event => event.preventDefault());
    for (const host of document.querySelectorAll('[aria-live]'))
      for (const one of host.shadowRoot?.querySelectorAll<HTMLElement>('a,button') ?? []) one.click();
  });
  await page.waitForTimeout(300);
}

describe('hostile content, with no policy to stop it', () => {
  const TAGS = 'section,b,p,code,div,a,button'.split(',');
  const ATTRIBUTES = '@class,@role,@aria-label,@dir,@href'.split(',');
  const outcome = async () => ({
    hits: await page.evaluate('hits'),
    stolen: site.requests.filter(one => /stolen/.test(one)),
  });
  const none = { hits: 0, stolen: [] };

  it('is more than 200 texts, of which markup would run many', async () => {
    expect(HOSTILE_TEXTS.length).toBeGreaterThan(200);
    await open();
    await page.evaluate(texts => {
      for (const text of texts) {
        const place = document.createElement('div');
        place.innerHTML = text;
        document.body.append(place);
      }
    }, HOSTILE_TEXTS);
    await page.waitForTimeout(500);
    expect(await page.evaluate('hits')).toBeGreaterThan(50);
    expect(site.requests.filter(one => /stolen/.test(one)).length).toBeGreaterThan(0);
    await page.context().close();
    await new Promise(resolve => setTimeout(resolve, 200));
    site.requests.splice(0);
  });

  it('is text, and nothing but text, wherever it stands', async () => {
    await open();
    const rows = HOSTILE_TEXTS.map(text => ({ title: text, text, code: text, later: text, action: { label: text } }));
    await show(rows);
    const cards = await seen();
    // Setting a text makes carriage returns and zeros of it what the standard says: nothing else.
    expect(cards.map(({ texts }) => texts)).toEqual(HOSTILE_TEXTS.map(text => [text, text, text, text, text, '✕']));
    const nodes = new Set(cards.flatMap(one => one.nodes));
    expect([...nodes].filter(one => ![...TAGS, ...ATTRIBUTES].includes(one))).toEqual([]);
    await pressAll();
    expect(await outcome()).toEqual(none);
    await page.context().close();
  });

  it('is no address but one of the web', async () => {
    await open();
    await show(HOSTILE_URLS.map(url => ({ title: 'Go', action: { label: 'Go', url } })));
    const cards = await seen();
    expect(cards).toHaveLength(HOSTILE_URLS.length);
    expect(new Set(cards.flatMap(({ hrefs }) => hrefs))).toEqual(new Set(['http:', 'https:']));
    await pressAll();
    expect(await outcome()).toEqual(none);
    expect(page.url()).toBe(`${site.origin}/shop`);
    await page.context().close();
  });

  it('is text in a list of products, too', async () => {
    await open();
    const items = HOSTILE_TEXTS.map((text, index) => ({
      item_id: `${index}`,
      item_name: text,
      reason: text,
      price: 1,
      currency: text,
      url: HOSTILE_URLS[index % HOSTILE_URLS.length],
    }));
    await page.evaluate(
      given =>
        // What the page was given above.
        (window as unknown as { suggestions(): { act(...a: unknown[]): void } })
          .suggestions()
          .act({ name: 'products.suggest', data: { strategy: 'similar', items: given } }, { track() {} }),
      items,
    );
    const found = await page.evaluate(() => {
      const root = document.getElementById('waymark-suggestions')?.firstElementChild?.shadowRoot;
      const links = [...(root?.querySelectorAll('a') ?? [])];
      return {
        texts: [...(root?.querySelectorAll('li') ?? [])].map(li => [...li.children].map(one => one.textContent)),
        tags: [...new Set([...(root?.querySelectorAll('*') ?? [])].map(one => one.localName))].sort(),
        protocols: [...new Set(links.map(({ protocol }) => protocol))].sort(),
      };
    });
    expect(found.texts).toEqual(HOSTILE_TEXTS.map(text => [text, `1 ${text}`, text]));
    expect(found.tags).toEqual(['a', 'b', 'li', 'section', 'small', 'span', 'ul']);
    expect(found.protocols).toEqual(['http:', 'https:']);
    expect(await outcome()).toEqual(none);
    await page.context().close();
  });

  it('stays text on its whole way, from the name of a product into a title', async () => {
    await open();
    const name = `<img src=/stolen onerror=hit()>{item_id}`;
    await page.evaluate(
      ([granted, item_name]) => {
        // What the page was given above.
        const host = window as unknown as Record<string, (...given: unknown[]) => unknown> & { waymark: Shop };
        interface Shop {
          track(type: string, data: object): void;
        }
        const hello = {
          when: { on: 'view_item' },
          about: 'last-viewed',
          quietWhileAware: false,
          content: { title: 'Look: {item_name}' },
        };
        host.waymark = host.createWaymark?.({
          site: 'hostile',
          automation: 'allow',
          consent: { default: granted },
          plugins: [host.storefront?.(), host.nudges?.({ quietSeconds: 0, nudges: { hello } })],
        }) as Shop;
        host.waymark.track('view_item', { items: [{ item_id: '1', item_name }] });
      },
      [GRANTED, name] as const,
    );
    await until(async () => (await seen()).some(({ texts }) => texts[0] === `Look: ${name}`));
    expect(await outcome()).toEqual(none);
    await page.context().close();
  });
});

describe('the card', () => {
  const CONTENT = {
    title: 'Still thinking about the Cedar 0-14?',
    text: 'Here because you looked at it three times.',
    code: 'CEDAR10',
    action: { label: 'See it again', url: '/product/cedar' },
  };

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, in %s colours, and neither has the list',
    async scheme => {
      await open(scheme);
      await show([CONTENT]);
      await page.evaluate(
        `suggestions().act({ name: 'products.suggest', data: { strategy: 'complement', items: [{ item_id: 'a', item_name: 'Strings', price: 12, currency: 'EUR', reason: 'Goes with it', url: '/a' }, { item_id: 'b', reason: 'Goes with it' }] } }, { track() {} })`,
      );
      await page.addScriptTag({ path: AXE });
      // The colours of the page itself, then the tokens of the visual language.
      for (const tokens of [{}, TOKENS[scheme]]) {
        await page.evaluate(given => {
          for (const [name, value] of Object.entries<string>(given))
            document.documentElement.style.setProperty(name, value);
        }, tokens);
        const { violations, passes } = await page.evaluate<{
          violations: { id: string; nodes: { html: string }[] }[];
          passes: { id: string }[];
        }>(`axe.run({ rules: { 'target-size': { enabled: true } } })`);
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        const rules = ['color-contrast', 'button-name', 'target-size'];
        expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(rules));
      }
      await page.context().close();
    },
  );

  it.each([1280, 360])('stays inside a window of %i pixels, moves nothing and takes no focus', async width => {
    await open('light', width);
    await page.evaluate(() => {
      const host = window as unknown as { shift: number };
      host.shift = 0;
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) host.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await show([{ ...CONTENT, text: 'Long '.repeat(400) }]);
    await page.waitForTimeout(300);
    const box = await page.evaluate(() => {
      const card = document.querySelector('[aria-live]')?.shadowRoot?.querySelector('section');
      const { left, top, right, bottom } = card?.getBoundingClientRect() ?? new DOMRect();
      return { left, top, right, bottom, focus: document.activeElement?.localName };
    });
    expect(box.left).toBeGreaterThanOrEqual(8);
    expect(box.top).toBeGreaterThanOrEqual(8);
    expect(box.right).toBeLessThanOrEqual(width - 8);
    expect(box.bottom).toBeLessThanOrEqual(800 - 8);
    expect(box.focus).toBe('body');
    expect(await page.evaluate('shift')).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  });

  it('can be reached and left by keys', async () => {
    await open();
    await show([CONTENT]);
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.textContent ?? document.activeElement?.localName,
      );
    const order: unknown[] = [];
    for (let count = 0; count < 3; count++) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order).toEqual(['See it again', 'Not now', '✕']);
    await page.keyboard.press('Escape');
    expect(await seen()).toEqual([]);
    await page.context().close();
  });
});
