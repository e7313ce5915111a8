import { sumOf } from '../core/sum.js';
import { isInside, isList } from './fits.js';
import { type Found, type Moment, UNSURE } from './leaves.js';
import { type Question, questionOf } from './question-of.js';
import type { Bounds, Rule, RuleFunction } from './rule.js';
import type { Sight, Terms } from './sight.js';

/** One question of a rule and what was found. */
export interface Weighed {
  /** Whether it holds by itself; under a `not` it should not. */
  readonly holds: boolean;
  /** Whether it should. */
  readonly wanted: boolean;
  /** What is so at this moment; missing where the site's function answers. */
  readonly found?: Found;
  readonly rule: Question | RuleFunction;
}

/** How many answers must change at least for a part to hold, and for it not to. */
type Cost = readonly [hold: number, fail: number];

/**
 * How many answers must change at least before a rule holds: 0 when it does, `Infinity` when it never can. Pure; `hear`
 * gets every question in the order of the rule. What is unknown does not hold; what is in doubt counts against the rule.
 */
export function weigh(rule: Rule, sight: Sight, terms: Terms = {}, hear?: (weighed: Weighed) => void): number {
  const costOf = (part: Rule, wanted: boolean): Cost => {
    if (typeof part === 'function') return told({ wanted, holds: Boolean(part(sight.profile, sight.now)), rule: part });
    if ('not' in part) return turned(costOf(part.not, !wanted));
    if ('all' in part) return together(part.all.map(one => costOf(one, wanted)));
    if ('any' in part) return turned(together(part.any.map(one => turned(costOf(one, wanted)))));
    const question = questionOf(part);
    const found = find(question, sight, terms);
    // Doubt lets nothing happen, whichever way it is asked.
    const holds = found === UNSURE ? !wanted : isRight(question, found);
    return told({ wanted, holds, found, rule: question });
  };
  const told = (weighed: Weighed): Cost => {
    hear?.(weighed);
    return weighed.holds ? [0, 1] : [1, 0];
  };
  return costOf(rule, true)[0];
}

/** The bounds an amount must be within. Pure. */
export function boundsOf({ name, target, facts }: Question): Bounds {
  if (name === 'idleSeconds') return { atLeast: target };
  return 'atLeast' in facts || 'atMost' in facts ? facts : { atLeast: 1 };
}

function find({ leaf, target, facts }: Question, { now, profile, touchpoint }: Sight, terms: Terms): Found {
  try {
    // What is missing throws below.
    return leaf?.[3](target, { ...profile, now, profile, touchpoint, terms } as Moment, facts);
  } catch {
    // The slice is missing, or a correction left it odd: what it should say is unknown.
    return null;
  }
}

function isRight(question: Question, found: Exclude<Found, typeof UNSURE>): boolean {
  if (isList(found)) return [question.target].flat().some(one => found.includes(one));
  if (question.name !== 'hours') return isInside(found, boundsOf(question));
  const [from, to] = question.target as readonly [number, number];
  return (Number(found) - from + 24) % 24 < ((to - from + 24) % 24 || 24);
}

function turned([hold, fail]: Cost): Cost {
  return [fail, hold];
}

/** What it takes that all of them hold. */
function together(costs: readonly Cost[]): Cost {
  return [sumOf(costs.map(([hold]) => hold)), Math.min(...costs.map(([, fail]) => fail))];
}
