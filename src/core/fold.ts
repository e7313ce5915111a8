import { decide, withFired } from './advance.js';
import type { Profile } from './profile.js';
import { reduce } from './reduce.js';
import type { Rules } from './rules.js';
import type { Row } from './touchpoint.js';

/** The profile after these rows of the log: reduces and infers, and takes what fired from the rows. Pure. */
export function fold(rules: Rules, base: Profile, rows: readonly Row[]): Profile {
  let profile = base;
  for (const row of rows) profile = withFired(reduce(rules, profile, row, row.touchpoint, []), row.decisions);
  return profile;
}

/** The same rows with their decisions made again, at the recorded moments. Pure. */
export function replay(rules: Rules, base: Profile, rows: readonly Row[]): { profile: Profile; rows: readonly Row[] } {
  let profile = base;
  const replayed = rows.map(row => {
    const step = decide(rules, profile, row, row.touchpoint, []);
    profile = step.profile;
    return { ...row, decisions: step.decisions };
  });
  return { profile, rows: replayed };
}
