import type { Reason } from '../core/stage.js';
import type { Piece, Sum } from './piece.js';
import type { StageModelData } from './stage-model-data.js';

/** What is asked about. */
interface Asked {
  readonly stage: string;
  /** Epoch ms. */
  readonly now: number;
}

const PIECES = 30;
/** The sum of nothing. */
export const NONE: Sum = { at: 0, weights: {} };
/** In a day of ms. */
const HALVING = Math.LN2 / 86_400_000;

/** The evidence with one more piece, which costs the same however much there is. Pure. */
export function withPiece(
  model: StageModelData,
  { pieces, sum }: { readonly pieces: readonly Piece[]; readonly sum: Sum },
  piece: Piece,
): { readonly pieces: readonly Piece[]; readonly sum: Sum } {
  const kept = [piece, ...pieces];
  const [last, older = NONE] = kept.splice(PIECES);
  // What is too much becomes a sum, which fades exactly as its parts would.
  if (last) {
    const { touchpoint, type, text } = model.older;
    const { at, weights } = plus(model, older, last);
    kept.push({ touchpoint, type, at, text, weights, leaves: 1 });
  }
  return { pieces: kept, sum: plus(model, sum, piece) };
}

/** The same of pieces that are known, newest first. Pure. */
export function evidenceOf(model: StageModelData, pieces: readonly Piece[]): ReturnType<typeof withPiece> {
  let evidence: ReturnType<typeof withPiece> = { pieces: [], sum: NONE };
  for (const piece of [...pieces].reverse()) evidence = withPiece(model, evidence, piece);
  return evidence;
}

/** What all evidence together says of a micro-stage at a moment. Pure. */
export function scoreOf(model: StageModelData, { at, weights }: Sum, { stage, now }: Asked): number {
  const said = weights[stage];
  return said ? said * fading(model, stage, now - at) : 0;
}

/** What each piece adds to the score of a micro-stage at a moment, newest first: together they are the score. Pure. */
export function reasonsOf(model: StageModelData, pieces: readonly Piece[], { stage, now }: Asked): Reason[] {
  const reasons: Reason[] = [];
  let decided = 1;
  for (const { touchpoint, type, at, text, weights, leaves } of pieces) {
    const said = weights[stage];
    if (said !== undefined) {
      const left = decided * fading(model, stage, now - at);
      reasons.push({ touchpoint, type, at, text, weight: said * left || 0, left });
    }
    decided *= leaves;
  }
  return reasons;
}

/** What was said and what a newer piece says, at the later of both moments. */
function plus(model: StageModelData, sum: Sum, { at: said, weights, leaves }: Piece): Sum {
  const at = Math.max(sum.at, said);
  const both: Record<string, number> = {};
  for (const stage of model.stages) {
    const all =
      scoreOf(model, sum, { stage, now: at }) * leaves + (weights[stage] ?? 0) * fading(model, stage, at - said);
    if (all) both[stage] = all;
  }
  return { at, weights: both };
}

/** What age leaves of a piece when nothing decided since, 0 to 1. */
function fading({ halfLifeDays }: StageModelData, stage: string, age: number): number {
  // Twice as fast as a power of two; the stage is read at every touchpoint.
  return age > 0 ? Math.exp((-HALVING * age) / (halfLifeDays[stage] ?? 1)) : 1;
}
