// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { whenPresent } from '../../src/platform/when-present.js';

const load = () => dispatchEvent(new Event('load'));

it('looks once when it finds something at once', () => {
  const look = vi.fn(() => true);
  expect(whenPresent(look, new AbortController().signal)).toBe(true);
  load();
  expect(look).toHaveBeenCalledOnce();
});

it('looks again when the document is parsed and when it is loaded, until it has found something', () => {
  const look = vi
    .fn(() => false)
    .mockReturnValueOnce(false)
    .mockReturnValueOnce(true);
  expect(whenPresent(look, new AbortController().signal)).toBe(false);
  document.dispatchEvent(new Event('DOMContentLoaded'));
  load();
  expect(look).toHaveBeenCalledTimes(2);
});

it('looks no more after the signal', () => {
  const look = vi.fn(() => false);
  const controller = new AbortController();
  whenPresent(look, controller.signal);
  controller.abort();
  load();
  expect(look).toHaveBeenCalledOnce();
});

it('looks ever more rarely for two minutes, then no more', () => {
  vi.useFakeTimers();
  const look = vi.fn(() => false);
  const controller = new AbortController();
  whenPresent(look, controller.signal);
  vi.advanceTimersByTime(4_000);
  expect(look).toHaveBeenCalledTimes(4);
  vi.advanceTimersByTime(600_000);
  expect(look).toHaveBeenCalledTimes(9);
  expect(vi.getTimerCount()).toBe(0);
  controller.abort();
  vi.useRealTimers();
});

it('throws what the first look throws, and looks again all the same', () => {
  vi.useFakeTimers();
  const look = vi
    .fn(() => true)
    .mockImplementationOnce(() => {
      throw new Error('A platform breaks.');
    });
  expect(() => whenPresent(look, new AbortController().signal)).toThrow('breaks');
  vi.advanceTimersByTime(600);
  expect(look).toHaveBeenCalledTimes(2);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
