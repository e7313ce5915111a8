import { expect, it } from 'vitest';
import { friction } from '../../src/capture/friction.js';
import { isLoop } from '../../src/capture/page-loop.js';
import { pages } from '../../src/capture/pages.js';
import { visitor } from '../journeys/journey.js';

function walk(routes: string) {
  const person = visitor([pages(), friction()]);
  for (const page_route of routes) person.track('page_view', { page_route });
  return person;
}

it.each([
  ['abab', true],
  ['cabab', true],
  ['aabbaab', true],
  ['aba', false],
  ['abac', false],
  ['aaaa', false],
  ['abcabc', false],
])('the way %s is a loop: %s', (routes, expected) => {
  expect(isLoop(walk(routes).profile.slices.friction?.pages ?? [])).toBe(expected);
});

it('begins anew after a loop, and keeps four pages of 200 characters', () => {
  const person = walk('abab');
  person.track('page_loop', { pages: ['a', 'b'] });
  expect(person.profile.slices.friction).toEqual({ pages: [] });
  for (let index = 0; index < 9; index++) person.track('page_view', { page_route: `${index}`.repeat(500) });
  const { pages: kept = [] } = person.profile.slices.friction ?? {};
  expect(kept.map(page => page.length)).toEqual([200, 200, 200, 200]);
});
