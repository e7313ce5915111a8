import type { Vocabulary } from '../core/plugin.js';
import type { Profile, Slice } from '../core/profile.js';
import type { Reason, StageEstimate } from '../core/stage.js';
import type { StageModel } from '../core/stage-model.js';
import { assign, checkAssignment } from './assign.js';
import { reasonsFor, scoresOf, withPiece } from './evidence.js';
import { likelihoodOf } from './likelihood.js';
import { defaultLikelihood, type LikelihoodModel } from './likelihood-model.js';
import { nameStages } from './name-stages.js';
import { overlaysOf } from './overlays.js';
import type { Evidence, Piece } from './piece.js';
import { readPiece } from './read-piece.js';
import { actOf, NOTHING as NOTHING_SHOWN, show } from './shown.js';
import type { StageModelData } from './stage-model-data.js';
import type {} from './steps.js';

/** A stage model with the slice that feeds it. */
export interface EvidenceModel extends Required<StageModel> {
  /** `assign_stage`, which the slice heeds. */
  readonly vocabulary: Vocabulary;
  readonly slice: Slice<'evidence'>;
}

interface Weighed {
  readonly scores: Readonly<Record<string, number>>;
  /** The micro-stage, by its place in the journey. */
  readonly place: number;
  readonly reasons: readonly Reason[];
}

const NOTHING: Evidence = { pieces: [], assigned: null, shown: NOTHING_SHOWN };

/**
 * Makes a stage model of data. Pure. The score of a micro-stage is the sum of its evidence, each piece
 * weight × 2^(−age / half-life) × what later acts left of it; the belief is its share of all scores above 0; the
 * reasons sum to the score. What the site knows from elsewhere (`assign_stage`) is all the evidence there is while it
 * holds: weight 1, without fading. How likely an order is comes from weights of its own.
 */
export function defineStageModel(
  model: StageModelData,
  likelihood: LikelihoodModel = defaultLikelihood,
): EvidenceModel {
  const check = checkAssignment(model);
  return {
    ...model,
    vocabulary: { assign_stage: check },
    slice: {
      name: 'evidence',
      version: model.version,
      initial: NOTHING,
      // An older build kept the pieces alone.
      upgrade: state => ({ ...NOTHING, ...(Array.isArray(state) ? { pieces: state } : (state as Evidence)) }),
      reduce(state, touchpoint, profile) {
        // Tracked before this plugin ran, it was not checked.
        if (touchpoint.type === 'assign_stage')
          return typeof check({ ...touchpoint.data }) === 'string'
            ? state
            : { ...state, assigned: assign(model, touchpoint) };
        const shown = show(state.shown, actOf(touchpoint), touchpoint.session);
        const piece = readPiece(model, touchpoint, profile);
        return { ...state, shown, pieces: piece ? withPiece(model, state.pieces, piece) : state.pieces };
      },
    },
    names: view => nameStages(model, view),
    infer: (profile, now) => estimate(model, profile, now),
    likelihood: ({ slices }, now) => (slices.evidence ? likelihoodOf(likelihood, slices.evidence.shown, now) : null),
  };
}

function estimate(model: StageModelData, { slices, stage: before }: Profile, now: number): StageEstimate {
  const { stages, sureFrom } = model;
  const { pieces, assigned } = slices.evidence ?? NOTHING;
  const { scores, place, reasons } =
    assigned && now < assigned.until
      ? { scores: { [assigned.stage]: 1 }, place: stages.indexOf(assigned.stage), reasons: [assigned.reason] }
      : weigh(model, pieces, stages.indexOf(before?.micro ?? ''), now);
  const shares = sharesOf(model, scores);
  let total = 0;
  for (const share of shares) total += share;
  const belief: Record<string, number> = {};
  for (const [index, stage] of stages.entries()) belief[stage] = (shares[index] ?? 0) / total;
  const [first = 0] = shares;
  return {
    micro: stages[place] ?? '',
    belief,
    sure: (shares[place] ?? 0) >= sureFrom * total,
    sureFrom,
    overlays: overlaysOf(slices, first > total / 2, now),
    reasons,
    next: slices.steps?.next ?? [],
  };
}

/** Which micro-stage the evidence speaks for, and why; no earlier one while there is news of the last. */
function weigh(model: StageModelData, known: readonly Piece[], held: number, now: number): Weighed {
  const { stages, prior, holdMinutes } = model;
  // The prior is the newest piece of all: nothing fades it.
  const pieces = [{ ...prior, at: now }, ...known];
  const scores = scoresOf(model, pieces, now);
  const shares = sharesOf(model, scores);
  const reasonsOf = (place: number) => reasonsFor(stages[place] ?? '', model, pieces, now);
  const best = shares.indexOf(Math.max(...shares));
  const lastAt = (best < held && reasonsOf(held).find(({ weight }) => weight > 0)?.at) || 0;
  const place = lastAt && Math.abs(now - lastAt) < holdMinutes * 60_000 ? held : best;
  return { scores, place, reasons: reasonsOf(place).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)) };
}

/** What is below nothing counts as nothing. */
function sharesOf({ stages }: StageModelData, scores: Readonly<Record<string, number>>): readonly number[] {
  return stages.map(stage => Math.max(0, scores[stage] ?? 0));
}
