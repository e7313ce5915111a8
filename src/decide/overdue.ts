import type { Profile } from '../core/profile.js';
import type { Situation } from '../core/trigger.js';

/**
 * The profile in which a moment has come; `undefined` for none. Pure. The profile before counts, too, for a touchpoint of
 * the return ends the silence.
 */
export function overdue(
  { now, before, profile }: Situation,
  momentOf: (profile: Profile) => number | null,
): Profile | undefined {
  return [before, profile].find(known => now >= (momentOf(known) ?? Infinity));
}

/** A moment, epoch ms, unless a trigger fired at it or since; `null` then. Pure. */
export function unlessFired({ fired }: Profile, trigger: string, at: number | null): number | null {
  return at === null || (fired[trigger]?.at ?? -1) >= at ? null : at;
}
