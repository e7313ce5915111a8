// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { impressions } from '../../src/capture/impressions.js';
import { type Captured, captureContext } from './capture-context.js';
import { find, goTo, showPage } from './page-builder.js';

let captured: Captured;
/** The observer of the plugin under test. */
let watcher: { watched: Set<Element>; see(selectors: string, ratio: number, size?: Size): void };
/** Of what is marked and of what is seen of it, px; the window has 1,000 by 800. */
interface Size {
  readonly whole: readonly [width: number, height: number];
  readonly seen: readonly [width: number, height: number];
}

beforeEach(() => {
  vi.useFakeTimers();
  // Nothing has a size here.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 1_000, 100));
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(run: (entries: readonly unknown[]) => void) {
        watcher = {
          watched: new Set(),
          see(selectors, intersectionRatio, { whole, seen } = boxOf(intersectionRatio)) {
            const target = find(selectors);
            if (!this.watched.has(target)) return;
            const rectOf = ([width, height]: Size['seen']): object => ({ width, height });
            run([
              {
                ...{
                  target,
                  intersectionRatio,
                  isIntersecting: intersectionRatio > 0,
                  rootBounds: rectOf([1_000, 800]),
                },
                ...{ intersectionRect: rectOf(seen), boundingClientRect: rectOf(whole) },
              },
            ]);
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
  vi.restoreAllMocks();
});

/** A box of 1,000 by 100 px of which so much is seen. */
function boxOf(ratio: number): Size {
  return { whole: [1_000, 100], seen: [1_000, 100 * ratio] };
}

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
  watcher.see('ul', 0.05, { whole: [800, 6_000], seen: [800, 300] });
  vi.advanceTimersByTime(2_000);
  expect(captured.tracked).toEqual([]);
  watcher.see('ul', 0.1, { whole: [800, 6_000], seen: [800, 400] });
  vi.advanceTimersByTime(1_000);
  expect(captured.tracked).toEqual([{ type: 'view_item_list', data: { item_list_id: 'new' } }]);
});

it('tells a row of slides too wide for the window once it takes up half of that', () => {
  watcher.see('ul', 0.1, { whole: [4_000, 300], seen: [400, 300] });
  vi.advanceTimersByTime(2_000);
  expect(captured.tracked).toEqual([]);
  watcher.see('ul', 0.2, { whole: [4_000, 300], seen: [800, 300] });
  vi.advanceTimersByTime(1_000);
  expect(captured.tracked).toEqual([{ type: 'view_item_list', data: { item_list_id: 'new' } }]);
});

describe('what nobody can see is told when somebody can:', () => {
  it('a slide that is faded out', () => {
    const isShown = vi.fn(() => false);
    Object.assign(Element.prototype, { checkVisibility: isShown });
    watcher.see('div', 1);
    vi.advanceTimersByTime(10_000);
    expect(captured.tracked).toEqual([]);
    isShown.mockReturnValue(true);
    vi.advanceTimersByTime(1_000);
    expect(captured.tracked).toHaveLength(1);
    Reflect.deleteProperty(Element.prototype, 'checkVisibility');
  });

  it('an empty place that is filled later', () => {
    const size = vi.mocked(Element.prototype.getBoundingClientRect).mockReturnValue(new DOMRect(0, 0, 1_000, 0));
    watcher.see('div', 1, { whole: [1_000, 0], seen: [1_000, 0] });
    vi.advanceTimersByTime(10_000);
    expect(captured.tracked).toEqual([]);
    size.mockReturnValue(new DOMRect(0, 0, 1_000, 200));
    vi.advanceTimersByTime(1_000);
    expect(captured.tracked).toHaveLength(1);
  });

  it('a page that is behind another', () => {
    watcher.see('div', 1);
    const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    vi.advanceTimersByTime(10_000);
    expect(captured.tracked).toEqual([]);
    state.mockReturnValue('visible');
    vi.advanceTimersByTime(1_000);
    expect(captured.tracked).toHaveLength(1);
  });

  it('and not where it has left the window by then', () => {
    watcher.see('div', 1);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    vi.advanceTimersByTime(1_500);
    watcher.see('div', 0);
    vi.restoreAllMocks();
    vi.advanceTimersByTime(10_000);
    expect(captured.tracked).toEqual([]);
  });
});

it('tells nothing of an empty place out of sight', () => {
  watcher.see('div', 0, { whole: [1_000, 0], seen: [0, 0] });
  vi.advanceTimersByTime(5_000);
  expect(captured.tracked).toEqual([]);
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
