// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onNavigate } from '../../src/platform/navigation.js';

let controller: AbortController;

beforeEach(() => {
  controller = new AbortController();
  history.replaceState(null, '', '/before');
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

  it('looks after what the visitor does, at once and while data may come', () => {
    const run = vi.fn();
    onNavigate(run, controller.signal);
    document.dispatchEvent(new Event('click', { bubbles: true }));
    history.pushState(null, '', '/at-once');
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(350);
    history.pushState(null, '', '/with-data');
    vi.advanceTimersByTime(150);
    expect(run).toHaveBeenCalledTimes(2);
    vi.runAllTimers();
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('sees a page that opens long after the act, and the next one at once', () => {
    const run = vi.fn();
    onNavigate(run, controller.signal);
    document.dispatchEvent(new Event('click', { bubbles: true }));
    vi.advanceTimersByTime(20_000);
    history.pushState(null, '', '/slow');
    vi.advanceTimersByTime(1_500);
    expect(run).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(450);
    document.dispatchEvent(new Event('click', { bubbles: true }));
    history.pushState(null, '', '/quick');
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('looks with one timer, however much the visitor does, ever more rarely and for a minute', () => {
    const run = vi.fn();
    onNavigate(run, controller.signal);
    for (let key = 0; key < 20; key++) document.dispatchEvent(new Event('keyup', { bubbles: true }));
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(61_200);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(100);
    expect(vi.getTimerCount()).toBe(0);
    history.pushState(null, '', '/much-later');
    document.dispatchEvent(new Event('keyup', { bubbles: true }));
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledOnce();
  });

  it('hears nothing after the signal, not even what it was waiting for', () => {
    const run = vi.fn();
    onNavigate(run, controller.signal);
    document.dispatchEvent(new Event('click', { bubbles: true }));
    controller.abort();
    history.pushState(null, '', '/after');
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
