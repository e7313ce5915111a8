// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ActContext,
  type DeliverContext,
  type Delivered,
  definePlugin,
  type Plugin,
} from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { indexedDbStore } from '../../src/platform/indexed-db.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { fill, flush, logOf, rest, row, START_AT, seen, taps } from './builders.js';
import { GRANTED, leave, ledgerOf, onFakeTime, ready, start, type World } from './start.js';

const REFUSED = {
  functional: 'denied',
  analytics: 'denied',
  personalization: 'denied',
  advertising: 'denied',
} as const;
const MINUTE_MS = 60_000;

onFakeTime();

function turn(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** A destination and the rows it was told of. */
function destination(name: string, more: Partial<Plugin> = {}): Plugin & { rows: Row[]; contexts: DeliverContext[] } {
  const rows: Row[] = [];
  const contexts: DeliverContext[] = [];
  const deliver = (batch: readonly Row[], context: DeliverContext): void => {
    rows.push(...batch);
    contexts.push(context);
  };
  return { name, deliver, rows, contexts, ...more };
}

async function tapTimes({ waymark }: World, times: number): Promise<void> {
  for (let index = 0; index < times; index++) waymark.track('tap', {});
  await waymark.flush();
}

async function keysOf(store: Store): Promise<unknown[]> {
  return (await store.entries()).map(([key]) => key);
}

describe('rows that another page placed and died before it said so', () => {
  it('are known once they were sent from here, so that the figures balance', async () => {
    const [store, one] = [memoryStore(), destination('one')];
    const world = await ready({ store, plugins: [taps(), one] });
    await tapTimes(world, 1);
    // Its channel has another name, so that nobody hears of it.
    const silent = await ready({ store, plugins: [taps()] });
    await tapTimes(silent, 3);
    const before = world.waymark.profile;
    dispatchEvent(new Event('online'));
    await flush();
    await vi.waitFor(() => expect(one.rows).toHaveLength(4));
    await flush();
    expect(world.waymark.diagnostics()).toMatchObject({
      tracked: 4,
      stored: 4,
      destinations: { one: { delivered: 4, stored: 0 } },
    });
    expect(world.waymark.profile).not.toBe(before);
  });
});

describe('decisions', () => {
  it('fire once and reach their name, everybody who listens to all, and the plugins that act on them', async () => {
    const [act, other] = [vi.fn(), vi.fn()];
    const world = await ready({
      plugins: [
        taps(),
        { name: 'actor', acts: ['taps.reach'], act },
        { name: 'other', acts: ['taps.rest'], act: other },
      ],
    });
    const [named, all] = [vi.fn(), vi.fn()];
    world.waymark.on('taps.reach', named);
    world.waymark.on('decision', all);
    await tapTimes(world, 5);
    for (const heard of [named, all, act]) {
      expect(heard).toHaveBeenCalledOnce();
      expect(heard.mock.calls[0]?.[0]).toMatchObject({ name: 'taps.reach', trigger: 'third', data: { taps: 3 } });
    }
    expect(Object.isFrozen(named.mock.calls[0]?.[0])).toBe(true);
    expect(other).not.toHaveBeenCalled();
  });

  it('do not fire again on the next visit', async () => {
    const first = await ready({ plugins: [taps()] });
    await tapTimes(first, 3);
    await leave(first);
    const next = await ready({ store: first.store, plugins: [taps()] });
    const heard = vi.fn();
    next.waymark.on('decision', heard);
    await tapTimes(next, 2);
    expect(heard).not.toHaveBeenCalled();
    await tapTimes(next, 1);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('are made once over two tabs, in one of them, and both know the same', async () => {
    const store = memoryStore();
    const tabs = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })] as const;
    const heard = vi.fn();
    for (const { waymark } of tabs) waymark.on('decision', heard);
    for (let round = 0; round < 6; round++) tabs[round % 2]?.waymark.track('tap', {});
    for (let round = 0; round < 2; round++) for (const { waymark } of tabs) await waymark.flush();
    expect(heard.mock.calls.map(([{ data }]) => data)).toEqual([{ taps: 3 }, { taps: 6 }]);
    expect(tabs[0].waymark.profile).toEqual(tabs[1].waymark.profile);
  });

  it('come after the touchpoint that brought them, when the profile knows it', async () => {
    const world = await ready({ plugins: [taps()] });
    const heard: unknown[] = [];
    world.waymark.on('touchpoint', ({ type }) => heard.push(type));
    world.waymark.on('taps.reach', () => heard.push(world.waymark.profile.slices.taps));
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    expect(heard).toEqual(['tap', 3]);
  });

  it('do not show in the profile before they are made', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.track('tap', { weight: 3 });
    expect(world.waymark.profile.fired).toEqual({});
    await world.waymark.flush();
    expect(world.waymark.profile.fired).toHaveProperty('third');
  });

  it('let an act track, report and see the profile, until it is done', async () => {
    let context: ActContext | undefined;
    const actor: Plugin = {
      name: 'actor',
      acts: ['taps.reach'],
      act(_, given) {
        context = given;
        given.track('tap', { text: 'acted' });
      },
    };
    const world = await ready({ plugins: [taps(), actor] });
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    await world.waymark.flush();
    expect((await logOf(world.store)).at(-1)).toMatchObject({ touchpoint: { by: 'actor', data: { text: 'acted' } } });
    expect(context?.site).toBe(world.waymark.site);
    expect(context?.signal.aborted).toBe(true);
  });

  it('leave an act that never settles after five seconds, and abort it', async () => {
    let signal: AbortSignal | undefined;
    const actor: Plugin = {
      name: 'actor',
      acts: ['taps.reach'],
      act(_, context) {
        ({ signal } = context);
        return new Promise(() => {});
      },
    };
    const world = await ready({ plugins: [taps(), actor] });
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    expect(signal?.aborted).toBe(false);
    await world.pass(5_000);
    expect(signal?.aborted).toBe(true);
    expect(world.problems).toMatchObject([{ code: 'act-failed', plugin: 'actor' }]);
  });
});

