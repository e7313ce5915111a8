// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { attention } from '../../src/capture/attention.js';
import { type Captured, captureContext } from './capture-context.js';
import { fire, goTo, see } from './page-builder.js';

let captured: Captured;

beforeEach(() => {
  vi.useFakeTimers();
  see(true);
  history.replaceState({}, '', '/first');
  vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(10 * innerHeight);
  captured = captureContext();
  const stop = attention().capture?.(captured.context);
  captured.context.signal.addEventListener('abort', () => stop?.());
});
afterEach(() => {
  captured.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function scrollTo(screens: number): void {
  Object.defineProperty(window, 'scrollY', { value: screens * innerHeight, configurable: true });
  fire('scroll', document);
  vi.advanceTimersByTime(1_000);
}
function told(type: string): readonly object[] {
  return captured.tracked.filter(touchpoint => touchpoint.type === type).map(({ data }) => data);
}

it('tells the furthest mark the visitor came to, each once', () => {
  for (const screens of [0.2, 1.6, 1.7, 1, 6.6, 9]) scrollTo(screens);
  expect(told('scroll')).toEqual([{ percent_scrolled: 25 }, { percent_scrolled: 75 }, { percent_scrolled: 90 }]);
});

it('begins anew on another page', () => {
  scrollTo(9);
  goTo('/second');
  scrollTo(5);
  expect(told('scroll')).toEqual([{ percent_scrolled: 90 }, { percent_scrolled: 50 }]);
});

it('measures four times a second at most, and not at all at the end', () => {
  const asked = vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(10 * innerHeight);
  for (let index = 0; index < 1_000; index++) fire('scroll', document);
  vi.advanceTimersByTime(1_000);
  expect(asked).toHaveBeenCalledTimes(1);
  scrollTo(9);
  asked.mockClear();
  scrollTo(9);
  expect(asked).not.toHaveBeenCalled();
});

it('counts the time in which the page is seen and something is done now and then', () => {
  for (let second = 0; second < 20; second++) {
    vi.advanceTimersByTime(1_000);
    fire('pointermove');
  }
  vi.advanceTimersByTime(600_000);
  fire('pointermove');
  see(false);
  expect(told('user_engagement')).toEqual([{ engagement_time_msec: 35_000 }]);
});

it('counts no time of a page in the background that has loaded', () => {
  captured.stop();
  see(false);
  captured = captureContext();
  attention().capture?.(captured.context);
  fire('pageshow');
  vi.advanceTimersByTime(60_000);
  see(true);
  vi.advanceTimersByTime(2_000);
  see(false);
  expect(told('user_engagement')).toEqual([{ engagement_time_msec: 2_000 }]);
});

it('counts no time in the back/forward cache', () => {
  vi.advanceTimersByTime(2_000);
  see(false);
  fire('pagehide');
  vi.advanceTimersByTime(60_000);
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  see(true);
  vi.advanceTimersByTime(3_000);
  see(false);
  expect(told('user_engagement')).toEqual([{ engagement_time_msec: 2_000 }, { engagement_time_msec: 3_000 }]);
});

it('counts no time while the machine sleeps', () => {
  vi.advanceTimersByTime(5_000);
  fire('pointermove');
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  vi.advanceTimersByTime(8 * 3_600_000);
  fire('pointermove');
  see(false);
  // The visitor is taken to look on for 15 s after having done something.
  expect(told('user_engagement')).toEqual([{ engagement_time_msec: 20_000 }]);
});

it('counts no time while the page is hidden', () => {
  vi.advanceTimersByTime(2_000);
  see(false);
  vi.advanceTimersByTime(10_000);
  fire('pagehide');
  see(true);
  vi.advanceTimersByTime(3_000);
  see(false);
  expect(told('user_engagement')).toEqual([{ engagement_time_msec: 2_000 }, { engagement_time_msec: 3_000 }]);
});

it('tells the time of a page that was left for another with its address', () => {
  vi.advanceTimersByTime(5_000);
  goTo('/second');
  const [{ page_location }] = told('user_engagement') as [{ page_location: string }];
  expect(new URL(page_location).pathname).toBe('/first');
});

it('gives no page the time of another, however short that was looked at', () => {
  vi.advanceTimersByTime(900);
  goTo('/second');
  vi.advanceTimersByTime(900);
  goTo('/third');
  vi.advanceTimersByTime(1_500);
  see(false);
  expect(told('user_engagement')).toEqual([{ engagement_time_msec: 1_500 }]);
});

it('tells the time of a route in the fragment with the route', () => {
  goTo('/first#/guitars');
  vi.advanceTimersByTime(2_000);
  goTo('/first#/guitars/cedar?sort=new');
  vi.advanceTimersByTime(3_000);
  see(false);
  expect(told('user_engagement')).toEqual([
    {
      engagement_time_msec: 2_000,
      page_location: expect.stringContaining('/first#/guitars'),
      page_route: '#/guitars',
    },
    { engagement_time_msec: 3_000, page_route: '#/guitars/cedar' },
  ]);
});

it('measures no page by how far another was scrolled', () => {
  Object.defineProperty(window, 'scrollY', { value: 9 * innerHeight, configurable: true });
  fire('scroll', document);
  goTo('/second');
  vi.advanceTimersByTime(1_000);
  expect(told('scroll')).toEqual([]);
});

it('does nothing after a stop', () => {
  fire('scroll', document);
  captured.stop();
  scrollTo(9);
  see(false);
  expect(captured.tracked).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it('takes what scrolls within the page for no way down the page', () => {
  vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(innerHeight);
  document.body.innerHTML = '<div></div>';
  fire('scroll', document.body.firstElementChild as Element);
  vi.runAllTimers();
  expect(told('scroll')).toEqual([]);
});
