import type { Reason } from '../core/stage.js';
import type { Piece } from './piece.js';
import type { StageModelData } from './stage-model-data.js';

/** By micro-stage. */
interface Weighed {
  readonly scores: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, Reason[]>>;
}

const PIECES = 30;
const DAY_MS = 86_400_000;

/** The scores of the micro-stages at a moment, and what each piece adds to them, newest first. Pure. */
export function weigh({ halfLifeDays }: StageModelData, pieces: readonly Piece[], now: number): Weighed {
  const scores: Record<string, number> = {};
  const reasons: Record<string, Reason[]> = {};
  let left = 1;
  for (const { touchpoint, type, at, text, weights, leaves } of pieces) {
    const days = Math.min(0, at - now) / DAY_MS;
    for (const stage in weights) {
      // Twice as fast as a power of two; the stage is read at every touchpoint.
      const weight = (weights[stage] ?? 0) * left * Math.exp((Math.LN2 * days) / (halfLifeDays[stage] ?? 1));
      scores[stage] = (scores[stage] ?? 0) + weight;
      reasons[stage] ??= [];
      reasons[stage].push({ touchpoint, type, at, text, weight });
    }
    left *= leaves;
  }
  return { scores, reasons };
}

/** The evidence with one more piece. What is too much becomes a sum, which fades exactly as its parts would. Pure. */
export function withPiece(model: StageModelData, pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const kept = [piece, ...pieces];
  const older = kept.splice(PIECES);
  const { at } = piece;
  return older.length ? [...kept, { ...model.older, at, weights: weigh(model, older, at).scores }] : kept;
}