describe('time', () => {
  const PLUGINS = [taps(), rest(20 * MINUTE_MS)];

  it('alone makes a trigger fire, once', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    await world.pass(19 * MINUTE_MS);
    expect(heard).not.toHaveBeenCalled();
    await world.pass(MINUTE_MS);
    expect(heard).toHaveBeenCalledOnce();
    await world.pass(60 * MINUTE_MS);
    expect(heard).toHaveBeenCalledOnce();
    expect((await logOf(world.store)).at(-1)).toMatchObject({ touchpoint: null, decisions: [{ name: 'taps.rest' }] });
  });

  it('makes a trigger fire although a commit comes between the moment and its timer', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    await flush();
    world.clock.pass(20 * MINUTE_MS);
    await world.waymark.flush();
    await world.pass(0);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('starts anew with every touchpoint', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    await world.pass(19 * MINUTE_MS);
    await tapTimes(world, 1);
    await world.pass(19 * MINUTE_MS);
    expect(heard).not.toHaveBeenCalled();
    await world.pass(MINUTE_MS);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('makes due on the next visit what became due meanwhile', async () => {
    const first = await ready({ plugins: PLUGINS });
    await tapTimes(first, 1);
    await leave(first);
    first.clock.pass('3 h');
    const next = start({ store: first.store, clock: first.clock, consent: GRANTED, plugins: PLUGINS });
    const heard = vi.fn();
    next.waymark.on('taps.rest', heard);
    await next.waymark.ready;
    expect(heard).toHaveBeenCalledOnce();
  });

  it('makes nothing due in a hidden page, and at once when it is seen again', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    turn('hidden');
    await flush();
    await world.pass(30 * MINUTE_MS);
    expect(heard).not.toHaveBeenCalled();
    turn('visible');
    await flush();
    expect(heard).toHaveBeenCalledOnce();
  });

  it('makes nothing due in a page that has stopped', async () => {
    const world = await ready({ plugins: PLUGINS });
    await tapTimes(world, 1);
    world.waymark.track('tap', {});
    await leave(world);
    expect(vi.getTimerCount()).toBe(0);
    const rows = await logOf(world.store);
    await world.pass(60 * MINUTE_MS);
    expect(await logOf(world.store)).toEqual(rows);
  });
});

