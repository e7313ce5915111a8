// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { CaptureContext, Plugin } from '../../src/core/plugin.js';
import { type Choice, type ConsentSource, PURPOSES } from '../../src/core/purpose.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { WaymarkOptions } from '../../src/runtime/face.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { flush, logOf, rest, START_AT, seen, taps } from './builders.js';
import { GRANTED, leave, ledgerOf, onFakeTime, ready, start } from './start.js';

const KEY = Symbol.for('waymark');

let warn: MockInstance;

onFakeTime();

beforeEach(() => {
  warn = vi.spyOn(console, 'warn');
});

describe('consent', () => {
  it('refuses a default for a purpose that is none', () => {
    expect(() => createWaymark({ consent: { default: { analytic: 'granted' } as Choice } })).toThrow('"analytic"');
  });

  it('takes one source without a list, and reports what it does wrong', async () => {
    let set: (choice: Choice) => void = () => undefined;
    const watch = (hear: typeof set): boolean => {
      set = hear;
      return true;
    };
    const mine = { name: 'mine', watch };
    const { waymark, problems } = await ready({ consent: { sources: mine as unknown as ConsentSource[] } });
    set(
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
    );
    expect(problems).toMatchObject([{ code: 'watch-failed', plugin: 'mine' }]);
    set({ analytics: 'granted' });
    expect(waymark.consent.analytics).toBe('granted');
  });
});

describe('setConsent', () => {
  it('says what it cannot use, and uses the rest', async () => {
    const { waymark, problems } = await ready();
    waymark.setConsent({ marketing: 'granted', analytics: 'granted' } as Choice);
    expect(problems).toMatchObject([{ code: 'consent-odd', message: expect.stringContaining('"marketing"') }]);
    expect(waymark.consent.analytics).toBe('granted');
  });

  it.each([true, 'granted'])('says that %j, which names no purpose, grants nothing', async choice => {
    const { waymark, problems } = await ready();
    const { consent } = waymark;
    waymark.setConsent(choice as unknown as Choice);
    expect(problems).toMatchObject([{ code: 'consent-odd', message: expect.stringContaining(`is "${choice}"`) }]);
    expect(waymark.consent).toBe(consent);
  });

  it('never throws into the page', async () => {
    const { waymark, problems } = await ready();
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    waymark.setConsent(hostile);
    expect(problems.map(({ code }) => code)).toEqual(['setConsent-failed']);
    waymark.setConsent({ analytics: 'denied' }, { source: Symbol('me') as unknown as string });
    expect(waymark.consent.analytics).toBe('denied');
  });
});

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

