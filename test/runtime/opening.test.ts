// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { indexedDbStore } from '../../src/platform/indexed-db.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, logOf, taps } from './builders.js';
import { destination, keysOf, REFUSED, tapTimes, turn } from './engine-world.js';
import { GRANTED, onFakeTime, ready, start, type World } from './start.js';

onFakeTime();

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