describe('other tabs', () => {
  it('are told when rows have got their place, and nothing else', async () => {
    const world = await ready({ plugins: [taps()] });
    const other = new BroadcastChannel(`waymark:${world.waymark.site}`);
    const message = new Promise(resolve => {
      other.onmessage = ({ data }) => resolve(data);
    });
    await tapTimes(world, 1);
    expect(await message).toBe(0);
    other.close();
  });

  it('make this one read the store when they say so', async () => {
    const store = memoryStore();
    const [world, other] = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })];
    await tapTimes(other, 2);
    expect(world.waymark.profile.slices.taps).toBe(0);
    const changed = new Promise<void>(resolve => world.waymark.subscribe(resolve));
    const channel = new BroadcastChannel(`waymark:${world.waymark.site}`);
    channel.postMessage(0);
    await changed;
    expect(world.waymark.profile.slices.taps).toBe(2);
    channel.close();
  });
});

describe('a page that is hidden', () => {
  it('keeps the profile for a fast start', async () => {
    const world = await ready({ plugins: [taps()] });
    await tapTimes(world, 2);
    turn('hidden');
    await flush();
    expect(await world.store.read(['profile'], [])).toMatchObject([{ seq: 2, profile: { slices: { taps: 2 } } }]);
  });

  it('sends at once what was to go out soon', async () => {
    const http = destination('http');
    const world = await ready({ plugins: [taps(), http] });
    world.waymark.track('tap', {});
    await flush();
    expect(http.rows).toHaveLength(0);
    turn('hidden');
    await flush();
    expect(http.rows).toHaveLength(1);
  });

  it('offers its last rows once more when it goes away', async () => {
    const http = destination('http');
    const world = await ready({ plugins: [taps(), http] });
    world.waymark.track('tap', {});
    await flush();
    dispatchEvent(new Event('pagehide'));
    await flush();
    expect(http.contexts.map(({ final }) => final)).toEqual([true]);
  });

  it('hears other tabs again when it comes back', async () => {
    const store = memoryStore();
    const world = await ready({ store, plugins: [taps()] });
    dispatchEvent(new Event('pagehide'));
    await flush();
    const other = await ready({ store, plugins: [taps()] });
    await tapTimes(other, 2);
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await flush();
    expect(world.waymark.profile.slices.taps).toBe(2);
  });
});

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

it('keeps what is tracked in its order while the storage is opened', async () => {
  // They are there at once from now on, as on a page that was open before.
  await ready({ plugins: [taps(), destination('one')] });
  const store = memoryStore();
  const { waymark } = start({ store, consent: GRANTED, plugins: [taps(), destination('one')] });
  const ids: (string | null)[] = [];
  for (let turns = 0; waymark.status !== 'ready' || turns < 100; turns++) {
    ids.push(waymark.track('tap', {}));
    await null;
    await null;
  }
  await waymark.flush();
  const placed = (await logOf(store)).map(({ touchpoint }) => touchpoint?.id);
  expect(placed).toEqual(ids);
});

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

describe('the log', () => {
  it('stays within its bounds, and the profile stays as it is', async () => {
    const clock = fakeClock();
    const rules = gatherRules([taps(), seen()]);
    const store = memoryStore();
    await fill(
      store,
      rules,
      Array.from({ length: 1_990 }, (_, index) => row(index + 1)),
    );
    const world = await ready({ store, clock, plugins: [taps(), seen()] });
    for (let round = 0; round < 12; round++) await tapTimes(world, 50);
    await vi.waitFor(async () => expect((await logOf(store)).length).toBeLessThanOrEqual(2_200));
    await world.waymark.flush();
    expect(world.waymark.profile.slices).toMatchObject({ taps: 2_590, seen: 2_590 });
    await leave(world);
    const next = await ready({ store, clock, plugins: [taps(), seen()] });
    expect(next.waymark.profile).toEqual(world.waymark.profile);
  });

  it('stays within its bounds when every touchpoint comes alone', async () => {
    const store = memoryStore();
    await fill(
      store,
      gatherRules([taps()]),
      Array.from({ length: 1_995 }, (_, index) => row(index + 1)),
    );
    const world = await ready({ store, plugins: [taps()] });
    for (let round = 0; round < 410; round++) await tapTimes(world, 1);
    await flush(10);
    expect((await logOf(store)).length).toBeLessThanOrEqual(2_200);
    expect(world.waymark.profile.slices.taps).toBe(2_405);
  });
});

