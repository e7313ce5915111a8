import { describe, expect, it } from 'vitest';
import type {} from '../../src/capture/vitals.js';
import type { TouchpointMap } from '../../src/core/touchpoint.js';
import { ga4Fields, ga4Traits, isGa4Name } from '../../src/destinations/ga4-limits.js';

/** Google’s limits. Source: Analytics Help, "Event collection limits" (9267744) and "Event naming rules" (13316687). */
const fieldsOf = (count: number, name = 'field') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, index]));

describe('isGa4Name', () => {
  it.each(['purchase', 'device_details', 'waymark_stage', 'Größe', 'x'.repeat(40)])('takes %s', name => {
    expect(isGa4Name(name)).toBe(true);
  });

  it.each(['', '_x', '1x', 'two words', 'x-y', 'x'.repeat(41), 'session_start', 'app_remove', 'error', 'query_id_2'])(
    'takes not "%s"',
    name => {
      expect(isGa4Name(name)).toBe(false);
    },
  );
});

describe('ga4Fields', () => {
  it('keeps to 25 fields, the products among them', () => {
    expect(Object.keys(ga4Fields(fieldsOf(30)))).toHaveLength(25);
    const all = ga4Fields({ ...fieldsOf(30), items: [{ item_id: 'cedar' }] });
    expect(Object.keys(all)).toHaveLength(25);
    expect(all.items).toEqual([{ item_id: 'cedar' }]);
  });

  it('keeps to 200 products, each with 27 fields beyond those Google prescribes', () => {
    const item = { ...fieldsOf(40), item_id: 'cedar', price: 219, item_category5: 'Flamenco' };
    const { items } = ga4Fields({ items: Array.from({ length: 300 }, () => item) }) as { items: object[] };
    expect(items).toHaveLength(200);
    expect(Object.keys(items[0] ?? {})).toHaveLength(30);
    expect(items[0]).toMatchObject({ item_id: 'cedar', price: 219, item_category5: 'Flamenco' });
  });

  it('cuts text at 100 letters, and where Google allows more at more', () => {
    const long = 'x'.repeat(2_000);
    const cut = ga4Fields({ topic: long, page_title: long, page_location: long, items: [{ item_name: long }] });
    const lengths = Object.entries(cut).map(([name, value]) => [name, (value as string).length]);
    expect(lengths).toEqual([
      ['topic', 100],
      ['page_title', 300],
      ['page_location', 1_000],
      ['items', 1],
    ]);
    expect((cut.items as [{ item_name: string }])[0].item_name).toHaveLength(100);
  });

  it('keeps all that is told of a vital', () => {
    const vital: TouchpointMap['web_vitals'] = {
      ...{ name: 'LCP', value: 4_200, rating: 'poor', element: `div.${'a'.repeat(96)}` },
      ...{ resource: 'https://cdn.test/hero.jpg', ttfb: 900, load_delay_ms: 100, load_ms: 3_000, render_ms: 200 },
      ...{ interaction: 'pointer', input_delay_ms: 1, processing_ms: 601, presentation_ms: 20 },
      page_location: `https://shop.example/${'a'.repeat(900)}`,
    };
    expect(ga4Fields(vital)).toEqual(vital);
  });

  it('leaves out names that Google does not take, and what is nested', () => {
    const odd = {
      _x: 1,
      ga_x: 1,
      google_x: 1,
      firebase_x: 1,
      'two words': 1,
      ['x'.repeat(41)]: 1,
      deep: {},
      list: [1],
    };
    expect(ga4Fields({ ...odd, topic: 'strings', isNew: true })).toEqual({ topic: 'strings', isNew: true });
  });
});

it('keeps user properties to 25, names to 24 letters and text to 36', () => {
  const traits = { plan: 'x'.repeat(50), ['y'.repeat(25)]: 1, ...fieldsOf(30) };
  const told = ga4Traits(traits);
  expect(Object.keys(told)).toHaveLength(25);
  expect(told.plan).toBe('x'.repeat(36));
  expect(ga4Traits('none')).toEqual({});
});
