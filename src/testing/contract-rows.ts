import { advance } from '../core/advance.js';
import { PURPOSES } from '../core/purpose.js';
import { gatherRules, initialProfile } from '../core/rules.js';
import type { Row, RowDecision } from '../core/touchpoint.js';
import type { Subject } from './contract-case.js';
import { diceOf } from './dice.js';
import { oddJourney, touchpointOf } from './odd-journey.js';

/** One row for everything a site tells, and for every decision that was given. */
export function goodRows({ samples, decisions = [], make, before }: Subject): readonly Row[] {
  const rules = gatherRules([before(), make()]);
  let profile = initialProfile(rules, 'visitor');
  const start = Date.UTC(2026, 0, 5, 10);
  return [...samples, ...decisions].map((one, index) => {
    const place = { seq: index + 1, purposes: PURPOSES };
    const now = start + index * 60_000;
    const touchpoint = 'type' in one ? touchpointOf(one, `t${index + 1}`, now) : null;
    const step = advance(rules, profile, now, touchpoint, place);
    profile = step.profile;
    const given = 'name' in one ? [decisionOf(one, now, index)] : [];
    return { ...place, now, touchpoint: step.touchpoint, decisions: [...step.decisions, ...given] };
  });
}

function decisionOf({ name, data }: { name: string; data: unknown }, at: number, index: number): RowDecision {
  return { id: `${index + 1}/${name}`, trigger: name, at, name, data };
}

/** Rows of time alone, and rows that were forgotten, whose decisions have lost name and data. */
export function forgottenRows({ decisions = [] }: Subject): readonly Row[] {
  const now = Date.UTC(2026, 0, 5, 10);
  const row = { seq: 1, now, purposes: PURPOSES, touchpoint: null, decisions: [] };
  const forgotten = [{ name: 'x.y', data: null }, ...decisions].map(({ name }) => ({
    id: `1/${name}`,
    trigger: name,
    at: now,
  }));
  return [row, { ...row, seq: 2, decisions: forgotten }, { ...row, seq: 3, purposes: [] }];
}

/** Rows of anything that may come, the same for the same seed. */
export function oddBatches({ samples, seed = 1 }: Subject): readonly (readonly Row[])[] {
  const dice = diceOf(seed);
  return Array.from({ length: 6 }, () =>
    oddJourney(dice, samples, 40).map(({ now, touchpoint }, index) => {
      return { seq: index + 1, now, purposes: PURPOSES, touchpoint, decisions: [] };
    }),
  );
}
