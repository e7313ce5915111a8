// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { flush, logOf, taps } from './builders.js';
import { tapTimes } from './engine-world.js';
import { leave, onFakeTime, ready } from './start.js';

onFakeTime();

describe('identity', () => {
  it('is what the site says, with traits that add up', async () => {
    const world = await ready();
    world.waymark.identify('customer-7', { birthday: '1990-02-28' });
    world.waymark.identify('customer-7', { city: 'Köln' });
    await world.waymark.flush();
    expect(world.waymark.profile.slices.identity).toEqual({
      userId: 'customer-7',
      traits: { birthday: '1990-02-28', city: 'Köln' },
    });
    expect(await logOf(world.store)).toHaveLength(2);
  });

  it('of another customer starts with a new visitor and an empty profile', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.identify('customer-7', { birthday: '1990-02-28' });
    await tapTimes(world, 3);
    const before = world.waymark.profile;
    world.waymark.identify('customer-8');
    expect(world.waymark.profile.slices).toMatchObject({ identity: { userId: 'customer-8', traits: {} }, taps: 0 });
    await world.waymark.flush();
    expect(world.waymark.profile.visitorId).not.toBe(before.visitorId);
    expect(world.waymark.profile.fired).toEqual(before.fired);
  });

  it('stays the same person whether an id is said as a number or as a text', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.track('tap', {});
    world.waymark.identify(7 as unknown as string, { city: 'Köln' });
    await world.waymark.flush();
    world.waymark.identify('7');
    world.waymark.identify(7 as unknown as string);
    await world.waymark.flush();
    const { identity, taps: sum } = world.waymark.profile.slices;
    expect({ identity, sum }).toEqual({ identity: { userId: '7', traits: { city: 'Köln' } }, sum: 1 });
  });

  it.each(['ann@shop.example', '', null, { id: 8 }])('stays as it is where another id is refused: %o', async odd => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.identify('customer-7');
    await tapTimes(world, 3);
    const { visitorId } = world.waymark.profile;
    world.waymark.identify(odd as unknown as string);
    await world.waymark.flush();
    expect(world.waymark.profile).toMatchObject({ visitorId, slices: { identity: { userId: 'customer-7' }, taps: 3 } });
  });

  it('is gone after a reset; consent stays', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.identify('customer-7');
    await tapTimes(world, 2);
    const { visitorId } = world.waymark.profile;
    await world.waymark.reset();
    expect(world.waymark.profile.visitorId).not.toBe(visitorId);
    expect(world.waymark.profile.slices).toMatchObject({ identity: { userId: null }, taps: 0 });
    expect(world.waymark.consent.analytics).toBe('granted');
    await leave(world);
    const next = await ready({ store: world.store, plugins: [taps()] });
    expect(next.waymark.profile.visitorId).toBe(world.waymark.profile.visitorId);
  });

  it('is never taken by a destination for who comes after', async () => {
    const seen: (readonly [visitorId: string, userId: unknown, types: readonly unknown[]])[] = [];
    let isOpen = false;
    const destination: Plugin = {
      name: 'acme',
      deliver(rows, { profile: { visitorId, slices } }) {
        if (!isOpen) return { accepted: 0 };
        seen.push([visitorId, slices.identity?.userId, rows.map(({ touchpoint }) => touchpoint?.type)]);
        return {};
      },
    };
    const world = await ready({ plugins: [taps(), destination] });
    const ids = [world.waymark.profile.visitorId];
    world.waymark.track('tap', {});
    for (const user of ['one', 'two']) {
      world.waymark.identify(user);
      await world.waymark.reset();
      ids.push(world.waymark.profile.visitorId);
    }
    world.waymark.track('tap', {});
    isOpen = true;
    await world.waymark.flush();
    expect(seen).toEqual([
      [ids[0], null, ['tap', 'identify', 'reset']],
      [ids[1], null, ['identify', 'reset']],
      [ids[2], null, ['tap']],
    ]);
  });

  it('is taken for nobody else by a destination that lagged behind more logouts than are remembered', async () => {
    const seen: (readonly [visitorId: string, text: unknown])[] = [];
    let isOpen = false;
    const destination: Plugin = {
      name: 'acme',
      deliver(rows, { profile: { visitorId } }) {
        if (!isOpen) return { accepted: 0 };
        for (const { touchpoint } of rows) if (touchpoint?.type === 'tap') seen.push([visitorId, touchpoint.data.text]);
        return {};
      },
    };
    const world = await ready({ plugins: [taps(), destination] });
    const owners: string[] = [];
    for (let visitor = 0; visitor < 60; visitor++) {
      owners.push(world.waymark.profile.visitorId);
      world.waymark.track('tap', { text: `${visitor}` });
      await world.waymark.reset();
    }
    isOpen = true;
    await world.waymark.flush();
    expect(seen).toHaveLength(60);
    expect(new Set(owners)).toHaveProperty('size', 60);
    for (const [visitorId, text] of seen) expect([owners[Number(text)], '']).toContain(visitorId);
    expect(seen.filter(([visitorId]) => visitorId)).toHaveLength(49);
  });

  it('of before a logout in another tab is not told with the new id when this page leaves', async () => {
    const store = memoryStore();
    const told: unknown[] = [];
    const http: Plugin = {
      name: 'http',
      deliver(rows, { profile: { visitorId } }) {
        told.push(...rows.map(({ touchpoint }) => [visitorId, touchpoint?.id]));
      },
    };
    const plugins = [taps(), http];
    const here = await ready({ store, plugins });
    const { visitorId } = here.waymark.profile;
    const id = here.waymark.track('tap', {});
    await flush();
    const there = await ready({ store, plugins, clock: here.clock });
    there.waymark.track('reset', { visitor_id: 'next' });
    await flush();
    here.waymark.track('tap', {});
    await flush();
    expect(here.waymark.profile.visitorId).toBe('next');
    dispatchEvent(new Event('pagehide'));
    await flush();
    expect(told).not.toContainEqual(['next', id]);
    await there.waymark.flush();
    expect(told).toContainEqual([visitorId, id]);
  });

  it('is gone when a logout settles, whatever a destination that hangs does', async () => {
    const hangs = { name: 'hangs', deliver: () => new Promise<void>(() => {}) };
    const world = await ready({ plugins: [taps(), hangs] });
    world.waymark.track('tap', {});
    const settled = vi.fn();
    void world.waymark.reset().then(settled);
    await flush(20);
    expect(settled).toHaveBeenCalledOnce();
    expect((await logOf(world.store)).map(({ touchpoint }) => touchpoint?.type)).toEqual(['tap', 'reset']);
    await world.pass(20_000);
  });

  it('and every slice can be put right', async () => {
    const world = await ready({ plugins: [taps()] });
    await tapTimes(world, 2);
    world.waymark.correct('taps', 40);
    await tapTimes(world, 1);
    expect(world.waymark.profile.slices.taps).toBe(41);
  });
});
