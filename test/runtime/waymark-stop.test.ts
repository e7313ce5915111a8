// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, logOf, rest, seen, taps } from './builders.js';
import { GRANTED, KEY, leave, onFakeTime, ready, start } from './start.js';

onFakeTime();

describe('stop', () => {
  it('leaves no listener, no timer and no mark on the page', async () => {
    const added = [vi.spyOn(window, 'addEventListener'), vi.spyOn(document, 'addEventListener')];
    const world = await ready({ plugins: [taps(), { name: 'http', deliver: () => ({ accepted: 0 }) }] });
    world.waymark.track('tap', {});
    await world.waymark.flush();
    expect(Object.getOwnPropertySymbols(document)).toContain(KEY);
    world.waymark.stop();
    const signals = added.flatMap(({ mock }) =>
      mock.calls.map(([, , options]) => (options as AddEventListenerOptions).signal),
    );
    expect(signals.length).toBeGreaterThan(0);
    expect(signals.every(signal => signal?.aborted)).toBe(true);
    await flush();
    expect(vi.getTimerCount()).toBe(0);
    expect(Object.getOwnPropertySymbols(document)).not.toContain(KEY);
  });

  it('takes nothing any more and tells nobody any more', async () => {
    const { waymark, store } = await ready({ plugins: [taps()] });
    const heard = vi.fn();
    for (const name of ['touchpoint', 'decision', 'consent'] as const) waymark.on(name, heard);
    waymark.stop();
    expect(waymark.track('tap', {})).toBeNull();
    waymark.setConsent({ advertising: 'granted' });
    waymark.use(seen());
    await waymark.flush();
    expect(heard).not.toHaveBeenCalled();
    expect(await logOf(store)).toEqual([]);
  });

  it('keeps what was tracked before', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.track('tap', {});
    await leave(world);
    const { waymark } = await ready({ store: world.store, plugins: [taps()] });
    expect(waymark.profile.slices.taps).toBe(1);
  });

  it('works while the store is being opened: what was granted is kept, and nothing is left behind', async () => {
    const channels = vi.fn();
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor() {
          channels();
        }
        postMessage(): void {}
        close(): void {}
      },
    );
    const store = memoryStore();
    const close = vi.spyOn(store, 'close');
    const transact = vi.spyOn(store, 'transact');
    let goOn = (): void => {};
    const opening = new Promise<void>(asked => {
      store.open = () => {
        asked();
        return new Promise(resolve => (goOn = () => resolve(true)));
      };
    });
    const { waymark } = start({ store, consent: GRANTED, plugins: [taps(), rest(60_000)] });
    waymark.track('tap', {});
    await opening;
    waymark.stop();
    goOn();
    await waymark.ready;
    await flush();
    expect(vi.getTimerCount()).toBe(0);
    expect(channels).not.toHaveBeenCalled();
    expect(await logOf(store)).toMatchObject([{ touchpoint: { type: 'tap' } }]);
    expect(close.mock.invocationCallOrder.at(-1)).toBeGreaterThan(transact.mock.invocationCallOrder.at(-1) ?? 0);
    vi.unstubAllGlobals();
  });

  it('works before anything is loaded', async () => {
    const world = start({ consent: GRANTED, plugins: [taps()] });
    world.waymark.stop();
    await world.waymark.ready;
    await flush();
    expect(world.waymark.status).toBe('stopped');
    expect(vi.getTimerCount()).toBe(0);
  });
});
