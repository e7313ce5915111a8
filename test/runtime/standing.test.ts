// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Delivered, Plugin } from '../../src/core/plugin.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, logOf, START_AT, seen, taps } from './builders.js';
import { destination, keysOf, REFUSED, tapTimes } from './engine-world.js';
import { GRANTED, leave, ledgerOf, onFakeTime, ready, start } from './start.js';

onFakeTime();

describe('a choice of the visitor', () => {
  it('that refuses beats the default on the next visit', async () => {
    const first = await ready({ plugins: [taps()] });
    await tapTimes(first, 1);
    first.waymark.setConsent(REFUSED);
    await first.waymark.flush();
    await leave(first);
    const next = start({ store: first.store, consent: GRANTED, plugins: [taps()] });
    next.waymark.track('tap', {});
    await next.waymark.ready;
    expect(next.waymark.consent).toEqual(REFUSED);
    expect(next.waymark.status).toBe('pending');
    expect(next.waymark.track('tap', {})).toBeNull();
    expect(await keysOf(next.store)).toEqual(['consent']);
    expect(ledgerOf(next)).toMatchObject({ tracked: 2, dropped: { consent: 2 } });
  });

  it('that names one purpose before the stored one is read keeps what that says of the others', async () => {
    const first = await ready({ consent: {} });
    first.waymark.setConsent({ functional: 'granted', analytics: 'denied' });
    await first.waymark.flush();
    await leave(first);
    const second = start({ store: first.store, consent: GRANTED });
    second.waymark.setConsent({ advertising: 'denied' });
    await second.waymark.flush();
    await leave(second);
    const third = await ready({ store: first.store, consent: GRANTED });
    expect(third.waymark.consent).toMatchObject({ functional: 'granted', analytics: 'denied', advertising: 'denied' });
  });

  it('that is given as a visitor returns after more than 13 months brings back nothing of the old one', async () => {
    const first = await ready({ consent: {} });
    first.waymark.setConsent({ functional: 'granted', analytics: 'granted' });
    first.waymark.track('tap', {});
    await first.waymark.flush();
    await leave(first);
    first.clock.pass(400 * 86_400_000);
    const next = start({ store: first.store, clock: first.clock, consent: {} });
    next.waymark.setConsent({ functional: 'granted' });
    await next.waymark.flush();
    expect(next.waymark.consent).toMatchObject({ functional: 'granted', analytics: 'pending' });
  });

  it('that a platform takes back between two visits takes what was learned with it, once', async () => {
    const platform = (grant: 'granted' | 'denied') => ({
      default: { analytics: 'granted' as const },
      sources: [
        {
          name: 'platform',
          watch(set: (choice: object) => void) {
            set({ personalization: grant });
            return true;
          },
        },
      ],
    });
    const plugins = [taps({ purpose: 'personalization' }), seen()];
    const first = await ready({ site: 'taken', consent: platform('granted'), plugins });
    first.waymark.track('tap', {});
    await first.waymark.flush();
    expect(first.waymark.profile.slices.taps).not.toEqual(plugins[0]?.slice?.initial);
    await leave(first);
    for (const _ of [1, 2]) {
      const next = await ready({
        site: 'taken',
        store: first.store,
        clock: first.clock,
        consent: platform('denied'),
        plugins,
      });
      await next.waymark.flush();
      expect(next.waymark.profile.slices.taps).toEqual(plugins[0]?.slice?.initial);
      const { log } = (await next.waymark.export()) as { log: { touchpoint: { type: string } }[] };
      expect(log.map(({ touchpoint }) => touchpoint.type)).toEqual(['tap', 'consent_update']);
      await leave(next);
    }
  });

  it('between two visits opens the database also where what was learned is no JSON', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const odd: Plugin = {
      name: 'odd',
      purpose: 'personalization',
      // What another author's plugin may make of it.
      slice: {
        name: 'taps',
        version: 1,
        initial: 0,
        reduce: (state: unknown, { type }: { type: string }) => (type === 'tap' ? circle : state),
      },
    } as unknown as Plugin;
    const plugins = [odd];
    const consent = { default: { analytics: 'granted', personalization: 'granted' } } as const;
    const first = await ready({ consent, plugins });
    first.waymark.track('tap', {});
    await first.waymark.flush();
    await leave(first);
    const refused = { default: { analytics: 'granted', personalization: 'denied' } } as const;
    const next = await ready({ store: first.store, clock: first.clock, consent: refused, plugins });
    await next.waymark.flush();
    expect(next.problems.map(({ code }) => code)).not.toContain('storage-failed');
    expect(next.waymark.profile.slices.taps).toBe(0);
    expect((await logOf(first.store)).map(({ touchpoint }) => touchpoint?.type)).toEqual(['tap', 'consent_update']);
  });

  it('that withdraws one purpose resets only what was learned for it', async () => {
    const consent = { default: { analytics: 'granted', personalization: 'granted' } } as const;
    const world = await ready({ consent, plugins: [taps({ purpose: 'personalization' }), seen()] });
    await tapTimes(world, 3);
    world.waymark.setConsent({ personalization: 'denied' });
    await world.waymark.flush();
    expect(world.waymark.profile.slices).toMatchObject({ taps: 0, seen: 4 });
    await tapTimes(world, 1);
    expect(world.waymark.profile.slices).toMatchObject({ taps: 0, seen: 5 });
    expect(world.waymark.status).toBe('ready');
    world.waymark.setConsent({ personalization: 'granted' });
    await tapTimes(world, 1);
    expect(world.waymark.profile.slices).toMatchObject({ taps: 1, seen: 7 });
  });

  it('that withdraws the last grant empties the store but for the choice itself', async () => {
    const http = destination('http');
    const world = await ready({ plugins: [taps(), http] });
    await tapTimes(world, 3);
    world.waymark.setConsent(REFUSED, { textVersion: '2' });
    await world.waymark.flush();
    expect(await world.store.entries()).toEqual([
      ['consent', { choice: REFUSED, at: START_AT, source: 'site', textVersion: '2' }],
    ]);
    expect(world.waymark.profile).toMatchObject({ visitorId: '', firstSeenAt: null, slices: { taps: 0 } });
    expect(ledgerOf(world)).toMatchObject({ tracked: 0, stored: 0 });
  });

  it('that withdraws the last grant in the middle of a commit leaves nothing in memory', async () => {
    const store = memoryStore();
    const world = await ready({ store, plugins: [taps()] });
    const { transact } = store;
    let goOn = (): void => {};
    store.transact = async (...given) => {
      store.transact = transact;
      await new Promise<void>(resolve => (goOn = resolve));
      return transact(...given);
    };
    world.waymark.track('tap', {});
    await flush();
    world.waymark.setConsent(REFUSED);
    goOn();
    await world.waymark.flush();
    expect(world.waymark.profile.slices.taps).toBe(0);
    expect(await keysOf(store)).toEqual(['consent']);
  });

  it('that grants again after everything was withdrawn starts with a new visitor', async () => {
    const http = destination('http');
    const world = await ready({ plugins: [taps(), http] });
    await tapTimes(world, 3);
    const { visitorId } = world.waymark.profile;
    world.waymark.setConsent(REFUSED);
    await world.waymark.flush();
    http.rows.length = 0;
    world.waymark.setConsent({ analytics: 'granted' });
    await tapTimes(world, 1);
    expect(world.waymark.profile.slices.taps).toBe(1);
    expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    expect(http.rows.map(({ touchpoint }) => touchpoint?.type).sort()).toEqual(['consent_update', 'tap']);
    ledgerOf(world);
  });

  it('that was withdrawn keeps what came before from every destination for ever', async () => {
    const http = destination('http');
    const world = await ready({ plugins: [taps(), http] });
    for (let index = 0; index < 9; index++) world.waymark.track('tap', { text: 'withdrawn' });
    await flush();
    world.waymark.setConsent(REFUSED);
    await world.waymark.flush();
    world.waymark.setConsent({ analytics: 'granted' });
    await flush();
    dispatchEvent(new Event('pagehide'));
    await flush();
    expect(JSON.stringify(http.rows)).not.toContain('withdrawn');
  });

  it('that refuses in the first task is kept, and what an earlier visit stored is removed', async () => {
    const first = await ready({ plugins: [taps()] });
    await tapTimes(first, 2);
    await leave(first);
    const next = start({ store: first.store, consent: GRANTED, plugins: [taps()] });
    next.waymark.setConsent(REFUSED);
    await next.waymark.ready;
    await next.waymark.flush();
    expect(await keysOf(next.store)).toEqual(['consent']);
    expect(next.waymark.status).toBe('pending');
  });

  it('that refuses where nothing is stored and nothing would be leaves no trace', async () => {
    const world = start({ plugins: [taps()] });
    await world.waymark.ready;
    world.waymark.setConsent(REFUSED);
    await world.waymark.flush();
    expect(await world.store.entries()).toEqual([]);
  });

  it('is followed by the other tabs', async () => {
    const store = memoryStore();
    const tabs = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })] as const;
    tabs[0].waymark.setConsent({ personalization: 'granted' });
    await tabs[0].waymark.flush();
    await tapTimes(tabs[1], 1);
    expect(tabs[1].waymark.consent.personalization).toBe('granted');
    tabs[0].waymark.setConsent(REFUSED);
    await tabs[0].waymark.flush();
    await tapTimes(tabs[1], 1);
    await tabs[1].waymark.flush();
    expect(tabs[1].waymark.consent).toEqual(REFUSED);
    expect(tabs[1].waymark.status).toBe('pending');
    expect(await keysOf(store)).toEqual(['consent']);
  });

  it('that withdraws the purpose of a destination keeps from it what it was not told yet', async () => {
    const consent = { default: { functional: 'granted', analytics: 'granted' } } as const;
    const ads = destination('ads', { purpose: 'analytics' });
    const world = await ready({ consent, plugins: [taps(), ads, destination('http')] });
    for (let index = 0; index < 4; index++) world.waymark.track('tap', {});
    await flush();
    world.waymark.setConsent({ analytics: 'denied' });
    await world.waymark.flush();
    expect(ads.rows).toEqual([]);
    expect(ledgerOf(world)).toMatchObject({
      tracked: 5,
      destinations: { ads: { delivered: 0 }, http: { delivered: 5 } },
    });
    expect(ledgerOf(world).destinations.ads?.dropped.consent).toBeGreaterThanOrEqual(4);
  });
});

