import { copy } from '../core/copy.js';
import { freeze } from '../core/freeze.js';
import type { Problem } from '../core/problem.js';
import type { Rules } from '../core/rules.js';
import type { Row } from '../core/touchpoint.js';
import type { Outcome, Settlement } from './settle.js';

/** A commit in which everything can be stored: what cannot is left out, and whose it was is said. */
export interface PlainCommit {
  readonly settlement: Settlement;
  /** What was found, once the commit is done. Pure. */
  problems(outcome: Outcome): readonly Problem[];
}

export function plainCommit(settlement: Settlement): PlainCommit {
  const culprits = new Set<string>();
  const { rules } = settlement;

  function plain(row: Row): Row {
    const { touchpoint, decisions } = row;
    return freeze({
      ...row,
      touchpoint: part(touchpoint, 'whoever corrects or checks touchpoints'),
      decisions: decisions.map(decision => part(decision, ownerOf(rules, decision.trigger) ?? decision.trigger)),
    });
  }

  /** Each by itself, so that the size of one takes nothing from the others. */
  function part<T>(value: T, culprit: string): T {
    if (isPlain(value)) return value;
    culprits.add(culprit);
    // A copy has the shape of what was copied.
    return copy(value).value as T;
  }

  return {
    settlement: { ...settlement, plain },
    problems({ known: { profile } }) {
      for (const { name, slice } of rules.slices) if (!isPlain(profile.slices[slice.name])) culprits.add(name);
      return [...culprits].map(name => ({
        code: 'not-plain',
        message: `Plugin "${name}" made data that cannot be stored, such as a function or a node. It was left out; give plain values.`,
        plugin: name,
      }));
    },
  };
}

function ownerOf(rules: Rules, trigger: string): string | undefined {
  return rules.triggers.find(owned => owned.trigger.name === trigger)?.plugin.name;
}

function isPlain(value: unknown): boolean {
  try {
    structuredClone(value);
    JSON.stringify(value);
    return true;
  } catch {
    return false; // That is the question.
  }
}
