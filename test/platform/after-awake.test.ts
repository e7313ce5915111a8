import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterAwake } from '../../src/platform/after-awake.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('afterAwake', () => {
  it('runs once, after that time', () => {
    const run = vi.fn();
    afterAwake(2_000, run);
    vi.advanceTimersByTime(1_999);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(run).toHaveBeenCalledOnce();
  });

  it('does not run because a sleep of the device made its timer due', () => {
    const run = vi.fn();
    afterAwake(2_000, run);
    vi.runOnlyPendingTimers();
    expect(run).not.toHaveBeenCalled();
  });

  it('never runs once it is stopped, however much of the time is over', () => {
    const run = vi.fn();
    const stop = afterAwake(2_000, run);
    vi.advanceTimersByTime(1_200);
    stop();
    vi.advanceTimersByTime(10_000);
    expect(run).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