describe('what is held', () => {
  it('is stored nowhere while everything is pending, and shows in the profile', async () => {
    const store = memoryStore();
    const transact = vi.spyOn(store, 'transact');
    const { waymark } = start({ store, plugins: [taps()] });
    await waymark.ready;
    waymark.track('tap', {});
    await waymark.flush();
    expect(waymark.profile.slices.taps).toBe(1);
    expect(transact).not.toHaveBeenCalled();
    expect(await store.entries()).toEqual([]);
    expect(waymark.diagnostics()).toMatchObject({ tracked: 1, stored: 1 });
  });

  it('is stored with a grant, the first touch first and under the purposes of the grant', async () => {
    const { waymark, store } = start({ plugins: [taps()] });
    waymark.track('tap', { text: 'before anything is loaded' });
    await waymark.ready;
    waymark.track('tap', { text: 'pending' });
    waymark.setConsent({ analytics: 'granted', advertising: 'denied' });
    waymark.track('tap', { text: 'granted' });
    await waymark.flush();
    const rows = await logOf(store);
    expect(rows.map(({ touchpoint }) => touchpoint?.type === 'tap' && touchpoint.data.text).filter(Boolean)).toEqual([
      'before anything is loaded',
      'pending',
      'granted',
    ]);
    expect(rows[0]?.touchpoint?.id).toBe(rows[0]?.touchpoint?.session);
    for (const { purposes } of rows) expect(purposes).toEqual(['analytics']);
    expect(rows.filter(({ touchpoint }) => touchpoint?.type === 'consent_update')).toHaveLength(1);
  });

  it('is gone with a refusal, and counted', async () => {
    const world = start({ plugins: [taps()] });
    await world.waymark.ready;
    world.waymark.track('tap', {});
    world.waymark.track('tap', {});
    world.waymark.setConsent(Object.fromEntries(PURPOSES.map(purpose => [purpose, 'denied'])));
    await world.waymark.flush();
    expect(world.waymark.profile.slices.taps).toBe(0);
    expect(world.waymark.track('tap', {})).toBeNull();
    expect(ledgerOf(world)).toMatchObject({ tracked: 3, stored: 0, dropped: { consent: 3 } });
    expect(await world.store.entries()).toEqual([]);
  });

  it('keeps the first twenty and the last when it overflows, and counts the others', async () => {
    const world = start({ plugins: [taps()] });
    await world.waymark.ready;
    for (let index = 0; index < 230; index++) world.waymark.track('tap', { text: `${index}` });
    expect(ledgerOf(world)).toMatchObject({ tracked: 230, stored: 200, dropped: { overflow: 30 } });
    world.waymark.setConsent({ analytics: 'granted' });
    await world.waymark.flush();
    const texts = (await logOf(world.store)).flatMap(({ touchpoint }) =>
      touchpoint?.type === 'tap' ? [Number(touchpoint.data.text)] : [],
    );
    expect(texts).toEqual([
      ...Array.from({ length: 20 }, (_, index) => index),
      ...Array.from({ length: 180 }, (_, index) => index + 50),
    ]);
    expect(ledgerOf(world)).toMatchObject({ tracked: 231, stored: 201, dropped: { overflow: 30 } });
  });
});

