/**
 * Runs `work` while no other tab holds the lock, or not at all; answers whether it did. Lets go early when `signal`
 * aborts, for a held lock keeps a page out of the back/forward cache. Without locks it runs, and ids absorb repeats.
 */
export async function withLock(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<boolean> {
  let leave = (): void => {};
  const left = new Promise<void>(resolve => {
    leave = resolve;
  });
  signal.addEventListener('abort', leave);
  try {
    return await navigator.locks.request(name, { ifAvailable: true }, async lock => {
      if (lock) await Promise.race([work(), left]);
      return lock !== null;
    });
  } catch (error) {
    // A sandboxed frame refuses locks and an old browser has none; what `work` itself throws is not ours to hide.
    if (navigator?.locks && !(error instanceof DOMException && error.name === 'SecurityError')) throw error;
    await work();
    return true;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
