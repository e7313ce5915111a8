import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { advance } from '../../src/core/advance.js';
import { freeze } from '../../src/core/freeze.js';
import { gatherRules } from '../../src/core/rules.js';
import { issues } from '../../src/decide/issues.js';
import { care } from '../../src/learn/care.js';
import { DAY, HOUR, T0, visitor } from '../journeys/journey.js';

function shop() {
  const person = visitor([commerce(), care(), issues()]);
  return {
    person,
    see: (type: string, data: object = {}) =>
      person
        .track(type, data)
        .decisions.filter(({ name }) => name.startsWith('issue.'))
        .map(({ name, data }) => [name, data]),
  };
}

const ASKED = { issue: 'contact_support', at: T0 };

describe('an issue', () => {
  it('opens once, and is settled with how long it was open', () => {
    const { person, see } = shop();
    expect(see('contact_support')).toEqual([['issue.open', ASKED]]);
    person.wait(HOUR);
    expect(see('contact_support')).toEqual([]);
    expect(see('page_view')).toEqual([]);
    person.wait(HOUR);
    expect(see('solve_issue')).toEqual([['issue.solve', { ...ASKED, openMs: 2 * HOUR, reason: 'solved' }]]);
    expect(see('solve_issue')).toEqual([]);
  });

  it.each([
    ['a good answer', 'survey_answer', { kind: 'csat', score: 5 }, HOUR, 'answered'],
    ['its time', 'page_view', {}, 15 * DAY, 'over'],
  ])('is settled by %s', (_, type, data, openMs, reason) => {
    const { person, see } = shop();
    see('contact_support');
    person.wait(openMs);
    expect(see(type, data)).toEqual([['issue.solve', { ...ASKED, openMs, reason }]]);
  });

  it('gives way to the next one at the very touchpoint that ends it', () => {
    const { person, see } = shop();
    see('contact_support');
    person.wait(15 * DAY);
    expect(see('return_order', { transaction_id: '1' })).toMatchObject([
      ['issue.solve', { issue: 'contact_support', reason: 'over' }],
      ['issue.open', { issue: 'return_order', at: T0 + 15 * DAY }],
    ]);
  });

  it('is not settled by a logout, and the next visitor has none', () => {
    const { see } = shop();
    see('contact_support');
    expect(see('reset', { visitor_id: 'w' })).toEqual([]);
    expect(see('solve_issue')).toEqual([]);
  });

  it('was open for no less than nothing, whatever the clock says', () => {
    const { person } = shop();
    person.track('contact_support');
    const rules = gatherRules([commerce(), care(), issues()]);
    const solved = { id: 'late', at: T0 - DAY, url: '', by: 'site', session: '', type: 'solve_issue', data: {} };
    const { decisions } = advance(rules, person.profile, T0 + HOUR, freeze(solved) as never);
    expect(decisions).toMatchObject([{ data: { openMs: 0 } }]);
  });

  it('that a correction made odd breaks nothing', () => {
    const rules = gatherRules([commerce(), care(), issues()]);
    for (const odd of [{}, { issue: 7, issueAt: 'x' }, 3, []]) {
      const profile = { ...shop().person.profile, slices: { care: odd } };
      const raw = { id: 't', at: T0, url: '', by: 'site', session: '', type: 'page_view', data: {} };
      const { decisions } = advance(rules, freeze(profile) as never, T0, freeze(raw) as never);
      expect(JSON.parse(JSON.stringify(decisions))).toEqual(decisions);
    }
  });
});
