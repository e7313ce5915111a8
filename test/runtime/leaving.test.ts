// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import type { Gap } from '../../src/runtime/leaving.js';
import { flush, logOf, taps } from './builders.js';
import { GRANTED, onFakeTime, start } from './start.js';

const gate = vi.hoisted(() => {
  let open = (): void => {};
  const passed = new Promise<void>(resolve => (open = resolve));
  return { passed, open };
});

// What delivers comes late, as over a slow line.
vi.mock('../../src/runtime/delivery.js', async importOriginal => {
  await gate.passed;
  return importOriginal();
});

onFakeTime();
afterEach(() => localStorage.clear());

it('leaves behind what still waits when the database is read and the rest is not there', async () => {
  // Loaded once, the engine opens within a few turns.
  await import('../../src/runtime/engine.js');
  const store = memoryStore();
  const plugins = [taps(), { name: 'http', deliver() {} }];
  const world = start({ store, site: 'slow', plugins, consent: GRANTED });
  const id = world.waymark.track('tap', {});
  const isRead = async (): Promise<boolean> => (await store.read(['meta'], []))[0] !== undefined;
  for (let look = 0; look < 50 && !(await isRead()); look++) await flush();
  await flush();
  dispatchEvent(new Event('pagehide'));
  expect(localStorage.getItem('waymark:slow')).toContain(id);

  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  expect(localStorage.length).toBe(0);
  gate.open();
  await world.waymark.ready;
  await world.waymark.flush();
  expect((await logOf(store)).map(({ touchpoint }) => touchpoint?.id)).toEqual([id]);
});

describe('a page that goes while the database is busy', () => {
  /** Writes wait until it is let go. */
  function busyStore(): { readonly store: Store; hold(): void; letGo(): void } {
    const store = memoryStore();
    let held: Promise<void> | undefined;
    let letGo = (): void => {};
    return {
      store: {
        ...store,
        async transact(...given) {
          await held;
          return store.transact(...given);
        },
      },
      hold() {
        held = new Promise(resolve => (letGo = resolve));
      },
      letGo() {
        held = undefined;
        letGo();
      },
    };
  }

  const idsIn = async (store: Store) => (await logOf(store)).map(({ touchpoint }) => touchpoint?.id);

  it('leaves behind what does not get in, and has it still when it comes back', async () => {
    gate.open();
    const { store, hold, letGo } = busyStore();
    const { waymark } = start({ store, site: 'busy', plugins: [taps()], consent: GRANTED });
    await waymark.ready;
    const ids = [waymark.track('tap', {})];
    await waymark.flush();
    dispatchEvent(new Event('pagehide'));
    expect(localStorage.length).toBe(0);
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await waymark.flush();
    hold();
    ids.push(waymark.track('tap', {}));
    await flush();
    ids.push(waymark.track('tap', {}));
    dispatchEvent(new Event('pagehide'));
    const left = JSON.parse(localStorage.getItem('waymark:busy') ?? '{}') as Gap;
    expect(left.rows.map(({ touchpoint }) => touchpoint.id)).toEqual(ids.slice(1));
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(localStorage.length).toBe(0);
    letGo();
    await waymark.flush();
    expect(await idsIn(store)).toEqual(ids);
  });

  it('writes nothing that another page has taken in meanwhile', async () => {
    const { store, hold, letGo } = busyStore();
    const { waymark } = start({ store, site: 'taken', plugins: [taps()], consent: GRANTED });
    await waymark.ready;
    hold();
    const first = waymark.track('tap', {});
    await flush();
    waymark.track('tap', {});
    dispatchEvent(new Event('pagehide'));
    localStorage.clear();
    dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    letGo();
    await waymark.flush();
    expect(await idsIn(store)).toEqual([first]);
  });

  it('leaves it to a page that has the database, not to one that has none', async () => {
    const { store, hold } = busyStore();
    const first = start({ store, site: 'broken', plugins: [taps()], consent: GRANTED });
    await first.waymark.ready;
    hold();
    const ids = [first.waymark.track('tap', {})];
    await flush();
    ids.push(first.waymark.track('tap', {}));
    dispatchEvent(new Event('pagehide'));
    first.waymark.stop();
    const memory = memoryStore();
    const without: Store = { ...memory, open: () => Promise.reject(new Error('full')) };
    const second = start({ store: without, site: 'broken', plugins: [taps()], consent: GRANTED });
    await second.waymark.ready;
    await second.waymark.flush();
    expect(second.waymark.status).toBe('memory');
    second.waymark.stop();
    // As the database was: nothing of it got in.
    const last = memoryStore();
    for (const [key, value] of await store.entries()) await last.transact([], [], () => ({ put: [[key, value]] }));
    const third = start({ store: last, site: 'broken', plugins: [taps()], consent: GRANTED });
    await third.waymark.ready;
    await third.waymark.flush();
    expect(await idsIn(last)).toEqual(ids);
    expect(localStorage.length).toBe(0);
  });
});
