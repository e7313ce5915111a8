import type { Profile } from '../core/profile.js';
import type {} from '../learn/rhythm.js';
import { DAY_MS } from './fits.js';
import type { Sequence } from './sequence.js';

export interface WinBackOptions {
  /** Days of silence. Default 60. */
  readonly days?: number;
  /** What the site wants to say. */
  readonly content?: Readonly<Record<string, unknown>>;
  /** From one to the next. Default 90. */
  readonly everyDays?: number;
}

/** A welcome for customers who come back after a long silence, for `sequences()`; it takes the slices `orders` and `rhythm`. */
export function winBack({ days = 60, content, everyDays = 90 }: WinBackOptions = {}): Sequence {
  // The silence is over when the page can be asked, so it is no longer one of `idleSeconds`.
  const wasAway = ({ slices }: Profile) => (slices.rhythm?.pauses.at(-1) ?? 0) >= days * DAY_MS;
  return {
    start: { all: [{ bought: {} }, wasAway] },
    everyDays,
    steps: [{ name: 'welcome', afterMinutes: 0, ...(content && { content }) }],
  };
}
