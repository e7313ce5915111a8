import { describe, expect, it } from 'vitest';
import { weigh, withPiece } from '../../src/stages/evidence.js';
import type { Piece } from '../../src/stages/piece.js';
import { DAY, T0 } from '../journeys/journey.js';
import { documentedScores, MODEL, piece } from './build.js';

const scores = (pieces: readonly Piece[], now: number) =>
  Object.fromEntries(Object.entries(weigh(MODEL, pieces, now)).map(([stage, { score }]) => [stage, score]));
const reasonsFor = (stage: string, pieces: readonly Piece[], now: number) =>
  weigh(MODEL, pieces, now)[stage]?.reasons ?? [];

describe('weigh', () => {
  it('halves a piece with the half-life of each stage', () => {
    expect(scores([piece({ warm: 4, hot: 4 })], T0 + 2 * DAY)).toEqual({ warm: 1, hot: 2 });
  });

  it('lets what decides fade everything older and nothing newer', () => {
    const pieces = [
      piece({ warm: 1 }),
      piece({ hot: 6 }, T0, 0.1),
      piece({ warm: 10, hot: 10 }),
      piece({ warm: 10 }, T0, 0.5),
    ];
    expect(scores(pieces, T0)).toEqual({ warm: 3, hot: 7 });
  });

  it('takes a piece from the future as one of now', () => {
    expect(scores([piece({ warm: 4 }, T0 + DAY)], T0).warm).toBe(4);
  });

  it('lets what leaves nothing stand alone, without fading', () => {
    const pieces = [piece({ hot: 1 }, T0 - 900 * DAY, 0), piece({ warm: 9, hot: 9 })];
    expect(scores(pieces, T0)).toMatchObject({ hot: 1, warm: 0 });
    expect(reasonsFor('hot', pieces, T0)).toMatchObject([{ weight: 1, left: 1, at: T0 - 900 * DAY }]);
    expect(reasonsFor('warm', pieces, T0)).toEqual([]);
  });

  it('tells the part of each piece, newest first', () => {
    const pieces = [piece({ warm: 1 }, T0), piece({ warm: 2, hot: 1 }, T0 - DAY)];
    expect(reasonsFor('warm', pieces, T0)).toEqual([
      { touchpoint: 'at 0', type: 'note', at: T0, text: 'Did something', weight: 1, left: 1 },
      { touchpoint: `at ${-DAY}`, type: 'note', at: T0 - DAY, text: 'Did something', weight: 1, left: 0.5 },
    ]);
    expect(reasonsFor('hot', pieces, T0)).toHaveLength(1);
  });

  it('keeps the sign of what speaks against a stage', () => {
    expect(scores([piece({ hot: -5 })], T0 + 2 * DAY).hot).toBe(-2.5);
  });

  it('lets it fade to a nothing that JSON knows', () => {
    expect(reasonsFor('hot', [piece({ hot: -5 })], T0 + 9_000 * DAY)).toMatchObject([{ weight: 0, left: 0 }]);
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

describe('withPiece', () => {
  it('keeps 30 pieces, newest first, and one sum of all older ones', () => {
    let pieces: readonly Piece[] = [];
    for (let index = 0; index < 100; index++) pieces = withPiece(MODEL, pieces, piece({ warm: 1 }, T0 + index));
    expect(pieces).toHaveLength(31);
    expect(pieces[0]?.at).toBe(T0 + 99);
    expect(pieces[30]).toMatchObject({ touchpoint: null, type: 'older', text: 'Long ago' });
  });

  it('scores as if it had kept every piece', () => {
    let pieces: readonly Piece[] = [];
    const all: Piece[] = [];
    for (let index = 0; index < 120; index++) {
      const next = piece({ warm: 1 + (index % 3), hot: (index % 5) - 1 }, T0 + index * 7_000_000, index % 17 ? 1 : 0.3);
      all.unshift(next);
      pieces = withPiece(MODEL, pieces, next);
    }
    const now = T0 + 130 * 7_000_000;
    const [kept, whole] = [scores(pieces, now), scores(all, now)];
    for (const stage of ['warm', 'hot']) expect(kept[stage]).toBeCloseTo(whole[stage] ?? 0, 9);
  });
});
