import type { Delivered } from '../core/plugin.js';
import type { Rest } from './records.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So many posts that nobody answers, one after the other, mean that the address is blocked. */
const BLOCKED = 3;
/** From so many tries on a destination is taken to be down for long. */
const DOWN = 40;
const LONGEST_MS = 24 * HOUR_MS;
/** Of a destination that took something. */
export const NO_REST: Rest = { tries: 0, until: 0 };

/**
 * How long a destination that took nothing is left alone, over all tabs: full jitter between 1 s and a bound that doubles
 * up to 5 min, and about a quarter of an hour once it is down for long; an hour where something blocks the address; never
 * less than what the destination asks for, within 1 s and 24 h. Pure. `chance` is 0 to 1.
 */
export function restAfter(
  { tries, silent = 0 }: Pick<Rest, 'tries' | 'silent'>,
  { blocked, retryAfterMs }: Delivered,
  { now, chance, isOnline }: { readonly now: number; readonly chance: number; readonly isOnline: boolean },
): Rest {
  const bound = Math.min(5 * MINUTE_MS, SECOND_MS * 2 ** (tries + 1));
  // Without a network nobody answers either, and that passes.
  const unanswered = blocked && isOnline ? silent + 1 : 0;
  const ownMs =
    unanswered >= BLOCKED
      ? HOUR_MS
      : tries >= DOWN
        ? (10 + 10 * chance) * MINUTE_MS
        : Math.max(SECOND_MS, bound * chance);
  // A moment that is past or no number, as a clock that is wrong makes it, does not shorten the wait.
  const askedMs = Math.min(LONGEST_MS, Math.max(SECOND_MS, Number(retryAfterMs) || 0));
  return { tries: tries + 1, silent: unanswered, until: now + Math.max(ownMs, askedMs) };
}

/** How much of a rest is left, ms. Pure. One that lasts longer than any was made before the clock was set back. */
export function restLeft(rest: Rest | undefined, now: number): number {
  const leftMs = (rest?.until ?? 0) - now;
  return leftMs > LONGEST_MS ? 0 : Math.max(0, leftMs);
}
