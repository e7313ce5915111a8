import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { timeBoxed } from '../../src/runtime/time-boxed.js';

const LIVE = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('timeBoxed', () => {
  it('answers what the work answers, at once or later, and leaves no timer', async () => {
    expect(await timeBoxed(LIVE, () => 1)).toBe(1);
    expect(await timeBoxed(LIVE, async () => 2)).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects with what the work throws, at once or later, and leaves no timer', async () => {
    const failure = new Error('no');
    const throwing = timeBoxed(LIVE, () => {
      throw failure;
    });
    await expect(throwing).rejects.toBe(failure);
    await expect(timeBoxed(LIVE, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up after five seconds and aborts the signal of the work', async () => {
    let own: AbortSignal | undefined;
    const boxed = timeBoxed(LIVE, signal => {
      own = signal;
      return new Promise(() => {});
    });
    const late = expect(boxed).rejects.toThrow('5 s');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(own?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await late;
    expect(own?.aborted).toBe(true);
  });

  it('aborts the signal of the work when the plugin must stop', async () => {
    const life = new AbortController();
    let own: AbortSignal | undefined;
    const boxed = timeBoxed(life.signal, signal => {
      own = signal;
      return new Promise<string>(resolve => signal.addEventListener('abort', () => resolve('stopped')));
    });
    life.abort();
    expect(await boxed).toBe('stopped');
    expect(own?.aborted).toBe(true);
  });

  it('aborts the signal of the work once it is done, so that nothing of it is left', async () => {
    let own: AbortSignal | undefined;
    await timeBoxed(LIVE, signal => {
      own = signal;
    });
    expect(own?.aborted).toBe(true);
  });
});
