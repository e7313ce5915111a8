// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { dropText, foundText, leaveText } from '../../src/platform/stop-gap.js';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

it('keeps a text until it is dropped', () => {
  leaveText('a', 'text');
  expect(foundText('a')).toBe('text');
  dropText('a');
  expect(foundText('a')).toBeNull();
});

it('is silent where there is no storage at all', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(() => leaveText('a', 'text')).not.toThrow();
  expect(() => dropText('a')).not.toThrow();
  expect(foundText('a')).toBeNull();
});
