import { admit } from '../core/admit.js';
import { advance, type Step } from '../core/advance.js';
import type { PluginList } from '../core/plugin.js';
import type { Problem } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import { PURPOSES } from '../core/purpose.js';
import { gatherRules, initialProfile, type RuleOptions } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';
import { type FakeClock, fakeClock } from './fake-clock.js';

/** One step of a journey: time passes, then something happens, or nothing but time. */
export interface JourneyStep {
  /** Time since the step before: ms or `"20 min"`. Default: one second. */
  readonly after?: number | string;
  /** Touchpoint type; left out, only time passes. */
  readonly type?: string;
  readonly data?: object;
  readonly url?: string;
}

/** What came of a journey, each list in its order. */
export interface Played {
  /** The profile at the end. */
  readonly profile: Profile;
  /** A step for each touchpoint that was not refused, and for each time that went by, also where nothing came of it. */
  readonly steps: readonly Step[];
  /** What the log would hold. */
  readonly rows: readonly Row[];
  readonly decisions: readonly Decision[];
  /** What was refused, and what plugins failed at. */
  readonly problems: readonly Problem[];
}

/**
 * Plays a journey through a list of plugins, without browser, storage or waiting; every purpose is granted. Throws
 * `WaymarkError` for plugins that cannot work together. What is due while time goes by is decided at the next step.
 */
export function play(
  plugins: PluginList,
  journey: readonly JourneyStep[],
  options: RuleOptions & { readonly clock?: FakeClock } = {},
): Played {
  const rules = gatherRules(plugins, options);
  const { clock = fakeClock() } = options;
  const steps: Step[] = [];
  const rows: Row[] = [];
  const problems: Problem[] = [];
  let profile = initialProfile(rules, 'visitor');
  for (const [index, { after = 1_000, type, data = {}, url = 'https://shop.example/' }] of journey.entries()) {
    clock.pass(after);
    const now = clock.now();
    const admitted =
      type === undefined ? null : admit(rules, { id: `t${index + 1}`, at: now, url, by: 'site', type, data });
    problems.push(...(admitted?.problems ?? []));
    if (admitted && !admitted.touchpoint) continue;
    const place = { seq: rows.length + 1, purposes: PURPOSES };
    const step = advance(rules, profile, now, admitted?.touchpoint ?? null, place);
    problems.push(...step.problems);
    steps.push(step);
    if (!step.touchpoint && !step.decisions.length) continue;
    profile = step.profile;
    rows.push({ ...place, now, touchpoint: step.touchpoint, decisions: step.decisions });
  }
  return { profile, steps, rows, decisions: steps.flatMap(step => step.decisions), problems };
}
