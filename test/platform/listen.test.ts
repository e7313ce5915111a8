// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { listen } from '../../src/platform/listen.js';

afterEach(() => vi.unstubAllGlobals());

it('hears the document and the window until the signal', () => {
  const run = vi.fn();
  const controller = new AbortController();
  listen('visibilitychange', run, controller.signal);
  document.dispatchEvent(new Event('visibilitychange'));
  dispatchEvent(new Event('visibilitychange'));
  controller.abort();
  document.dispatchEvent(new Event('visibilitychange'));
  expect(run).toHaveBeenCalledTimes(2);
});

it('hears nothing, and throws nothing, where listening is refused', () => {
  vi.stubGlobal('addEventListener', undefined);
  expect(() => listen('click', () => {}, new AbortController().signal)).not.toThrow();
});
