import { describe, expect, it } from 'vitest';
import { friction } from '../../src/capture/friction.js';
import { isLoop, NO_TRAIL } from '../../src/capture/page-loop.js';
import { pages } from '../../src/capture/pages.js';
import { moments } from '../../src/decide/moments.js';
import { care } from '../../src/learn/care.js';
import { recent } from '../../src/learn/recent.js';
import { stages } from '../../src/stages/stages.js';
import { steps } from '../../src/stages/steps.js';
import { HOUR, visitor } from '../journeys/journey.js';

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
  expect(person.profile.slices.friction).toEqual(NO_TRAIL);
  for (let index = 0; index < 9; index++) person.track('page_view', { page_route: `${index}`.repeat(500) });
  const { pages: kept = [] } = person.profile.slices.friction ?? {};
  expect(kept.map(page => page.length)).toEqual([200, 200, 200, 200]);
});

describe('the class of the device', () => {
  it('is kept until the visit ends, in ten characters', () => {
    const person = walk('a');
    person.track('device_details', { device: 'mobile' });
    const { friction: before } = person.profile.slices;
    expect(before?.device).toBe('mobile');
    person.track('device_details', { device: 'mobile' });
    expect(person.profile.slices.friction).toBe(before);
    person.track('page_loop', { pages: [] });
    expect(person.profile.slices.friction).toEqual({ pages: [], device: 'mobile' });
    person.track('device_details', { device: 'x'.repeat(99) });
    expect(person.profile.slices.friction?.device).toBe('x'.repeat(10));
    person.leave(HOUR);
    person.track('page_view');
    expect(person.profile.slices.friction?.device).toBe('');
  });

  it.each([null, 7, {}, ['mobile']])('is none that is no text: %j', device => {
    const person = walk('');
    person.track('device_details', { device });
    expect(person.profile.slices.friction).toEqual(NO_TRAIL);
  });

  it('is told anew where the slice was stored before it was there', () => {
    const { slice } = friction();
    expect([slice?.version, slice?.upgrade?.({ pages: ['/a'] }, 1)]).toEqual([2, NO_TRAIL]);
  });

  it('is no step, no friction, no act, no contact and no sign of a stage', () => {
    const person = visitor([pages(), friction(), care(), recent(), steps(), stages(), moments()]);
    const { decisions } = person.track('device_details', { device: 'mobile' });
    expect(decisions.map(({ name }) => name)).toEqual(['stage.enter']);
    person.track('page_view');
    const { slices, stage } = person.profile;
    person.track('device_details', { device: 'tablet' });
    const after = person.profile;
    expect([after.stage, after.slices.evidence]).toEqual([stage, slices.evidence]);
    for (const name of ['care', 'recent', 'steps'] as const) expect(after.slices[name]).toBe(slices[name]);
    expect(after.slices.friction).not.toBe(slices.friction);
  });
});