describe('consent', () => {
  it('is announced when it changes, and only then', async () => {
    const { waymark } = await ready();
    const heard = vi.fn();
    waymark.on('consent', heard);
    waymark.setConsent({ analytics: 'granted' });
    await waymark.flush();
    expect(heard).not.toHaveBeenCalled();
    waymark.setConsent({ personalization: 'granted' });
    expect(heard).toHaveBeenCalledExactlyOnceWith(waymark.consent);
  });

  it('follows a platform of the page until the visitor says otherwise', async () => {
    let say: Parameters<NonNullable<NonNullable<WaymarkOptions['consent']>['sources']>[number]['watch']>[0] = () => {};
    let life: AbortSignal | undefined;
    const source = {
      name: 'platform',
      watch(set: typeof say, signal: AbortSignal) {
        say = set;
        life = signal;
        return true;
      },
    };
    const { waymark, store } = start({ consent: { sources: [source] }, plugins: [taps()] });
    await waymark.ready;
    say({ analytics: 'granted' });
    expect(waymark.consent.analytics).toBe('granted');
    await waymark.flush();
    waymark.track('tap', {});
    say({ analytics: 'granted', personalization: 'granted' });
    await waymark.flush();
    expect((await logOf(store)).map(({ touchpoint }) => touchpoint?.data)).toMatchObject([
      {},
      { source: 'platform', choice: { personalization: 'granted' } },
    ]);
    expect(await store.read(['consent'], [])).toEqual([undefined]);
    waymark.setConsent({ personalization: 'denied' });
    say({ personalization: 'granted' });
    expect(waymark.consent.personalization).toBe('denied');
    waymark.stop();
    expect(life?.aborted).toBe(true);
    say({ advertising: 'granted' });
    await flush();
  });

  it('goes on without a platform that throws', async () => {
    const source = {
      name: 'platform',
      watch(): boolean {
        throw new Error('no');
      },
    };
    warn.mockClear();
    const { waymark } = start({ consent: { default: { analytics: 'granted' }, sources: [source] } });
    await waymark.ready;
    expect(waymark.status).toBe('ready');
    expect(warn).toHaveBeenCalledOnce();
  });

  it('refuses advertising for a visitor whose browser asks for it, until the visitor agrees', async () => {
    Object.assign(navigator, { globalPrivacyControl: true });
    const { waymark } = start({ consent: { default: { analytics: 'granted', advertising: 'granted' } } });
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    expect(waymark.consent).toMatchObject({ analytics: 'granted', advertising: 'denied' });
    waymark.setConsent({ advertising: 'granted' });
    expect(waymark.consent.advertising).toBe('granted');
  });

  it('leaves Global Privacy Control aside where the site says so', () => {
    Object.assign(navigator, { globalPrivacyControl: true });
    const { waymark } = start({ consent: { default: { advertising: 'granted' }, globalPrivacyControl: false } });
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    expect(waymark.consent.advertising).toBe('granted');
  });

  it('keeps the choice with time, source and version of the text, and the row that tells of it', async () => {
    const { waymark, store } = start();
    await waymark.ready;
    waymark.setConsent({ analytics: 'granted' }, { source: 'banner', textVersion: '3' });
    await waymark.flush();
    expect(await store.read(['consent'], [])).toEqual([
      { choice: { analytics: 'granted' }, at: START_AT, source: 'banner', textVersion: '3' },
    ]);
    expect(await logOf(store)).toMatchObject([
      {
        touchpoint: {
          type: 'consent_update',
          data: { source: 'banner', text_version: '3', choice: { analytics: 'granted', advertising: 'pending' } },
        },
      },
    ]);
  });

  it('is kept although it is the default of the site, so that another default does not override it', async () => {
    const consent = { default: { analytics: 'granted', advertising: 'denied' } } as const;
    const first = await ready({ consent });
    first.waymark.setConsent({ advertising: 'denied' });
    first.waymark.setConsent({ advertising: 'denied' });
    await first.waymark.flush();
    expect(await first.store.read(['consent'], [])).toMatchObject([{ choice: { advertising: 'denied' } }]);
    expect(await logOf(first.store)).toHaveLength(1);
    await leave(first);
    const next = await ready({
      store: first.store,
      consent: { default: { analytics: 'granted', advertising: 'granted' } },
    });
    expect(next.waymark.consent.advertising).toBe('denied');
  });

  it('is kept when it is made before anything is loaded', async () => {
    const { waymark, store } = start({ consent: GRANTED });
    waymark.setConsent({ analytics: 'granted' });
    await waymark.ready;
    await waymark.flush();
    expect(await store.read(['consent'], [])).toMatchObject([{ choice: { analytics: 'granted' } }]);
  });

  it('never throws, whatever it is given', async () => {
    const { waymark } = await ready();
    for (const odd of [null, 3, 'granted', { analytics: Symbol('granted') }, { analytics: Object.create(null) }]) {
      expect(() => waymark.setConsent(odd as object)).not.toThrow();
    }
  });

  it('is found again on the next visit', async () => {
    const first = start({ plugins: [taps()] });
    first.waymark.setConsent({ analytics: 'granted' });
    await first.waymark.ready;
    first.waymark.track('tap', {});
    await first.waymark.flush();
    await leave(first);
    const { waymark } = start({ store: first.store, plugins: [taps()] });
    await waymark.ready;
    expect(waymark.consent.analytics).toBe('granted');
    expect(waymark.status).toBe('ready');
    expect(waymark.profile.slices.taps).toBe(1);
  });
});

