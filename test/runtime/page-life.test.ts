// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, logOf, taps } from './builders.js';
import { destination, tapTimes, turn } from './engine-world.js';
import { GRANTED, ledgerOf, onFakeTime, ready, start } from './start.js';

onFakeTime();

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
