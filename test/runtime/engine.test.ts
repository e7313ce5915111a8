// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, logOf, START_AT, seen, taps } from './builders.js';
import { destination, MINUTE_MS, tapTimes } from './engine-world.js';
import { leave, ledgerOf, onFakeTime, ready, start, type World } from './start.js';

onFakeTime();

describe('delivery', () => {
  it('sends what an earlier page left from a page on which nothing happens', async () => {
    const store = memoryStore();
    const refusing = { name: 'http', deliver: () => ({ accepted: 0 }) };
    const world = await ready({ store, plugins: [refusing] });
    world.waymark.track('thought', {});
    await world.waymark.flush();
    await leave(world);
    const http = destination('http');
    const next = await ready({ store, clock: world.clock, plugins: [http] });
    expect(ledgerOf(next)).toMatchObject({ destinations: { http: { delivered: 0, stored: 1 } } });
    await next.pass(60_000);
    expect(http.rows).toHaveLength(1);
    expect(ledgerOf(next)).toMatchObject({ destinations: { http: { delivered: 1, stored: 0 } } });
  });

  it('keeps the law of the ledger through everything', async () => {
    let isWell = false;
    const shaky: Plugin = {
      name: 'shaky',
      deliver: batch =>
        isWell ? { rejected: batch.filter(({ seq }) => seq % 5 === 0).map(({ seq }) => seq) } : { accepted: 1 },
    };
    const plugins = [
      taps({ normalize: touchpoint => (touchpoint.data && 'text' in touchpoint.data ? null : touchpoint) }),
      shaky,
      destination('page', { delivery: 'page' }),
      destination('http'),
    ];
    const world = start({ plugins });
    await world.waymark.ready;
    ledgerOf(world);
    for (let index = 0; index < 210; index++) world.waymark.track('tap', {});
    ledgerOf(world);
    world.waymark.setConsent({ analytics: 'granted' });
    ledgerOf(world);
    await world.waymark.flush();
    ledgerOf(world);
    world.waymark.track('tap', { text: 'left out' });
    world.waymark.track('tap', {});
    ledgerOf(world);
    await world.waymark.flush();
    await world.pass(5 * MINUTE_MS);
    ledgerOf(world);
    isWell = true;
    await world.waymark.flush();
    await flush();
    const { tracked, dropped, destinations } = ledgerOf(world);
    expect(tracked).toBe(213);
    expect(dropped).toEqual({ overflow: 10, normalize: 1 });
    expect(destinations).toMatchObject({
      http: { delivered: 202, stored: 0 },
      page: { delivered: 202, stored: 0 },
      shaky: { stored: 0 },
    });
  });

  it('tells a page destination that comes later nothing from before a logout in another tab', async () => {
    const store = memoryStore();
    const tabs = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })] as const;
    await tapTimes(tabs[0], 2);
    await tabs[1].waymark.reset();
    await tapTimes(tabs[0], 1);
    const tag = destination('tag', { delivery: 'page' });
    tabs[0].waymark.use(tag);
    await tapTimes(tabs[0], 1);
    expect(tag.rows.map(({ seq }) => seq)).toEqual([4, 5]);
  });

  it('starts with the first destination that comes later, from the start of the log', async () => {
    const world = await ready({ plugins: [taps()] });
    await tapTimes(world, 2);
    const http = destination('http');
    world.waymark.use(http);
    await world.waymark.flush();
    expect(http.rows).toHaveLength(2);
    expect(ledgerOf(world)).toMatchObject({ destinations: { http: { delivered: 2 } } });
  });

  it.each(['the first destination', 'one of several'])(
    'tells a page destination that comes later, %s, what this page tracked before, once',
    async which => {
      const world = await ready({ plugins: [taps(), which === 'one of several' && destination('http')] });
      await tapTimes(world, 2);
      const tag = destination('tag', { delivery: 'page' });
      const stop = world.waymark.use(tag);
      await world.waymark.flush();
      await tapTimes(world, 1);
      stop();
      world.waymark.use(tag);
      await world.waymark.flush();
      expect(tag.rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(ledgerOf(world)).toMatchObject({ destinations: { tag: { delivered: 3, dropped: {} } } });
    },
  );

  it('goes on from the cursor on the next visit', async () => {
    const first = await ready({ plugins: [taps(), destination('http')] });
    await tapTimes(first, 2);
    await leave(first);
    const http = destination('http');
    const next = await ready({ store: first.store, plugins: [taps(), http] });
    await tapTimes(next, 1);
    expect(http.rows.map(({ seq }) => seq)).toEqual([3]);
    expect(ledgerOf(next)).toMatchObject({ tracked: 3, destinations: { http: { delivered: 3 } } });
  });

  it('gives page destinations what this page tracked, not what other tabs did', async () => {
    const store = memoryStore();
    const pages = [destination('tag', { delivery: 'page' }), destination('tag', { delivery: 'page' })] as const;
    const tabs = [
      await ready({ store, plugins: [taps(), pages[0]] }),
      await ready({ store, plugins: [taps(), pages[1]] }),
    ] as const;
    for (let round = 0; round < 4; round++) await tapTimes(tabs[round % 2] as World, 1);
    for (const { waymark } of tabs) await waymark.flush();
    expect(pages.map(({ rows }) => rows.map(({ seq }) => seq))).toEqual([
      [1, 3],
      [2, 4],
    ]);
    for (const tab of tabs)
      expect(ledgerOf(tab)).toMatchObject({ destinations: { tag: { delivered: 2, dropped: { 'other-page': 2 } } } });
  });
});

