import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../src/core/touchpoint.js';
import { launchChromium, type Site, serve, until } from './harness.js';

/** Starts Waymark in a page, without waiting for what is stored. */
const START = `async site => {
  const { createWaymark } = await import('waymark');
  const { commerce } = await import('waymark/capture');
  const { activity } = await import('waymark/learn');
  window.problems = [];
  window.startedAt = performance.now();
  window.w = createWaymark({ site, automation: 'allow', consent: { default: { analytics: 'granted' } }, plugins: [commerce(), activity()] });
  window.w.on('problem', ({ code }) => window.problems.push(code));
  window.w.ready.then(() => { window.readyMs = performance.now() - window.startedAt; });
}`;
/** The page's own data, until nothing more fits. */
const FILL = `async () => {
  const database = await new Promise(resolve => {
    const opening = indexedDB.open('shop', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('cart', { autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => resolve();
  });
  if (!database) return;
  const fits = size => new Promise(resolve => {
    const writing = database.transaction('cart', 'readwrite');
    writing.objectStore('cart').put(crypto.getRandomValues(new Uint8Array(size)));
    writing.oncomplete = () => resolve(true);
    writing.onabort = () => resolve(false);
  });
  for (const size of [50_000, 5_000, 500]) while (await fits(size));
  database.close();
}`;
const TRACK = `w.track('search', { search_term: 'cedar' })`;

let site: Site;
let context: BrowserContext;
let close: () => Promise<void>;

beforeAll(async () => {
  site = await serve();
  const browser = await launchChromium();
  context = await browser.newContext();
  close = () => browser.close();
});

afterAll(async () => {
  await close();
  site.close();
});

async function plain(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.origin}/page`);
  return page;
}

async function started(name: string): Promise<Page> {
  const page = await plain();
  await page.evaluate(`(${START})(${JSON.stringify(name)})`);
  return page;
}

const ready = (page: Page): Promise<unknown> => page.evaluate('w.ready');
const idsOf = async (page: Page): Promise<(string | undefined)[]> =>
  ((await page.evaluate('w.export()')) as { log: Row[] }).log.map(({ touchpoint }) => touchpoint?.id);

describe('a database that is broken for real', () => {
  it('is mended where a record was damaged: the page goes on in it and loses nothing else', async () => {
    const first = await started('damaged');
    await ready(first);
    const ids = [await first.evaluate(TRACK), await first.evaluate(TRACK)];
    await first.evaluate('w.flush()');
    await first.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('waymark:damaged');
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('waymark', 'readwrite');
        transaction.objectStore('waymark').put('nonsense', 'head');
        transaction.objectStore('waymark').put({ seq: 'x' }, 'profile');
        transaction.oncomplete = () => { opening.result.close(); resolve(); };
        transaction.onabort = reject;
      };
    })`);
    await first.close();
    const next = await started('damaged');
    await ready(next);
    ids.push(await next.evaluate(TRACK));
    await next.evaluate('w.flush()');
    expect(await next.evaluate('[w.status, problems]')).toEqual(['ready', ['storage-mended']]);
    expect(await idsOf(next)).toEqual(ids);
    expect(await next.evaluate('w.profile.slices.activity.types.search.count')).toBe(3);
    await next.close();
  });

  it('that hangs is given up within two seconds and a half, and taken up again once it answers', async () => {
    const holder = await plain();
    // A connection that does not yield, and somebody who wants to delete: every opening waits behind that.
    await holder.evaluate(`new Promise(resolve => {
      const opening = indexedDB.open('waymark:hanging', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('waymark');
      opening.onsuccess = () => { window.held = opening.result; indexedDB.deleteDatabase('waymark:hanging').onblocked = resolve; };
    })`);
    const page = await started('hanging');
    const ids = [await page.evaluate(TRACK)];
    await ready(page);
    expect(await page.evaluate('w.status')).toBe('memory');
    expect(await page.evaluate('readyMs')).toBeLessThan(2_500);
    ids.push(await page.evaluate(TRACK));
    await page.evaluate('w.flush()');
    await holder.evaluate('held.close()');
    await until(() => page.evaluate(`w.status === 'ready'`), 25_000);
    ids.push(await page.evaluate(TRACK));
    await page.evaluate('w.flush()');
    expect(await idsOf(page)).toEqual(ids);
    await page.close();
    const next = await started('hanging');
    await ready(next);
    expect(await idsOf(next)).toEqual(ids);
    expect(await next.evaluate('w.profile.slices.activity.types.search.count')).toBe(3);
    await next.close();
    await holder.close();
  });

  it('that is full is left for memory, and gets everything once there is room', async () => {
    // Of an origin nobody has used: the browser remembers for half a minute how much room there was.
    const other = await serve();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: other.origin, quotaSize: 200_000 });
    await page.goto(`${other.origin}/page`);
    await page.evaluate(`(${START})('full')`);
    await ready(page);
    const ids: unknown[] = [];
    await until(async () => {
      // Again each time, for the browser tidies its files now and then, and finds room.
      await page.evaluate(`(${FILL})()`);
      ids.push(await page.evaluate(TRACK));
      await page.evaluate('w.flush()');
      return page.evaluate(`w.status === 'memory'`);
    }, 20_000);
    ids.push(await page.evaluate(TRACK));
    await page.evaluate('w.flush()');
    expect(await page.evaluate('problems')).toEqual(['storage-lost']);
    await session.send('Storage.overrideQuotaForOrigin', { origin: other.origin });
    await until(() => page.evaluate(`w.status === 'ready'`), 25_000);
    await page.evaluate('w.flush()');
    expect(await idsOf(page)).toEqual(ids);
    expect(await page.evaluate('w.profile.slices.activity.types.search.count')).toBe(ids.length);
    await page.close();
    other.close();
  });

  it('that another page deletes is let go of at once', async () => {
    const page = await started('deleted');
    await ready(page);
    await page.evaluate(TRACK);
    await page.evaluate('w.flush()');
    const other = await plain();
    const [ms, blocked] = (await other.evaluate(`new Promise(resolve => {
      const from = performance.now();
      let isBlocked = false;
      const deleting = indexedDB.deleteDatabase('waymark:deleted');
      deleting.onblocked = () => { isBlocked = true; };
      deleting.onsuccess = () => resolve([performance.now() - from, isBlocked]);
    })`)) as [number, boolean];
    expect(blocked).toBe(false);
    expect(ms).toBeLessThan(500);
    await page.close();
    await other.close();
  });

  it('that a sandboxed frame refuses is done without: nothing throws, everything else works', async () => {
    const page = await plain();
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(String(error)));
    const { origin } = site;
    await page.evaluate(
      ([start, at]) => {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.srcdoc = `${document.querySelector('script')?.outerHTML.replaceAll('"/', `"${at}/`)}<script type="module">
          await (${start})('sandboxed');
          await w.ready;
          w.track('search', { search_term: 'cedar' });
          await w.flush();
          parent.postMessage([w.status, problems, w.profile.slices.activity.types.search.count], '*');
        </script>`;
        addEventListener('message', ({ data }) => {
          (window as unknown as { said: unknown }).said = data;
        });
        document.body.append(frame);
      },
      [START, origin] as const,
    );
    await until(() => page.evaluate('window.said'), 10_000);
    expect(await page.evaluate('window.said')).toEqual(['memory', ['storage-lost'], 1]);
    expect(errors).toEqual([]);
    await page.close();
  });
});
