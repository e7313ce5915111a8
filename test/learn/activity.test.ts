import { describe, expect, it } from 'vitest';
import { activity } from '../../src/learn/activity.js';
import { DAY, HOUR, T0, visitor } from '../journeys/journey.js';

describe('activity', () => {
  it('counts touchpoints by type with their first and last moment', () => {
    const person = visitor([activity()]);
    person.track('page_view');
    person.wait(HOUR);
    person.track('page_view');
    expect(person.profile.slices.activity?.types).toEqual({ page_view: { count: 2, firstAt: T0, lastAt: T0 + HOUR } });
  });

  it('counts visits and days', () => {
    const person = visitor([activity()]);
    for (const pause of [0, HOUR, 2 * DAY, 10 * DAY]) {
      person.wait(pause);
      person.track('page_view');
    }
    expect(person.profile.slices.activity).toMatchObject({ sessions: 4, days: 3 });
  });

  it('keeps 60 types and counts further ones together', () => {
    const person = visitor([activity()]);
    for (let index = 0; index < 100; index++) person.track(`type_${index}`);
    person.track('type_0');
    const { types = {} } = person.profile.slices.activity ?? {};
    expect(Object.keys(types)).toHaveLength(61);
    expect(types.other?.count).toBe(40);
    expect(types.type_0?.count).toBe(2);
  });

  it('is not confused by types that objects have by nature', () => {
    const person = visitor([activity()]);
    for (const type of ['constructor', '__proto__', 'toString']) person.track(type);
    const { types = {} } = person.profile.slices.activity ?? {};
    expect(Object.keys(types)).toEqual(['constructor', '__proto__', 'toString']);
    expect(types.constructor).toMatchObject({ count: 1 });
  });
});
