import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium, type Site, serve, until } from './harness.js';

const VARIANTS = {
  hero: {
    loyal: true,
    customer: {
      content: { title: 'Welcome back', text: '<b>Strings</b> wear', action: { label: 'See', url: '/see' } },
    },
    buying: { when: { stage: 'purchase' }, content: { title: 'Your cart waits' } },
    new: { content: { title: 'Hello' } },
    returning: { content: { title: 'Good to see you' } },
  },
  article: { strings: { when: { interest: 'strings' }, label: 'Promotion', content: { title: 'Fresh strings' } } },
  broken: { new: true },
};
const CONFIG = {
  site: 'slots',
  automation: 'allow',
  consent: 'granted',
  plugins: { slots: { slots: VARIANTS } },
};
/** As the guide says. */
const STYLE = `waymark-slot { display: block; min-height: 4rem }
waymark-slot:not([shows]) { animation: waymark-slot 0.4s }
@keyframes waymark-slot { from, to { visibility: hidden } }`;
const page = (
  config: object,
  script = '/dist/waymark.iife.js',
): string => `<!doctype html><html lang="en"><title>Slots</title>
<link rel="icon" href="data:,"><style>${STYLE}</style>
<script type="application/json" id="waymark-config">${JSON.stringify(config)}</script><script async src="${script}"></script>
<waymark-slot name="hero"><p>Guitars</p></waymark-slot><template id="hero-loyal"><p class="own">For <a href="#">you</a></p></template>
<waymark-slot name="article"><p>Ours</p></waymark-slot><waymark-slot name="broken"><p>Whole</p></waymark-slot>
<script>window.frames_ = []; (function look() {
  const slot = document.querySelector('waymark-slot');
  window.frames_.push(getComputedStyle(slot).visibility === 'hidden' ? '' : seen(slot)); requestAnimationFrame(look);
})();
function seen(slot) { const put = slot.querySelector('[slot=waymark]'); return (slot.shadowRoot && put || slot.firstElementChild).textContent; }
</script></html>`;

let browser: Browser;
let site: Site;
let context: BrowserContext;
let tab: Page;

beforeAll(async () => {
  browser = await launchChromium();
  site = await serve({
    '/shop': page(CONFIG),
    '/refused': page({ ...CONFIG, consent: { analytics: 'granted' } }),
    '/gone': page(CONFIG, '/dist/nowhere.js'),
    '/wrong': page({ ...CONFIG, plugins: { slots: { slots: { hero: { new: { contents: {} } } } } } }),
  });
});
beforeEach(async () => {
  context = await browser.newContext();
  tab = await context.newPage();
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  site.close();
});

const shows = (name = 'hero'): Promise<string | null> =>
  tab.locator(`waymark-slot[name=${name}]`).first().getAttribute('shows', { timeout: 10_000 });

async function open(path = '/shop'): Promise<void> {
  await tab.goto(site.origin + path);
  await until(async () => (await shows()) !== null);
}

const seen = (name = 'hero'): Promise<string> =>
  tab.evaluate(
    slot => (window as unknown as { seen(slot: Element | null): string }).seen(document.querySelector(slot)),
    `waymark-slot[name=${name}]`,
  );

async function track(type: string, data: object): Promise<void> {
  await tab.evaluate(
    ([name, fields]) =>
      (window as unknown as { waymark: { track(type: unknown, data: unknown): void } }).waymark.track(name, fields),
    [type, data] as const,
  );
  await tab.evaluate('waymark.flush()');
}

const strings = { item_id: 's', item_name: 'Strings', item_category: 'strings', price: 9, quantity: 1 };
const buy = (transaction_id: string): Promise<void> =>
  track('purchase', { transaction_id, currency: 'EUR', value: 9, items: [strings] });

it('tells loyal customers, customers and new visitors what is theirs, before anything else is seen there', async () => {
  await open();
  expect([await shows(), await seen()]).toEqual(['new', 'Hello']);
  await buy('o-1');
  await open();
  expect([await shows(), await seen()]).toEqual(['customer', 'Welcome back<b>Strings</b> wearSee']);
  await buy('o-2');
  await open();
  expect([await shows(), await seen()]).toEqual(['loyal', 'For you']);
  const frames = await tab.evaluate<string[]>('frames_');
  expect(new Set(frames.filter(Boolean))).toEqual(new Set(['For you']));
});

it('shows what a stage and an interest are told, with a label above what is a promotion', async () => {
  await open();
  await track('view_item', { currency: 'EUR', value: 9, items: [strings] });
  await track('add_to_cart', { currency: 'EUR', value: 9, items: [strings] });
  await open();
  expect([await shows(), await seen()]).toEqual(['buying', 'Your cart waits']);
  expect([await shows('article'), await seen('article')]).toEqual(['strings', 'PromotionFresh strings']);
});

it('counts a variant that is seen and one that is chosen, once a page each', async () => {
  await open();
  await buy('o-1');
  await open();
  await tab.getByRole('link', { name: 'See' }).evaluate(link => {
    link.addEventListener('click', event => event.preventDefault());
    (link as HTMLElement).click();
  });
  await tab.evaluate('waymark.flush()');
  const told = await tab.evaluate(async () => {
    const { log } = (await (window as unknown as { waymark: { export(): Promise<unknown> } }).waymark.export()) as {
      log: { touchpoint: { type: string; data: { creative_name?: string; creative_slot?: string } } | null }[];
    };
    return log.flatMap(({ touchpoint }) =>
      touchpoint?.type.endsWith('_promotion') && touchpoint.data.creative_slot === 'hero'
        ? `${touchpoint.type} ${touchpoint.data.creative_name}`
        : [],
    );
  });
  expect(told).toEqual(['view_promotion new', 'view_promotion customer', 'select_promotion customer']);
});

it('leaves what the page put there where the visitor refused, and where a template is missing', async () => {
  await tab.goto(`${site.origin}/refused`);
  await until(() => tab.evaluate('window.waymark?.status === "ready"'));
  expect([await shows(), await seen()]).toEqual([null, 'Guitars']);
  await expect.poll(() => tab.locator('waymark-slot >> text=Guitars').isVisible()).toBe(true);
  await open();
  expect([await shows('broken'), await seen('broken')]).toEqual(['default', 'Whole']);
});

it('leaves it where nothing can be stored, for who seems new may be known well', async () => {
  await tab.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('closed', 'SecurityError');
    };
  });
  await open();
  expect([await shows(), await seen()]).toEqual(['default', 'Guitars']);
});

it('leaves it, and lets it be seen, where the script does not come or refuses what is said of slots', async () => {
  await tab.goto(`${site.origin}/gone`);
  await tab.getByText('Guitars').waitFor({ state: 'visible' });
  const said = tab.waitForEvent('console', message => message.text().includes('slots.hero.new.contents'));
  await tab.goto(`${site.origin}/wrong`);
  await said;
  await tab.getByText('Guitars').waitFor({ state: 'visible' });
});

it('fills a slot that an app adds before it is seen, and anew on the next of its pages', async () => {
  await open();
  const filled = await tab.evaluate(async () => {
    const slot = document.createElement('waymark-slot');
    slot.setAttribute('name', 'hero');
    slot.append('Guitars');
    document.body.append(slot);
    await Promise.resolve();
    return slot.getAttribute('shows');
  });
  expect(filled).toBe('new');
  await buy('o-1');
  await tab.evaluate(() => history.pushState(null, '', '/shop/next'));
  await until(() => tab.evaluate(`document.querySelectorAll('waymark-slot[shows=customer]').length === 2`));
});
