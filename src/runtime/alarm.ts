import { isVisible } from '../platform/lifecycle.js';

const LONGEST_MS = 2 ** 31 - 1;

export interface Alarm {
  /** When it rings; a moment that is over while the page was too busy to hear it. */
  readonly due: number | null;
  /** Wakes at this moment, epoch ms; `null` for never. */
  set(at: number | null): void;
}

/** The one timer. It rings in visible tabs only. */
export function createAlarm(now: () => number, ring: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due: number | null = null;

  function check(): void {
    clearTimeout(timer);
    if (due === null || !isVisible()) return;
    if (due > now()) timer = setTimeout(check, Math.min(due - now(), LONGEST_MS));
    else {
      due = null;
      ring();
    }
  }

  return {
    get due() {
      return due;
    },
    set(at) {
      due = at;
      check();
    },
  };
}
