/** Resolves when a signal ends, for what waits beside something else. */
export function ended(signal: AbortSignal): Promise<unknown> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', resolve);
  });
}
