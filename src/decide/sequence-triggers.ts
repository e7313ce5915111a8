import type { AnyTrigger } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Situation, Trigger } from '../core/trigger.js';
import type {} from '../learn/care.js';
import type {} from '../learn/contact.js';
import type {} from '../learn/orders.js';
import { askRule } from './ask-rule.js';
import { courseOf, dueAt, passedAt, startOf, type Timed } from './course.js';
import { DAY_MS } from './fits.js';
import { isWished } from './is-wished.js';
import type { Rule } from './rule.js';
import type { PlannedStep, Sequence } from './sequence.js';
import type { Sight, Terms } from './sight.js';
import { wakeOf } from './wake-of.js';
import { weigh } from './weigh.js';

/** A rule, and one that bars what it would bring about. */
type Wanted = readonly [rule: Rule, bar?: Rule | undefined];

/** In the JSON of a rule: an order brings it about. */
const ON_PURCHASE = /"on":("purchase"|\[[^[\]]*"purchase")/;

/** The triggers of a sequence that was checked: its plan, a step each for the page, its exit. */
export function sequenceTriggers(name: string, sequence: Sequence, terms: Terms): readonly AnyTrigger[] {
  const { start, exit, everyDays = 0, from = '', until = '' } = sequence;
  const course = courseOf(name, sequence);
  const { begin, end, steps } = course;
  const opensAt = Date.parse(from) || 0;
  const closesAt = Date.parse(until) || Infinity;
  const isOrderAnExit = !exit && !ON_PURCHASE.test(JSON.stringify(start));
  const pages = steps.filter(({ channel }) => channel === 'page');
  const handedOver = steps.filter(step => !pages.includes(step));
  const handedUntil = handedOver.at(-1)?.offset ?? 0;

  const holds = (rule: Rule | undefined, sight: Sight) => rule && !weigh(rule, sight, terms);
  const doneAt = (profile: Profile) => passedAt(profile, startOf(course, profile), steps.at(-1));
  /** Whether it may start, as far as what was decided says. */
  const isFree = (profile: Profile) => startOf(course, profile) === Infinity && (everyDays || !profile.fired[begin]);

  /** The first moment, not before another, at which time alone makes a rule hold, and one that bars it not. */
  function firstFrom(at: number, profile: Profile, [rule, bar = { any: [] }]: Wanted): number {
    const since = Math.max(at, profile.lastSeenAt ?? 0);
    // In doubt the bar does not hold, as at the decision; nor would its `not`.
    const moments = [rule, { all: [rule, { not: bar }] }].map(
      one => wakeOf(one, profile, { ...terms, after: since }) ?? Infinity,
    );
    const isRight = (now: number) => now < Infinity && holds(rule, { now, profile }) && !holds(bar, { now, profile });
    return Math.min(...[since, ...moments].filter(isRight));
  }

  function reasonOf(situation: Situation) {
    const { now, profile, touchpoint } = situation;
    const { firstSeenAt, slices } = profile;
    const startedAt = startOf(course, profile);
    if (startedAt === Infinity) return null;
    // After a logout the run is another visitor's.
    if (now >= closesAt || (firstSeenAt ?? 0) > startedAt) return 'over';
    if (holds(exit, situation)) return 'exit';
    // A correction may have left the slice odd.
    const isOrdered = [slices.orders?.recent].flat().some(order => (order?.at ?? 0) > startedAt);
    if (isOrderAnExit && (isOrdered || touchpoint?.type === 'purchase')) return 'converted';
    if (now >= doneAt(profile)) return 'done';
    if (handedOver.some(step => now < startedAt + step.offset && !isWelcome(step, profile))) return 'wish';
    return hasIssue(profile) && now < startedAt + handedUntil ? 'open-issue' : null;
  }

  return [
    {
      name: begin,
      decision: 'sequence.plan',
      every: everyDays * DAY_MS,
      when(situation) {
        const { now, profile } = situation;
        if (!isFree(profile) || now < opensAt || now >= closesAt || (handedUntil && hasIssue(profile))) return null;
        if (!steps.every(step => isWelcome(step, profile))) return null;
        // What a clock that was ahead has left behind would be taken for steps of this run.
        if (pages.some(({ trigger }) => (profile.fired[trigger]?.at ?? 0) > now)) return null;
        if (!holds(start, situation) || holds(exit, situation)) return null;
        const planned = steps.map(step => sayingOf(step, now + step.offset));
        return { sequence: name, steps: planned.filter(({ dueAt }) => dueAt < closesAt) };
      },
      wakeAt(profile) {
        const { [begin]: last, [end]: ended } = profile.fired;
        // A rest may be over before the run is.
        const freeAt = Math.max(opensAt, (last?.at ?? 0) + everyDays * DAY_MS, (ended?.at ?? 0) + 1);
        return alarmAt(isFree(profile) ? firstFrom(freeAt, profile, [start, exit]) : Infinity);
      },
      conditions: situation => askRule(start, situation, terms),
    },
    ...pages.map((step): Trigger<'sequence.step'> => {
      const { trigger, when, offset } = step;
      const next = handedOver.find(other => other.offset > offset)?.offset ?? Infinity;
      return {
        name: trigger,
        decision: 'sequence.step',
        when(situation) {
          const { now, profile } = situation;
          const at = dueAt(course, profile, step);
          if (now < at || now >= startOf(course, profile) + next || hasIssue(profile) || !isWelcome(step, profile))
            return null;
          if (reasonOf(situation)) return null;
          return when && !holds(when, situation) ? null : { sequence: name, ...sayingOf(step, at) };
        },
        wakeAt(profile) {
          const at = dueAt(course, profile, step);
          return alarmAt(when && at < Infinity ? firstFrom(at, profile, [when]) : at);
        },
      };
    }),
    {
      name: end,
      decision: 'sequence.exit',
      when(situation) {
        const reason = reasonOf(situation);
        return reason && { sequence: name, reason };
      },
      wakeAt(profile) {
        const startedAt = startOf(course, profile);
        // Before the start its own rule may have held.
        const exitAt = exit && startedAt < Infinity ? firstFrom(startedAt, profile, [exit]) : Infinity;
        return alarmAt(startedAt < Infinity ? Math.min(closesAt, doneAt(profile) + 1, exitAt) : Infinity);
      },
    },
  ];
}

function alarmAt(at: number): number | null {
  return at < Infinity ? at : null;
}

function hasIssue({ slices }: Profile): boolean {
  return Number.isFinite(slices.care?.issueAt);
}

/** Whether the visitor wants to hear by its channel. */
function isWelcome({ channel }: Timed, { slices }: Profile): boolean {
  return isWished(slices.contact?.wish, channel);
}

function sayingOf({ name, channel, content }: Timed, dueAt: number): PlannedStep {
  return { step: name, channel, dueAt, ...(content && { content }) };
}
