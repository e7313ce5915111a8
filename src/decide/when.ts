import type { DecisionMap, DecisionName, Situation, Trigger } from '../core/trigger.js';
import { askRule } from './ask-rule.js';
import { checkRule } from './check-rule.js';
import type { Rule } from './rule.js';
import type { Terms } from './sight.js';
import { wakeOf } from './wake-of.js';
import { weigh } from './weigh.js';

export interface WhenOptions<K extends DecisionName>
  extends Pick<Trigger<K>, 'name' | 'decision' | 'every' | 'perSession'> {
  readonly rule: Rule;
  /** The decision's data, or a pure function that makes it, or says `null` for nothing. */
  readonly data: DecisionMap[K] | ((situation: Situation) => DecisionMap[K] | null);
  readonly terms?: Terms;
}

/**
 * A trigger that decides whenever its rule holds: at every touchpoint, unless `every` or `perSession` says otherwise, and
 * when time alone makes it hold. Throws `WaymarkError` for what is no rule; `checkRule` says which slices the plugin needs.
 */
export function when<K extends DecisionName>({ rule, data, terms = {}, ...trigger }: WhenOptions<K>): Trigger<K> {
  checkRule(rule, trigger.name);
  return {
    ...trigger,
    when(situation) {
      if (weigh(rule, situation, terms)) return null;
      return typeof data === 'function' ? data(situation) : data;
    },
    wakeAt(profile) {
      const { every = 0, name } = trigger;
      // What comes right within the rest may be over by its end.
      const after = every && (profile.fired[name]?.at ?? 0) + every;
      if (after <= (profile.lastSeenAt ?? 0)) return wakeOf(rule, profile, terms);
      return weigh(rule, { now: after, profile }, terms) ? wakeOf(rule, profile, { ...terms, after }) : after;
    },
    conditions: situation => askRule(rule, situation, terms),
  };
}
