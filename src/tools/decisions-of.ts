import { admit } from '../core/admit.js';
import { advance, decide, type Step } from '../core/advance.js';
import type { Problem } from '../core/problem.js';
import { PURPOSES } from '../core/purpose.js';
import { initialProfile, type Rules } from '../core/rules.js';
import type { Decision } from '../core/trigger.js';
import { eachWake } from './each-wake.js';
import type { Happening } from './read-journeys.js';

/** A decision, and at what it was made. */
export interface Made {
  readonly now: number;
  /** Type of the touchpoint, or `(time)`. */
  readonly at: string;
  readonly decision: Decision;
}

const DAY_MS = 86_400_000;

/** What rules decide about a journey, with a day of silence at its end; every purpose is granted. Pure. */
export function decisionsOf(
  rules: Rules,
  journey: readonly Happening[],
): { readonly made: readonly Made[]; readonly problems: readonly Problem[] } {
  const made: Made[] = [];
  const problems: Problem[] = [];
  let profile = initialProfile(rules, 'visitor');
  let seq = 0;

  function take(step: Step, now: number): void {
    const at = step.touchpoint?.type ?? '(time)';
    for (const decision of step.decisions) made.push({ now, at, decision });
    problems.push(...step.problems);
    if (step.touchpoint || step.decisions.length) profile = step.profile;
  }

  /** What time alone makes due before the next touchpoint. */
  function passTime(from: number, to: number): void {
    eachWake(rules, { profile: () => profile, from, to }, wake =>
      take(advance(rules, profile, wake, null, { seq: ++seq, purposes: PURPOSES }), wake),
    );
  }

  let last = journey[0]?.now ?? 0;
  for (const [index, { now, logged, told }] of journey.entries()) {
    passTime(last, now);
    last = now;
    const place = { seq: ++seq, purposes: PURPOSES };
    if (logged) take(decide(rules, profile, { now, ...place }, logged, []), now);
    else if (told) {
      const { url = 'https://shop.example/', type, data } = told;
      const admission = admit(rules, { id: `c${index}`, at: now, url, by: 'replay', type, data });
      problems.push(...admission.problems);
      if (admission.touchpoint) take(advance(rules, profile, now, admission.touchpoint, place), now);
    } else take(advance(rules, profile, now, null, place), now);
  }
  passTime(last, last + DAY_MS);
  return { made, problems };
}
