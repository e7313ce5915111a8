import type { Profile } from '../core/profile.js';

/** A visit is over after such a silence. */
export const IDLE_MS: number = 30 * 60_000;

/** Whether the visit of this id goes on at this moment. Pure. */
export function isVisit({ session }: Profile, id: string, at: number): boolean {
  return session?.id === id && at - session.lastAt <= IDLE_MS;
}
