// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { beside } from '../../src/capture/beside.js';
import { segmentSource } from '../../src/capture/segment-source.js';
import { definePlugin } from '../../src/core/plugin.js';
import { captureContext } from './capture-context.js';

it('counts what a plugin would have tracked, and tracks nothing', () => {
  const stopped = vi.fn();
  const ids: unknown[] = [];
  const source = definePlugin({
    name: 'source',
    purpose: 'analytics',
    capture({ track }) {
      ids.push(track('login', {}), track('login', {}), track('view_cart', {}));
      return stopped;
    },
  });
  const { context, tracked } = captureContext();
  const plugin = beside(source);
  expect(plugin).toMatchObject({ name: 'source', purpose: 'analytics' });
  const stop = plugin.capture?.(context);
  expect(tracked).toEqual([]);
  expect(ids).toEqual([null, null, null]);
  expect([...plugin.heard]).toEqual([
    ['login', 2],
    ['view_cart', 1],
  ]);
  stop?.();
  expect(stopped).toHaveBeenCalledOnce();
});

it('goes on counting where it stopped, and needs nothing to capture', () => {
  const source = definePlugin({ name: 'source', capture: ({ track }) => void track('login', {}) });
  const plugin = beside(source);
  plugin.capture?.(captureContext().context);
  plugin.capture?.(captureContext().context);
  expect(plugin.heard.get('login')).toBe(2);
  expect(beside({ name: 'none' }).capture?.(captureContext().context)).toBeUndefined();
});

it('gives the plugin a profile that stays live', () => {
  const { context, stop } = captureContext();
  const hearing = new Map<string, (...given: unknown[]) => void>();
  vi.stubGlobal('analytics', { on: (event: string, hear: () => void) => hearing.set(event, hear) });
  let userId = 'u1';
  const live = Object.defineProperty({ ...context }, 'profile', {
    get: () => ({ slices: { identity: { userId, traits: {} } } }),
  });
  const plugin = beside(segmentSource());
  plugin.capture?.(live);
  userId = 'u2';
  hearing.get('identify')?.('u2');
  stop();
  vi.unstubAllGlobals();
  expect([...plugin.heard]).toEqual([]);
});
