// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onNavigate } from '../../src/platform/navigation.js';

let controller: AbortController;

beforeEach(() => {
  controller = new AbortController();
  vi.useFakeTimers();
});
afterEach(() => {
  controller.abort();
  vi.useRealTimers();
  Reflect.deleteProperty(window, 'navigation');
});

describe('with the Navigation API', () => {
  it('hears of every change of the current entry, and of nothing else', () => {
    const navigation = Object.assign(new EventTarget(), { currentEntry: {} });
    Object.defineProperty(window, 'navigation', { value: navigation, configurable: true });
    const run = vi.fn();
    onNavigate(run, controller.signal);
    navigation.dispatchEvent(new Event('currententrychange'));
    expect(run).toHaveBeenCalledOnce();
    document.dispatchEvent(new Event('click', { bubbles: true }));
    vi.runAllTimers();
    expect(run).toHaveBeenCalledOnce();
    controller.abort();
    navigation.dispatchEvent(new Event('currententrychange'));
    expect(run).toHaveBeenCalledOnce();
  });
});

describe('without it', () => {
  it('hears of steps back and of fragments', () => {
    const run = vi.fn();
    onNavigate(run, controller.signal);
    dispatchEvent(new Event('popstate'));
    dispatchEvent(new Event('hashchange'));
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('is not misled by an element with the id `navigation`', () => {
    Object.defineProperty(window, 'navigation', { value: document.createElement('nav'), configurable: true });
    const run = vi.fn();
    onNavigate(run, controller.signal);
    dispatchEvent(new Event('popstate'));
    expect(run).toHaveBeenCalledOnce();
  });

  it('looks after what the visitor does, at once and when data may have come', () => {
    const run = vi.fn();
    onNavigate(run, controller.signal);
    document.dispatchEvent(new Event('click', { bubbles: true }));
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1_000);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('hears nothing after the signal, not even what it was waiting for', () => {
    const run = vi.fn();
    onNavigate(run, controller.signal);
    document.dispatchEvent(new Event('click', { bubbles: true }));
    controller.abort();
    vi.runAllTimers();
    dispatchEvent(new Event('popstate'));
    expect(run).not.toHaveBeenCalled();
  });
});

it('patches nothing', () => {
  const { pushState, replaceState } = history;
  onNavigate(() => {}, controller.signal);
  expect(history.pushState).toBe(pushState);
  expect(history.replaceState).toBe(replaceState);
});
