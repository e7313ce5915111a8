import { WaymarkError } from '../core/problem.js';
import { isList } from './fits.js';
import type { Rule, RuleFunction, RuleLeaf } from './rule.js';

/**
 * Refuses a part of a checked rule that has no place in it, with a `WaymarkError` that names the path. Pure.
 * `isRight` is asked about every part that is not made of others.
 */
export function checkLeaves(
  rule: Rule,
  path: string,
  { isRight, wanted }: { isRight(part: RuleLeaf | RuleFunction): boolean; readonly wanted: string },
): void {
  const check = (part: Rule, place: string): void => {
    const parts = typeof part === 'function' ? [] : Object.entries(part);
    const [name, inner] = parts.find(([key]) => /^(all|any|not)$/.test(key)) ?? [];
    // It was checked, so what stands in a group is rules.
    if (name)
      [inner].flat().forEach((one, index) => {
        check(one as Rule, `${place}.${name}${isList(inner) ? `[${index}]` : ''}`);
      });
    else if (!isRight(part as RuleLeaf)) throw new WaymarkError('rule-odd', `\`${place}\` must be ${wanted}.`);
  };
  check(rule, path);
}
