// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Choice, ConsentSource } from '../../src/core/purpose.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, taps } from './builders.js';
import { keysOf, REFUSED, tapTimes } from './engine-world.js';
import { GRANTED, leave, onFakeTime, ready, type World } from './start.js';

onFakeTime();

const MOMENTS = Array.from({ length: 40 }, (_, index) => index * 3);

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}

describe('a choice that is made while everything is erased', () => {
  it('outlives it', async () => {
    const first = await ready({ plugins: [taps()] });
    await tapTimes(first, 1);
    const erasing = first.waymark.erase();
    first.waymark.setConsent(REFUSED);
    expect(await erasing).toMatchObject({ verified: true });
    expect(first.waymark.consent).toEqual(REFUSED);
    expect(first.waymark.track('tap', {})).toBeNull();
    await leave(first);
    const next = await ready({ store: first.store, plugins: [taps()] });
    expect(next.waymark.consent).toEqual(REFUSED);
    expect(await keysOf(next.store)).toEqual(['consent']);
  });

  it('is kept as it was said, and a pause that is over is none', async () => {
    const { waymark, store } = await ready({ plugins: [taps()] });
    const choice: Record<string, 'denied' | 'granted'> = { ...REFUSED };
    const erasing = waymark.erase();
    waymark.setConsent(choice);
    choice.analytics = 'granted';
    await erasing;
    expect(waymark.consent).toEqual(REFUSED);
    const again = waymark.erase();
    waymark.pause();
    waymark.resume();
    expect(await again).toMatchObject({ verified: true });
    expect(await keysOf(store)).toEqual([]);
  });

  it('is forgotten where it was made before it', async () => {
    const { waymark } = await ready({ plugins: [taps()] });
    waymark.setConsent(REFUSED);
    const erasing = waymark.erase();
    waymark.setConsent({ personalization: 'denied' });
    waymark.pause();
    await erasing;
    expect([waymark.consent.analytics, waymark.consent.personalization]).toEqual(['granted', 'denied']);
    expect(waymark.paused).toBe(true);
    waymark.setConsent({ personalization: 'granted' });
    expect(waymark.consent.personalization).toBe('granted');
  });

  it.each(MOMENTS)('is a refusal of which nothing but itself is kept, %i turns later', async count => {
    const { waymark, store } = await ready({ plugins: [taps()] });
    waymark.track('tap', {});
    const erasing = waymark.erase();
    await turns(count);
    waymark.setConsent(REFUSED);
    expect(await erasing).toMatchObject({ verified: true });
    await flush();
    expect(waymark.consent).toEqual(REFUSED);
    expect(await keysOf(store)).toEqual(['consent']);
  });

  it.each(MOMENTS)('is a grant that opens all again, %i turns later', async count => {
    const world = await ready({ plugins: [taps()], store: memoryStore() });
    await tapTimes(world, 2);
    const { waymark } = world;
    const erasing = waymark.erase();
    await turns(count);
    waymark.setConsent({ advertising: 'granted' });
    expect(await erasing).toMatchObject({ verified: true });
    await flush();
    expect(waymark.status).toBe('ready');
    expect(waymark.consent.advertising).toBe('granted');
    await tapTimes(world, 1);
    expect(waymark.profile.slices.taps).toBe(1);
  });

  it.each(MOMENTS)('outlives two of them at once, %i turns later', async count => {
    const world = await ready({ plugins: [taps()] });
    await tapTimes(world, 1);
    const erasing = [world.waymark.erase(), world.waymark.erase()];
    await turns(count);
    world.waymark.setConsent(REFUSED);
    await Promise.all(erasing);
    await flush();
    expect(world.waymark.consent).toEqual(REFUSED);
    expect(await keysOf(world.store)).toEqual(['consent']);
  });

  it('outlives one that ends after another, which it was said before', async () => {
    const ends: (() => void)[] = [];
    const slow: Plugin = { name: 'slow', erase: () => new Promise<void>(resolve => void ends.push(resolve)) };
    const { waymark, store } = await ready({ plugins: [taps(), slow] });
    const one = waymark.erase();
    await flush();
    const other = waymark.erase();
    await flush();
    ends[0]?.();
    await one;
    waymark.setConsent(REFUSED);
    ends[1]?.();
    await other;
    await flush();
    expect(waymark.consent).toEqual(REFUSED);
    expect(await keysOf(store)).toEqual(['consent']);
  });

  it('holds where nothing can be erased, for what it needs does not load', async () => {
    const world = await ready({ plugins: [taps()] });
    await tapTimes(world, 1);
    vi.doMock('../../src/runtime/rights.js', () => Promise.reject(new Error('offline')));
    const erasing = world.waymark.erase();
    world.waymark.setConsent({ advertising: 'granted' });
    await expect(erasing).rejects.toThrow();
    vi.doUnmock('../../src/runtime/rights.js');
    await tapTimes(world, 1);
    expect(world.waymark.profile.slices.taps).toBe(2);
    expect(world.waymark.consent.advertising).toBe('granted');
    expect(await world.store.read(['consent'], [])).toMatchObject([{ choice: { advertising: 'granted' } }]);
  });

  describe('of which nothing comes, for what it needs does not load,', () => {
    async function failing({ waymark }: World, meanwhile: () => void): Promise<void> {
      vi.doMock('../../src/runtime/rights.js', () => Promise.reject(new Error('offline')));
      const erasing = waymark.erase();
      meanwhile();
      await expect(erasing).rejects.toThrow();
      vi.doUnmock('../../src/runtime/rights.js');
      await waymark.flush();
    }

    it('empties the store where a platform refuses all', async () => {
      let say: (choice: Choice) => void = () => {};
      const source: ConsentSource = {
        name: 'platform',
        watch(hear) {
          say = hear;
          return true;
        },
      };
      const world = await ready({ plugins: [taps()], consent: { ...GRANTED, sources: [source] } });
      await tapTimes(world, 1);
      await failing(world, () => say(REFUSED));
      await flush();
      expect(await keysOf(world.store)).toEqual(['consent']);
    });

    it('ends a pause that is stored', async () => {
      const world = await ready({ plugins: [taps()] });
      world.waymark.pause();
      await world.waymark.flush();
      await failing(world, world.waymark.resume);
      expect(await world.store.read(['consent'], [])).not.toMatchObject([{ paused: true }]);
    });
  });
});
