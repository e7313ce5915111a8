/** Holds work back while the page may be in the back/forward cache. */
export interface Pause {
  pause(): void;
  resume(): void;
  /** Runs an attempt; where it rejects because its signal aborted, it is made again once the page is back. */
  run<T>(attempt: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export function createPause(): Pause {
  let away = new AbortController();
  let shown: Promise<void> | null = null;
  let show = (): void => {};
  return {
    pause() {
      shown ??= new Promise(resolve => {
        show = resolve;
      });
      away.abort();
    },
    resume() {
      if (!shown) return;
      away = new AbortController();
      shown = null;
      show();
    },
    async run(attempt) {
      for (;;) {
        // Not awaited for nothing: a page that is leaving still gets it begun.
        if (shown) await shown;
        const { signal } = away;
        try {
          return await attempt(signal);
        } catch (cause) {
          if (!signal.aborted) throw cause;
        }
      }
    },
  };
}
