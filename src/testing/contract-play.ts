import { advance, type Step } from '../core/advance.js';
import type { Plugin } from '../core/plugin.js';
import type { Problem } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import { PURPOSES } from '../core/purpose.js';
import { gatherRules, initialProfile, type Rules } from '../core/rules.js';
import type { Subject } from './contract-case.js';
import { diceOf } from './dice.js';
import { type OddStep, oddJourney } from './odd-journey.js';

/** Plays odd journeys through a plugin and those it needs. */
export interface ContractPlay {
  /** Made anew at every call, and the same each time. */
  journeys(): readonly (readonly OddStep[])[];
  rulesOf(plugin?: Plugin): Rules;
  /** What the plugin throws fails the case. `hear` is called after each step, and after one of time alone. */
  play(rules: Rules, steps: readonly OddStep[], hear?: (step: Step, at: OddStep) => void): Profile;
}

export const JOURNEYS = 8;
export const LENGTH = 40;

export function createPlay({ name, make, before, samples, fail, seed = 1 }: Subject): ContractPlay {
  return {
    rulesOf: (plugin = make()) => gatherRules([before(), plugin]),
    journeys() {
      const dice = diceOf(seed);
      return Array.from({ length: JOURNEYS }, () => oddJourney(dice, samples, LENGTH));
    },
    play(rules, steps, hear = () => {}) {
      let profile = initialProfile(rules, 'visitor');
      for (const at of steps) {
        for (const touchpoint of [at.touchpoint, null]) {
          const step = advance(rules, profile, at.now, touchpoint, { seq: 1, purposes: PURPOSES });
          const problem = step.problems.find(({ plugin }) => plugin === name);
          if (problem) fail(`threw on ${tellingOf(at)}: ${failureOf(problem)}`);
          hear(step, at);
          profile = step.profile;
        }
      }
      return profile;
    },
  };
}

/** What went wrong, and what an author does about it. */
function failureOf({ message, cause }: Problem): string {
  const isFrozen = /read.only|not extensible|frozen|Cannot delete/.test(`${cause}`);
  const advice = isFrozen ? 'Answer new objects: what it is given is frozen, and shared' : 'Look before reading';
  return `${message.replace('The rest goes on; mend it.', '')}${advice}.`;
}

export function tellingOf({ touchpoint: { type, id, data } }: OddStep): string {
  return `\`${type}\` (${id}) with ${short(data)}`;
}

export function short(value: unknown): string {
  // Odd texts are long, and say no more by it.
  const shorten = (_: string, one: unknown): unknown =>
    typeof one === 'string' && one.length > 40 ? `${one.slice(0, 20)}…` : one;
  const text = JSON.stringify(value, shorten) ?? `${value}`;
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
