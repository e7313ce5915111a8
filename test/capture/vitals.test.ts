// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { vitals } from '../../src/capture/vitals.js';
import { captureContext } from './capture-context.js';

const readVitals = vi.hoisted(() => vi.fn());
let isMissing = false;
vi.mock('../../src/capture/read-vitals.js', () => ({
  get readVitals() {
    if (isMissing) throw new Error('404');
    return readVitals;
  },
}));

afterEach(() => {
  isMissing = false;
  readVitals.mockClear();
});

it('reads them when the page is idle', async () => {
  const { context, problems } = captureContext();
  vitals().capture?.(context);
  expect(readVitals).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(readVitals).toHaveBeenCalledExactlyOnceWith(context));
  expect(problems).toEqual([]);
});

it('does not even load what reads them when it is stopped before the page was idle', async () => {
  vi.useFakeTimers();
  const { context, stop } = captureContext();
  vitals().capture?.(context);
  stop();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(readVitals).not.toHaveBeenCalled();
});

it('says that its file is missing', async () => {
  isMissing = true;
  const { context, problems } = captureContext();
  vitals().capture?.(context);
  await vi.waitFor(() => expect(problems).toEqual(['vitals-missing']));
});

it.each([
  [{ name: 'LCP', value: 4_200, rating: 'poor' }, true],
  [{ name: 'LCP', value: Number.NaN }, false],
  [{ name: 'LCP', value: '4200' }, false],
  [{}, false],
])('takes %o: %s', (data, isTaken) => {
  const check = vitals().vocabulary?.web_vitals as (data: object) => object | string;
  expect(check(data)).toEqual(isTaken ? data : '`value` must be a number');
});
