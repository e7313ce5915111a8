import { expect, it } from 'vitest';
import { WaymarkError } from '../../src/core/problem.js';
import { checkLeaves } from '../../src/decide/check-leaves.js';
import type { Rule } from '../../src/decide/rule.js';

const lasting = { isRight: (part: object) => !('on' in part), wanted: 'what lasts' };

it.each<[Rule, string]>([
  [{ on: 'search' }, 'rule'],
  [{ not: { on: 'search' } }, 'rule.not'],
  [{ all: [{ inCart: {} }, { any: [{ not: { on: 'search' } }] }] }, 'rule.all[1].any[0].not'],
])('refuses a part by its path: %j', (rule, path) => {
  expect(() => checkLeaves(rule, 'rule', lasting)).toThrow(
    new WaymarkError('rule-odd', `\`${path}\` must be what lasts.`),
  );
});

it.each<[Rule]>([[{ all: [] }], [{ inCart: {} }], [{ any: [{ not: { traits: { on: 'x' } } }] }], [() => true]])(
  'takes the rest: %j',
  rule => {
    expect(() => checkLeaves(rule, 'rule', lasting)).not.toThrow();
  },
);

it('asks about functions', () => {
  const seen: unknown[] = [];
  const own = () => true;
  checkLeaves({ any: [own, { segment: 'x' }] }, 'rule', { isRight: part => seen.push(part) > 0, wanted: '' });
  expect(seen).toEqual([own, { segment: 'x' }]);
});
