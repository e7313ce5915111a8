import type { Profile } from '../core/profile.js';
import type { Turns } from '../core/turns.js';
import type { Rule } from './rule.js';
import type { Terms } from './sight.js';
import { wakeOf } from './wake-of.js';

/**
 * The next moment at which time alone makes a rule hold, epoch ms, or `null`, for what is entered and left by turns. Pure.
 * Looks on from the last turn, for time alone may turn it again and again.
 */
export function turnOf(
  rule: Rule,
  profile: Profile,
  { turns, ...terms }: Terms & { readonly turns: Turns },
): number | null {
  const { fired, lastSeenAt } = profile;
  const after = Math.max(lastSeenAt ?? 0, fired[turns.enter]?.at ?? 0, fired[turns.leave]?.at ?? 0);
  return wakeOf(rule, profile, { ...terms, after });
}
