import type { Reason } from '../core/stage.js';
import type { Piece } from './piece.js';
import type { StageModelData } from './stage-model-data.js';

const PIECES = 30;
/** In a day of ms. */
const HALVING = Math.LN2 / 86_400_000;

/** What speaks for and against one micro-stage. */
export interface Weighed {
  /** The sum of the weights. */
  score: number;
  /** What each piece adds to it, newest first. */
  readonly reasons: Reason[];
}

/** What speaks for and against each micro-stage at a moment, of those of which anything was said. Pure. */
export function weigh(model: StageModelData, pieces: readonly Piece[], now: number): Readonly<Record<string, Weighed>> {
  // Without a prototype, to which a page may have given anything.
  const weighed: Record<string, Weighed> = Object.create(null);
  let decided = 1;
  for (const { touchpoint, type, at, text, weights, leaves } of pieces) {
    for (const stage in weights) {
      const left = decided * fading(model, stage, at - now, leaves);
      const weight = (weights[stage] ?? 0) * left || 0;
      const sum = weighed[stage] ?? { score: 0, reasons: [] };
      weighed[stage] = sum;
      sum.score += weight;
      if (decided) sum.reasons.push({ touchpoint, type, at, text, weight, left });
    }
    decided *= leaves;
  }
  return weighed;
}

/** The evidence with one more piece. What is too much becomes a sum, which fades exactly as its parts would. Pure. */
export function withPiece(model: StageModelData, pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const kept = [piece, ...pieces.slice(0, PIECES - 1)];
  const older = pieces.slice(PIECES - 1);
  if (!older.length) return kept;
  const { at } = piece;
  const weighed = weigh(model, older, at);
  const weights: Record<string, number> = {};
  for (const stage in weighed) weights[stage] = weighed[stage]?.score ?? 0;
  return [...kept, { ...model.older, at, weights, leaves: 1 }];
}

/** What age leaves of a piece when nothing decided since, 0 to 1: all of it in the future, and where it leaves nothing else. */
function fading({ halfLifeDays }: StageModelData, stage: string, age: number, leaves: number): number {
  // Twice as fast as a power of two; the stage is read at every touchpoint.
  return leaves && age < 0 ? Math.exp((HALVING * age) / (halfLifeDays[stage] ?? 1)) : 1;
}
