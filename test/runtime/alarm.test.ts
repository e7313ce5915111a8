// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlarm } from '../../src/runtime/alarm.js';
import { fakeClock } from '../../src/testing/fake-clock.js';

const DAY_MS = 86_400_000;

let clock: ReturnType<typeof fakeClock>;

/** Time passes for clock and timers alike. */
function pass(ms: number): void {
  clock.pass(ms);
  vi.advanceTimersByTime(ms);
}

beforeEach(() => {
  clock = fakeClock();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('createAlarm', () => {
  it('rings once, at the moment it was set to', () => {
    const ring = vi.fn();
    createAlarm(clock.now, ring).set(clock.now() + 1_000);
    pass(999);
    expect(ring).not.toHaveBeenCalled();
    pass(1);
    pass(10_000);
    expect(ring).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rings at the last moment it was set to', () => {
    const ring = vi.fn();
    const alarm = createAlarm(clock.now, ring);
    alarm.set(clock.now() + 1_000);
    alarm.set(clock.now() + 3_000);
    pass(2_000);
    expect(ring).not.toHaveBeenCalled();
    pass(1_000);
    expect(ring).toHaveBeenCalledOnce();
  });

  it('never rings once it is set to never', () => {
    const ring = vi.fn();
    const alarm = createAlarm(clock.now, ring);
    alarm.set(clock.now() + 1_000);
    alarm.set(null);
    expect(vi.getTimerCount()).toBe(0);
    pass(10_000);
    expect(ring).not.toHaveBeenCalled();
  });

  it('rings after more days than a timer of the browser can wait', () => {
    const ring = vi.fn();
    createAlarm(clock.now, ring).set(clock.now() + 60 * DAY_MS);
    pass(59 * DAY_MS);
    expect(ring).not.toHaveBeenCalled();
    pass(DAY_MS);
    expect(ring).toHaveBeenCalledOnce();
  });

  it('waits on when its timer comes before the clock', () => {
    const ring = vi.fn();
    createAlarm(clock.now, ring).set(clock.now() + 1_000);
    vi.advanceTimersByTime(1_000);
    expect(ring).not.toHaveBeenCalled();
    pass(1_000);
    expect(ring).toHaveBeenCalledOnce();
  });

  it('rings in visible tabs only, and at once when it is set again in a page that is seen', () => {
    const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const ring = vi.fn();
    const alarm = createAlarm(clock.now, ring);
    alarm.set(clock.now() + 1_000);
    pass(5_000);
    expect(ring).not.toHaveBeenCalled();
    visible.mockReturnValue('visible');
    alarm.set(alarm.due);
    expect(ring).toHaveBeenCalledOnce();
  });

  it('does not ring in a page that was hidden after it was set', () => {
    const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
    const ring = vi.fn();
    createAlarm(clock.now, ring).set(clock.now() + 1_000);
    visible.mockReturnValue('hidden');
    pass(1_000);
    expect(ring).not.toHaveBeenCalled();
  });
});
