import { describe, expect, it } from 'vitest';
import { aftercare } from '../src/aftercare.js';
import { storefront } from '../src/storefront.js';
import { DAY, MINUTE, visitor } from './journeys/journey.js';

function customer() {
  return visitor([storefront(), aftercare()]);
}

describe('aftercare', () => {
  it('stands beside the storefront and lets the stage carry what is open', () => {
    const person = customer();
    person.track('view_item', { items: [{ item_id: 'cedar', price: 219 }] });
    expect(person.profile.stage?.overlays).not.toContain('issue-open');
    person.track('contact_support', { method: 'chat' });
    expect(person.profile.stage?.overlays).toContain('issue-open');
    person.wait(MINUTE);
    expect(person.track('solve_issue', {}).decisions).toMatchObject([
      { name: 'issue.solve', data: { issue: 'contact_support', openMs: MINUTE } },
    ]);
    expect(person.profile.stage?.overlays).not.toContain('issue-open');
  });

  it('decides that a regular visitor who stays away has lapsed, once', () => {
    const person = customer();
    for (let visit = 0; visit < 6; visit++) {
      person.track('view_item', { items: [{ item_id: 'cedar', price: 219 }] });
      person.leave(7 * DAY);
    }
    const decided = person.wait(400 * DAY).map(({ name }) => name);
    expect(decided.filter(name => name === 'visitor.lapse')).toHaveLength(1);
    expect(decided).toContain('risk.enter');
    expect(person.profile.slices.engagement?.score).toBeGreaterThan(0);
  });
});

it.each([
  [{ atrisk: {} }, '`atrisk` must be left out: there is no such option; known are care, atRisk.'],
  [{ care: { friction: [] } }, '`care.friction` must be left out'],
  [{ care: { days: 'x' } }, '`care.days` must be a number'],
  [{ care: { frictions: 'contact_support' } }, '`care.frictions` must be a list of touchpoint types.'],
  [{ atRisk: { threshold: 'x' } }, '`atRisk.threshold` must be a number'],
])('refuses with the path what would do nothing: %j', (options, why) => {
  expect(() => aftercare(options as never)).toThrow(why);
});
