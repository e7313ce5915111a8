import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/core/touchpoint.js';
import { engines, hasChromium } from './engines.js';
import { type Engine, launchChromium, type Site, serve, type Tab, until } from './harness.js';

/** Starts Waymark in a page: `cart`, `orders` and a trigger that may fire once a session. */
const START = `async ([site, consent]) => {
  const { createWaymark, definePlugin } = await import('waymark');
  const { commerce } = await import('waymark/capture');
  const { cart, orders } = await import('waymark/learn');
  const once = definePlugin({ name: 'once', triggers: [{ name: 'once', decision: 'stage.enter', perSession: 1,
    when: ({ touchpoint }) => touchpoint?.type === 'add_to_cart' ? { from: null, to: 'x', label: 'x', micro: 'x', reasons: [] } : null }] });
  window.problems = [];
  window.fired = [];
  window.w = createWaymark({ site, automation: 'allow', consent: { default: consent }, plugins: [commerce(), cart(), orders(), once] });
  window.w.on('problem', problem => window.problems.push(problem.code + ': ' + problem.message));
  window.w.on('stage.enter', decision => window.fired.push(decision.id));
  await window.w.ready;
  return window.w.status;
}`;
/** Keeps everybody else from a database, as a slow disk does, until `isHeld` is false. */
const HOLD = async (name: string): Promise<void> => {
  const page = window as unknown as { isHeld: boolean };
  page.isHeld = true;
  const database = await new Promise<IDBDatabase>(resolve => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const records = database.transaction('waymark', 'readwrite').objectStore('waymark');
  await new Promise<void>(resolve => {
    function ask(): void {
      records.get('meta').onsuccess = () => {
        resolve();
        if (page.isHeld) ask();
        else database.close();
      };
    }
    ask();
  });
};
const GRANTED = { analytics: 'granted' };
const ADD = (id: string): object => ({ currency: 'EUR', value: 1, items: [{ item_id: id, price: 1 }] });

describe.each(engines('chromium', 'firefox'))('storage in %s', (_name, launch) => {
  let site: Site;
  let engine: Engine;
  beforeAll(async () => {
    site = await serve();
    engine = await launch();
  });
  afterAll(async () => {
    await engine.close();
    site.close();
  });

  async function tab(database: string, consent: object = GRANTED): Promise<Tab> {
    const opened = await engine.open();
    await opened.goto(`${site.origin}/page`);
    await opened.evaluate(`(${START})(${JSON.stringify([database, consent])})`);
    return opened;
  }

  const problems = (page: Tab): Promise<unknown> => page.evaluate('window.problems');
  const log = async (page: Tab): Promise<readonly Row[]> => ((await page.evaluate('w.export()')) as { log: Row[] }).log;

  it('keeps acknowledged touchpoints and the profile over a reload', async () => {
    const page = await tab('reload');
    await page.evaluate(
      `(async () => { for (const id of ['a', 'b', 'c']) w.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: id, price: 1 }] }); await w.flush(); })()`,
    );
    const before = await page.evaluate('w.profile.visitorId');
    await page.goto(`${site.origin}/page`);
    await page.evaluate(`(${START})(${JSON.stringify(['reload', GRANTED])})`);
    expect(await page.evaluate('w.profile.visitorId')).toBe(before);
    expect(await page.evaluate('w.profile.slices.cart.lines.length')).toBe(3);
    expect((await log(page)).map(row => row.seq)).toEqual([1, 2, 3]);
    expect(await problems(page)).toEqual([]);
    await page.close();
  });

  it('takes in what a page wrote ahead and never committed', async () => {
    const page = await tab('ahead');
    await page.evaluate(`w.track('add_to_cart', ${JSON.stringify(ADD('left'))})`);
    await page.goto(`${site.origin}/elsewhere`);
    const next = await tab('ahead');
    await until(async () => (await next.evaluate<number>('w.profile.slices.cart.lines.length')) === 1, 5_000);
    await page.close();
    await next.close();
  });

  it('loses nothing and decides once when two tabs write at the same time', async () => {
    const tabs = [await tab('two'), await tab('two')];
    const write = `(async () => { for (let n = 0; n < 40; n++) { w.track('add_to_cart', { currency: 'EUR', value: 1, items: [{ item_id: String(n), price: 1 }] }); if (n % 5 === 0) await new Promise(r => setTimeout(r)); } await w.flush(); })()`;
    await Promise.all(tabs.map(page => page.evaluate(write)));
    const rows = await log(tabs[0] as Tab);
    expect(rows.map(row => row.seq)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    expect(new Set(rows.map(row => row.touchpoint?.id)).size).toBe(80);
    expect(rows.flatMap(row => row.decisions)).toHaveLength(1);
    const fired = await Promise.all(tabs.map(page => page.evaluate<string[]>('window.fired')));
    expect(fired.flat()).toHaveLength(1);
    for (const page of tabs) {
      expect(await problems(page)).toEqual([]);
      await page.close();
    }
  });

  it('shows the profile of one tab in the other within a second', async () => {
    const [first, second] = [await tab('seen'), await tab('seen')];
    await first.evaluate(`w.track('add_to_cart', ${JSON.stringify(ADD('cedar'))})`);
    await until(() => second.evaluate(`w.profile.slices.cart.lines.some(line => line.item_id === 'cedar')`), 1_000);
    expect(await second.evaluate('w.profile.visitorId')).toBe(await first.evaluate('w.profile.visitorId'));
    await first.close();
    await second.close();
  });

  it('stores the very profile that its log folds to', async () => {
    const page = await tab('fold');
    await page.evaluate(
      `(async () => { for (let n = 0; n < 60; n++) w.track(n % 7 ? 'add_to_cart' : 'purchase', { currency: 'EUR', value: 1, transaction_id: 't' + n, items: [{ item_id: String(n % 9), price: 1 }] }); await w.flush(); })()`,
    );
    const same = await page.evaluate(`(async () => {
      const { fold, gatherRules } = await import('waymark');
      const { base, log } = await w.export();
      const rules = gatherRules(w.plugins.slice(1));
      const sorted = value => JSON.stringify(value, (_, part) => part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a < b ? -1 : 1)) : part);
      return sorted(fold(rules, base.profile, log)) === sorted(w.profile);
    })()`);
    expect(same).toBe(true);
    await page.close();
  });

  it('leaves no database, key or cookie while consent is pending, and keeps the first touch once it is given', async () => {
    const page = await engine.open();
    await page.goto(`${site.origin}/page`);
    await page.evaluate(`(${START})(${JSON.stringify(['pending', {}])})`);
    await page.evaluate(`w.track('add_to_cart', ${JSON.stringify(ADD('first'))})`);
    expect(
      await page.evaluate(
        `indexedDB.databases().then(all => all.filter(({ name }) => name.includes('pending')).length)`,
      ),
    ).toBe(0);
    expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0);
    expect(await page.evaluate('w.status')).toBe('pending');
    await page.evaluate(`(async () => { w.setConsent({ analytics: 'granted' }); await w.flush(); })()`);
    expect(await page.evaluate('w.status')).toBe('ready');
    expect((await log(page)).map(row => row.touchpoint?.type)).toEqual(['add_to_cart', 'consent_update']);
    await page.close();
  });

  it('keeps what was granted and tracked by a page that left in the same moment, once', async () => {
    for (let round = 0; round < 5; round++) {
      const page = await engine.open();
      await page.goto(`${site.origin}/page`);
      await page.evaluate(`(${START})(${JSON.stringify([`left-${round}`, {}])})`);
      await page.evaluate(
        `w.track('add_to_cart', ${JSON.stringify(ADD('left'))}); w.setConsent({ analytics: 'granted' }); location.href = '/next';`,
      );
      await until(() =>
        page.evaluate(`location.pathname === '/next' && document.readyState === 'complete'`).catch(() => false),
      );
      await page.evaluate(`(${START})(${JSON.stringify([`left-${round}`, {}])})`);
      expect(await page.evaluate('w.status')).toBe('ready');
      expect((await log(page)).map(row => row.touchpoint?.type)).toEqual(['add_to_cart', 'consent_update']);
      expect(await page.evaluate('localStorage.length')).toBe(0);
      await page.close();
    }
  });

  it('keeps what was tracked by a page that was closed while another tab kept the database busy', async () => {
    const [page, other] = [await tab('busy'), await tab('busy')];
    await page.evaluate(
      `(async () => { w.track('add_to_cart', ${JSON.stringify(ADD('before'))}); await w.flush(); })()`,
    );
    await other.evaluate(HOLD, 'waymark:busy');
    for (const id of ['first', 'second']) await page.evaluate(`w.track('add_to_cart', ${JSON.stringify(ADD(id))})`);
    await page.close();
    await other.evaluate('window.isHeld = false');
    await other.close();
    for (let visit = 0; visit < 2; visit++) {
      const next = await tab('busy');
      await next.evaluate('w.flush()');
      expect(await next.evaluate('w.profile.slices.cart.lines.map(line => line.item_id)')).toEqual([
        'before',
        'first',
        'second',
      ]);
      expect(await log(next)).toHaveLength(3);
      expect(await next.evaluate('localStorage.length')).toBe(0);
      await next.close();
    }
  });

  it('keeps what a frame tracked that is taken away in the same task', async () => {
    const page = await engine.open();
    await page.goto(`${site.origin}/page`);
    await page.evaluate(`(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/frame';
      document.body.append(frame);
      await new Promise(resolve => (frame.onload = resolve));
      const inside = frame.contentWindow;
      await inside.eval(${JSON.stringify(`(${START})(${JSON.stringify(['frame', GRANTED])})`)});
      inside.w.track('add_to_cart', ${JSON.stringify(ADD('modal'))});
      frame.remove();
    })()`);
    const next = await tab('frame');
    await next.evaluate('w.flush()');
    expect(await next.evaluate('w.profile.slices.cart.lines.map(line => line.item_id)')).toEqual(['modal']);
    expect(await log(next)).toHaveLength(1);
    await page.close();
    await next.close();
  });

  it('follows a grant and a refusal of another tab within a second', async () => {
    const [first, second] = [await tab('grant', {}), await tab('grant', {})];
    await first.evaluate(`(async () => { w.setConsent({ analytics: 'granted' }); await w.flush(); })()`);
    await until(() => second.evaluate('w.status === "ready"'), 1_000);
    expect(await second.evaluate('w.profile.visitorId')).toBe(await first.evaluate('w.profile.visitorId'));
    await first.evaluate(`(async () => { w.setConsent({ analytics: 'denied' }); await w.flush(); })()`);
    await until(() => second.evaluate(`w.consent.analytics === 'denied' && w.profile.visitorId === ''`), 1_000);
    await first.evaluate(`(async () => { w.setConsent({ analytics: 'granted' }); await w.flush(); })()`);
    await until(() => second.evaluate(`w.consent.analytics === 'granted' && w.status === 'ready'`), 1_000);
    expect(await problems(second)).toEqual([]);
    await first.close();
    await second.close();
  });

  it('erases over all tabs, and no tab brings the old visitor back', async () => {
    const [first, second] = [await tab('erase'), await tab('erase')];
    await first.evaluate(`(async () => { w.track('add_to_cart', ${JSON.stringify(ADD('x'))}); await w.flush(); })()`);
    const visitor = await first.evaluate('w.profile.visitorId');
    await second.evaluate(`w.track('add_to_cart', ${JSON.stringify(ADD('y'))})`);
    const report = await first.evaluate<{ verified: boolean; records: number }>('w.erase()');
    expect(report.verified).toBe(true);
    expect(report.records).toBeGreaterThan(3);
    await until(async () => (await second.evaluate('w.profile.visitorId')) === '', 3_000);
    expect(
      await first.evaluate(
        `indexedDB.databases().then(all => all.filter(({ name }) => name.includes('erase')).length)`,
      ),
    ).toBe(0);
    await second.evaluate(`(async () => { w.track('add_to_cart', ${JSON.stringify(ADD('z'))}); await w.flush(); })()`);
    expect(await second.evaluate('w.profile.visitorId')).not.toBe(visitor);
    expect((await log(second)).length).toBe(1);
    await first.close();
    await second.close();
  });

  it('erases beside a tab that does not let go of the database, and says what it removed', async () => {
    const [first, second] = [await tab('held-erase'), await tab('held-erase')];
    await first.evaluate(`(async () => { w.track('add_to_cart', ${JSON.stringify(ADD('x'))}); await w.flush(); })()`);
    // As a tab that is busy or frozen keeps it.
    await second.evaluate(`new Promise(resolve => {
      const request = indexedDB.open('waymark:held-erase');
      request.onsuccess = () => { window.held = request.result; resolve(); };
    })`);
    const report = await first.evaluate<{ verified: boolean; records: number }>('w.erase()');
    expect(report.verified).toBe(true);
    expect(report.records).toBeGreaterThan(3);
    await second.evaluate('held.close()');
    await until(() => second.evaluate(`w.profile.visitorId === ''`));
    await second.evaluate(`(async () => { w.track('add_to_cart', ${JSON.stringify(ADD('z'))}); await w.flush(); })()`);
    expect((await log(second)).length).toBe(1);
    await first.close();
    await second.close();
  });
});

describe.runIf(hasChromium())('a crash in Chromium', () => {
  it('loses no acknowledged touchpoint when the renderer is killed at a random moment, 12 times', async () => {
    const site = await serve();
    const browser = await launchChromium();
    const context = await browser.newContext();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const page = await context.newPage();
      await page.exposeFunction('acknowledge', (id: string) => acknowledged.add(id));
      await page.goto(`${site.origin}/page`);
      await page.evaluate(`(${START})(${JSON.stringify(['crash', GRANTED])})`);
      const crashed = page.waitForEvent('crash');
      // The store is read back only after the crash was seen; until then the page may still acknowledge.
      void page
        .evaluate(
          `(async () => { for (;;) { const id = w.track('add_to_cart', ${JSON.stringify(ADD('x'))}); await w.flush(); await acknowledge(id); } })()`,
        )
        .catch(() => {});
      await new Promise(resolve => setTimeout(resolve, Math.random() * 300));
      const session = await context.newCDPSession(page);
      void session.send('Page.crash').catch(() => {});
      await crashed;
      await page.close();
    }
    const page = await context.newPage();
    await page.goto(`${site.origin}/page`);
    await page.evaluate(`(${START})(${JSON.stringify(['crash', GRANTED])})`);
    const { log } = (await page.evaluate('w.export()')) as { log: Row[] };
    const stored = log.map(row => row.touchpoint?.id);
    expect(acknowledged.size).toBeGreaterThan(20);
    expect([...acknowledged].filter(id => !stored.includes(id))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
    expect(log.map(row => row.seq)).toEqual(log.map((_, index) => index + 1));
    await browser.close();
    site.close();
  });
});
