import { describe, expect, it, vi } from 'vitest';
import { createPause } from '../../src/platform/pause.js';

/** An attempt that ends when it is told to, or when it is cut off. */
function attempts() {
  const ends: ((value: string) => void)[] = [];
  const attempt = vi.fn(
    (signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        ends.push(resolve);
        signal.addEventListener('abort', () => reject(new Error('cut')));
      }),
  );
  return { attempt, ends };
}

describe('createPause', () => {
  it('begins at once', async () => {
    const { attempt, ends } = attempts();
    const running = createPause().run(attempt);
    expect(attempt).toHaveBeenCalledOnce();
    ends[0]?.('done');
    expect(await running).toBe('done');
  });

  it('makes again what was cut off, once the page is back', async () => {
    const pause = createPause();
    const { attempt, ends } = attempts();
    const running = pause.run(attempt);
    pause.pause();
    await Promise.resolve();
    expect(attempt).toHaveBeenCalledOnce();
    pause.resume();
    await vi.waitFor(() => expect(attempt).toHaveBeenCalledTimes(2));
    ends[1]?.('done');
    expect(await running).toBe('done');
  });

  it('begins nothing while the page is away', async () => {
    const pause = createPause();
    pause.pause();
    const { attempt, ends } = attempts();
    const running = pause.run(attempt);
    await Promise.resolve();
    expect(attempt).not.toHaveBeenCalled();
    pause.resume();
    await vi.waitFor(() => expect(attempt).toHaveBeenCalledOnce());
    ends[0]?.('done');
    expect(await running).toBe('done');
  });

  it('passes on what fails by itself', async () => {
    await expect(createPause().run(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
  });
});
