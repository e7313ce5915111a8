import type { Reason } from '../core/stage.js';
import type { Piece } from './piece.js';
import type { StageModelData } from './stage-model-data.js';

const PIECES = 30;
/** In a day of ms. */
const HALVING = Math.LN2 / 86_400_000;

/** The scores of the micro-stages at a moment. Pure. */
export function scoresOf(
  model: StageModelData,
  pieces: readonly Piece[],
  now: number,
): Readonly<Record<string, number>> {
  const scores: Record<string, number> = {};
  let decided = 1;
  for (const { at, weights, leaves } of pieces) {
    for (const stage in weights)
      scores[stage] = (scores[stage] ?? 0) + (weights[stage] ?? 0) * (decided * fading(model, stage, at - now, leaves));
    decided *= leaves;
  }
  return scores;
}

/** What each piece adds to the score of one micro-stage at a moment, newest first: they sum to it. Pure. */
export function reasonsFor(stage: string, model: StageModelData, pieces: readonly Piece[], now: number): Reason[] {
  const reasons: Reason[] = [];
  let decided = 1;
  for (const { touchpoint, type, at, text, weights, leaves } of pieces) {
    const said = weights[stage];
    if (said && decided) {
      const left = decided * fading(model, stage, at - now, leaves);
      reasons.push({ touchpoint, type, at, text, weight: said * left || 0, left });
    }
    decided *= leaves;
  }
  return reasons;
}

/** The evidence with one more piece. What is too much becomes a sum, which fades exactly as its parts would. Pure. */
export function withPiece(model: StageModelData, pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const kept = [piece, ...pieces];
  const older = kept.splice(PIECES);
  const { at } = piece;
  return older.length ? [...kept, { ...model.older, at, weights: scoresOf(model, older, at), leaves: 1 }] : kept;
}

/** What age leaves of a piece when nothing decided since, 0 to 1: all of it in the future, and where it leaves nothing else. */
function fading({ halfLifeDays }: StageModelData, stage: string, age: number, leaves: number): number {
  // Twice as fast as a power of two; the stage is read at every touchpoint.
  return leaves && age < 0 ? Math.exp((HALVING * age) / (halfLifeDays[stage] ?? 1)) : 1;
}
