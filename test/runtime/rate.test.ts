import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRate } from '../../src/runtime/rate.js';
import { fakeClock } from '../../src/testing/fake-clock.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function takes(rate: ReturnType<typeof createRate>, times: number, type = 'view_item'): number {
  return Array.from({ length: times }, () => rate.take(type)).filter(Boolean).length;
}

describe('createRate', () => {
  it('takes a burst of a hundred, then ten a second', () => {
    const clock = fakeClock();
    const rate = createRate(10, clock.now, () => {});
    expect(takes(rate, 500)).toBe(100);
    clock.pass(1_000);
    expect(takes(rate, 500)).toBe(10);
    clock.pass(3_600_000);
    expect(takes(rate, 500)).toBe(100);
    rate.stop();
  });

  it('takes at most a thousand in any minute, whenever they come', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ ms: fc.nat(5_000), times: fc.nat(300) }), { maxLength: 40 }), steps => {
        const clock = fakeClock();
        const rate = createRate(10, clock.now, () => {});
        const taken: number[] = [];
        for (const { ms, times } of steps) {
          clock.pass(ms);
          for (let n = takes(rate, times); n > 0; n--) taken.push(clock.now());
        }
        rate.stop();
        for (const from of taken)
          expect(taken.filter(at => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(1_000);
      }),
    );
  });

  it('says the exact number once, a second after the last that was too many', () => {
    const missed = vi.fn();
    const rate = createRate(10, () => 0, missed);
    takes(rate, 100_000);
    vi.advanceTimersByTime(500);
    takes(rate, 7);
    vi.advanceTimersByTime(600);
    expect(missed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(missed.mock.calls).toEqual([[99_907]]);
    vi.advanceTimersByTime(60_000);
    takes(rate, 3);
    vi.advanceTimersByTime(3_000);
    expect(missed.mock.calls).toEqual([[99_907], [3]]);
  });

  it('says it at once when it is asked to', () => {
    const missed = vi.fn();
    const rate = createRate(10, () => 0, missed);
    rate.tell();
    takes(rate, 150);
    rate.tell();
    expect(missed.mock.calls).toEqual([[50]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['purchase', 'refund', 'begin_checkout', 'consent_update', 'identify', 'overflow'])(
    'always takes %s',
    type => {
      const rate = createRate(
        10,
        () => 0,
        () => {},
      );
      takes(rate, 200);
      expect(takes(rate, 50, type)).toBe(50);
      rate.stop();
    },
  );

  it('is not unlocked by a clock that steps back, and not locked for longer by one that leaps ahead', () => {
    const clock = fakeClock();
    const rate = createRate(10, clock.now, () => {});
    takes(rate, 200);
    clock.pass(-3_600_000);
    expect(takes(rate, 5)).toBe(0);
    clock.pass(1_000);
    expect(takes(rate, 50)).toBe(10);
    rate.stop();
  });

  it('has no bound with Infinity, and takes odd types as any other', () => {
    const rate = createRate(
      Infinity,
      () => 0,
      () => {},
    );
    expect(takes(rate, 10_000)).toBe(10_000);
    const bounded = createRate(
      0.1,
      () => 0,
      () => {},
    );
    takes(bounded, 1);
    expect(bounded.take(Symbol('odd') as unknown as string)).toBe(false);
    bounded.stop();
  });
});
