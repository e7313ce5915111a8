import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.js';
import { overlaysOf } from '../../src/stages/overlays.js';
import { T0 } from '../journeys/journey.js';

const read = (slices: object, isPassive = false) => overlaysOf(slices as Profile['slices'], isPassive, T0);

describe('overlaysOf', () => {
  it('says nothing where nobody keeps care and rhythm', () => {
    expect(read({})).toEqual([]);
    expect(read({}, true)).toEqual(['passive']);
  });

  it('tells what is open, since its moment', () => {
    expect(read({ care: { frictionAt: T0 - 1, issueAt: null } })).toEqual(['friction-open']);
    expect(read({ care: { frictionAt: null, issueAt: T0 } })).toEqual(['issue-open']);
    expect(read({ care: { frictionAt: T0, issueAt: T0 } }, true)).toEqual(['passive', 'friction-open', 'issue-open']);
  });

  it('tells who is at risk, and then lapsed instead', () => {
    const at = (riskFrom: number | null, lapsesAt: number | null) => read({ rhythm: { riskFrom, lapsesAt } });
    expect([at(null, null), at(T0 + 1, T0 + 9), at(T0, T0 + 9), at(T0 - 9, T0)]).toEqual([
      [],
      [],
      ['at-risk'],
      ['lapsed'],
    ]);
  });

  it.each([
    { care: null, rhythm: 7 },
    { care: 'open', rhythm: [] },
    { care: { frictionAt: '1', issueAt: {} }, rhythm: { riskFrom: true, lapsesAt: Number.NaN } },
  ])('takes odd slices for silence: %j', slices => {
    expect(read(slices)).toEqual([]);
  });
});
