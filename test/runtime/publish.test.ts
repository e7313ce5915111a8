// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { type ActContext, definePlugin, type Plugin } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { fill, flush, logOf, rest, row, seen, taps } from './builders.js';
import { destination, MINUTE_MS, tapTimes, turn } from './engine-world.js';
import { GRANTED, leave, onFakeTime, ready, start } from './start.js';

onFakeTime();

describe('rows that another page placed and died before it said so', () => {
  it('are known once they were sent from here, so that the figures balance', async () => {
    const [store, one] = [memoryStore(), destination('one')];
    const world = await ready({ store, plugins: [taps(), one] });
    await tapTimes(world, 1);
    // Its channel has another name, so that nobody hears of it.
    const silent = await ready({ store, plugins: [taps()] });
    await tapTimes(silent, 3);
    const before = world.waymark.profile;
    dispatchEvent(new Event('online'));
    await flush();
    await vi.waitFor(() => expect(one.rows).toHaveLength(4));
    await flush();
    expect(world.waymark.diagnostics()).toMatchObject({
      tracked: 4,
      stored: 4,
      destinations: { one: { delivered: 4, stored: 0 } },
    });
    expect(world.waymark.profile).not.toBe(before);
  });
});

describe('decisions', () => {
  it('fire once and reach their name, everybody who listens to all, and the plugins that act on them', async () => {
    const [act, other] = [vi.fn(), vi.fn()];
    const world = await ready({
      plugins: [
        taps(),
        { name: 'actor', acts: ['taps.reach'], act },
        { name: 'other', acts: ['taps.rest'], act: other },
      ],
    });
    const [named, all] = [vi.fn(), vi.fn()];
    world.waymark.on('taps.reach', named);
    world.waymark.on('decision', all);
    await tapTimes(world, 5);
    for (const heard of [named, all, act]) {
      expect(heard).toHaveBeenCalledOnce();
      expect(heard.mock.calls[0]?.[0]).toMatchObject({ name: 'taps.reach', trigger: 'third', data: { taps: 3 } });
    }
    expect(Object.isFrozen(named.mock.calls[0]?.[0])).toBe(true);
    expect(other).not.toHaveBeenCalled();
  });

  it('do not fire again on the next visit', async () => {
    const first = await ready({ plugins: [taps()] });
    await tapTimes(first, 3);
    await leave(first);
    const next = await ready({ store: first.store, plugins: [taps()] });
    const heard = vi.fn();
    next.waymark.on('decision', heard);
    await tapTimes(next, 2);
    expect(heard).not.toHaveBeenCalled();
    await tapTimes(next, 1);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('are made once over two tabs, in one of them, and both know the same', async () => {
    const store = memoryStore();
    const tabs = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })] as const;
    const heard = vi.fn();
    for (const { waymark } of tabs) waymark.on('decision', heard);
    for (let round = 0; round < 6; round++) tabs[round % 2]?.waymark.track('tap', {});
    for (let round = 0; round < 2; round++) for (const { waymark } of tabs) await waymark.flush();
    expect(heard.mock.calls.map(([{ data }]) => data)).toEqual([{ taps: 3 }, { taps: 6 }]);
    expect(tabs[0].waymark.profile).toEqual(tabs[1].waymark.profile);
  });

  it('come after the touchpoint that brought them, when the profile knows it', async () => {
    const world = await ready({ plugins: [taps()] });
    const heard: unknown[] = [];
    world.waymark.on('touchpoint', ({ type }) => heard.push(type));
    world.waymark.on('taps.reach', () => heard.push(world.waymark.profile.slices.taps));
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    expect(heard).toEqual(['tap', 3]);
  });

  it('do not show in the profile before they are made', async () => {
    const world = await ready({ plugins: [taps()] });
    world.waymark.track('tap', { weight: 3 });
    expect(world.waymark.profile.fired).toEqual({});
    await world.waymark.flush();
    expect(world.waymark.profile.fired).toHaveProperty('third');
  });

  it('let an act track, report and see the profile, until it is done', async () => {
    let context: ActContext | undefined;
    const actor: Plugin = {
      name: 'actor',
      acts: ['taps.reach'],
      act(_, given) {
        context = given;
        given.track('tap', { text: 'acted' });
      },
    };
    const world = await ready({ plugins: [taps(), actor] });
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    await world.waymark.flush();
    expect((await logOf(world.store)).at(-1)).toMatchObject({ touchpoint: { by: 'actor', data: { text: 'acted' } } });
    expect(context?.site).toBe(world.waymark.site);
    expect(context?.signal.aborted).toBe(true);
  });

  it('leave an act that never settles after five seconds, and abort it', async () => {
    let signal: AbortSignal | undefined;
    const actor: Plugin = {
      name: 'actor',
      acts: ['taps.reach'],
      act(_, context) {
        ({ signal } = context);
        return new Promise(() => {});
      },
    };
    const world = await ready({ plugins: [taps(), actor] });
    world.waymark.track('tap', { weight: 3 });
    await world.waymark.flush();
    expect(signal?.aborted).toBe(false);
    await world.pass(5_000);
    expect(signal?.aborted).toBe(true);
    expect(world.problems).toMatchObject([{ code: 'act-failed', plugin: 'actor' }]);
  });
});

