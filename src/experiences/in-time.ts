/** What is waited for, but not for ever. */
export interface InTime {
  /** Resolves with it, or after the time. */
  readonly begun: Promise<unknown>;
  /** The time does not end any more. */
  stop(): void;
}

/** Waits `ms` for what never rejects; where it comes after that, `late` is called then. */
export function inTime(awaited: Promise<unknown>, ms: number, late: () => void): InTime {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(() => {
      isLate = true;
      resolve();
    }, ms);
  });
  const stop = (): void => clearTimeout(timer);
  const come = awaited.then(() => {
    stop();
    if (isLate) late();
  });
  return { begun: Promise.race([come, patience]), stop };
}
