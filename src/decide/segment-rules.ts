import { WaymarkError } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { Traits } from '../core/touchpoint.js';
import { turnsOf } from '../core/turns.js';
import type { SegmentAxis, SegmentDefinitions, SegmentRule } from '../learn/segments.js';
import { checkLeaves } from './check-leaves.js';
import { checkRule } from './check-rule.js';
import type { Rule } from './rule.js';
import type { Terms } from './sight.js';
import { turnOf } from './turn-of.js';
import { weigh } from './weigh.js';

/** A segment as data. JSON-safe unless a function stands in its rule. */
export interface SegmentByRule {
  readonly axis: SegmentAxis;
  /** Demographics and psychographics may be asked of `traits` alone: they are declared, never inferred. */
  readonly when: Rule;
}

/** Segments by name: a rule with its axis, a function, or `false` to take a default away. */
export type SegmentRules = Readonly<Record<string, SegmentByRule | SegmentRule | false>>;

const AXES: readonly SegmentAxis[] = [
  'purchases',
  'stage',
  'interests',
  'engagement',
  'demographics',
  'psychographics',
];

/**
 * Segments of rules, for `segments()`. Throws `WaymarkError` with the path to what is no rule or no axis, to what does not
 * last (`on`), to a segment made of others, and to any part but `traits` on an axis that is only declared. Pure.
 */
export function segmentRules(rules: SegmentRules, terms: Terms = {}): SegmentDefinitions {
  return Object.fromEntries(
    Object.entries(rules).map(([name, given]) => [
      name,
      // What is neither of both may come from JSON, and is refused.
      given === false || typeof given === 'function' ? given : definitionOf(name, Object(given), terms),
    ]),
  );
}

function definitionOf(name: string, { axis, when: rule }: SegmentByRule, terms: Terms): SegmentDefinitions[string] {
  const path = `segments.${name}`;
  if (!AXES.includes(axis)) throw new WaymarkError('rule-odd', `\`${path}.axis\` must be one of ${AXES.join(', ')}.`);
  const place = `${path}.when`;
  const needs = checkRule(rule, place);
  if (axis === 'demographics' || axis === 'psychographics') {
    checkLeaves(rule, place, { isRight: part => 'traits' in part, wanted: `made of \`traits\`: ${axis} are declared` });
    return { axis, when: traits => !weigh(rule, { now: 0, profile: declaring(traits) }) };
  }
  const isRight = (part: object) => !('on' in part || 'segment' in part);
  checkLeaves(rule, place, { isRight, wanted: 'what lasts, and no segment' });
  const turns = turnsOf('segment', name);
  return {
    axis,
    needs,
    when: (profile, now) => !weigh(rule, { now, profile }, terms),
    turnsAt: (profile, isIn) => turnOf(isIn ? { not: rule } : rule, profile, { ...terms, turns }),
  };
}

/** A profile of nothing but what was declared. */
function declaring(traits: Traits): Profile {
  const slices = { identity: { userId: null, traits } };
  return { visitorId: '', firstSeenAt: null, lastSeenAt: null, session: null, stage: null, slices, fired: {} };
}