describe('identity', () => {
  it('is what the site says, with traits that add up', async () => {
    const world = await ready();
    world.waymark.identify('customer-7', { birthday: '1990-02-28' });
    world.waymark.identify('customer-7', { city: 'Köln' });
    await world.waymark.flush();
    expect(world.waymark.profile.slices.identity).toEqual({
      userId: 'customer-7',
      traits: { birthday: '1990-02-28', city: 'Köln' },
    });
    expect(await logOf(world.store)).toHaveLength(2);
  });

  it('of another customer starts with a new visitor and an empty profile', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.identify('customer-7', { birthday: '1990-02-28' });
    await tapTimes(world, 3);
    const before = world.waymark.profile;
    world.waymark.identify('customer-8');
    expect(world.waymark.profile.slices).toMatchObject({ identity: { userId: 'customer-8', traits: {} }, taps: 0 });
    await world.waymark.flush();
    expect(world.waymark.profile.visitorId).not.toBe(before.visitorId);
    expect(world.waymark.profile.fired).toEqual(before.fired);
  });

  it('stays the same person whether an id is said as a number or as a text', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.track('tap', {});
    world.waymark.identify(7 as unknown as string, { city: 'Köln' });
    await world.waymark.flush();
    world.waymark.identify('7');
    world.waymark.identify(7 as unknown as string);
    await world.waymark.flush();
    const { identity, taps: sum } = world.waymark.profile.slices;
    expect({ identity, sum }).toEqual({ identity: { userId: '7', traits: { city: 'Köln' } }, sum: 1 });
  });

  it.each(['ann@shop.example', '', null, { id: 8 }])('stays as it is where another id is refused: %o', async odd => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.identify('customer-7');
    await tapTimes(world, 3);
    const { visitorId } = world.waymark.profile;
    world.waymark.identify(odd as unknown as string);
    await world.waymark.flush();
    expect(world.waymark.profile).toMatchObject({ visitorId, slices: { identity: { userId: 'customer-7' }, taps: 3 } });
  });

  it('is gone after a reset; consent stays', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.identify('customer-7');
    await tapTimes(world, 2);
    const { visitorId } = world.waymark.profile;
    await world.waymark.reset();
    expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    expect(world.waymark.profile.slices).toMatchObject({ identity: { userId: null }, taps: 0 });
    expect(world.waymark.consent.analytics).toBe('granted');
    await leave(world);
    const next = await ready({ store: world.store, plugins: [taps()] });
    expect(next.waymark.profile.visitorId).toBe(world.waymark.profile.visitorId);
  });

  it('is never taken by a destination for who comes after', async () => {
    const seen: (readonly [visitorId: string, userId: unknown, types: readonly unknown[]])[] = [];
    let isOpen = false;
    const destination: Plugin = {
      name: 'acme',
      deliver(rows, { profile: { visitorId, slices } }) {
        if (!isOpen) return { accepted: 0 };
        seen.push([visitorId, slices.identity?.userId, rows.map(({ touchpoint }) => touchpoint?.type)]);
        return {};
      },
    };
    const world = await ready({ plugins: [taps(), destination] });
    const ids = [world.waymark.profile.visitorId];
    world.waymark.track('tap', {});
    for (const user of ['one', 'two']) {
      world.waymark.identify(user);
      await world.waymark.reset();
      ids.push(world.waymark.profile.visitorId);
    }
    world.waymark.track('tap', {});
    isOpen = true;
    await world.waymark.flush();
    expect(seen).toEqual([
      [ids[0], null, ['tap', 'identify', 'reset']],
      [ids[1], null, ['identify', 'reset']],
      [ids[2], null, ['tap']],
    ]);
  });

  it('is taken for nobody else by a destination that lagged behind more logouts than are remembered', async () => {
    const seen: (readonly [visitorId: string, text: unknown])[] = [];
    let isOpen = false;
    const destination: Plugin = {
      name: 'acme',
      deliver(rows, { profile: { visitorId } }) {
        if (!isOpen) return { accepted: 0 };
        for (const { touchpoint } of rows) if (touchpoint?.type === 'tap') seen.push([visitorId, touchpoint.data.text]);
        return {};
      },
    };
    const world = await ready({ plugins: [taps(), destination] });
    const owners: string[] = [];
    for (let visitor = 0; visitor < 60; visitor++) {
      owners.push(world.waymark.profile.visitorId);
      world.waymark.track('tap', { text: `${visitor}` });
      await world.waymark.reset();
    }
    isOpen = true;
    await world.waymark.flush();
    expect(seen).toHaveLength(60);
    expect(new Set(owners)).toHaveProperty('size', 60);
    for (const [visitorId, text] of seen) expect([owners[Number(text)], '']).toContain(visitorId);
    expect(seen.filter(([visitorId]) => visitorId)).toHaveLength(49);
  });

  it('of before a logout in another tab is not told with the new id when this page leaves', async () => {
    const store = memoryStore();
    const told: unknown[] = [];
    const http: Plugin = {
      name: 'http',
      deliver(rows, { profile: { visitorId } }) {
        told.push(...rows.map(({ touchpoint }) => [visitorId, touchpoint?.id]));
      },
    };
    const plugins = [taps(), http];
    const here = await ready({ store, plugins });
    const { visitorId } = here.waymark.profile;
    const id = here.waymark.track('tap', {});
    await flush();
    const there = await ready({ store, plugins, clock: here.clock });
    there.waymark.track('reset', { visitor_id: 'next' });
    await flush();
    here.waymark.track('tap', {});
    await flush();
    expect(here.waymark.profile.visitorId).toBe('next');
    dispatchEvent(new Event('pagehide'));
    await flush();
    expect(told).not.toContainEqual(['next', id]);
    await there.waymark.flush();
    expect(told).toContainEqual([visitorId, id]);
  });

  it('is gone when a logout settles, whatever a destination that hangs does', async () => {
    const hangs = { name: 'hangs', deliver: () => new Promise<void>(() => {}) };
    const world = await ready({ plugins: [taps(), hangs] });
    world.waymark.track('tap', {});
    const settled = vi.fn();
    void world.waymark.reset().then(settled);
    await flush(20);
    expect(settled).toHaveBeenCalledOnce();
    expect((await logOf(world.store)).map(({ touchpoint }) => touchpoint?.type)).toEqual(['tap', 'reset']);
    await world.pass(20_000);
  });

  it('and every slice can be put right', async () => {
    const world = await ready({ plugins: [taps()] });
    await tapTimes(world, 2);
    world.waymark.correct('taps', 40);
    await tapTimes(world, 1);
    expect(world.waymark.profile.slices.taps).toBe(41);
  });
});

