// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, START_AT, seen, taps } from './builders.js';
import { destination, tapTimes } from './engine-world.js';
import { leave, ledgerOf, onFakeTime, ready, start } from './start.js';

onFakeTime();

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
