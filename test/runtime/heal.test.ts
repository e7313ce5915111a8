// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { fold } from '../../src/core/fold.js';
import type { Plugin } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { flush, logOf, rest, seen, taps } from './builders.js';
import { GRANTED, ledgerOf, onFakeTime, start, type World } from './start.js';

const QUARTER_MINUTE_MS = 15_000;
const PLUGINS = () => [taps(), seen()];

const DENIED = { functional: 'denied', analytics: 'denied', personalization: 'denied', advertising: 'denied' } as const;

/** A store that can be broken and mended; what fails fails before anything is written. */
function shaky(): Store & { fails: boolean; readonly inner: Store } {
  const inner = memoryStore();
  const self = {
    ...inner,
    inner,
    fails: false,
    open: async (create: boolean) => {
      if (self.fails) throw new DOMException('no', 'UnknownError');
      return inner.open(create);
    },
    transact: ((keys, ranges, work) => {
      if (self.fails) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      return inner.transact(keys, ranges, work);
    }) as Store['transact'],
  };
  return self;
}

async function idsOf(store: Store): Promise<(string | undefined)[]> {
  return (await logOf(store)).map(({ touchpoint }) => touchpoint?.id);
}

async function tapped({ waymark }: World, times = 1): Promise<(string | null)[]> {
  const ids = Array.from({ length: times }, () => waymark.track('tap', {}));
  await waymark.flush();
  return ids;
}

/** A page with some touchpoints, in a database or, where that `fails`, in memory. */
async function begun({ fails = false, taps: times = 0, more = [] as Plugin[] } = {}) {
  const store = shaky();
  store.fails = fails;
  const world = start({ store, plugins: [...PLUGINS(), ...more], consent: GRANTED });
  await world.waymark.ready;
  return { store, world, ids: await tapped(world, times) };
}

/** The next try, with what it loads. */
async function healed(world: World): Promise<void> {
  await world.pass(QUARTER_MINUTE_MS);
  await vi.dynamicImportSettled();
  await flush();
  await world.waymark.flush();
}

onFakeTime();

