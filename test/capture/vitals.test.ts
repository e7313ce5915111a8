// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { vitals } from '../../src/capture/vitals.js';
import { captureContext } from './capture-context.js';

type Report = (metric: { name: string; value: number; rating: string }) => void;

/** What the library would report to; it needs a browser to do it by itself. */
const reports = vi.hoisted(() => [] as Report[]);
vi.mock('web-vitals', () => {
  const on = (report: Report) => void reports.push(report);
  return { onTTFB: on, onLCP: on, onINP: on, onCLS: on };
});

afterEach(() => {
  reports.length = 0;
});

it('tracks each vital once a page, with its rating', async () => {
  const { context, tracked } = captureContext();
  vitals().capture?.(context);
  await vi.waitFor(() => expect(reports).toHaveLength(4));
  reports[0]?.({ name: 'TTFB', value: 900, rating: 'needs-improvement' });
  for (const report of reports) report({ name: 'LCP', value: 4200, rating: 'poor' });
  reports[3]?.({ name: 'CLS', value: 0.02, rating: 'good' });
  expect(tracked).toEqual([
    { type: 'web_vitals', data: { name: 'LCP', value: 4200, rating: 'poor', ttfb: 900 } },
    { type: 'web_vitals', data: { name: 'CLS', value: 0.02, rating: 'good' } },
  ]);
});

it('says nothing of the server where the browser does not', async () => {
  const { context, tracked } = captureContext();
  vitals().capture?.(context);
  await vi.waitFor(() => expect(reports).toHaveLength(4));
  reports[1]?.({ name: 'LCP', value: 1200, rating: 'good' });
  expect(tracked).toEqual([{ type: 'web_vitals', data: { name: 'LCP', value: 1200, rating: 'good' } }]);
});

it('tracks nothing after the stop', async () => {
  const { context, tracked, stop } = captureContext();
  vitals().capture?.(context);
  await vi.waitFor(() => expect(reports).toHaveLength(4));
  stop();
  reports[1]?.({ name: 'LCP', value: 1, rating: 'good' });
  expect(tracked).toEqual([]);
});

it('does not even load the library when it is stopped before the page was idle', async () => {
  vi.useFakeTimers();
  const { context, stop } = captureContext();
  vitals().capture?.(context);
  stop();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(reports).toEqual([]);
});
