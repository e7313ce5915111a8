// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isVisible, onceShown, onHide, onShow } from '../../src/platform/lifecycle.js';

const become = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};
const pageEvent = (type: string, persisted = false) => dispatchEvent(Object.assign(new Event(type), { persisted }));
const controllers: AbortController[] = [];
const signal = () => {
  const controller = new AbortController();
  controllers.push(controller);
  return controller.signal;
};

afterEach(() => {
  for (const controller of controllers.splice(0)) controller.abort();
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'prerendering');
});

describe('onHide', () => {
  it('runs when the page is hidden, and with `final` when it goes away', () => {
    const run = vi.fn();
    onHide(run, signal());
    become('hidden');
    pageEvent('pagehide');
    become('visible');
    expect(run.mock.calls).toEqual([[false], [true]]);
  });
});

describe('onShow', () => {
  it('runs when the page is seen again, and with `restored` when it comes out of the back/forward cache', () => {
    const run = vi.fn();
    onShow(run, signal());
    become('hidden');
    become('visible');
    pageEvent('pageshow', true);
    expect(run.mock.calls).toEqual([[false], [true]]);
  });
});

describe('onceShown', () => {
  it('runs when the page is seen, and not again', () => {
    const run = vi.fn();
    become('hidden');
    onceShown(run, signal());
    // A page that was opened in the background has loaded.
    pageEvent('pageshow');
    expect(run).not.toHaveBeenCalled();
    become('visible');
    become('hidden');
    become('visible');
    expect(run).toHaveBeenCalledOnce();
  });

  it('waits no longer than its signal', () => {
    const run = vi.fn();
    const controller = new AbortController();
    become('hidden');
    onceShown(run, controller.signal);
    controller.abort();
    become('visible');
    expect(run).not.toHaveBeenCalled();
  });
});

it('says whether the page can be seen', () => {
  become('hidden');
  expect(isVisible()).toBe(false);
  become('visible');
  expect(isVisible()).toBe(true);
});

it('hears nothing after the signal', () => {
  const run = vi.fn();
  const controller = new AbortController();
  onHide(run, controller.signal);
  onShow(run, controller.signal);
  controller.abort();
  become('hidden');
  become('visible');
  pageEvent('pagehide');
  pageEvent('pageshow');
  expect(run).not.toHaveBeenCalled();
});

it('never keeps a page out of the back/forward cache', () => {
  const listen = vi.spyOn(window, 'addEventListener');
  onHide(() => {}, signal());
  onShow(() => {}, signal());
  expect(listen.mock.calls.map(([type]) => type).filter(type => /unload/.test(type))).toEqual([]);
});
