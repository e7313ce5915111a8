import { checkRule } from './check-rule.js';
import type { Rule, RuleFunction } from './rule.js';
import type { Terms } from './sight.js';
import { weigh } from './weigh.js';

/**
 * A rule as a function, for whoever takes only functions: `segments({ spender: ruleFunction({ spent: 'EUR', atLeast: 500 }) })`.
 * Throws `WaymarkError` for what is no rule.
 */
export function ruleFunction(rule: Rule, terms?: Terms): RuleFunction {
  checkRule(rule);
  return (profile, now) => !weigh(rule, { now, profile }, terms);
}
