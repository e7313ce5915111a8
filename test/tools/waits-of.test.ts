import { describe, expect, it } from 'vitest';
import type { Row, Touchpoint } from '../../src/core/touchpoint.js';
import { waitsOf } from '../../src/tools/waits-of.js';
import { MINUTE, T0 } from '../journeys/journey.js';

type Told = readonly [type: string, minute: number, data?: unknown];

function rows(told: readonly Told[]): readonly Row[] {
  return told.map(([type, minute, data = {}], index) => {
    const at = T0 + minute * MINUTE;
    // Rows of a file are not checked.
    const touchpoint = { id: `${index}`, at, type, data } as unknown as Touchpoint;
    return { seq: index, now: at, purposes: [], touchpoint, decisions: [] };
  });
}

const PHONE = { method: 'phone' };
/** Asks at once, is answered after so many minutes, and solved ten minutes later. */
const caller = (minutes: number): readonly Row[] =>
  rows([
    ['page_view', 0],
    ['contact_support', 1, PHONE],
    ['answer_support', 1 + minutes, PHONE],
    ['solve_issue', 11 + minutes],
  ]);

describe('waitsOf', () => {
  it('says how long all visitors waited, and who still waits', () => {
    const silent = rows([
      ['contact_support', 0, { method: 'email' }],
      ['contact_support', 5, PHONE],
      ['answer_support', 6, PHONE],
    ]);
    expect(waitsOf([...[1, 2, 3, 4, 5, 6, 7, 8].map(caller), silent])).toEqual([
      {
        channel: 'phone',
        answer: { count: 9, value: 4 * MINUTE, range: [MINUTE, 7 * MINUTE] },
        solution: { count: 8, value: 14.5 * MINUTE, range: [11 * MINUTE, 18 * MINUTE] },
        visitors: 9,
        unanswered: 0,
        unsolved: 1,
      },
      { channel: 'email', answer: null, solution: null, visitors: 1, unanswered: 1, unsolved: 1 },
    ]);
  });

  it('takes rows as they are stored elsewhere', () => {
    const odd = rows([
      ['contact_support', Number.NaN, PHONE],
      ['contact_support', 0, null],
      ['chat_answer', 1, 'text'],
      ['chat_answer', 2, { waited_ms: 5 }],
    ]);
    expect(waitsOf([odd, [{ seq: 1, now: T0, purposes: [], touchpoint: null, decisions: [] }]])).toMatchObject([
      { channel: 'chat', answer: { count: 1, value: 5 }, visitors: 1, unsolved: 0 },
      { channel: 'other', answer: null, visitors: 1, unanswered: 1 },
    ]);
  });

  it('has nothing to say where nobody asked', () => {
    expect(waitsOf([rows([['page_view', 0]])])).toEqual([]);
  });
});
