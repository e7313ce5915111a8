// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readVitals } from '../../src/capture/read-vitals.js';
import { type Captured, captureContext } from './capture-context.js';

type Report = (metric: object) => void;

/** What the library would report to, by its name; it needs a browser to do it by itself. `onLCP` is asked twice. */
const reports = vi.hoisted(() => new Map<string, Report>());
vi.mock('web-vitals/attribution', () => {
  const hear = (name: string) => (report: Report, options?: { readonly reportAllChanges?: boolean }) =>
    reports.set(name + (options?.reportAllChanges ? ' so far' : ''), report);
  return { onTTFB: hear('TTFB'), onLCP: hear('LCP'), onINP: hear('INP'), onCLS: hear('CLS') };
});

const HERO = {
  target: 'main>img.hero',
  url: 'https://cdn.test/hero.jpg?width=800&token=abc#top',
  timeToFirstByte: 900.4,
  resourceLoadDelay: 100.2,
  resourceLoadDuration: 3_000,
  elementRenderDelay: 199.6,
};
const TEXT = { timeToFirstByte: 0, resourceLoadDelay: 0, resourceLoadDuration: 0, elementRenderDelay: 5_000 };

let captured: Captured;
beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, '', '/guitars');
  captured = captureContext();
  readVitals(captured.context);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  captured.stop();
  reports.clear();
});

function report(name: string, value: number, attribution: object = {}, more: object = {}): void {
  reports.get(name)?.({
    name: name.slice(0, 4).trim(),
    value,
    rating: 'poor',
    attribution,
    navigationURL: location.href,
    ...more,
  });
}

/** What was told of LCP. */
function told(): readonly unknown[] {
  return captured.tracked.map(({ data }) => data);
}

describe('each vital is told once, with what it waited for:', () => {
  it('TTFB', () => {
    report('TTFB', 900.4, { requestDuration: 800 });
    report('TTFB', 0);
    expect(captured.tracked).toEqual([{ type: 'web_vitals', data: { name: 'TTFB', value: 900.4, rating: 'poor' } }]);
  });

  it('LCP of an image', () => {
    report('LCP', 4_200.2, HERO);
    report('LCP', 9_000, HERO);
    const waited = { ttfb: 900, load_delay_ms: 100, load_ms: 3_000, render_ms: 200 };
    const what = { element: 'main>img.hero', resource: 'https://cdn.test/hero.jpg' };
    expect(told()).toEqual([{ name: 'LCP', value: 4_200.2, rating: 'poor', ...waited, ...what }]);
  });

  it('LCP of a text that is gone', () => {
    report('LCP', 5_000, TEXT);
    const waited = { ttfb: 0, load_delay_ms: 0, load_ms: 0, render_ms: 5_000 };
    expect(told()).toEqual([{ name: 'LCP', value: 5_000, rating: 'poor', ...waited }]);
  });

  it('INP', () => {
    const parts = { inputDelay: 1.2, processingDuration: 600.7, presentationDelay: 20 };
    report('INP', 622, { ...parts, interactionTarget: '#buy', interactionType: 'pointer' });
    const waited = { input_delay_ms: 1, processing_ms: 601, presentation_ms: 20 };
    expect(told()).toEqual([
      { name: 'INP', value: 622, rating: 'poor', ...waited, element: '#buy', interaction: 'pointer' },
    ]);
  });

  it('INP that was too short to be looked at, and CLS where nothing shifted', () => {
    report('INP', 8, { inputDelay: 0, processingDuration: 8, presentationDelay: 0, interactionTarget: '' });
    report('CLS', 0);
    expect(told()).toEqual([
      { name: 'INP', value: 8, rating: 'poor', input_delay_ms: 0, processing_ms: 8, presentation_ms: 0 },
      { name: 'CLS', value: 0, rating: 'poor' },
    ]);
  });

  it('CLS', () => {
    report('CLS', 0.31, { largestShiftTarget: 'div.banner' });
    expect(told()).toEqual([{ name: 'CLS', value: 0.31, rating: 'poor', element: 'div.banner' }]);
  });
});

describe('an LCP over 4 s is told to whoever never clicks:', () => {
  it('a second after the page had loaded and nothing larger came', () => {
    report('LCP so far', 4_200, HERO);
    vi.advanceTimersByTime(999);
    report('LCP so far', 4_400, HERO);
    vi.advanceTimersByTime(999);
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told()).toMatchObject([{ name: 'LCP', value: 4_400, render_ms: 200 }]);
    report('LCP', 4_400, HERO);
    expect(told()).toHaveLength(1);
  });

  it('not so soon while the page still loads', () => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    report('LCP so far', 4_200, TEXT);
    vi.advanceTimersByTime(4_999);
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told()).toHaveLength(1);
  });

  it('at once where they click after all', () => {
    report('LCP so far', 4_200, HERO);
    report('LCP', 4_200, HERO);
    expect(told()).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    expect(told()).toHaveLength(1);
  });

  it('and no other', () => {
    report('LCP so far', 4_000, HERO);
    vi.advanceTimersByTime(60_000);
    expect(told()).toEqual([]);
  });
});

describe('what is told of the page', () => {
  it.each([
    ['#order-10023>div.item-7', '#order-*>div.item-7'],
    [`div.${'a'.repeat(200)}`, `div.${'a'.repeat(96)}`],
  ])('names %s by %s', (target, element) => {
    report('CLS', 0.1, { largestShiftTarget: target });
    expect(told()).toMatchObject([{ element }]);
  });

  it.each(['data:image/png;base64,AAAA', 'blob:https://shop.test/1', `https://cdn.test/${'a'.repeat(500)}`])(
    'names no resource that is %s',
    url => {
      report('LCP', 1, { ...HERO, url });
      expect(told()[0]).not.toHaveProperty('resource');
    },
  );

  it('names the page where the visitor has gone on since', () => {
    const { href } = location;
    history.pushState(null, '', '/guitars?utm_source=flyer');
    report('TTFB', 10, {}, { navigationURL: href });
    history.pushState(null, '', '/cart');
    report('CLS', 0.1, {}, { navigationURL: href });
    report('INP', 90, {}, { navigationURL: undefined });
    expect(told()[0]).not.toHaveProperty('page_location');
    expect(told()[1]).toMatchObject({ page_location: href });
    expect(told()[2]).not.toHaveProperty('page_location');
  });
});

it('tells nothing after the stop, and waits for nothing', () => {
  report('LCP so far', 4_200, HERO);
  captured.stop();
  expect(vi.getTimerCount()).toBe(0);
  report('LCP', 4_200, HERO);
  expect(told()).toEqual([]);
});

it('does not ask the library after the stop', () => {
  reports.clear();
  captured.stop();
  readVitals(captured.context);
  expect(reports.size).toBe(0);
});
