import { describe, expect, it, vi } from 'vitest';
import type { CaptureContext, Plugin } from '../../src/core/plugin.js';
import { createRoster, type Roster } from '../../src/runtime/roster.js';

interface Scene {
  roster: Roster;
  opened: { plugin: Plugin; signal: AbortSignal }[];
  failed: ReturnType<typeof vi.fn>;
}

function scene(): Scene {
  const opened: Scene['opened'] = [];
  const failed = vi.fn();
  const open = (plugin: Plugin, signal: AbortSignal): CaptureContext => {
    opened.push({ plugin, signal });
    return { signal, site: 'fretwell', profile: {} as CaptureContext['profile'], problem() {}, track: () => null };
  };
  return { roster: createRoster(open, failed), opened, failed };
}

describe('createRoster', () => {
  it('starts a plugin once with its context, however often it is asked', () => {
    const { roster } = scene();
    const capture = vi.fn();
    const plugin: Plugin = { name: 'one', capture };
    roster.sync([plugin], ['analytics'], false);
    roster.sync([plugin], ['analytics'], false);
    expect(capture).toHaveBeenCalledOnce();
    expect(capture).toHaveBeenCalledWith(roster.context(plugin));
  });

  it('reports a capture that rejects, which would else be an error of the page', async () => {
    const { roster, failed } = scene();
    const cause = new Error('broken');
    const plugin: Plugin = { name: 'one', capture: (() => Promise.reject(cause)) as unknown as () => void };
    roster.sync([plugin], ['analytics'], false);
    await Promise.resolve();
    await Promise.resolve();
    expect(failed).toHaveBeenCalledWith(plugin, 'capture', cause);
  });

  it('runs a plugin without purpose under any grant and while everything is pending', () => {
    const { roster } = scene();
    const plugin: Plugin = { name: 'one', capture() {} };
    roster.sync([plugin], [], true);
    expect(roster.context(plugin)).toBeDefined();
    roster.sync([plugin], ['advertising'], false);
    expect(roster.context(plugin)).toBeDefined();
    roster.sync([plugin], [], false);
    expect(roster.context(plugin)).toBeUndefined();
  });

  it('runs a plugin with a purpose only while that is granted', () => {
    const { roster } = scene();
    const plugin: Plugin = { name: 'one', purpose: 'advertising', act() {} };
    roster.sync([plugin], [], true);
    expect(roster.context(plugin)).toBeUndefined();
    roster.sync([plugin], ['analytics'], false);
    expect(roster.context(plugin)).toBeUndefined();
    roster.sync([plugin], ['analytics', 'advertising'], false);
    expect(roster.context(plugin)).toBeDefined();
  });

  it('opens nothing for a plugin that only has pure members', () => {
    const { roster, opened } = scene();
    roster.sync([{ name: 'pure', normalize: touchpoint => touchpoint }], ['analytics'], false);
    expect(opened).toEqual([]);
  });

  it('stops a plugin that may run no more: signal first, then its own cleanup', () => {
    const { roster, opened } = scene();
    const order: string[] = [];
    const plugin: Plugin = {
      name: 'one',
      capture({ signal }) {
        signal.addEventListener('abort', () => order.push('signal'));
        return () => void order.push('cleanup');
      },
    };
    roster.sync([plugin], ['analytics'], false);
    roster.sync([], ['analytics'], false);
    expect(order).toEqual(['signal', 'cleanup']);
    expect(opened[0]?.signal.aborted).toBe(true);
    expect(roster.context(plugin)).toBeUndefined();
  });

  it('tells a plugin that it stops whether what it tracked is kept', () => {
    const { roster } = scene();
    const cleanup = vi.fn();
    const plugin: Plugin = { name: 'one', capture: () => cleanup };
    for (const [granted, isPending] of [[['analytics'], false] as const, [[], true] as const, [[], false] as const]) {
      roster.sync([plugin], [], true);
      roster.sync([], granted, isPending);
    }
    expect(cleanup.mock.calls).toEqual([[true], [true], [false]]);
  });

  it('keeps nothing of a plugin whose purpose is taken back, whatever may still be granted', () => {
    const { roster } = scene();
    const cleanup = vi.fn();
    const plugin: Plugin = { name: 'one', purpose: 'analytics', capture: () => cleanup };
    roster.sync([plugin], ['analytics'], false);
    roster.sync([plugin], [], true);
    expect(cleanup).toHaveBeenCalledWith(false);
  });

  it('starts a plugin anew after it was stopped, with a fresh signal', () => {
    const { roster, opened } = scene();
    const plugin: Plugin = { name: 'one', capture() {} };
    roster.sync([plugin], ['analytics'], false);
    roster.sync([], [], false);
    roster.sync([plugin], ['analytics'], false);
    expect(opened.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it('stops before it starts, so that a replaced plugin makes room', () => {
    const { roster } = scene();
    const order: string[] = [];
    const named = (name: string): Plugin => ({
      name: 'one',
      capture() {
        order.push(`start ${name}`);
        return () => void order.push(`stop ${name}`);
      },
    });
    const [old, fresh] = [named('old'), named('fresh')];
    roster.sync([old], ['analytics'], false);
    roster.sync([fresh], ['analytics'], false);
    expect(order).toEqual(['start old', 'stop old', 'start fresh']);
  });

  it('lets a plugin that throws while it starts or stops hold up nobody', () => {
    const { roster, failed } = scene();
    const failure = new Error('no');
    const throwing = (): never => {
      throw failure;
    };
    const bad: Plugin = { name: 'bad', capture: throwing };
    const worse: Plugin = { name: 'worse', capture: () => throwing };
    const good: Plugin = { name: 'good', capture: vi.fn() };
    roster.sync([bad, worse, good], ['analytics'], false);
    expect(good.capture).toHaveBeenCalledOnce();
    roster.sync([], [], false);
    expect(failed.mock.calls).toEqual([
      [bad, 'capture', failure],
      [worse, 'cleanup', failure],
    ]);
    expect(roster.context(good)).toBeUndefined();
  });
});