it('says of a trigger whose `wakeAt` fails that it has no alarm, and keeps those of the others', async () => {
  const odd = definePlugin({
    name: 'odd',
    triggers: [{ name: 'odd', decision: 'taps.rest', when: () => null, wakeAt: () => Number.NaN }],
  });
  const world = await ready({ plugins: [taps(), odd, rest(60_000)] });
  const decided = vi.fn();
  world.waymark.on('taps.rest', decided);
  await tapTimes(world, 1);
  await world.pass(60_000);
  expect(decided).toHaveBeenCalledOnce();
  expect(world.problems[0]).toMatchObject({ code: 'wakeAt-failed', plugin: 'odd' });
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

describe('with the database of the browser', () => {
  let factory: IDBFactory;

  beforeEach(() => {
    factory = new IDBFactory();
    vi.stubGlobal('indexedDB', factory);
  });

  async function names(): Promise<(string | undefined)[]> {
    return (await factory.databases()).map(({ name }) => name);
  }

  /** A tab of its own; tabs of one name share a database. */
  async function open(name: string, consent?: typeof GRANTED): Promise<World> {
    const world = start({ store: indexedDbStore(name), ...(consent && { consent }), plugins: [taps()] });
    await world.waymark.ready;
    return world;
  }

  it('makes no database before a grant, and one with it', async () => {
    const world = await open('idb-grant');
    world.waymark.track('tap', {});
    await world.waymark.flush();
    expect(await names()).toEqual([]);
    world.waymark.setConsent({ analytics: 'granted' });
    await world.waymark.flush();
    expect(await names()).toEqual(['idb-grant']);
    expect(world.waymark.profile.slices.taps).toBe(1);
  });

  it('misses no database when something is imported before a grant', async () => {
    const known = await open('idb-known', GRANTED);
    await tapTimes(known, 1);
    const world = await open('idb-unknown');
    expect(await world.waymark.import(await known.waymark.export())).toMatchObject({ imported: 0 });
    await flush(20);
    expect(world.problems.map(({ code }) => code)).toEqual(['import-consent']);
    expect(await names()).toEqual(['idb-known']);
  });

  it('finds everything again on the next visit', async () => {
    const first = await open('idb-again', GRANTED);
    await tapTimes(first, 60);
    const { profile } = first.waymark;
    first.waymark.stop();
    await vi.waitFor(async () => {
      const next = indexedDbStore('idb-again');
      expect(await next.read(['head'], [])).toMatchObject([{ seq: 60 }]);
      next.close();
    });
    const next = await open('idb-again', GRANTED);
    expect(next.waymark.profile).toEqual(profile);
  });

  it('removes the database when everything is erased, and another tab does not bring it back', async () => {
    const [one, other] = [await open('idb-erase', GRANTED), await open('idb-erase', GRANTED)];
    await tapTimes(one, 2);
    await tapTimes(other, 2);
    expect(await one.waymark.erase()).toMatchObject({ verified: true });
    expect(await names()).toEqual([]);
    await tapTimes(other, 1);
    expect(await names()).toEqual([]);
    expect(other.waymark.profile).toMatchObject({ visitorId: '', slices: { taps: 0 } });
    expect(other.problems).toEqual([]);
    await tapTimes(one, 1);
    await one.waymark.flush();
    expect(await names()).toEqual(['idb-erase']);
    await tapTimes(other, 1);
    await other.waymark.flush();
    await tapTimes(one, 0);
    expect(other.waymark.profile.visitorId).toBe(one.waymark.profile.visitorId);
    expect(other.waymark.profile.slices.taps).toBe(2);
  });

  it('makes no database after an erasure because it is called or shown again, but joins the one another tab makes', async () => {
    const [one, other] = [await open('idb-quiet', GRANTED), await open('idb-quiet', GRANTED)];
    const call = async (): Promise<void> => {
      const channel = new BroadcastChannel(`waymark:${other.waymark.site}`);
      channel.postMessage(0);
      await vi.waitFor(() => flush(20));
      channel.close();
    };
    await tapTimes(one, 2);
    await one.waymark.erase();
    await call();
    await call();
    turn('hidden');
    turn('visible');
    await one.waymark.flush();
    await other.waymark.flush();
    expect(await names()).toEqual([]);
    expect(other.waymark.status).toBe('pending');
    await tapTimes(one, 3);
    await one.waymark.flush();
    await call();
    await other.waymark.flush();
    expect(other.waymark.profile.slices.taps).toBe(3);
  });

  it('leaves nothing but the choice when everything is refused, also of what another tab wrote since', async () => {
    const [one, other] = [await open('idb-refuse', GRANTED), await open('idb-refuse', GRANTED)];
    await tapTimes(one, 2);
    one.waymark.setConsent(REFUSED);
    other.waymark.track('tap', {});
    await one.waymark.flush();
    await other.waymark.flush();
    expect(await keysOf(indexedDbStore('idb-refuse'))).toEqual(['consent']);
    expect(other.waymark.consent).toEqual(REFUSED);
    expect(other.waymark.track('tap', {})).toBeNull();
  });

  it('keeps what is tracked in memory where the database does not open', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('private', 'SecurityError');
      },
    });
    const world = await open('idb-private', GRANTED);
    expect(world.waymark.status).toBe('memory');
    await tapTimes(world, 3);
    expect(world.waymark.profile.slices.taps).toBe(3);
    expect(world.problems.map(({ code }) => code)).toEqual(['storage-lost']);
  });

  it('keeps what is tracked in memory where the database does not answer', async () => {
    vi.stubGlobal('indexedDB', { open: () => ({}) });
    const world = start({ store: indexedDbStore('idb-hanging'), consent: GRANTED, plugins: [taps()] });
    world.waymark.track('tap', {});
    let isReady = false;
    void world.waymark.ready.then(() => (isReady = true));
    for (let second = 0; second < 10 && !isReady; second++) await world.pass(1_000);
    expect(world.waymark.status).toBe('memory');
    await tapTimes(world, 1);
    expect(world.waymark.profile.slices.taps).toBe(2);
    expect(world.problems.map(({ code }) => code)).toEqual(['storage-lost']);
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

describe('a page that comes back', () => {
  it('holds no longer what it left and another page has taken', async () => {
    const inner = memoryStore();
    let isOpen = (): void => {};
    const waits = new Promise<void>(resolve => (isOpen = resolve));
    const store = { ...inner, open: (create: boolean) => waits.then(() => inner.open(create)) };
    const world = start({ store, site: 'back', plugins: [taps()], consent: GRANTED });
    await flush();
    const id = world.waymark.track('tap', {});
    dispatchEvent(new Event('pagehide'));
    expect(localStorage.getItem('waymark:back')).toContain(id);
    localStorage.removeItem('waymark:back');
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    isOpen();
    await world.waymark.ready;
    await world.waymark.flush();
    expect(await logOf(inner)).toEqual([]);
  });
});

describe('a page that comes and goes', () => {
  it('asks for no lock between its going and its return, for Chromium hides it only after it said that it goes', async () => {
    const asked = vi.fn();
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({
      async request(_name: string, _options: object, work: (lock: object) => Promise<unknown>) {
        asked();
        return work({});
      },
    } as unknown as LockManager);
    const { waymark, pass } = await ready({ plugins: [taps(), destination('http')] });
    waymark.track('tap', {});
    await flush();
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    turn('hidden');
    await flush();
    expect(asked).not.toHaveBeenCalled();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    turn('visible');
    await pass(5_000);
    expect(asked).toHaveBeenCalled();
  });

  it('is in the same state after a thousand times', async () => {
    const http = destination('http');
    const world = await ready({ plugins: [taps(), http] });
    const ids: (string | null)[] = [];
    for (let round = 0; round < 1_000; round++) {
      turn('hidden');
      if (round % 3 === 0) {
        dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
        document.dispatchEvent(new Event('freeze'));
        document.dispatchEvent(new Event('resume'));
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      }
      turn('visible');
      if (round % 50 === 0) {
        ids.push(world.waymark.track('tap', {}));
        await world.pass(60_000);
      }
    }
    await world.waymark.flush();
    expect(world.waymark.status).toBe('ready');
    expect(world.problems).toEqual([]);
    expect((await logOf(world.store)).map(({ touchpoint }) => touchpoint?.id)).toEqual(ids);
    expect(new Set(http.rows.map(({ touchpoint }) => touchpoint?.id))).toEqual(new Set(ids));
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
    ledgerOf(world);
  });
});
