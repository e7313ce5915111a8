import type { Problem } from '../core/problem.js';
import type { Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Outcome } from './settle.js';

/** A commit in which everything can be stored: what cannot is left out, as JSON does, and whose it was is said. Pure. */
export function makePlain(outcome: Outcome, rules: Rules): Outcome {
  const culprits = new Set<string>();
  for (const { touchpoint, decisions } of outcome.placed) {
    if (!isPlain(touchpoint)) culprits.add('whoever corrects or checks touchpoints');
    for (const { trigger, ...decision } of decisions)
      if (!isPlain(decision)) culprits.add(ownerOf(rules, trigger) ?? trigger);
  }
  const { slices } = outcome.known.profile;
  for (const { name, slice } of rules.slices) if (!isPlain(slices[slice.name])) culprits.add(name);
  const problems = [...culprits].map(
    (name): Problem => ({
      code: 'not-plain',
      message: `Plugin "${name}" made data that cannot be stored, such as a function or a node. It was left out; give plain values.`,
      plugin: name,
    }),
  );
  const placed = outcome.placed.map(row => plain(row) as Row);
  const put = outcome.put?.map(([key, value]) => [key, plain(value)] as const) ?? [];
  return { ...outcome, placed, put, problems: [...outcome.problems, ...problems] };
}

function ownerOf(rules: Rules, trigger: string): string | undefined {
  return rules.triggers.find(owned => owned.trigger.name === trigger)?.plugin.name;
}

function isPlain(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false; // That is the question.
  }
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
