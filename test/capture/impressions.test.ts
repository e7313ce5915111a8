// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { impressions } from '../../src/capture/impressions.js';
import { type Captured, captureContext } from './capture-context.js';
import { find, goTo, showPage } from './page-builder.js';

let captured: Captured;
/** The observer of the plugin under test. */
let watcher: { watched: Set<Element>; see(selectors: string, ratio: number, height?: number): void };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(run: (entries: readonly unknown[]) => void) {
        watcher = {
          watched: new Set(),
          see(selectors, intersectionRatio, height = 0) {
            const target = find(selectors);
            if (!this.watched.has(target)) return;
            run([{ target, intersectionRatio, intersectionRect: { height }, rootBounds: { height: 800 } }]);
          },
        };
      }
      observe = (element: Element): void => void watcher.watched.add(element);
      unobserve = (element: Element): void => void watcher.watched.delete(element);
      disconnect = (): void => watcher.watched.clear();
    },
  );
  showPage(
    '<div data-waymark-promotion="spring" data-waymark-name="Spring sale"></div><ul data-waymark-list="new"></ul>',
  );
  captured = captureContext();
  const stop = impressions().capture?.(captured.context);
  captured.context.signal.addEventListener('abort', () => stop?.());
  vi.advanceTimersByTime(0);
});
afterEach(() => {
  captured.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('tells what was seen by half for a second, once', () => {
  watcher.see('div', 0.5);
  vi.advanceTimersByTime(999);
  expect(captured.tracked).toEqual([]);
  watcher.see('div', 0.8);
  vi.advanceTimersByTime(1);
  watcher.see('div', 1);
  vi.advanceTimersByTime(5_000);
  expect(captured.tracked).toEqual([
    { type: 'view_promotion', data: { promotion_id: 'spring', promotion_name: 'Spring sale' } },
  ]);
});

it('tells nothing that went out of sight within the second', () => {
  watcher.see('div', 0.6);
  vi.advanceTimersByTime(900);
  watcher.see('div', 0.4);
  vi.advanceTimersByTime(5_000);
  expect(captured.tracked).toEqual([]);
});

it('tells a list too long for the window once it takes up half of it', () => {
  watcher.see('ul', 0.05, 300);
  vi.advanceTimersByTime(2_000);
  expect(captured.tracked).toEqual([]);
  watcher.see('ul', 0.1, 400);
  vi.advanceTimersByTime(1_000);
  expect(captured.tracked).toEqual([{ type: 'view_item_list', data: { item_list_id: 'new' } }]);
});

it('finds what comes late, and what stays on the next page anew', () => {
  document.body.insertAdjacentHTML('beforeend', '<p data-waymark-promotion="late"></p>');
  vi.advanceTimersByTime(1_000);
  watcher.see('p', 1);
  vi.advanceTimersByTime(1_000);
  goTo('/next');
  vi.advanceTimersByTime(0);
  watcher.see('p', 1);
  vi.advanceTimersByTime(1_000);
  expect(captured.tracked.map(({ data }) => data.promotion_id)).toEqual(['late', 'late']);
});

it('leaves neither timer nor observation after a stop', () => {
  watcher.see('div', 1);
  captured.stop();
  vi.advanceTimersByTime(5_000);
  expect(captured.tracked).toEqual([]);
  expect([vi.getTimerCount(), watcher.watched.size]).toEqual([0, 0]);
});
