// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { CaptureContext, Plugin } from '../../src/core/plugin.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { flush, logOf, rest, seen, taps } from './builders.js';
import { GRANTED, KEY, ledgerOf, onFakeTime, ready, start } from './start.js';

let warn: MockInstance;

onFakeTime();

beforeEach(() => {
  warn = vi.spyOn(console, 'warn');
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
