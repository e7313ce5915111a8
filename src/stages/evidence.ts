import type { Reason } from '../core/stage.js';
import type { Piece } from './piece.js';
import type { StageModelData } from './stage-model-data.js';

const PIECES = 30;
const DAY_MS = 86_400_000;

/** The scores of the micro-stages at a moment. Pure. */
export function scoresOf(
  model: StageModelData,
  pieces: readonly Piece[],
  now: number,
): Readonly<Record<string, number>> {
  const scores: Record<string, number> = {};
  let left = 1;
  for (const piece of pieces) {
    for (const stage in piece.weights) scores[stage] = (scores[stage] ?? 0) + left * faded(model, stage, piece, now);
    left *= piece.leaves;
  }
  return scores;
}

/** What each piece adds to the score of one micro-stage at a moment, newest first. Pure. */
export function reasonsFor(stage: string, model: StageModelData, pieces: readonly Piece[], now: number): Reason[] {
  const reasons: Reason[] = [];
  let left = 1;
  for (const piece of pieces) {
    const { touchpoint, type, at, text, weights, leaves } = piece;
    if (weights[stage]) reasons.push({ touchpoint, type, at, text, weight: left * faded(model, stage, piece, now) });
    left *= leaves;
  }
  return reasons;
}

/** The evidence with one more piece. What is too much becomes a sum, which fades exactly as its parts would. Pure. */
export function withPiece(model: StageModelData, pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const kept = [piece, ...pieces];
  const older = kept.splice(PIECES);
  const { at } = piece;
  return older.length ? [...kept, { ...model.older, at, weights: scoresOf(model, older, at) }] : kept;
}

/** What a piece still says about a micro-stage when nothing decided since. */
function faded({ halfLifeDays }: StageModelData, stage: string, { weights, at }: Piece, now: number): number {
  const days = Math.min(0, at - now) / DAY_MS;
  // Twice as fast as a power of two; the stage is read at every touchpoint.
  return (weights[stage] ?? 0) * Math.exp((Math.LN2 * days) / (halfLifeDays[stage] ?? 1));
}
