// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { type Choice, type ConsentSource, PURPOSES } from '../../src/core/purpose.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { WaymarkOptions } from '../../src/runtime/face.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { flush, logOf, START_AT, taps } from './builders.js';
import { GRANTED, leave, ledgerOf, onFakeTime, ready, start } from './start.js';

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
