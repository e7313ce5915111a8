// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withLock } from '../../src/platform/locks.js';

const LIVE = new AbortController().signal;

type Granted = (lock: object | null) => unknown;

/** Locks like a browser's, so far as `ifAvailable` goes. */
function fakeLocks(): object {
  const held = new Set<string>();
  return {
    async request(name: string, { ifAvailable }: { ifAvailable: boolean }, work: Granted) {
      if (!ifAvailable) throw new Error('waiting for a lock keeps a page out of the back/forward cache');
      if (held.has(name)) return work(null);
      held.add(name);
      try {
        return await work({ name });
      } finally {
        held.delete(name);
      }
    },
  };
}

function stubLocks(locks: unknown): void {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks as LockManager);
}

afterEach(() => vi.restoreAllMocks());

describe('withLock', () => {
  it('runs the work while it holds the lock, and lets go', async () => {
    stubLocks(fakeLocks());
    const work = vi.fn(async () => {});
    await withLock('one', LIVE, work);
    await withLock('one', LIVE, work);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('does not run and does not wait when another tab holds the lock', async () => {
    stubLocks(fakeLocks());
    let letGo = (): void => {};
    const first = withLock('one', LIVE, () => new Promise<void>(resolve => (letGo = resolve)));
    const second = vi.fn(async () => {});
    expect(await withLock('one', LIVE, second)).toBe(false);
    expect(second).not.toHaveBeenCalled();
    const another = vi.fn(async () => {});
    expect(await withLock('two', LIVE, another)).toBe(true);
    expect(another).toHaveBeenCalledOnce();
    letGo();
    await first;
  });

  it('lets go when the page leaves, although the work goes on', async () => {
    stubLocks(fakeLocks());
    const life = new AbortController();
    const leaving = withLock('one', life.signal, () => new Promise(() => {}));
    life.abort();
    await leaving;
    const next = vi.fn(async () => {});
    await withLock('one', LIVE, next);
    expect(next).toHaveBeenCalledOnce();
  });

  it('runs without a lock in a browser that has none', async () => {
    stubLocks(undefined);
    const work = vi.fn(async () => {});
    await withLock('one', LIVE, work);
    expect(work).toHaveBeenCalledOnce();
  });

  it('runs without a lock in a frame that refuses them', async () => {
    stubLocks({ request: () => Promise.reject(new DOMException('sandboxed', 'SecurityError')) });
    const work = vi.fn(async () => {});
    await withLock('one', LIVE, work);
    expect(work).toHaveBeenCalledOnce();
  });

  it('passes on what the work throws and does not run it again', async () => {
    stubLocks(fakeLocks());
    const failure = new Error('mine');
    const work = vi.fn(() => Promise.reject(failure));
    await expect(withLock('one', LIVE, work)).rejects.toBe(failure);
    expect(work).toHaveBeenCalledOnce();
  });
});
