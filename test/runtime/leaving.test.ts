// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
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
