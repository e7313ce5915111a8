import { expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { feelingOf } from '../../src/learn/feeling-of.js';

/** Past the check of the vocabulary, as an unchecked type would come. */
const answer = (kind: unknown, score: unknown, type = 'survey_answer') =>
  feelingOf({ id: '1', at: 1, url: '', by: 'site', session: '', type, data: { kind, score } } as unknown as Touchpoint);

it.each([
  ['nps', 10, 1],
  ['nps', 9, 0.6],
  ['nps', 7.5, 0],
  ['nps', 6, -0.6],
  ['nps', 5, -1],
  ['nps', 0, -1],
  ['csat', 5, 1],
  ['csat', 4, 0.5],
  ['csat', 3, 0],
  ['csat', 2, -0.5],
  ['csat', 1, -1],
  ['ces', 7, 1],
  ['ces', 1, -1],
])('reads %s %d as %d', (kind, score, feeling) => {
  expect(answer(kind, score)).toBeCloseTo(feeling, 12);
});

it('says nothing of other kinds, odd scores and other touchpoints', () => {
  for (const kind of ['size', 'constructor', null, 7]) expect(answer(kind, 3)).toBeNull();
  for (const score of ['9', null, Number.NaN, Infinity, {}]) expect(answer('nps', score)).toBeNull();
  expect(answer('nps', 9, 'write_review')).toBeNull();
});