describe('a database that can be reached again', () => {
  it('gets everything that was kept in memory, each once, and the status follows', async () => {
    const { store, world, ids } = await begun({ taps: 2 });
    store.fails = true;
    ids.push(...(await tapped(world, 3)));
    expect(world.waymark.status).toBe('memory');
    store.fails = false;
    await healed(world);
    expect(world.waymark.status).toBe('ready');
    ids.push(...(await tapped(world, 1)));
    expect(await idsOf(store.inner)).toEqual(ids);
    expect(world.waymark.profile.slices.taps).toBe(6);
    expect(world.problems.map(({ code }) => code)).toEqual(['storage-lost']);
    ledgerOf(world);
  });

  it('keeps its visitor, and the profile is the fold of its log', async () => {
    const store = shaky();
    const first = start({ store, plugins: PLUGINS(), consent: GRANTED });
    await first.waymark.ready;
    await tapped(first, 1);
    first.waymark.stop();
    await flush();
    store.fails = true;
    const world = start({ store, plugins: PLUGINS(), consent: GRANTED, clock: first.clock });
    await world.waymark.ready;
    await tapped(world, 2);
    expect(world.waymark.profile.visitorId).not.toBe(first.waymark.profile.visitorId);
    store.fails = false;
    await healed(world);
    expect(world.waymark.profile.visitorId).toBe(first.waymark.profile.visitorId);
    expect(world.waymark.profile.slices.taps).toBe(3);
    const [base] = await store.inner.read(['base'], []);
    const rules = gatherRules(PLUGINS());
    expect(fold(rules, base.profile, await logOf(store.inner))).toEqual(world.waymark.profile);
  });

  it('is given the name the visitor had in memory where it is new', async () => {
    const { store, world } = await begun({ fails: true, taps: 1 });
    const { visitorId } = world.waymark.profile;
    store.fails = false;
    await healed(world);
    expect(world.waymark.profile.visitorId).toBe(visitorId);
    expect((await store.inner.read(['base'], []))[0].profile.visitorId).toBe(visitorId);
  });

  it('learns of a choice made in memory, also where a newer build has been there meanwhile', async () => {
    const { store, world, ids } = await begun({ taps: 1 });
    store.fails = true;
    ids.push(...(await tapped(world, 1)));
    world.waymark.setConsent({ advertising: 'denied' });
    await world.waymark.flush();
    const [meta] = await store.inner.read(['meta'], []);
    await store.inner.transact([], [], () => ({ put: [['meta', { ...meta, format: 3 }]] }));
    store.fails = false;
    await healed(world);
    const [consent, inbox] = await store.inner.read(['consent'], [{ name: 'inbox' }]);
    expect(consent).toMatchObject({ choice: { advertising: 'denied' } });
    expect(inbox).toMatchObject([{ touchpoint: { id: ids[1] } }, { touchpoint: { type: 'consent_update' } }]);
    expect(await idsOf(store.inner)).toEqual([ids[0]]);
  });

  it('is not decided for again, and nobody hears a decision twice', async () => {
    const store = shaky();
    store.fails = true;
    const world = start({ store, plugins: [...PLUGINS(), rest(60_000)], consent: GRANTED });
    const heard: string[] = [];
    world.waymark.on('taps.reach', ({ id }) => heard.push(id));
    const touchpoints: string[] = [];
    world.waymark.on('touchpoint', ({ id }) => touchpoints.push(id));
    await world.waymark.ready;
    const ids = await tapped(world, 3);
    store.fails = false;
    await healed(world);
    expect(world.waymark.status).toBe('ready');
    expect(heard).toHaveLength(1);
    expect(touchpoints).toEqual(ids);
    expect((await logOf(store.inner)).flatMap(({ decisions }) => decisions)).toMatchObject([{ name: 'taps.reach' }]);
    expect(world.waymark.profile.fired).toMatchObject({ third: { count: 1 } });
  });

  it('keeps what time alone decided in memory', async () => {
    const { store, world } = await begun({ fails: true, taps: 1, more: [rest(5_000)] });
    await world.pass(6_000);
    store.fails = false;
    await healed(world);
    const rows = await logOf(store.inner);
    expect(rows.map(({ touchpoint, decisions }) => [touchpoint?.type, decisions.map(({ name }) => name)])).toEqual([
      ['tap', []],
      [undefined, ['taps.rest']],
    ]);
    expect(world.waymark.profile.fired).toMatchObject({ rest: { times: 1 } });
  });

  it('gets more than one commit can place', async () => {
    const { store, world } = await begun({ fails: true });
    const ids: (string | null)[] = [];
    for (let round = 0; round < 5; round++) ids.push(...(await tapped(world, 70)));
    store.fails = false;
    await healed(world);
    await world.waymark.flush();
    expect(await idsOf(store.inner)).toEqual(ids);
    expect(ledgerOf(world)).toMatchObject({ tracked: 350, stored: 350 });
  });

  it('is looked for at most five times a minute, and ever more seldom', async () => {
    const store = shaky();
    store.fails = true;
    const opened = vi.spyOn(store, 'open');
    const world = start({ store, plugins: PLUGINS(), consent: GRANTED });
    await world.waymark.ready;
    opened.mockClear();
    await world.pass(60_000);
    expect(opened.mock.calls.length).toBeGreaterThanOrEqual(1);
    expect(opened.mock.calls.length).toBeLessThanOrEqual(5);
    opened.mockClear();
    for (let minute = 0; minute < 60; minute++) await world.pass(60_000);
    expect(opened.mock.calls.length).toBeLessThanOrEqual(20);
    expect(world.problems.map(({ code }) => code)).toEqual(['storage-lost']);
  });

  it('is erased with the memory, or the report says that it could not be', async () => {
    const { store, world } = await begun({ taps: 2 });
    store.fails = true;
    await tapped(world, 1);
    expect(await world.waymark.erase()).toMatchObject({ verified: false });
    store.fails = false;
    expect(await world.waymark.erase()).toMatchObject({ verified: true });
    expect(await store.inner.entries()).toEqual([]);
  });

  it('is emptied of what was refused in memory, once it can be reached', async () => {
    const { store, world } = await begun({ taps: 2 });
    store.fails = true;
    await tapped(world, 1);
    world.waymark.setConsent(DENIED);
    await world.waymark.flush();
    store.fails = false;
    await healed(world);
    expect((await store.inner.entries()).map(([key]) => key)).toEqual(['consent']);
    world.waymark.setConsent({ analytics: 'granted' });
    await tapped(world, 1);
    expect(world.waymark.status).toBe('ready');
    expect(world.waymark.profile.slices.taps).toBe(1);
  });

  it('is emptied of what was erased in memory, before anything new goes into it', async () => {
    const { store, world, ids: old } = await begun({ taps: 2 });
    const { visitorId } = world.waymark.profile;
    store.fails = true;
    await tapped(world, 1);
    expect(await world.waymark.erase()).toMatchObject({ verified: false });
    const ids = await tapped(world, 2);
    store.fails = false;
    await healed(world);
    expect(world.waymark.status).toBe('ready');
    const stored = await idsOf(store.inner);
    expect(stored.filter(id => old.includes(id ?? ''))).toEqual([]);
    expect(stored).toEqual(ids);
    expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    expect((await store.inner.read(['base'], []))[0].profile.visitorId).not.toBe(visitorId);
  });

  it('is emptied of what was refused while it failed, and does not bring the old visitor back', async () => {
    const { store, world } = await begun({ taps: 2 });
    store.fails = true;
    world.waymark.setConsent(DENIED);
    await flush();
    store.fails = false;
    await healed(world);
    expect((await store.inner.entries()).map(([key]) => key)).toEqual(['consent']);
  });

  it('takes nothing back where another tab refused or erased meanwhile', async () => {
    for (const kind of ['refused', 'erased'] as const) {
      const { store, world, ids: old } = await begun({ taps: 2 });
      const { visitorId } = world.waymark.profile;
      store.fails = true;
      old.push(...(await tapped(world, 1)));
      const other = start({ store: store.inner, plugins: PLUGINS(), consent: GRANTED, clock: world.clock });
      await other.waymark.ready;
      if (kind === 'refused') other.waymark.setConsent(DENIED);
      else await other.waymark.erase();
      await other.waymark.flush();
      store.fails = false;
      await healed(world);
      const entries = await store.inner.entries();
      expect(entries.map(([key]) => key)).toEqual(kind === 'refused' ? ['consent'] : []);
      expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    }
  });

  it('is emptied of what is refused while it is being healed', async () => {
    const { store, world } = await begun({ taps: 2 });
    store.fails = true;
    await tapped(world, 1);
    store.fails = false;
    const { transact } = store;
    let calls = 0;
    store.transact = ((keys, ranges, work) => {
      if (++calls === 2) world.waymark.setConsent(DENIED);
      return transact(keys, ranges, work);
    }) as Store['transact'];
    await healed(world);
    await healed(world);
    expect((await store.inner.entries()).map(([key]) => key)).toEqual(['consent']);
  });

  it('takes no row twice that reached it before it failed', async () => {
    const { store, world } = await begun();
    const { transact } = store;
    let calls = 0;
    // The row is written ahead; the commit that follows fails.
    store.transact = ((keys, ranges, work) =>
      ++calls === 2
        ? Promise.reject(new DOMException('gone', 'UnknownError'))
        : transact(keys, ranges, work)) as Store['transact'];
    const ids = await tapped(world, 1);
    expect(world.waymark.status).toBe('memory');
    await healed(world);
    expect(world.waymark.status).toBe('ready');
    ids.push(...(await tapped(world, 1)));
    expect(await idsOf(store.inner)).toEqual(ids);
    expect(world.waymark.profile.slices.taps).toBe(2);
  });
});
