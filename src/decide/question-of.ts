import { type Facts, LEAVES, type Leaf } from './leaves.js';
import type { RuleLeaf } from './rule.js';

/** A leaf of a rule, taken apart. */
export interface Question {
  /** Its name, such as `count`. */
  readonly name: string;
  readonly leaf: Leaf | undefined;
  /** What stands at its name; it was checked. */
  readonly target: never;
  /** What stands beside it. */
  readonly facts: Facts;
}

/** Takes a leaf apart. Pure. */
export function questionOf(rule: RuleLeaf): Question {
  const name = Object.keys(rule).find(key => Object.hasOwn(LEAVES, key)) ?? '';
  // Every leaf is a name with its target, and facts; the union of all of them is too wide to index.
  const facts = rule as unknown as Facts & Readonly<Record<string, never>>;
  return { name, leaf: LEAVES[name], target: facts[name] as never, facts };
}
