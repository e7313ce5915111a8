import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from './engines.js';
import { type Engine, IMPORTS, type Site, serve, type Tab, until } from './harness.js';
import { HOSTILE_TEXTS, HOSTILE_URLS } from './hostile.js';

/** Nothing in it forbids anything. Code that runs is counted, by the row it came from where that is known. */
const PAGE = `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<script>window.hits = 0; window.ran = new Set(); window.hit = row => { hits++; ran.add(row); };</script>
<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<body><main><h1>Shop</h1><div id="waymark-suggestions"></div></main><script type="module">
  import { createWaymark } from 'waymark'; import { nudges, storefront } from 'waymark/storefront';
  import { nudgeCard, slots, suggestions } from 'waymark/experiences'; import { panel } from 'waymark/inspect';
  const prompt = { shown: () => true, dismiss() {}, convert() {}, defer() {}, signal: new AbortController().signal };
  const show = content => nudgeCard().act(
    { name: 'nudge.show', data: { kind: 'rescue', channel: 'page', content } },
    { signal: new AbortController().signal, prompt, track() {} },
  );
  Object.assign(window, { createWaymark, nudges, slots, storefront, suggestions, panel, show });
</script></body></html>`;
const GRANTED = { functional: 'granted', analytics: 'granted', personalization: 'granted' };
const OURS = /\/(dist|node_modules)\//;

/** What was found of one piece of content. */
interface Seen {
  /** Of every element that has no other in it. */
  readonly texts: readonly string[];
  /** Names of elements, and of attributes after an `@`. */
  readonly nodes: readonly string[];
  /** Protocols of links. */
  readonly protocols: readonly string[];
}

/** What the page was given above. */
interface Host {
  readonly show: (content: object) => Promise<void>;
  readonly suggestions: (options: object) => { act(...given: readonly unknown[]): void };
  readonly slots: (options: object) => { capture(context: object): () => void };
  readonly panel: (waymark: object) => { remove(): void };
  readonly createWaymark: (options: object) => { track(type: string, data: object): void };
  readonly storefront: () => object;
  readonly nudges: (options: object) => object;
  readonly ran: ReadonlySet<number>;
}

/** Content that says the row wherever something may be said, or leads where the row says. */
const CONTENTS = [
  ...HOSTILE_TEXTS.map(text => ({
    ...{ title: text, text, code: text, later: text, action: { label: text } },
    ask: { text, type: text, field: text, answers: [text] },
  })),
  ...HOSTILE_URLS.map(url => ({ title: 'Go', action: { label: 'Go', url } })),
];
const SAID = [
  ...HOSTILE_TEXTS.map(text => [text, text, text, text, text, text, text, '✕']),
  ...HOSTILE_URLS.map(() => ['Go', 'Go', 'Not now', '✕']),
];
const CARD = 'section,b,p,code,div,a,button,@class,@role,@aria-label,@dir,@href'.split(',');
const ROWS = [...HOSTILE_TEXTS, ...HOSTILE_URLS];

/** What is wrong with what was seen of a row, if anything. */
function faultOf({ texts, nodes, protocols }: Seen, said: readonly string[], allowed: readonly string[]): string {
  if (JSON.stringify(texts) !== JSON.stringify(said)) return 'text';
  if (nodes.some(node => !allowed.includes(node))) return 'node';
  return protocols.some(protocol => !/^https?:$/.test(protocol)) ? 'address' : '';
}

it('is 700 rows and more, each of them once', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(700);
  expect(new Set(ROWS).size).toBe(ROWS.length);
});

