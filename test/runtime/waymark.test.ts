// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../../src/platform/memory-store.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { flush, logOf, seen, taps } from './builders.js';
import { GRANTED, KEY, onFakeTime, ready, start } from './start.js';

onFakeTime();

describe('status', () => {
  it('goes from starting to ready where something is granted', async () => {
    const { waymark } = start({ consent: GRANTED });
    expect(waymark.status).toBe('starting');
    await waymark.ready;
    expect(waymark.status).toBe('ready');
  });

  it('goes from starting to pending where nothing is, and to ready with a grant', async () => {
    const { waymark } = start();
    await waymark.ready;
    expect(waymark.status).toBe('pending');
    waymark.setConsent({ analytics: 'granted' });
    await waymark.flush();
    expect(waymark.status).toBe('ready');
    waymark.setConsent({ analytics: 'denied' });
    await waymark.flush();
    expect(waymark.status).toBe('pending');
  });

  it('is memory where the store fails', async () => {
    const store = {
      ...memoryStore(),
      open: () => Promise.reject(new Error('no')),
      transact: () => Promise.reject(new Error('no')),
    };
    const { waymark, problems } = await ready({ store, plugins: [taps()] });
    expect(waymark.status).toBe('memory');
    expect(problems.map(({ code }) => code)).toEqual(['storage-lost']);
    waymark.track('tap', {});
    await waymark.flush();
    expect(waymark.profile.slices.taps).toBe(1);
  });

  it('is memory in an automated browser, which stores and delivers nothing', async () => {
    const deliver = vi.fn();
    const store = memoryStore();
    const { waymark } = await ready({ store, automation: 'memory', plugins: [taps(), { name: 'http', deliver }] });
    waymark.track('tap', {});
    await waymark.flush();
    expect(waymark.status).toBe('memory');
    expect(waymark.profile.slices.taps).toBe(1);
    expect(deliver).not.toHaveBeenCalled();
    expect(await store.entries()).toEqual([]);
  });

  it('is stopped for ever', async () => {
    const world = await ready();
    world.waymark.stop();
    expect(world.waymark.status).toBe('stopped');
    await flush();
    expect(world.waymark.status).toBe('stopped');
    expect(() => world.waymark.stop()).not.toThrow();
  });

  it('is ready even when the engine cannot be made', async () => {
    vi.spyOn(navigator, 'webdriver', 'get').mockImplementation(() => {
      throw new Error('odd');
    });
    const { waymark, problems } = start({ consent: GRANTED, automation: 'memory' });
    await waymark.ready;
    expect(problems).toMatchObject([{ code: 'start-failed' }]);
    expect(() => waymark.track('tap', {})).not.toThrow();
  });
});

describe('a program that drives the browser', () => {
  it('is kept in memory alone, and told so once', async () => {
    vi.spyOn(navigator, 'webdriver', 'get').mockReturnValue(false);
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (compatible; Googlebot/2.1)');
    const deliver = vi.fn();
    const { waymark, problems, store } = start({
      consent: GRANTED,
      automation: 'memory',
      plugins: [taps(), { name: 'spy', deliver }],
    });
    await waymark.ready;
    waymark.track('tap', {}, { channel: 'store' });
    await waymark.flush();
    expect(waymark.status).toBe('memory');
    expect(waymark.profile.slices.taps).toBe(1);
    expect(problems.map(({ code }) => code)).toEqual(['automated']);
    expect([deliver.mock.calls, await store.entries()]).toEqual([[], []]);
  });
});

describe('a page that the browser renders ahead', () => {
  it('opens nothing before it is shown, and loses nothing', async () => {
    const store = memoryStore();
    const open = vi.spyOn(store, 'open');
    Object.assign(document, { prerendering: true });
    const { waymark } = start({ store, consent: GRANTED, plugins: [taps()] });
    Reflect.deleteProperty(document, 'prerendering');
    waymark.track('tap', {});
    await flush();
    expect(open).not.toHaveBeenCalled();
    expect(waymark.diagnostics()).toMatchObject({ tracked: 1, stored: 1 });
    document.dispatchEvent(new Event('prerenderingchange'));
    await waymark.flush();
    expect(waymark.profile.slices.taps).toBe(1);
    expect(await logOf(store)).toHaveLength(1);
  });

  it('opens nothing when it is stopped before', async () => {
    const store = memoryStore();
    const open = vi.spyOn(store, 'open');
    Object.assign(document, { prerendering: true });
    const { waymark } = start({ store, consent: GRANTED });
    Reflect.deleteProperty(document, 'prerendering');
    waymark.stop();
    document.dispatchEvent(new Event('prerenderingchange'));
    await flush();
    expect(open).not.toHaveBeenCalled();
  });
});

