import { describe, expect, it } from 'vitest';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { type CatalogItem, indexCatalog } from '../../src/decide/catalog.js';
import { personal } from '../../src/decide/personal.js';
import type { Request } from '../../src/decide/strategy.js';
import { type Interest, strengthOf } from '../../src/learn/interests.js';

const DAY_MS = 86_400_000;
const item = (item_id: string, item_category: string, item_brand: string, popularity = 0): CatalogItem => ({
  ...{ item_id, item_name: item_id, item_category, item_brand, popularity },
});
const CATALOG = [
  item('cedar', 'Guitars', 'Fretwell', 1),
  item('night', 'Guitars', 'Other', 9),
  item('mini', 'Guitars', 'Fretwell', 5),
  item('strings', 'Strings', 'Fretwell', 2),
  item('drum', 'Drums', 'Other', 99),
];
const interest = (kind: Interest['kind'], name: string, score: number, at = 0): Interest => ({
  ...{ kind, name, score, at, because: [] },
});

function find(interests: readonly Interest[], more: Partial<Request> = {}) {
  const profile = initialProfile(gatherRules([]), 'visitor');
  return personal({
    profile: { ...profile, slices: { ...profile.slices, interests } },
    index: indexCatalog(CATALOG),
    viewed: [],
    owned: [],
    complements: {},
    limit: 4,
    isFree: () => true,
    ...more,
  }).map(([{ item_id }, reason]) => [item_id, reason]);
}

describe('personal', () => {
  const interests = [
    interest('item_category', 'Guitars', 3),
    interest('item_brand', 'Fretwell', 2),
    interest('item_category', 'Strings', 1.5),
  ];

  it('adds the interest in category and brand; of equals the popular one comes first', () => {
    expect(find(interests)).toEqual([
      ['mini', 'For your interest in Guitars'],
      ['cedar', 'For your interest in Guitars'],
      ['strings', 'For your interest in Fretwell'],
      ['night', 'For your interest in Guitars'],
    ]);
    expect(find(interests, { limit: 1 })).toHaveLength(1);
  });

  it('lets the popular one come first, too, where two brands draw alike', () => {
    const alike = [...interests, interest('item_brand', 'Other', 2)];
    expect(find(alike)).toEqual([
      ['night', 'For your interest in Guitars'],
      ['mini', 'For your interest in Guitars'],
      ['cedar', 'For your interest in Guitars'],
      ['strings', 'For your interest in Fretwell'],
    ]);
  });

  it('leaves out what was looked at and what is not free', () => {
    const viewed = [item('mini', 'Guitars', 'Fretwell')];
    expect(find(interests, { viewed, isFree: ({ item_id }) => item_id !== 'cedar' }).map(([id]) => id)).toEqual([
      'strings',
      'night',
    ]);
  });

  it('finds nothing without an interest in what the catalogue has', () => {
    expect([find([]), find([interest('item_category', 'Flutes', 9)])]).toEqual([[], []]);
  });

  it('lets interests fade as they do in their slice', () => {
    const old = interest('item_category', 'Drums', 6);
    const fresh = (score: number) => interest('item_category', 'Strings', score, 60 * DAY_MS);
    const faded = strengthOf(old, 60 * DAY_MS);
    expect(find([old, fresh(faded - 0.01)])[0]?.[0]).toBe('drum');
    expect(find([old, fresh(faded + 0.01)])[0]?.[0]).toBe('strings');
  });
});