describe('forget', () => {
  it('takes one touchpoint and what was learned from it', async () => {
    const world = await ready({ plugins: [taps(), seen()] });
    world.waymark.track('tap', {});
    const id = world.waymark.track('tap', { weight: 10, text: 'secret' });
    await tapTimes(world, 1);
    expect(await world.waymark.forget(id ?? '')).toBe(true);
    expect(world.waymark.profile.slices).toMatchObject({ taps: 2, seen: 2 });
    expect(JSON.stringify(await world.store.entries())).not.toContain('secret');
    await leave(world);
    const next = await ready({ store: world.store, plugins: [taps(), seen()] });
    expect(next.waymark.profile.slices).toMatchObject({ taps: 2, seen: 2 });
  });

  it('answers false for what is not in the log', async () => {
    const world = await ready({ plugins: [taps()] });
    await tapTimes(world, 1);
    expect(await world.waymark.forget('unknown')).toBe(false);
    expect(world.waymark.profile.slices.taps).toBe(1);
  });

  it('reaches the other tabs', async () => {
    const store = memoryStore();
    const tabs = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })] as const;
    const id = tabs[0].waymark.track('tap', { weight: 10 });
    await tabs[0].waymark.flush();
    await tapTimes(tabs[1], 1);
    expect(tabs[1].waymark.profile.slices.taps).toBe(11);
    await tabs[0].waymark.forget(id ?? '');
    await tapTimes(tabs[1], 1);
    expect(tabs[1].waymark.profile.slices.taps).toBe(2);
  });

  it('keeps it from a page destination that comes late', async () => {
    const world = await ready({ plugins: [taps()] });
    const id = world.waymark.track('tap', { text: 'secret' });
    await world.waymark.flush();
    await world.waymark.forget(id ?? '');
    const tag = destination('tag', { delivery: 'page' });
    world.waymark.use(tag);
    await tapTimes(world, 1);
    expect(tag.rows.map(({ seq }) => seq)).toEqual([2]);
  });

  it('keeps it from destinations that were not told yet', async () => {
    const http = destination('http');
    const world = await ready({ plugins: [taps(), http] });
    const id = world.waymark.track('tap', { text: 'secret' });
    await flush();
    await world.waymark.forget(id ?? '');
    await world.waymark.flush();
    expect(http.rows).toEqual([]);
    expect(ledgerOf(world)).toMatchObject({ destinations: { http: { dropped: { forgotten: 1 } } } });
  });
});

