import { afterEach, expect, it, vi } from 'vitest';
import { gpc } from '../../../src/capture/consent/gpc.js';

afterEach(() => vi.unstubAllGlobals());

it.each([
  [true, 1],
  ['true', 0],
  [1, 0],
  [false, 0],
  [undefined, 0],
])('refuses advertising where the browser says so: %j', (globalPrivacyControl, times) => {
  vi.stubGlobal('navigator', { globalPrivacyControl });
  const set = vi.fn();
  expect(gpc().watch(set, new AbortController().signal)).toBe(times === 1);
  expect(set.mock.calls).toEqual(times ? [[{ advertising: 'denied' }]] : []);
});
