import { freeze } from '../core/freeze.js';
import { guard, type Problem } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { Rules } from '../core/rules.js';
import type { Likelihood } from '../core/stage.js';

/** Silence changes a likelihood by less than anybody acts on in this time. */
const FRESH_MS = 10_000;

/** Reads how likely an order is: looked at when the profile changes or ten seconds pass, and the same object until it says something else. */
export function createReading(
  now: () => number,
  problem: (problem: Problem) => void,
): (rules: Rules, profile: Profile) => Likelihood | null {
  let read: { readonly rules: Rules; readonly profile: Profile; readonly at: number } | undefined;
  let likelihood: Likelihood | null = null;
  return (rules, profile) => {
    const at = now();
    const isFresh = read?.rules === rules && read.profile === profile && Math.abs(at - read.at) < FRESH_MS;
    if (isFresh || !rules.stages) return rules.stages && likelihood;
    const { plugin, model } = rules.stages;
    const problems: Problem[] = [];
    read = { rules, profile, at };
    const next = guard(problems, plugin.name, 'likelihood', null, () =>
      freeze(profile.session && (model.likelihood?.(profile, at) ?? null)),
    );
    // Who draws a page by it draws it again only for something new.
    if (JSON.stringify(next) !== JSON.stringify(likelihood)) likelihood = next;
    for (const one of problems) problem(one);
    return likelihood;
  };
}
