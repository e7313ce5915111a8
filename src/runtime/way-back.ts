export interface WayBack {
  /** Begins to look, if it does not already. */
  look(): void;
  stop(): void;
}

const FIRST_MS = 15_000;
const MOST_MS = 300_000;
/** A day's; where a page lets no timer wait, an end all the same. */
const TRIES = 300;

/** Looks for the way from memory back to the database: after 15 s, then after twice as long, up to 5 min. */
export function createWayBack(isAway: () => boolean, heal: () => Promise<void>, healed: () => void): WayBack {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_MS;
  let tries = 0;
  let isStopped = false;

  async function attempt(): Promise<void> {
    timer = undefined;
    tries++;
    waitMs = Math.min(MOST_MS, waitMs * 2);
    // What cannot be reached yet is tried again; why was said when it was lost.
    await heal().catch(() => {});
    if (isStopped) return;
    if (isAway()) return look();
    waitMs = FIRST_MS;
    healed();
  }

  function look(): void {
    if (!isStopped && isAway() && tries < TRIES) timer ??= setTimeout(attempt, waitMs);
  }

  function stop(): void {
    isStopped = true;
    clearTimeout(timer);
  }

  return { look, stop };
}
