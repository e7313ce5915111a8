import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORTS, launchChromium, ROOT, type Site, serve, until } from './harness.js';

const PAGE = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}</style>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<body><main><h1>Shop</h1><div id="waymark-suggestions"></div></main><script type="module">
  import { nudgeCard, suggestions } from 'waymark/experiences';
  Object.assign(window, { nudgeCard, suggestions });
</script></body></html>`;
const AXE = `${ROOT}node_modules/axe-core/axe.min.js`;
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

describe('the list', () => {
  it('opens a product wherever its card is touched, and does not stretch one card over the page', async () => {
    await open();
    await page.evaluate(
      `suggestions().act({ name: 'products.suggest', data: { strategy: 'similar', items: [{ item_id: 'a', item_name: 'Strings', reason: 'Goes with it', url: '#a' }] } }, { track() {} })`,
    );
    const card = page.locator('#waymark-suggestions li');
    const { width = 0, height = 0 } = (await card.boundingBox()) ?? {};
    expect(width).toBeLessThan(400);
    await card.click({ position: { x: width - 8, y: height - 8 } });
    expect(page.url()).toBe(`${site.origin}/shop#a`);
    await page.context().close();
  });
});

describe('the card', () => {
  const CONTENT = {
    title: 'Still thinking about the Cedar 0-14?',
    text: 'Here because you looked at it three times.',
    code: 'CEDAR10',
    ask: {
      text: 'Is your way to pay missing?',
      type: 'payment_wish',
      field: 'payment_type',
      answers: ['PayPal', 'Klarna'],
    },
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

  it('has buttons that can be read in forced colours', async () => {
    await open();
    await page.emulateMedia({ forcedColors: 'active' });
    await show([CONTENT]);
    // The browser paints its own ground behind each text: what brings a colour of its own text into it vanishes there.
    const looks = await page.evaluate(() => {
      const root = document.querySelector('[aria-live]')?.shadowRoot;
      return ['.take', 'button:not(.take)'].map(which => {
        const { color, backgroundColor } = getComputedStyle(root?.querySelector(which) ?? document.body);
        return { color, backgroundColor };
      });
    });
    expect(looks[0]?.color).not.toBe('rgb(255, 255, 255)');
    expect(looks[0]?.backgroundColor).toBe(looks[1]?.backgroundColor);
    await page.context().close();
  });

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
    for (let count = 0; count < 5; count++) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order).toEqual(['PayPal', 'Klarna', 'See it again', 'Not now', '✕']);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.querySelector('[aria-live]'))).toBeNull();
    await page.context().close();
  });
});