describe('flush', () => {
  it('ends although a slow destination finds more each time, which goes out later', async () => {
    const told: string[] = [];
    const slow = destination('slow', {
      async deliver(batch) {
        told.push(...batch.map(({ touchpoint }) => touchpoint?.id ?? ''));
        world.waymark.track('tap', {});
        await new Promise(resolve => setTimeout(resolve, 1_000));
      },
    });
    const world = await ready({ plugins: [taps(), slow] });
    const id = world.waymark.track('tap', {});
    const done = vi.fn();
    void world.waymark.flush().then(done);
    for (let second = 0; second < 2; second++) await world.pass(1_000);
    expect(done).toHaveBeenCalled();
    expect(told).toEqual([id]);
    for (let second = 0; second < 3; second++) await world.pass(1_000);
    expect(told).toHaveLength(2);
  });
});

describe('export', () => {
  it('holds everything that is stored, versioned and ready for JSON', async () => {
    const world = await ready({ plugins: [taps({ export: () => ({ own: 'part' }) }), destination('http')] });
    world.waymark.setConsent({ analytics: 'granted', advertising: 'denied' });
    await tapTimes(world, 2);
    const exported = await world.waymark.export();
    expect(JSON.parse(JSON.stringify(exported))).toMatchObject({
      format: 2,
      site: world.waymark.site,
      exportedAt: START_AT,
      consent: { analytics: 'granted', advertising: 'denied' },
      choice: { source: 'site' },
      head: { seq: 3 },
      base: { seq: 0 },
      log: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
      inbox: [],
      cursors: [{ name: 'http', delivered: 3 }],
      plugins: { taps: { own: 'part' } },
    });
  });

  it('waits for no destination, and neither does `forget`', async () => {
    const stuck = destination('stuck', { deliver: () => new Promise(() => {}) });
    const world = await ready({ plugins: [taps(), stuck] });
    const id = world.waymark.track('tap', {}) ?? '';
    const done = vi.fn();
    void world.waymark.export().then(({ log }) => done((log as unknown[]).length));
    await flush(10);
    expect(done).toHaveBeenCalledExactlyOnceWith(1);
    void world.waymark.forget(id).then(done);
    await flush(10);
    expect(done).toHaveBeenLastCalledWith(true);
    await world.pass(5_000);
  });

  it('is empty where nothing is stored', async () => {
    const world = start();
    await world.waymark.ready;
    expect(await world.waymark.export()).toMatchObject({ format: 2, head: null, base: null, log: [] });
    expect(await world.store.entries()).toEqual([]);
  });
});

