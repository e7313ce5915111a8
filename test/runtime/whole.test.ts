import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { checksum, DamageError, insist, isBase, isInboxRow, isLike, isRow } from '../../src/runtime/whole.js';
import { row, taps, waitingRow } from './builders.js';

const RULES = gatherRules([taps()]);
const base = (more: object = {}): object => ({
  profile: { ...initialProfile(RULES, 'visitor'), ...more },
  seq: 0,
  versions: {},
});

describe('isLike', () => {
  it.each([
    [{ a: 0 }, { a: 1, b: 2 }, true],
    [{ a: 0 }, { a: '1' }, false],
    [{ a: 0 }, { a: Number.NaN }, false],
    [{ a: 0 }, {}, false],
    [{ a: [] }, { a: {} }, false],
    [{ a: {} }, { a: [] }, false],
    [{ a: { b: '' } }, { a: { b: 'x' } }, true],
    [{}, null, false],
    ['', 'x', true],
  ])('compares %o with %o', (pattern, value, answer) => {
    expect(isLike(pattern, value)).toBe(answer);
  });

  it('takes anything', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        for (const is of [isRow, isInboxRow, isBase]) expect(is(value)).toBe(false);
      }),
    );
  });
});

describe('rows and bases', () => {
  it('are known when they are whole', () => {
    expect(isRow(row(1))).toBe(true);
    expect(isRow(row(1, { touchpoint: null }))).toBe(true);
    expect(isRow({ ...row(1), touchpoint: 5 })).toBe(false);
    expect(isInboxRow(waitingRow(1))).toBe(true);
    expect(isInboxRow({ ...waitingRow(1), touchpoint: null })).toBe(false);
    expect(isBase(base())).toBe(true);
  });

  it.each([[{ lastSeenAt: 'x' }], [{ session: {} }], [{ fired: { third: { at: 1 } } }], [{ visitorId: 5 }]])(
    'are no base with %o',
    more => {
      expect(isBase(base(more))).toBe(false);
    },
  );
});

describe('a base of an older build', () => {
  it('is whole where nobody counted how often a trigger fired in all', () => {
    const fired = { at: 1, session: 't1', count: 1 };
    expect(isBase(base({ fired: { third: fired } }))).toBe(true);
    expect(isBase(base({ fired: { third: { ...fired, times: 'x' } } }))).toBe(false);
  });
});

describe('a base with a checksum', () => {
  it('is whole only as it was written', () => {
    const { profile } = base() as { profile: object };
    const written = { ...base(), sum: checksum(profile) };
    expect(isBase(written)).toBe(true);
    expect(isBase({ ...written, profile: { ...profile, slices: { taps: 'x' } } })).toBe(false);
  });
});

describe('checksum', () => {
  it('is the same for equal data and another for a changed letter', () => {
    expect(checksum({ a: 'cedar' })).toBe(checksum({ a: 'cedar' }));
    expect(checksum({ a: 'cedar' })).not.toBe(checksum({ a: 'ceder' }));
  });
});

describe('insist', () => {
  it('throws where a record is not whole', () => {
    expect(() => insist(true)).not.toThrow();
    expect(() => insist(false)).toThrow(DamageError);
  });
});
