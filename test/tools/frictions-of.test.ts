import { describe, expect, it } from 'vitest';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import { frictionsOf } from '../../src/tools/frictions-of.js';
import { shareOf } from '../../src/tools/share-of.js';
import { MINUTE, T0 } from '../journeys/journey.js';

type Told = readonly [session: string, type: string, data?: unknown, minute?: number];

function rows(...told: readonly Told[]): readonly Row[] {
  return told.map(([session, type, data = {}, minute = 0], index) => {
    const at = T0 + minute * MINUTE;
    // Rows of a file are not checked.
    const touchpoint = { id: `${index}`, at, session, type, data } as unknown as Touchpoint;
    return { seq: index, now: at, purposes: [], touchpoint, decisions: [] };
  });
}

const on = (session: string, device: unknown): Told => [session, 'device_details', { device }];
/** In short: visits of each class, and how often each kind happened on it. */
const told = (...visitors: readonly (readonly Row[])[]) =>
  Object.fromEntries(
    frictionsOf(visitors).map(({ device, visits, kinds }) => [
      device,
      [visits, Object.fromEntries(kinds.map(({ type, count }) => [type, count]))],
    ]),
  );

describe('frictionsOf', () => {
  it('counts what went wrong by class, the most frequent first, mobile beside desktop', () => {
    const phone = rows(
      ['a', 'page_view'],
      on('a', 'mobile'),
      ['a', 'rage_click'],
      ['a', 'rage_click'],
      ['a', 'dead_click'],
      ['b', 'page_view'],
      on('b', 'mobile'),
      ['b', 'rage_click'],
    );
    const desk = rows(['a', 'page_view'], on('a', 'desktop'), ['a', 'dead_click']);
    expect(frictionsOf([phone, desk, rows(['a', 'page_view'], on('a', 'mobile'))])).toEqual([
      {
        device: 'mobile',
        visitors: 2,
        visits: 3,
        all: { count: 4, visits: 2, share: shareOf(2, 3) },
        kinds: [
          { type: 'rage_click', count: 3, visits: 2, share: shareOf(2, 3) },
          { type: 'dead_click', count: 1, visits: 1, share: shareOf(1, 3) },
        ],
      },
      {
        device: 'desktop',
        visitors: 1,
        visits: 1,
        all: { count: 1, visits: 1, share: shareOf(1, 1) },
        kinds: [
          { type: 'rage_click', count: 0, visits: 0, share: shareOf(0, 1) },
          { type: 'dead_click', count: 1, visits: 1, share: shareOf(1, 1) },
        ],
      },
    ]);
  });

  it('takes for a friction what `care()` does', () => {
    expect(
      told(
        rows(
          on('a', 'tablet'),
          ['a', 'web_vitals', { name: 'LCP', value: 4_001 }],
          ['a', 'web_vitals', { name: 'LCP', value: 3_999 }],
          ['a', 'view_search_results', { page_type: 'help', results: 0 }],
          ['a', 'view_search_results', { results: 0 }],
          ['a', 'exception', { description: 'Error: no' }],
          ['a', 'form_abandon'],
        ),
      ),
    ).toEqual({ tablet: [1, { form_abandon: 1, view_search_results: 1, web_vitals: 1 }] });
  });

  it('counts refused forms and what was sold out beside these', () => {
    const visit = rows(
      on('a', 'mobile'),
      ['a', 'form_error', { field: 'zip' }],
      ['a', 'out_of_stock'],
      ['a', 'search'],
    );
    expect(told(visit)).toEqual({ mobile: [1, { form_error: 1, out_of_stock: 1 }] });
  });

  it('gives what came before the class to the first of the visit, and what comes after another to that', () => {
    const turned = rows(['a', 'dead_click'], on('a', 'tablet'), ['a', 'page_loop'], on('a', 'mobile'), [
      'a',
      'page_loop',
    ]);
    expect(told(turned)).toEqual({
      mobile: [1, { page_loop: 1, dead_click: 0 }],
      tablet: [1, { page_loop: 1, dead_click: 1 }],
    });
  });

  it('gives a visit without a class the last one of the visitor, and before the first none', () => {
    const late = rows(['a', 'dead_click'], on('b', 'mobile'), ['c', 'dead_click'], on('d', 'desktop'), [
      'e',
      'dead_click',
    ]);
    expect(told(late)).toEqual({
      mobile: [2, { dead_click: 1 }],
      desktop: [2, { dead_click: 1 }],
      unknown: [1, { dead_click: 1 }],
    });
  });

  it('keeps visits apart that lie between each other in the log', () => {
    expect(told(rows(on('a', 'mobile'), on('b', 'desktop'), ['a', 'dead_click']))).toEqual({
      mobile: [1, { dead_click: 1 }],
      desktop: [1, { dead_click: 0 }],
    });
  });

  it('ends a visit after half an hour of silence where rows name none, and knows visitors apart', () => {
    const nameless = rows(
      on('', 'mobile'),
      ['', 'dead_click', {}, 29],
      ['', 'dead_click', {}, 58],
      ['', 'dead_click', {}, 89],
    );
    const [mobile] = frictionsOf([nameless, nameless]);
    expect(mobile).toMatchObject({ device: 'mobile', visitors: 2, visits: 4, all: { count: 6, visits: 4 } });
  });

  it('takes rows as they are stored elsewhere', () => {
    const empty: Row = { seq: 9, now: T0, purposes: [], touchpoint: null, decisions: [] };
    const odd = rows(
      ...['unknown', 'phone', null, 7, { mobile: 1 }, 'constructor'].map(device => on('a', device)),
      ['a', 'device_details', null],
      ['a', 'web_vitals', null],
      ['a', 'view_search_results', 'text'],
      ['a', '__proto__', { device: 'mobile' }],
    );
    expect(told([...odd, empty])).toEqual({ unknown: [1, {}] });
    expect(frictionsOf([])).toEqual([]);
  });
});