describe('erase', () => {
  it('removes everything, looks whether it is gone, and starts anew with the next touchpoint', async () => {
    const erase = vi.fn();
    const world = await ready({ plugins: [taps({ erase }), destination('http')] });
    await tapTimes(world, 3);
    const { visitorId } = world.waymark.profile;
    // What an earlier page could not tell.
    localStorage.setItem(`waymark:${world.waymark.site}:owed`, '{}');
    const report = await world.waymark.erase();
    expect(localStorage.length).toBe(0);
    expect(report).toEqual({ records: expect.any(Number), verified: true, failed: [] });
    expect(report.records).toBeGreaterThanOrEqual(6);
    expect(erase).toHaveBeenCalledOnce();
    expect(await world.store.entries()).toEqual([]);
    expect(world.waymark.profile).toMatchObject({ visitorId: '', firstSeenAt: null, slices: { taps: 0 }, fired: {} });
    expect(ledgerOf(world)).toMatchObject({ stored: 0 });
    world.waymark.track('tap', {});
    await world.waymark.flush();
    await world.waymark.flush();
    expect(world.waymark.status).toBe('ready');
    expect(world.waymark.profile.slices.taps).toBe(1);
    expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    expect(ledgerOf(world)).toMatchObject({ stored: 1, destinations: { http: { delivered: 1 } } });
  });

  it('removes the choice of the visitor with the rest', async () => {
    const world = start({ plugins: [taps()] });
    world.waymark.setConsent({ analytics: 'granted' });
    await world.waymark.ready;
    await tapTimes(world, 1);
    await world.waymark.erase();
    expect(world.waymark.consent.analytics).toBe('pending');
    expect(world.waymark.status).toBe('pending');
    expect(await world.store.entries()).toEqual([]);
  });

  it('says which plugins failed, and goes on', async () => {
    const failing: Plugin = { name: 'failing', erase: () => Promise.reject(new Error('no')) };
    const world = await ready({ plugins: [failing, taps()] });
    await tapTimes(world, 1);
    expect(await world.waymark.erase()).toMatchObject({ verified: true, failed: ['failing'] });
    expect(await world.store.entries()).toEqual([]);
  });

  it('is not verified by a page that was stopped before it could look', async () => {
    const world = start({ plugins: [taps()] });
    world.waymark.stop();
    expect(await world.waymark.erase()).toEqual({ records: 0, verified: false, failed: [] });
  });

  it('says when it could not be verified', async () => {
    const store = memoryStore();
    const world = await ready({ store, plugins: [taps()] });
    await tapTimes(world, 1);
    const { transact } = store;
    store.transact = () => Promise.reject(new Error('stuck'));
    expect(await world.waymark.erase()).toMatchObject({ verified: false });
    store.transact = transact;
  });

  it('reaches the other tabs', async () => {
    const store = memoryStore();
    const tabs = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })] as const;
    await tapTimes(tabs[0], 2);
    await tapTimes(tabs[1], 2);
    await tabs[0].waymark.erase();
    tabs[1].waymark.track('tap', {});
    await tabs[1].waymark.flush();
    expect(tabs[1].waymark.profile.slices.taps).toBe(0);
    expect(tabs[1].waymark.status).toBe('pending');
    expect(await store.entries()).toEqual([]);
    await tapTimes(tabs[1], 1);
    await tabs[1].waymark.flush();
    expect(tabs[1].waymark.profile.slices.taps).toBe(1);
  });

  it('is not undone by a delivery that was under way', async () => {
    let finish = (): void => {};
    const slow: Plugin = { name: 'slow', deliver: () => new Promise<void>(resolve => (finish = resolve)) };
    const world = await ready({ plugins: [taps(), slow] });
    world.waymark.track('tap', {});
    await flush();
    void world.pass(3_000);
    await flush();
    await world.waymark.erase();
    finish();
    await flush();
    expect(await world.store.entries()).toEqual([]);
  });
});
