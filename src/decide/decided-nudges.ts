import type { Profile } from '../core/profile.js';
import type { Decision } from '../core/trigger.js';

/** Names of the triggers that decide nudges begin so. */
export const NUDGE = 'nudge-';

/** When each nudge was decided last, by id. Pure. */
export function decidedOf({ fired }: Profile): readonly (readonly [id: string, at: number])[] {
  return Object.entries(fired).flatMap(([trigger, { at }]) =>
    trigger.startsWith(NUDGE) ? [[trigger.slice(NUDGE.length), at] as const] : [],
  );
}

/** The nudge that won this step: one thing is said at a time, whatever its channel. Pure. */
export function winnerOf(decided: readonly Decision[] = []): string | null {
  const winner = decided.find(({ trigger }) => trigger.startsWith(NUDGE));
  return winner ? winner.trigger.slice(NUDGE.length) : null;
}
