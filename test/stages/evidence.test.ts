import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonsOf, scoreOf } from '../../src/stages/evidence.js';
import type { Piece } from '../../src/stages/piece.js';
import { DAY, HOUR, T0 } from '../journeys/journey.js';
import { documentedScores, evidenceOf, MODEL, piece } from './build.js';

const scores = (pieces: readonly Piece[], now: number) => {
  const { sum } = evidenceOf(...pieces);
  return Object.fromEntries(MODEL.stages.map(stage => [stage, scoreOf(MODEL, sum, { stage, now })]));
};
const reasonsFor = (stage: string, pieces: readonly Piece[], now: number) => reasonsOf(MODEL, pieces, { stage, now });

describe('scoreOf', () => {
  it('halves what was said with the half-life of each stage', () => {
    expect(scores([piece({ warm: 4, hot: 4 })], T0 + 2 * DAY)).toEqual({ cold: 0, warm: 1, hot: 2 });
  });

  it('lets what decides fade everything older and nothing newer', () => {
    const pieces = [
      piece({ warm: 1 }),
      piece({ hot: 6 }, T0, 0.1),
      piece({ warm: 10, hot: 10 }),
      piece({ warm: 10 }, T0, 0.5),
    ];
    expect(scores(pieces, T0)).toEqual({ cold: 0, warm: 3, hot: 7 });
  });

  it('takes what is from the future as of now', () => {
    expect(scores([piece({ warm: 4 }, T0 + DAY)], T0).warm).toBe(4);
  });

  it('takes what is told late at what is left of it', () => {
    expect(scores([piece({ warm: 4 }, T0 - DAY), piece({ warm: 1 })], T0)).toMatchObject({ warm: 3 });
  });

  it('keeps the sign of what speaks against a stage', () => {
    expect(scores([piece({ hot: -5 })], T0 + 2 * DAY).hot).toBe(-2.5);
  });

  it('adds up as the documentation says', () => {
    const pieces = [
      piece({ warm: 1 }, T0 + DAY),
      piece({ hot: 6, warm: 2 }, T0, 0.1),
      piece({ warm: 9 }, T0 - 5 * DAY),
    ];
    expect(scores(pieces, T0 + DAY).warm).toBeCloseTo(documentedScores(MODEL, pieces, T0 + DAY).warm ?? 0, 12);
  });
});

describe('reasonsOf', () => {
  it('tells the part of each piece, newest first', () => {
    const pieces = [piece({ warm: 1 }, T0), piece({ warm: 2, hot: 1 }, T0 - DAY)];
    expect(reasonsFor('warm', pieces, T0)).toEqual([
      { touchpoint: 'at 0', type: 'note', at: T0, text: 'Did something', weight: 1, left: 1 },
      { touchpoint: `at ${-DAY}`, type: 'note', at: T0 - DAY, text: 'Did something', weight: 1, left: 0.5 },
    ]);
    expect(reasonsFor('hot', pieces, T0)).toHaveLength(1);
  });

  it('lets what leaves nothing take all from what is older', () => {
    const pieces = [piece({ hot: 1 }, T0, 0), piece({ warm: 9, hot: 9 })];
    expect(reasonsFor('hot', pieces, T0)).toMatchObject([
      { weight: 1, left: 1 },
      { weight: 0, left: 0 },
    ]);
    expect(scores(pieces, T0)).toMatchObject({ hot: 1, warm: 0 });
  });

  it('lets what speaks against a stage fade to a nothing that JSON knows', () => {
    expect(reasonsFor('hot', [piece({ hot: -5 })], T0 + 9_000 * DAY)).toMatchObject([{ weight: 0, left: 0 }]);
  });
});

describe('withPiece', () => {
  it('keeps 30 pieces, newest first, and one sum of all older ones', () => {
    const { pieces } = evidenceOf(...Array.from({ length: 100 }, (_, index) => piece({ warm: 1 }, T0 + 99 - index)));
    expect(pieces).toHaveLength(31);
    expect(pieces[0]?.at).toBe(T0 + 99);
    expect(pieces[30]).toMatchObject({ touchpoint: null, type: 'older', text: 'Long ago', at: T0 + 69 });
  });

  it('scores, and gives reasons, as if it had kept every piece', () => {
    const weights = fc.dictionary(fc.constantFrom('cold', 'warm', 'hot'), fc.integer({ min: -5, max: 9 }));
    const one = fc.record({
      weights,
      hours: fc.integer({ min: -30, max: 90 }),
      leaves: fc.constantFrom(1, 1, 1, 0.3, 0),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 120 }), fc.nat(100), (list, days) => {
        let at = T0;
        const all = list.map(({ weights, hours, leaves }) => {
          // Some are told late.
          at += hours * HOUR;
          return piece(weights, at, leaves);
        });
        const now = Math.max(T0, ...all.map(({ at }) => at)) + days * DAY;
        const newestFirst = all.reverse();
        const { pieces, sum } = evidenceOf(...newestFirst);
        const documented = documentedScores(MODEL, newestFirst, now);
        expect(JSON.parse(JSON.stringify({ pieces, sum }))).toEqual({ pieces, sum });
        for (const stage of MODEL.stages) {
          const reasons = reasonsOf(MODEL, pieces, { stage, now });
          expect(scoreOf(MODEL, sum, { stage, now })).toBeCloseTo(documented[stage] ?? 0, 9);
          expect(reasons.reduce((score, { weight }) => score + weight, 0)).toBeCloseTo(documented[stage] ?? 0, 9);
        }
      }),
    );
  });
});