describe('options', () => {
  it('are those that were given, not what a page hung on Object.prototype', () => {
    Object.defineProperty(Object.prototype, 'enabled', { value: false, enumerable: true, configurable: true });
    const waymark = createWaymark({ site: 'own' });
    Reflect.deleteProperty(Object.prototype, 'enabled');
    expect(waymark.status).toBe('starting');
    waymark.stop();
  });
});

describe('snapshots', () => {
  it('are frozen and the same until they change', async () => {
    const { waymark } = await ready({ plugins: [taps()] });
    const { profile, consent, plugins } = waymark;
    expect(Object.isFrozen(profile)).toBe(true);
    expect(Object.isFrozen(consent)).toBe(true);
    expect(waymark.profile).toBe(profile);
    expect(waymark.consent).toBe(consent);
    expect(waymark.plugins).toBe(plugins);
    waymark.track('tap', {});
    const after = waymark.profile;
    expect(after).not.toBe(profile);
    expect(Object.isFrozen(after)).toBe(true);
    expect(waymark.profile).toBe(after);
  });

  it('are the same while everything is held', () => {
    const { waymark } = start({ plugins: [taps()] });
    expect(waymark.profile).toBe(waymark.profile);
  });

  it('tell of a change once a task', async () => {
    const { waymark } = await ready({ plugins: [taps()] });
    await flush();
    const [changed, profiles] = [vi.fn(), vi.fn()];
    waymark.subscribe(changed);
    waymark.on('profile', profiles);
    for (let index = 0; index < 5; index++) waymark.track('tap', {});
    expect(changed).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(changed).toHaveBeenCalledOnce();
    expect(profiles).toHaveBeenCalledExactlyOnceWith(waymark.profile);
  });

  it('tell nobody who has stopped to listen', async () => {
    const { waymark } = await ready({ plugins: [taps()] });
    await flush();
    const changed = vi.fn();
    waymark.subscribe(changed)();
    waymark.track('tap', {});
    await flush();
    expect(changed).not.toHaveBeenCalled();
  });
});

describe('a second instance', () => {
  it('for the same site is the first, with the plugins it lacked', async () => {
    const { waymark } = await ready({ plugins: [taps()] });
    const capture = vi.fn();
    const second = createWaymark({ site: waymark.site, plugins: [taps(), [{ name: 'other', capture }]] });
    expect(second).toBe(waymark);
    expect(capture).toHaveBeenCalledOnce();
    expect(waymark.plugins.map(({ name }) => name)).toEqual(['kernel', 'taps', 'other']);
  });

  it('for another site is another one', async () => {
    const { waymark } = await ready();
    const second = start();
    expect(second.waymark).not.toBe(waymark);
  });

  it('is a new one once the first has stopped', async () => {
    const first = await ready({ site: 'again' });
    first.waymark.stop();
    const second = start({ site: 'again' });
    expect(second.waymark).not.toBe(first.waymark);
    expect(second.waymark.status).toBe('starting');
  });

  it('takes the name of the host when no site is named', async () => {
    const world = start({ site: undefined } as object);
    expect(world.waymark.site).toBe(location.hostname);
    await world.waymark.ready;
  });
});

describe('an instance that is not enabled', () => {
  it('does nothing and keeps its snapshots', async () => {
    const store = memoryStore();
    const capture = vi.fn();
    const waymark = createWaymark({
      site: 'off',
      enabled: false,
      store,
      consent: GRANTED,
      plugins: [taps(), { name: 'one', capture }],
    });
    const { profile, consent, status } = waymark;
    await waymark.ready;
    expect(waymark.track('tap', {})).toBeNull();
    expect(waymark.page()).toBeNull();
    waymark.identify('customer-7');
    waymark.correct('taps', 5);
    waymark.setConsent({ advertising: 'granted' });
    waymark.use(seen())();
    await waymark.reset();
    await waymark.flush();
    expect(await waymark.export()).toEqual({});
    expect(await waymark.erase()).toEqual({ records: 0, verified: true, failed: [] });
    expect(await waymark.forget('id')).toBe(false);
    expect(waymark.profile).toBe(profile);
    expect(waymark.consent).toBe(consent);
    expect([status, waymark.status]).toEqual(['stopped', 'stopped']);
    expect(waymark.diagnostics()).toEqual({ tracked: 0, stored: 0, dropped: {}, destinations: {} });
    waymark.stop();
    expect(capture).not.toHaveBeenCalled();
    expect(await store.entries()).toEqual([]);
    expect(Object.getOwnPropertySymbols(document)).not.toContain(KEY);
  });
});
