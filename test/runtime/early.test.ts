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

// The engine comes late, as over a slow line.
vi.mock('../../src/runtime/engine.js', async importOriginal => {
  await gate.passed;
  return importOriginal();
});

onFakeTime();
afterEach(() => localStorage.clear());

const world = (site: string, options: object = {}) => start({ site, plugins: [taps()], consent: GRANTED, ...options });
const left = (site: string) => JSON.parse(localStorage.getItem(`waymark:${site}`) ?? 'null');
const hide = () => dispatchEvent(new Event('pagehide'));
const show = () => dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));

it('leaves what was tracked before the engine is there, and the choice that granted it', () => {
  const { waymark } = world('early', { consent: {} });
  waymark.setConsent({ analytics: 'granted' });
  const id = waymark.track('tap', {});
  hide();
  expect(left('early')).toMatchObject({
    consent: { choice: { analytics: 'granted' } },
    rows: [{ touchpoint: { id } }],
  });
  waymark.stop();
});

it('leaves nothing without a grant, of what is personal, in an automated browser and once it was stopped', () => {
  const pending = world('none', { consent: {} });
  pending.waymark.track('tap', {});
  const personal = world('personal');
  personal.waymark.track('tap', { text: 'ann@shop.example' });
  const automated = world('automated', { automation: 'memory' });
  vi.stubGlobal('navigator', { webdriver: true, userAgent: '' });
  const driven = world('driven', { automation: 'memory' });
  driven.waymark.track('tap', {});
  vi.unstubAllGlobals();
  const stopped = world('stopped');
  stopped.waymark.track('tap', {});
  stopped.waymark.stop();
  hide();
  expect(Object.keys(localStorage)).toEqual([]);
  for (const { waymark } of [pending, personal, automated, driven]) waymark.stop();
});

it('joins what an earlier page left, and replaces what cannot be read', () => {
  localStorage.setItem(
    'waymark:joins',
    JSON.stringify({ id: 'before', rows: [{ touchpoint: { id: 'old' }, purposes: [] }] }),
  );
  localStorage.setItem('waymark:broken', '{');
  localStorage.setItem('waymark:odd', '{"id":"odd"}');
  const worlds = ['joins', 'broken', 'odd'].map(site => world(site));
  const ids = worlds.map(({ waymark }) => waymark.track('tap', {}));
  hide();
  expect(left('joins').rows).toMatchObject([
    { gap: 'before', touchpoint: { id: 'old' } },
    { touchpoint: { id: ids[0] } },
  ]);
  expect(left('broken').rows).toMatchObject([{ touchpoint: { id: ids[1] } }]);
  expect(left('odd').rows).toMatchObject([{ touchpoint: { id: ids[2] } }]);
  for (const { waymark } of worlds) waymark.stop();
});

it('has what it left once when it is shown again, or another page has it', async () => {
  const store = memoryStore();
  const { waymark } = world('back', { store });
  const kept = waymark.track('tap', {});
  hide();
  show();
  expect(localStorage.length).toBe(0);
  waymark.track('tap', {});
  const [taken] = [left('back')];
  expect(taken).toBeNull();
  hide();
  // The next page takes it.
  localStorage.clear();
  show();
  const last = waymark.track('tap', {});
  gate.open();
  await waymark.ready;
  await waymark.flush();
  await flush();
  const ids = (await logOf(store)).map(({ touchpoint }) => touchpoint?.id);
  expect(ids).toEqual([last]);
  expect(ids).not.toContain(kept);
  waymark.stop();
});
