/** How many touchpoints a page takes. */
export interface Rate {
  /** Whether one more may be taken now. */
  take(type: string): boolean;
  /** Says how many were too many, without waiting. */
  tell(): void;
  stop(): void;
}

/** So many seconds' worth may come at once. */
const BURST_SECONDS = 10;
const QUIET_MS = 1_000;
/** What a shop lives by, what the visitor chose, and what we say ourselves is always taken. */
const ALWAYS = /^(purchase|refund|begin_checkout|consent_update|identify|correct|reset|overflow)$/;

/** Takes `perSecond` touchpoints and ten times as many at once. `missed` is told how many were too many, a second after the last of them. */
export function createRate(perSecond: number, now: () => number, missed: (count: number) => void): Rate {
  const burst = perSecond * BURST_SECONDS;
  let left = burst;
  let at = now();
  let count = 0;
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    if (count > told) wait();
    else tell();
  }

  function tell(): void {
    clearTimeout(timer);
    timer = undefined;
    if (count) missed(count);
    count = 0;
  }

  function wait(): void {
    told = count;
    timer = setTimeout(settle, QUIET_MS);
  }

  return {
    take(type) {
      const moment = now();
      left = Math.min(burst, left + (Math.max(0, moment - at) / 1_000) * perSecond);
      at = moment;
      if (!(left < 1) || (typeof type === 'string' && ALWAYS.test(type))) {
        left = Math.max(0, left - 1);
        return true;
      }
      count++;
      if (!timer) wait();
      return false;
    },
    tell,
    stop: () => clearTimeout(timer),
  };
}
