import { expect, it } from 'vitest';
import { turnsOf } from '../../src/core/turns.js';
import type { Rule } from '../../src/decide/rule.js';
import { turnOf } from '../../src/decide/turn-of.js';
import { DAY, HOUR, T0, visitor } from '../journeys/journey.js';

const turns = turnsOf('segment', 'evening');
const evening: Rule = { hours: [18, 20] };

/** Who came at ten on Monday, with what was turned when. */
function profile(...turned: readonly (readonly [trigger: string, at: number])[]) {
  const person = visitor();
  person.track('page_view');
  const fired = Object.fromEntries(turned.map(([name, at]) => [name, { at, session: '', count: 1, times: 1 }]));
  return { ...person.profile, fired };
}

it('looks on from the last touchpoint, and then from the last turn', () => {
  expect(turnOf(evening, profile(), { turns })).toBe(T0 + 8 * HOUR);
  const entered = profile([turns.enter, T0 + 8 * HOUR]);
  expect(turnOf({ not: evening }, entered, { turns })).toBe(T0 + 10 * HOUR);
  const left = profile([turns.enter, T0 + 8 * HOUR], [turns.leave, T0 + 10 * HOUR]);
  expect(turnOf(evening, left, { turns })).toBe(T0 + DAY + 8 * HOUR);
});

it('minds no turn of anything else', () => {
  expect(turnOf(evening, profile(['segment-enter-other', T0 + 9 * HOUR]), { turns })).toBe(T0 + 8 * HOUR);
});

it('hands on what the rule needs to be weighed', () => {
  expect(turnOf(evening, profile(), { turns, offsetMinutes: 60 })).toBe(T0 + 7 * HOUR);
});
