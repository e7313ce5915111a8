import type { Report } from './plugin.js';
import { guard, type Problem } from './problem.js';
import type { Profile } from './profile.js';
import { initialProfile, type Rules } from './rules.js';

/** The profile over the rows that have left the log, as it is stored. */
export interface Base {
  /** What was known after its last row. */
  readonly profile: Profile;
  /** Last row it holds. */
  readonly seq: number;
  /** Version of every slice when it was written. */
  readonly versions: Readonly<Record<string, number>>;
  /** Of the profile, where it was stored with one: a damaged base is mended. */
  readonly sum?: number;
  /** States of slices that no upgrade could carry over, by name. */
  readonly aside?: Readonly<Record<string, unknown>>;
}

/**
 * The base under today's rules. Pure. A slice of another version goes through its `upgrade`; without one its
 * state is kept aside, reported, and the slice starts at `initial`. Slices nobody owns now stay as they are.
 */
export function migrate(rules: Rules, base: Base, report: Report): Base {
  const slices: Record<string, unknown> = { ...initialProfile(rules, '').slices, ...base.profile.slices };
  const aside: Record<string, unknown> = { ...base.aside };
  for (const { slice, name: plugin } of rules.slices) {
    const from = base.versions[slice.name];
    if (from === undefined || from === slice.version) continue;
    const state = slices[slice.name];
    const problems: Problem[] = [];
    // An upgrade that fails is an upgrade that cannot.
    const upgraded = guard<unknown>(problems, plugin, 'upgrade', null, () => slice.upgrade?.(state, from) ?? null);
    slices[slice.name] = upgraded ?? slice.initial;
    if (upgraded !== null) continue;
    aside[slice.name] = state;
    report({
      code: 'slice-set-aside',
      message: `Slice "${slice.name}" was stored as version ${from} and cannot be read as version ${slice.version}. It starts anew; give plugin "${plugin}" an \`upgrade\`.`,
      plugin,
      ...(problems[0] && { cause: problems[0].cause }),
    });
  }
  return { ...base, profile: { ...base.profile, slices }, versions: { ...base.versions, ...rules.versions }, aside };
}