describe('time', () => {
  const PLUGINS = [taps(), rest(20 * MINUTE_MS)];

  it('alone makes a trigger fire, once', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    await world.pass(19 * MINUTE_MS);
    expect(heard).not.toHaveBeenCalled();
    await world.pass(MINUTE_MS);
    expect(heard).toHaveBeenCalledOnce();
    await world.pass(60 * MINUTE_MS);
    expect(heard).toHaveBeenCalledOnce();
    expect((await logOf(world.store)).at(-1)).toMatchObject({ touchpoint: null, decisions: [{ name: 'taps.rest' }] });
  });

  it('makes a trigger fire although a commit comes between the moment and its timer', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    await flush();
    world.clock.pass(20 * MINUTE_MS);
    await world.waymark.flush();
    await world.pass(0);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('starts anew with every touchpoint', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    await world.pass(19 * MINUTE_MS);
    await tapTimes(world, 1);
    await world.pass(19 * MINUTE_MS);
    expect(heard).not.toHaveBeenCalled();
    await world.pass(MINUTE_MS);
    expect(heard).toHaveBeenCalledOnce();
  });

  it('makes due on the next visit what became due meanwhile', async () => {
    const first = await ready({ plugins: PLUGINS });
    await tapTimes(first, 1);
    await leave(first);
    first.clock.pass('3 h');
    const next = start({ store: first.store, clock: first.clock, consent: GRANTED, plugins: PLUGINS });
    const heard = vi.fn();
    next.waymark.on('taps.rest', heard);
    await next.waymark.ready;
    expect(heard).toHaveBeenCalledOnce();
  });

  it('makes nothing due in a hidden page, and at once when it is seen again', async () => {
    const world = await ready({ plugins: PLUGINS });
    const heard = vi.fn();
    world.waymark.on('taps.rest', heard);
    await tapTimes(world, 1);
    turn('hidden');
    await flush();
    await world.pass(30 * MINUTE_MS);
    expect(heard).not.toHaveBeenCalled();
    turn('visible');
    await flush();
    expect(heard).toHaveBeenCalledOnce();
  });

  it('makes nothing due in a page that has stopped', async () => {
    const world = await ready({ plugins: PLUGINS });
    await tapTimes(world, 1);
    world.waymark.track('tap', {});
    await leave(world);
    expect(vi.getTimerCount()).toBe(0);
    const rows = await logOf(world.store);
    await world.pass(60 * MINUTE_MS);
    expect(await logOf(world.store)).toEqual(rows);
  });
});

describe('other tabs', () => {
  it('are told when rows have got their place, and nothing else', async () => {
    const world = await ready({ plugins: [taps()] });
    const other = new BroadcastChannel(`waymark:${world.waymark.site}`);
    const message = new Promise(resolve => {
      other.onmessage = ({ data }) => resolve(data);
    });
    await tapTimes(world, 1);
    expect(await message).toBe(0);
    other.close();
  });

  it('make this one read the store when they say so', async () => {
    const store = memoryStore();
    const [world, other] = [await ready({ store, plugins: [taps()] }), await ready({ store, plugins: [taps()] })];
    await tapTimes(other, 2);
    expect(world.waymark.profile.slices.taps).toBe(0);
    const changed = new Promise<void>(resolve => world.waymark.subscribe(resolve));
    const channel = new BroadcastChannel(`waymark:${world.waymark.site}`);
    channel.postMessage(0);
    await changed;
    expect(world.waymark.profile.slices.taps).toBe(2);
    channel.close();
  });
});

describe('the log', () => {
  it('stays within its bounds, and the profile stays as it is', async () => {
    const clock = fakeClock();
    const rules = gatherRules([taps(), seen()]);
    const store = memoryStore();
    await fill(
      store,
      rules,
      Array.from({ length: 1_990 }, (_, index) => row(index + 1)),
    );
    const world = await ready({ store, clock, plugins: [taps(), seen()] });
    for (let round = 0; round < 12; round++) await tapTimes(world, 50);
    await vi.waitFor(async () => expect((await logOf(store)).length).toBeLessThanOrEqual(2_200));
    await world.waymark.flush();
    expect(world.waymark.profile.slices).toMatchObject({ taps: 2_590, seen: 2_590 });
    await leave(world);
    const next = await ready({ store, clock, plugins: [taps(), seen()] });
    expect(next.waymark.profile).toEqual(world.waymark.profile);
  });

  it('stays within its bounds when every touchpoint comes alone', async () => {
    const store = memoryStore();
    await fill(
      store,
      gatherRules([taps()]),
      Array.from({ length: 1_995 }, (_, index) => row(index + 1)),
    );
    const world = await ready({ store, plugins: [taps()] });
    for (let round = 0; round < 410; round++) await tapTimes(world, 1);
    await flush(10);
    expect((await logOf(store)).length).toBeLessThanOrEqual(2_200);
    expect(world.waymark.profile.slices.taps).toBe(2_405);
  });
});

it('says of a trigger whose `wakeAt` fails that it has no alarm, and keeps those of the others', async () => {
  const odd = definePlugin({
    name: 'odd',
    triggers: [{ name: 'odd', decision: 'taps.rest', when: () => null, wakeAt: () => Number.NaN }],
  });
  const world = await ready({ plugins: [taps(), odd, rest(60_000)] });
  const decided = vi.fn();
  world.waymark.on('taps.rest', decided);
  await tapTimes(world, 1);
  await world.pass(60_000);
  expect(decided).toHaveBeenCalledOnce();
  expect(world.problems[0]).toMatchObject({ code: 'wakeAt-failed', plugin: 'odd' });
});
