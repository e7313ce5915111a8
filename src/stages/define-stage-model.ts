import type { Slice } from '../core/profile.js';
import type { StageEstimate } from '../core/stage.js';
import type { StageModel } from '../core/stage-model.js';
import { reasonsFor, scoresOf, withPiece } from './evidence.js';
import { nameStages } from './name-stages.js';
import type { Piece } from './piece.js';
import { readPiece } from './read-piece.js';
import type { StageModelData } from './stage-model-data.js';

/** A stage model with the slice that feeds it. */
export interface EvidenceModel extends Required<Omit<StageModel, 'likelihood'>> {
  readonly slice: Slice<'evidence'>;
}

/**
 * Makes a stage model of data. Pure. The score of a micro-stage is the sum of its evidence, each piece
 * weight × 2^(−age / half-life) × what later acts left of it; the belief is its share of all scores above 0; the
 * reasons sum to the score.
 */
export function defineStageModel(model: StageModelData): EvidenceModel {
  return {
    ...model,
    slice: {
      name: 'evidence',
      version: model.version,
      initial: [],
      reduce(state, touchpoint, profile) {
        const piece = readPiece(model, touchpoint, profile);
        return piece ? withPiece(model, state, piece) : state;
      },
    },
    names: view => nameStages(model, view),
    infer: ({ slices, stage }, now) => estimate(model, slices.evidence ?? [], stage?.micro ?? '', now),
  };
}

function estimate(model: StageModelData, known: readonly Piece[], before: string, now: number): StageEstimate {
  const { stages, prior, holdMinutes, sureFrom } = model;
  // The prior is the newest piece of all: nothing fades it.
  const pieces = [{ ...prior, at: now }, ...known];
  const scores = scoresOf(model, pieces, now);
  const reasonsOf = (stage: string) => reasonsFor(stage, model, pieces, now);
  const shares = stages.map(stage => Math.max(0, scores[stage] ?? 0));
  let total = 0;
  for (const share of shares) total += share;
  const best = shares.indexOf(Math.max(...shares));
  const held = stages.indexOf(before);
  const lastAt = (best < held && reasonsOf(before).find(({ weight }) => weight > 0)?.at) || 0;
  const place = lastAt && Math.abs(now - lastAt) < holdMinutes * 60_000 ? held : best;
  const micro = stages[place] ?? '';
  return {
    micro,
    belief: Object.fromEntries(stages.map((stage, index) => [stage, (shares[index] ?? 0) / total])),
    sure: (shares[place] ?? 0) >= sureFrom * total,
    reasons: reasonsOf(micro).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
    next: [],
  };
}
