import { describe, expect, it } from 'vitest';
import { WaymarkError } from '../../src/core/problem.js';
import { checkRule } from '../../src/decide/check-rule.js';
import { occasions } from '../../src/decide/occasions.js';
import { when } from '../../src/decide/when.js';

describe('a bad condition', () => {
  it.each<[unknown, string, RegExp]>([
    [null, 'rule', /a condition: one of all, any, not, stage/],
    ['stage', 'rule', /a condition/],
    [[], 'rule', /a condition/],
    [{}, 'rule', /a condition/],
    [{ stag: 'awareness' }, 'rule', /a condition: .*stage/],
    [{ constructor: 'x' }, 'rule', /a condition/],
    [{ all: {} }, 'rule.all', /a list/],
    [{ all: [{ any: [{ not: { looks: 3 } }] }] }, 'rule.all[0].any[0].not.looks', /"last-viewed" or fields/],
    [{ all: [], any: [] }, 'rule.any', /right; beside `all` go no others/],
    [{ stage: 'a', segment: 'b' }, 'rule.segment', /right; beside `stage` go no others/],
    [{ stage: [] }, 'rule.stage', /a name/],
    [{ stage: ['a', 3] }, 'rule.stage', /a name/],
    [{ persona: 'a', atLeast: 1 }, 'rule.atLeast', /right; beside `persona` go no others/],
    [{ belief: ['a'], atLeast: 1 }, 'rule.belief', /a name/],
    [{ belief: 'a' }, 'rule.atLeast', /there, from 0 to 1/],
    [{ next: 'search' }, 'rule.atLeast', /there, from 0 to 1/],
    [{ not: { likelihood: 'buy' } }, 'rule.not.atLeast', /there, from 0 to 1/],
    [{ belief: 'a', atLeast: 50 }, 'rule.atLeast', /there, from 0 to 1/],
    [{ atMost: -0.1, atLeast: 0, next: 'search' }, 'rule.atMost', /there, from 0 to 1/],
    [{ count: 'view_item', atleast: 3 }, 'rule.atleast', /right; beside/],
    [{ count: 'view_item', atLeast: '3' }, 'rule.atLeast', /right; beside `count` go atLeast/],
    [{ count: 'view_item', atLeast: Number.NaN }, 'rule.atLeast', /right; beside `count` go atLeast/],
    [{ count: 'view_item', withinDays: null }, 'rule.withinDays', /right; beside `count` go atLeast/],
    [{ count: 'view_item', where: 'cedar' }, 'rule.where', /right; beside `count`/],
    [{ count: 'view_item', where: { value: { min: 3 } } }, 'rule.where', /right; beside `count`/],
    [{ count: 'view_item', where: { item_id: [{}] } }, 'rule.where', /right; beside `count`/],
    [{ inCart: {}, withinDays: 3 }, 'rule.withinDays', /right; beside/],
    [{ inCart: 'cedar' }, 'rule.inCart', /"last-viewed" or fields/],
    [{ total: 'purchase', where: {} }, 'rule.where', /right; beside/],
    [{ score: 'luck', atLeast: 3 }, 'rule.score', /of engagement, lead/],
    [{ overlay: 'angry' }, 'rule.overlay', /of passive, friction-open/],
    [{ consent: ['tracking'] }, 'rule.consent', /of functional, analytics/],
    [{ weekday: 'sun' }, 'rule.weekday', /of sunday, monday/],
    [{ traits: 'gold' }, 'rule.traits', /fields/],
    [{ hours: [9] }, 'rule.hours', /two hours/],
    [{ hours: [9, 25] }, 'rule.hours', /two hours/],
    [{ hours: ['9', '17'] }, 'rule.hours', /two hours/],
    [{ idleSeconds: '160' }, 'rule.idleSeconds', /seconds/],
  ])('%j is refused with the path to it', (rule, path, text) => {
    const refused = () => checkRule(rule);
    expect(refused).toThrow(WaymarkError);
    expect(refused).toThrow(text);
    expect(refused).toThrow(`\`${path}\` must be `);
  });

  it('is refused by what takes one, under its name', () => {
    // As JSON may bring it.
    const bad = { all: [{ looks: 'last-viewd' }] } as never;
    expect(() => occasions({ occasions: { third: { when: bad } } })).toThrow('`occasions.third.when.all[0].looks`');
    const options = { name: 'third', decision: 'occasion.arise', data: { name: 'third' } } as const;
    expect(() => when({ ...options, rule: bad })).toThrow('`third.all[0].looks`');
  });
});

describe('a good condition', () => {
  it.each<[unknown, readonly string[]]>([
    [() => true, []],
    [{ all: [] }, []],
    [{ stage: ['a', 'b'] }, []],
    [{ total: 'purchase' }, ['activity']],
    [{ persona: ['a', 'b'] }, ['personas']],
    [{ count: 'search', where: { search_term: ['a', 'b'], value: { atLeast: 3 } }, withinDays: 3 }, ['recent']],
    [{ any: [{ looks: 'last-viewed' }, { not: { inCart: { item_id: 'cedar' } } }] }, ['viewed', 'viewed', 'cart']],
    [{ inCart: 'last-viewed' }, ['cart', 'viewed']],
    [{ score: 'lead', atLeast: 50 }, ['lead']],
    [{ likelihood: 'buy', atLeast: 0.5 }, []],
    [{ hours: [22, 6] }, []],
  ])('%j says which slices it reads', (rule, needs) => {
    expect(checkRule(rule)).toEqual(needs);
  });
});
