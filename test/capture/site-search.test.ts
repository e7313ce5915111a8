// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { siteSearch } from '../../src/capture/site-search.js';
import { type Captured, captureContext } from './capture-context.js';
import { find, fire, goTo, showPage } from './page-builder.js';

let captured: Captured;

beforeEach(() => {
  vi.useFakeTimers();
  captured = captureContext();
});
afterEach(() => {
  captured.stop();
  vi.useRealTimers();
});

function start(address: string, parameters?: readonly string[]): void {
  history.replaceState({}, '', address);
  const stop = siteSearch(parameters && { parameters }).capture?.(captured.context);
  captured.context.signal.addEventListener('abort', () => stop?.());
}
const seen = () => captured.tracked.map(({ data }) => data);

it.each(['q', 's', 'search', 'query', 'keyword'])('knows a search by `%s`', name => {
  start(`/find?page=2&${name}=cedar+top`);
  vi.advanceTimersByTime(1_000);
  expect(captured.tracked).toEqual([{ type: 'view_search_results', data: { search_term: 'cedar top' } }]);
});

it('knows none by other or empty parameters', () => {
  start('/find?page=2&q=+');
  vi.advanceTimersByTime(1_000);
  expect(seen()).toEqual([]);
});

it('says how many were found and where, when results came late', () => {
  start('/help?suche=return', ['suche']);
  vi.advanceTimersByTime(500);
  showPage('<main data-waymark-results="0" data-waymark-page-type="help"></main>');
  vi.advanceTimersByTime(500);
  expect(seen()).toEqual([{ search_term: 'return', results: 0, page_type: 'help' }]);
});

it('tells each search of a soft navigation once, and the one on a page that goes away', () => {
  showPage('<main data-waymark-results="many"></main>');
  start('/');
  goTo('/find?q=cedar');
  vi.advanceTimersByTime(2_000);
  goTo('/find?q=spruce');
  fire('pagehide');
  vi.advanceTimersByTime(2_000);
  expect(seen()).toEqual([{ search_term: 'cedar' }, { search_term: 'spruce' }]);
});

it('waits for the results of this search while those of the one before still stand there', () => {
  showPage('<main data-waymark-results="2"></main>');
  start('/find?q=cedar');
  vi.advanceTimersByTime(1_000);
  goTo('/find?q=lute');
  vi.advanceTimersByTime(1_500);
  find('main').setAttribute('data-waymark-results', '0');
  vi.advanceTimersByTime(3_000);
  expect(seen()).toEqual([
    { search_term: 'cedar', results: 2 },
    { search_term: 'lute', results: 0 },
  ]);
});

it('takes as many as before for what was found when nothing else comes, or the page goes away', () => {
  showPage('<main data-waymark-results="0"></main>');
  start('/find?q=cedar');
  vi.advanceTimersByTime(1_000);
  goTo('/find?q=lute');
  vi.advanceTimersByTime(3_999);
  expect(seen()).toHaveLength(1);
  vi.advanceTimersByTime(1);
  goTo('/find?q=oud');
  fire('pagehide');
  expect(seen().slice(1)).toEqual([
    { search_term: 'lute', results: 0 },
    { search_term: 'oud', results: 0 },
  ]);
});

it('leaves no timer after a stop', () => {
  start('/find?q=cedar');
  captured.stop();
  expect(vi.getTimerCount()).toBe(0);
});
