// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, taps } from './builders.js';
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
