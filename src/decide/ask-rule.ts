import type { Condition } from '../core/trigger.js';
import type { Rule } from './rule.js';
import type { Sight, Terms } from './sight.js';

/** `conditionsOf`, whose words are loaded when somebody asks for them. */
export function askRule(rule: Rule, sight: Sight, terms?: Terms): Promise<readonly Condition[]> {
  return import('./evaluate.js').then(({ conditionsOf }) => conditionsOf(rule, sight, terms));
}