describe('plugins', () => {
  it('run while they may: without purpose from the start, with one once it is granted', async () => {
    const [any, ads] = [vi.fn(), vi.fn()];
    const { waymark, pass } = start({
      plugins: [
        { name: 'any', capture: any },
        { name: 'ads', purpose: 'advertising', capture: ads },
      ],
    });
    // In a task of its own, so that the page's own start is not held up.
    expect(any).not.toHaveBeenCalled();
    await pass(0);
    expect(any).toHaveBeenCalledOnce();
    expect(ads).not.toHaveBeenCalled();
    waymark.setConsent({ advertising: 'granted' });
    expect(ads).toHaveBeenCalledOnce();
    const context: CaptureContext | undefined = ads.mock.calls[0]?.[0];
    expect(context?.signal.aborted).toBe(false);
    waymark.setConsent({ advertising: 'denied', analytics: 'granted' });
    expect(context?.signal.aborted).toBe(true);
    await waymark.flush();
  });

  it('start before the first touchpoint of the site, however early that comes', () => {
    const { waymark } = start({ plugins: [{ name: 'one', capture: ({ track }) => void track('tap', {}) }, taps()] });
    waymark.track('tap', { weight: 2 });
    expect(waymark.diagnostics().tracked).toBe(2);
  });

  it('are counted by what each tracked on this page, beside what only listens', async () => {
    const listening = { name: 'old', heard: new Map([['tap', 3]]) };
    const one: Plugin = { name: 'one', capture: ({ track }) => void track('tap', {}) };
    const { waymark } = start({ consent: GRANTED, plugins: [one, taps(), listening] });
    expect(waymark.diagnostics().captured).toBeUndefined();
    waymark.track('tap', { weight: 2 });
    await waymark.flush();
    expect(waymark.diagnostics().captured?.tap).toEqual({ one: 1, site: 1, old: 3 });
  });

  it('see the site, the profile as it stands and a way to report', async () => {
    const capture = vi.fn();
    const { waymark, problems } = await ready({ plugins: [taps(), { name: 'one', capture }] });
    const context = capture.mock.calls[0]?.[0] as CaptureContext;
    expect(context.site).toBe(waymark.site);
    waymark.track('tap', {});
    expect(context.profile).toBe(waymark.profile);
    context.problem('odd', 'It is odd.');
    expect(problems).toEqual([{ code: 'odd', message: 'It is odd.', plugin: 'one' }]);
  });

  it.each([
    ['at once, if it is due', 15_000, 0],
    ['when its time comes', 5_000, 5_000],
  ])('that come later decide what time alone makes due, %s', async (_, beforeMs, afterMs) => {
    const { waymark, pass } = await ready({ plugins: [taps()] });
    const decided: string[] = [];
    waymark.on('decision', ({ name }) => decided.push(name));
    waymark.track('tap', {});
    await waymark.flush();
    await pass(beforeMs);
    waymark.use(rest(10_000));
    await pass(0);
    expect(decided).toHaveLength(afterMs ? 0 : 1);
    await pass(afterMs);
    expect(decided).toEqual(['taps.rest']);
  });

  it('that come later fold their slice from the log, and leave with it', async () => {
    const { waymark } = await ready({ plugins: [taps()] });
    waymark.track('tap', {});
    waymark.track('tap', {});
    await waymark.flush();
    const stop = waymark.use(seen());
    await waymark.flush();
    expect(waymark.plugins.map(({ name }) => name)).toEqual(['kernel', 'taps', 'seen']);
    expect(waymark.profile.slices.seen).toBe(2);
    waymark.track('tap', {});
    await waymark.flush();
    expect(waymark.profile.slices).toMatchObject({ taps: 3, seen: 3 });
    stop();
    await waymark.flush();
    expect(waymark.profile.slices.taps).toBe(3);
    expect(waymark.profile.slices).not.toHaveProperty('seen');
    expect(waymark.plugins.map(({ name }) => name)).toEqual(['kernel', 'taps']);
  });

  it('that come later decide from now on, not about the past', async () => {
    const { waymark } = await ready({ plugins: [taps({ triggers: [] })] });
    const decided = vi.fn();
    waymark.on('decision', decided);
    for (let index = 0; index < 3; index++) waymark.track('tap', {});
    await waymark.flush();
    const third = taps().triggers ?? [];
    waymark.use({ name: 'later', triggers: third });
    await waymark.flush();
    expect(decided).not.toHaveBeenCalled();
    for (let index = 0; index < 3; index++) waymark.track('tap', {});
    await waymark.flush();
    expect(decided).toHaveBeenCalledOnce();
  });

  it('that come and leave are started and stopped', async () => {
    const { waymark } = await ready();
    const cleanup = vi.fn();
    const capture = vi.fn(() => cleanup);
    const plugin: Plugin = { name: 'later', capture };
    const stop = waymark.use(plugin);
    expect(capture).toHaveBeenCalledOnce();
    waymark.use(plugin);
    expect(capture).toHaveBeenCalledOnce();
    expect(waymark.plugins).toHaveLength(2);
    stop();
    expect(cleanup).toHaveBeenCalledOnce();
  });

  it('that do not fit are refused, and everything goes on as before', async () => {
    const { waymark, problems } = await ready({ plugins: [taps()] });
    const stop = waymark.use({ name: 'taps' });
    waymark.use({ name: 'hungry', needs: ['seen'] });
    expect(problems.map(({ code }) => code)).toEqual(['plugins-refused', 'plugins-refused']);
    stop();
    expect(waymark.plugins.map(({ name }) => name)).toEqual(['kernel', 'taps']);
  });

  it('that others need stay until those are gone', async () => {
    const { waymark, problems } = await ready();
    const stop = waymark.use(seen());
    const stopHungry = waymark.use({ name: 'hungry', needs: ['seen'] });
    stop();
    expect(problems.map(({ code }) => code)).toEqual(['plugins-refused']);
    stopHungry();
    stop();
    expect(waymark.plugins.map(({ name }) => name)).toEqual(['kernel']);
  });

  it('that cannot work together are refused at once', () => {
    expect(() => createWaymark({ site: 'refused', plugins: [taps(), taps()] })).toThrow('taps');
    expect(Object.getOwnPropertySymbols(document)).not.toContain(KEY);
  });
});