describe('another tab', () => {
  it('keeps no cursor of an erased log', async () => {
    const store = memoryStore();
    let answer = (_?: Delivered): void => {};
    const got: string[] = [];
    const slow: Plugin = { name: 'http', deliver: () => new Promise(resolve => (answer = resolve)) };
    const quick: Plugin = {
      name: 'http',
      deliver: batch => void got.push(...batch.map(({ touchpoint }) => touchpoint?.id ?? '')),
    };
    const one = await ready({ store, plugins: [taps(), slow] });
    const two = await ready({ store, plugins: [taps(), quick] });
    for (let n = 0; n < 3; n++) one.waymark.track('tap', {});
    void one.waymark.flush();
    await flush(); // One's request is on its way.
    await two.waymark.erase();
    answer(); // It arrives after the erasure: the cursor is put into the empty store.
    await flush();
    const ids = [1, 2, 3].map(() => two.waymark.track('tap', {}));
    await two.waymark.flush();
    await two.waymark.flush();
    expect(got).toEqual(ids);
  });

  it('does not withdraw what another tab has been granted', async () => {
    const store = memoryStore();
    const got: number[] = [];
    const ads = (): Plugin => ({
      name: 'ads',
      purpose: 'advertising',
      deliver: batch => void got.push(...batch.map(({ seq }) => seq)),
    });
    const one = await ready({ store, plugins: [taps(), ads()] });
    one.waymark.setConsent({ advertising: 'denied' });
    await one.waymark.flush();
    // Two has read the refusal and is about to move the cursor when one is granted and records a touchpoint.
    let go = (): void => {};
    const gate = new Promise<void>(resolve => (go = resolve));
    const late = {
      ...store,
      transact: async (keys: never, ranges: never, work: never) => {
        if (JSON.stringify(keys).includes('cursor')) await gate;
        return store.transact(keys, ranges, work);
      },
    };
    await ready({ store: late as never, plugins: [taps(), ads()] });
    one.clock.pass(1);
    one.waymark.setConsent({ advertising: 'granted' });
    one.waymark.track('tap', {});
    await flush();
    go();
    await flush();
    await one.waymark.flush();
    expect(got).toEqual([2, 3]);
  });

  it('takes no choice over an erasure', async () => {
    const store = memoryStore();
    const one = await ready({ store, plugins: [taps()] });
    one.waymark.setConsent({ advertising: 'granted' });
    await one.waymark.flush();
    let go = (): void => {};
    const gate = new Promise<void>(resolve => (go = resolve));
    let reads = 0;
    const late = {
      ...store,
      read: async (keys: never, ranges: never) => {
        const values = await store.read(keys, ranges);
        if (JSON.stringify(keys) === '["consent"]' && !reads++) await gate;
        return values;
      },
    };
    const two = start({ store: late as never, plugins: [taps()], consent: { default: { analytics: 'granted' } } });
    await flush();
    await one.waymark.erase();
    go();
    await two.waymark.ready;
    two.waymark.track('tap', {});
    await two.waymark.flush();
    expect(two.waymark.consent.advertising).toBe('pending');
  });
});

it.each([0, 1, 2, 3, 5, 8])(
  'an erasure %i turns after a logout tells nobody of a visitor without an id',
  async turns => {
    const told: string[] = [];
    const http: Plugin = { name: 'http', deliver: (_, { profile }) => void told.push(profile.visitorId) };
    const { waymark, pass } = await ready({ plugins: [taps(), http] });
    waymark.track('tap', {});
    void waymark.reset();
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    const erasing = waymark.erase();
    void waymark.flush();
    waymark.track('tap', {});
    await erasing;
    waymark.track('tap', {});
    await pass(60_000);
    expect(told).not.toContain('');
    expect(told.at(-1)).toBe(waymark.profile.visitorId);
  },
);
