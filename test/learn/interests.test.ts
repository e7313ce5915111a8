import { describe, expect, it } from 'vitest';
import { advance } from '../../src/core/advance.js';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { type Interest, interests, strengthOf } from '../../src/learn/interests.js';
import { DAY, T0, visitor } from '../journeys/journey.js';

const guitar = { item_id: 'cedar', item_category: 'Guitars', item_brand: 'Fretwell' };
const strings = { item_id: 'strings', item_category: 'Strings' };

describe('interests', () => {
  it('learns categories and brands, the strongest first', () => {
    const person = visitor([interests()]);
    person.track('view_item', { items: [strings] });
    person.track('add_to_cart', { items: [guitar] });
    const known = person.profile.slices.interests as readonly Interest[];
    expect(known.map(({ kind, name, score }) => [kind, name, score])).toEqual([
      ['item_category', 'Guitars', 3],
      ['item_brand', 'Fretwell', 3],
      ['item_category', 'Strings', 1],
    ]);
  });

  it('halves an interest in 30 quiet days', () => {
    const person = visitor([interests()]);
    person.track('view_item', { items: [strings] });
    const [before] = person.profile.slices.interests ?? [];
    expect(strengthOf(before as Interest, T0 + 30 * DAY)).toBeCloseTo(0.5, 12);
    person.wait(30 * DAY);
    person.track('view_item', { items: [strings] });
    expect(person.profile.slices.interests?.[0]?.score).toBeCloseTo(1.5, 12);
  });

  it('counts a category once a touchpoint, however many products of it there are', () => {
    const person = visitor([interests()]);
    person.track('compare_items', { items: [guitar, { ...guitar, item_id: 'oak' }, { ...guitar, item_id: 'elm' }] });
    expect(person.profile.slices.interests?.[0]?.score).toBe(1);
  });

  it('tells the touchpoints behind each, newest first, the last five', () => {
    const person = visitor([interests()]);
    for (let index = 0; index < 7; index++) person.track('view_item', { items: [strings] });
    const [interest] = person.profile.slices.interests ?? [];
    expect(interest?.because.map(({ touchpoint }) => touchpoint)).toEqual(['t7', 't6', 't5', 't4', 't3']);
    expect(interest?.because[0]).toMatchObject({ type: 'view_item', weight: 1 });
  });

  it('keeps the strongest 50', () => {
    const person = visitor([interests()]);
    person.track('purchase', { items: [guitar] });
    for (let index = 0; index < 80; index++)
      person.track('view_item', { items: [{ item_id: 'a', item_category: `c${index}` }] });
    const known = person.profile.slices.interests ?? [];
    expect(known).toHaveLength(50);
    expect(known[0]?.name).toBe('Guitars');
  });

  it('learns nothing without consent to personalization', () => {
    const rules = gatherRules([interests()]);
    const person = visitor([interests()]);
    const { touchpoint } = person.track('view_item', { items: [strings] });
    const { profile } = advance(rules, initialProfile(rules, 'v'), T0, touchpoint, { seq: 1, purposes: ['analytics'] });
    expect(profile.slices.interests).toEqual([]);
  });

  it('stays the same for what says nothing about interests', () => {
    const person = visitor([interests()]);
    person.track('view_item', { items: [strings] });
    const before = person.profile.slices.interests;
    person.track('page_view');
    person.track('view_item', { items: [{ item_id: 'plain' }] });
    person.track('constructor');
    expect(person.profile.slices.interests).toBe(before);
  });
});
