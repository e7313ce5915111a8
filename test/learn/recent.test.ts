import { describe, expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { type RecentOptions, recent } from '../../src/learn/recent.js';
import { T0, visitor } from '../journeys/journey.js';

const cedar = { item_id: 'cedar', item_category: 'Guitars' };
const oak = { item_id: 'oak', item_category: 'Guitars' };

function known(options?: RecentOptions) {
  const person = visitor([recent(options)]);
  return {
    see: person.track,
    get recent() {
      return person.profile.slices.recent!;
    },
  };
}

/** What the slice makes of a touchpoint that was admitted with anything in it. */
function reduced(parts: object) {
  const { slice } = recent();
  const touchpoint = { id: 't', at: T0, url: '', by: 'site', session: '', type: 'odd', data: {}, ...parts };
  // Only a test makes such touchpoints, and only `recent` is asked.
  return slice!.reduce(slice!.initial as never, touchpoint as unknown as Touchpoint, visitor().profile);
}

describe('recent', () => {
  it('keeps the last 100 touchpoints, with the fields of their data and products', () => {
    const person = known();
    person.see('view_item', { value: 219, currency: 'EUR', items: [cedar, oak, cedar] });
    expect(person.recent.touchpoints).toEqual([
      { type: 'view_item', at: T0, fields: { item_id: ['cedar', 'oak'], item_category: ['Guitars'], value: [219] } },
    ]);
    for (let index = 0; index < 120; index++) person.see('page_view', { value: index });
    expect(person.recent.touchpoints).toHaveLength(100);
    expect(person.recent.touchpoints.at(-1)?.fields.value).toEqual([119]);
  });

  it.each(['search_term', 5, {}])('refuses %j as a list of fields', odd => {
    expect(() => recent({ fields: odd as never })).toThrow(/`recent.fields` must be a list/);
  });

  it('keeps the fields that are asked for', () => {
    const person = known({ fields: ['search_term'] });
    person.see('search', { search_term: 'oak', value: 3 });
    expect(person.recent.touchpoints[0]?.fields).toEqual({ search_term: ['oak'] });
  });

  it('keeps ids of products whatever fields are asked for, so that repeats are known', () => {
    const person = known({ fields: ['item_category'] });
    person.see('view_item', { items: [cedar] });
    expect(person.recent.touchpoints[0]?.fields).toEqual({ item_id: ['cedar'], item_category: ['Guitars'] });
  });

  it('leaves out what only books, and keeps the last consent', () => {
    const person = known();
    person.see('identify', { user_id: '7' });
    person.see('consent_update', {
      choice: { analytics: 'granted', advertising: 'denied', odd: 'granted' },
      source: 'site',
    });
    expect(person.recent).toMatchObject({ touchpoints: [], consent: { analytics: 'granted', advertising: 'denied' } });
    expect(person.recent.consent).not.toHaveProperty('odd');
  });

  it("keeps how far the visitor's clock is ahead, as the site's context says", () => {
    expect(reduced({ context: { utc_offset: -330 } })).toMatchObject({ offsetMinutes: -330 });
    expect(reduced({ context: { utc_offset: -0 } })).toMatchObject({ offsetMinutes: 0 });
    for (const utc_offset of ['60', 5000, Number.NaN]) {
      expect(reduced({ context: { utc_offset } })).toMatchObject({ offsetMinutes: null });
    }
  });

  it('takes any data there may be, in bounds', () => {
    const long = 'x'.repeat(500);
    const items = [
      null,
      5,
      'text',
      { item_id: { deep: 1 } },
      ...Array.from({ length: 9 }, (_, item_id) => ({ item_id })),
    ];
    expect(reduced({ type: long, data: { items, value: -0, item_category: long } })).toMatchObject({
      touchpoints: [
        { type: 'x'.repeat(60), fields: { item_id: [0, 1, 2, 3, 4], value: [0], item_category: ['x'.repeat(100)] } },
      ],
    });
    expect(reduced({ type: 'consent_update', data: { choice: null } })).toMatchObject({ consent: {} });
    expect(reduced({ data: [], context: null })).toMatchObject({ touchpoints: [{ fields: {} }] });
  });

  it('is the same when nothing changed', () => {
    const { slice } = recent();
    const initial = slice!.initial as never;
    const touchpoint = {
      id: 't',
      at: T0,
      url: '',
      by: 'site',
      session: '',
      type: 'overflow',
      data: { count: 1 },
    } as const;
    expect(slice!.reduce(initial, touchpoint, visitor().profile)).toBe(initial);
  });
});