describe('what throws', () => {
  const bad = (): never => {
    throw new Error('bad');
  };

  it('in one plugin becomes a problem and stops no other', async () => {
    const rows: number[] = [];
    const acted = vi.fn();
    const good: Plugin = {
      name: 'good',
      acts: ['taps.reach'],
      act: acted,
      deliver: batch => void rows.push(...batch.map(({ seq }) => seq)),
    };
    const plugins: Plugin[] = [
      taps(),
      { name: 'capturing', capture: bad },
      { name: 'cleaning', capture: () => bad },
      { name: 'normalizing', normalize: bad },
      { name: 'triggering', triggers: [{ name: 'bad', decision: 'taps.rest', when: bad, wakeAt: bad }] },
      { name: 'acting', acts: ['taps.reach'], act: bad },
      { name: 'rejecting', acts: ['taps.reach'], act: () => Promise.reject(new Error('bad')) },
      { name: 'delivering', deliver: bad },
      { name: 'handing', delivery: 'page', deliver: bad },
      good,
    ];
    const world = start({ consent: GRANTED, plugins });
    await world.waymark.ready;
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    await flush();
    expect(world.waymark.profile.slices.taps).toBe(3);
    expect(acted).toHaveBeenCalledOnce();
    expect(rows).toEqual([1]);
    const codes = new Set(world.problems.map(({ code, plugin }) => `${plugin} ${code}`));
    const wanted = [
      'capturing capture-failed',
      'normalizing normalize-failed',
      'triggering when-failed',
      'acting act-failed',
      'rejecting act-failed',
      'delivering deliver-failed',
      'handing deliver-failed',
    ];
    expect([...codes]).toEqual(expect.arrayContaining(wanted));
    world.waymark.stop();
    expect(world.problems.at(-1)).toMatchObject({ code: 'cleanup-failed', plugin: 'cleaning' });
    ledgerOf(world);
  });

  it('in a listener becomes a problem and stops no other', async () => {
    const { waymark, problems, store } = await ready({ plugins: [taps()] });
    const heard = vi.fn();
    for (const name of ['touchpoint', 'decision', 'taps.reach', 'profile', 'change'] as const) {
      waymark.on(name, bad);
      waymark.on(name, heard);
    }
    waymark.track('tap', { weight: 3 });
    await waymark.flush();
    expect(heard.mock.calls.length).toBeGreaterThanOrEqual(5);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['listener-failed']));
    expect(await logOf(store)).toHaveLength(1);
  });

  it('is said once a code on the console when nobody listens', async () => {
    const waymark = createWaymark({
      site: 'unheard',
      automation: 'allow',
      store: memoryStore(),
      consent: GRANTED,
      plugins: [taps({ vocabulary: { tap: () => 'no' } })],
    });
    await waymark.ready;
    waymark.track('tap', {});
    waymark.track('tap', {});
    waymark.stop();
    await flush();
    expect(warn).toHaveBeenCalledOnce();
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