describe.each(engines('chromium', 'firefox'))('hostile content in %s, with no policy to stop it', (name, launch) => {
  let site: Site;
  let engine: Engine;
  let page: Tab;
  beforeAll(async () => {
    site = await serve({ '/shop': PAGE });
    engine = await launch();
  });
  afterAll(async () => {
    await engine.close();
    site.close();
  });
  beforeEach(async () => {
    page = await engine.open();
    await page.goto(`${site.origin}/shop`);
    await until(() => page.evaluate('Boolean(window.show)'));
    site.requests.splice(0);
  });
  afterEach(() => page.close());

  /** Every card's content, in the order they were shown. */
  const cards = (): Promise<readonly Seen[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('[aria-live]')].map(host => {
        const all = [...(host.shadowRoot?.querySelectorAll('*') ?? [])];
        return {
          texts: all.filter(one => !one.childElementCount && one.textContent !== '').map(one => one.textContent ?? ''),
          nodes: all.flatMap(one => [one.localName, ...one.getAttributeNames().map(name => `@${name}`)]),
          protocols: all.flatMap(one => (one instanceof HTMLAnchorElement ? one.protocol : [])),
        };
      }),
    );
  /** What ran, what was asked for, and where the page is by now. */
  const outcome = async () => {
    await new Promise(resolve => setTimeout(resolve, 300));
    const resources = await page.evaluate<string[]>(() =>
      performance.getEntriesByType('resource').map(entry => entry.name),
    );
    const asked = [...site.requests, ...resources].filter(one => !OURS.test(one) && !/^data:/.test(one));
    return { hits: await page.evaluate('hits'), asked, at: await page.evaluate('location.pathname') };
  };
  const nothing = { hits: 0, asked: [], at: '/shop' };

  it('is noticed where it is taken for markup', async () => {
    await page.evaluate(
      ([texts, urls]: [string[], string[]]) => {
        const careless = (markup: string) => {
          const host = document.body.appendChild(document.createElement('div'));
          host.setAttribute('aria-live', 'polite');
          const root = host.attachShadow({ mode: 'open' });
          root.innerHTML = markup;
          return root;
        };
        for (const [row, text] of texts.entries())
          careless(`<section><b>${text.replaceAll('hit()', `hit(${row})`)}</b></section>`);
        for (const url of urls) careless('<a>Go</a>').querySelector('a')?.setAttribute('href', url);
      },
      [HOSTILE_TEXTS, HOSTILE_URLS],
    );
    const seen = await cards();
    // What runs, runs by and by.
    let ran = 0;
    await until(async () => {
      const before = ran;
      await new Promise(resolve => setTimeout(resolve, 500));
      ran = await page.evaluate<number>(() => (globalThis as unknown as Host).ran.size);
      return ran === before;
    });
    const texts = HOSTILE_TEXTS.filter((text, row) => {
      const told = text.replaceAll('hit()', `hit(${row})`);
      return faultOf(seen[row] as Seen, [told], CARD);
    });
    const urls = HOSTILE_URLS.filter((_, index) => faultOf(seen[HOSTILE_TEXTS.length + index] as Seen, ['Go'], CARD));
    const asked = site.requests.filter(one => !OURS.test(one)).length;
    console.info(
      `${name}: markup is caught on ${texts.length} of ${HOSTILE_TEXTS.length} texts, of which ${ran} ran and asked ${asked} times; bare addresses on ${urls.length} of ${HOSTILE_URLS.length}.`,
    );
    expect(texts.length).toBeGreaterThan(HOSTILE_TEXTS.length * 0.7);
    expect(ran).toBeGreaterThan(HOSTILE_TEXTS.length * 0.2);
    expect(asked).toBeGreaterThan(0);
    expect(urls.length).toBeGreaterThan(HOSTILE_URLS.length * 0.5);
  });

  it('is text, and leads nowhere but into the web, in every card', async () => {
    await page.evaluate(
      (contents: object[]) => Promise.all(contents.map((globalThis as unknown as Host).show)),
      CONTENTS,
    );
    const seen = await cards();
    const faults = ROWS.flatMap((row, index) => {
      const fault = faultOf(seen[index] as Seen, SAID[index] ?? [], CARD);
      return fault ? [[fault, row, seen[index]?.texts]] : [];
    });
    expect(seen).toHaveLength(ROWS.length);
    expect(faults).toEqual([]);
    // Every link and button is pressed; where a link would lead was seen above.
    await page.evaluate(() => {
      addEventListener('click', event => event.preventDefault());
      for (const host of document.querySelectorAll('[aria-live]'))
        for (const one of host.shadowRoot?.querySelectorAll<HTMLElement>('a,button') ?? []) one.click();
    });
    expect(await outcome()).toEqual(nothing);
  });

  it('is text, and leads nowhere but into the web, in a list of products', async () => {
    const link = (row: number) => HOSTILE_URLS[row % HOSTILE_URLS.length] ?? '';
    const items = [
      ...HOSTILE_TEXTS.map((text, row) => ({ item_name: text, reason: text, currency: `${text}!`, url: link(row) })),
      ...HOSTILE_URLS.map(url => ({ item_name: url, reason: url, currency: `${url}!`, url })),
    ].map((item, index) => ({ item_id: `${index}`, price: 1, image: item.url, ...item }));
    const title = ROWS.join(' ');
    const found = await page.evaluate(
      ([given, similar]: [object[], string]) => {
        (globalThis as unknown as Host)
          .suggestions({ titles: { similar } })
          .act({ name: 'products.suggest', data: { strategy: 'similar', items: given } }, { track() {} });
        const root = document.getElementById('waymark-suggestions')?.firstElementChild?.shadowRoot;
        const all = [...(root?.querySelectorAll('*') ?? [])];
        const links = [...(root?.querySelectorAll('a') ?? [])];
        return {
          titles: [root?.querySelector('b')?.textContent, root?.querySelector('ul')?.getAttribute('aria-label')],
          texts: [...(root?.querySelectorAll('li') ?? [])].map(li => [...li.children].map(one => one.textContent)),
          nodes: [
            ...new Set(all.flatMap(one => [one.localName, ...one.getAttributeNames().map(name => `@${name}`)])),
          ].sort(),
          links: links.length,
          protocols: [...new Set(links.map(({ protocol }) => protocol))].sort(),
        };
      },
      [items, title],
    );
    expect(found.titles).toEqual([title, title]);
    expect(found.texts).toEqual(ROWS.map(row => [row, `1 ${row}!`, row]));
    expect(found.nodes).toEqual(
      ['@aria-label', '@dir', '@href', '@role', '@tabindex', 'a', 'b', 'li', 'section', 'small', 'span', 'ul'].sort(),
    );
    expect(found.links).toBeGreaterThan(0);
    expect(found.protocols).toEqual(['http:', 'https:']);
    expect(await outcome()).toEqual(nothing);
  });

  it('is text, and leads nowhere but into the web, in every slot', async () => {
    const link = (row: number) => HOSTILE_URLS[row % HOSTILE_URLS.length] ?? '';
    const contents = ROWS.map((row, index) => ({ title: row, text: row, action: { label: row, url: link(index) } }));
    const found = await page.evaluate(
      ([given, rows]: [object[], string[]]) => {
        // Hundreds of them on one page would be laid out anew for each.
        const room = document.body.appendChild(document.createElement('div'));
        room.hidden = true;
        const wanted = given.map((content, index) => {
          const place = document.createElement('waymark-slot');
          place.setAttribute('name', `s${index}`);
          room.append(place);
          return [`s${index}`, { all: { when: () => true, label: rows[index], content } }] as const;
        });
        const waymark = { status: 'ready', subscribe: () => () => {} };
        const context = { profile: { session: {} }, problem() {}, track() {} };
        (globalThis as unknown as Host).slots({ slots: Object.fromEntries(wanted), waymark }).capture(context);
        const hosts = [...document.querySelectorAll('[slot=waymark]')];
        const all = hosts.flatMap(host => [...host.querySelectorAll('*')]);
        return {
          texts: hosts.map(host => [...host.querySelectorAll('small, strong, p')].map(one => one.textContent)),
          nodes: [
            ...new Set(all.flatMap(one => [one.localName, ...one.getAttributeNames().map(name => `@${name}`)])),
          ].sort(),
          protocols: [...new Set([...document.querySelectorAll('a')].map(({ protocol }) => protocol))].sort(),
        };
      },
      [contents, ROWS],
    );
    expect(found.texts).toEqual(ROWS.map(row => [row, row, row]));
    expect(found.nodes).toEqual(['@dir', '@href', 'a', 'p', 'small', 'strong']);
    expect(found.protocols).toEqual(['http:', 'https:']);
    expect(await outcome()).toEqual(nothing);
  });

  it('is text in the panel, as touchpoints, decisions, triggers and what is known', async () => {
    const found = await page.evaluate<{ texts: string[][]; nodes: string[] }[]>(async (rows: string[]) => {
      const { panel } = globalThis as unknown as Host;
      const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
      const listeners: Record<string, (value: unknown) => void> = {};
      let change = () => {};
      const waymark: Record<string, unknown> = {
        ...{ status: 'ready', stage: null, likelihood: null, consent: {}, plugins: [] },
        diagnostics: () => ({ tracked: 1, dropped: {}, destinations: {} }),
        on: (name: string, listener: (value: unknown) => void) => Object.assign(listeners, { [name]: listener }),
        subscribe(listener: () => void) {
          change = listener;
          return () => {};
        },
      };
      const show = async (texts: readonly string[]) => {
        const names = texts.map(text => ({ item_id: text, item_name: text, name: text, looks: [1] }));
        const viewed = { viewed: names, interests: names, segments: texts, personas: { best: texts[0] } };
        const slices = { ...viewed, cart: { lines: names, value: 1, currency: texts[0] }, orders: { count: 1 } };
        waymark.profile = { session: { number: 1, touchpoints: 1 }, slices, fired: {} };
        const conditions = (text: string) => () => [{ text, holds: false, value: text }];
        const triggers = texts.map(text => ({ name: `t ${text}`, decision: text, conditions: conditions(text) }));
        waymark.plugins = [{ name: texts[0], triggers }];
        waymark.diagnostics = () => ({
          ...{ tracked: 1, dropped: { [texts[0] ?? '']: 1 } },
          destinations: { [texts[1] ?? '']: { delivered: 1, stored: 1, dropped: { [texts[2] ?? '']: 1 } } },
        });
        const shown = panel(waymark);
        for (const text of texts) {
          listeners.touchpoint?.({ id: text, at: 1, type: text, data: { note: text } });
          listeners.decision?.({ id: text, at: 1, name: text, trigger: text, data: { note: text } });
        }
        change();
        for (let frames = 0; frames < 3; frames++) await frame();
        const root = document.body.lastElementChild?.shadowRoot;
        const textsOf = (selector: string) =>
          [...(root?.querySelectorAll(selector) ?? [])].map(one => one.textContent ?? '');
        const all = [...(root?.querySelectorAll('*') ?? [])];
        const seen = {
          texts: [textsOf('li.row b'), textsOf('li.row code'), textsOf('li.row span'), textsOf('summary b')],
          nodes: [...new Set(all.flatMap(one => [one.localName, ...one.getAttributeNames().map(name => `@${name}`)]))],
        };
        shown.remove();
        return seen;
      };
      const seen = [await show(Array.from({ length: 15 }, (_, index) => `harmless ${index}`))];
      for (let first = 0; first < rows.length; first += 15) seen.push(await show(rows.slice(first, first + 15)));
      return seen;
    }, ROWS);
    const plain = (text: string) => {
      const words = text.replace(/[-_]+/g, ' ');
      return words.charAt(0).toUpperCase() + words.slice(1);
    };
    const short = (text: string) => (text.length > 90 ? `${text.slice(0, 90)}…` : text);
    const [harmless, ...hostile] = found;
    expect(harmless?.texts.map(({ length }) => length)).toEqual([15, 15, 30, 15]);
    // The newest is first.
    const backwards = (texts: readonly string[]) => [...texts].reverse();
    hostile.forEach(({ texts, nodes }, index) => {
      const rows = ROWS.slice(index * 15, index * 15 + 15);
      const details = backwards(rows.map(short));
      expect(texts).toEqual([
        backwards(rows.map(plain)),
        backwards(rows),
        [...details, ...details],
        rows.map(row => plain(`t ${row}`)),
      ]);
      expect(nodes.filter(node => !harmless?.nodes.includes(node))).toEqual([]);
    });
    expect(await outcome()).toEqual(nothing);
  });

  it('stays text on its whole way, from the name of a product into a title', async () => {
    const text = `<img src=/stolen onerror=hit()>{item_id}`;
    await page.evaluate(
      ([granted, item_name]: [object, string]) => {
        const { createWaymark, storefront, nudges } = globalThis as unknown as Host;
        const hello = {
          when: { on: 'view_item' },
          about: 'last-viewed',
          quietWhileAware: false,
          content: { title: 'Look: {item_name}' },
        };
        const waymark = createWaymark({
          site: 'hostile',
          automation: 'allow',
          consent: { default: granted },
          plugins: [storefront(), nudges({ quietSeconds: 0, nudges: { hello } })],
        });
        waymark.track('view_item', { items: [{ item_id: '1', item_name }] });
      },
      [GRANTED, text],
    );
    await until(async () => (await cards()).some(({ texts }) => texts[0] === `Look: ${text}`));
    expect(await outcome()).toEqual(nothing);
  });
});
