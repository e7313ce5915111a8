import { checkStageModel } from './check-stage-model.js';
import { type EvidenceModel, evidenceModel } from './evidence-model.js';
import { defaultLikelihood, type LikelihoodModel } from './likelihood-model.js';
import type { StageModelData } from './stage-model-data.js';

/**
 * Makes a stage model of data. Pure. The score of a micro-stage is the sum of its evidence, each piece
 * weight × 2^(−age / half-life) × what later acts left of it; the belief is its share of all scores above 0; the
 * reasons sum to the score. What the site knows from elsewhere (`assign_stage`) leaves nothing of all
 * other evidence while it holds, and does not fade. How likely an order is comes from weights of its own.
 * Throws `WaymarkError` for data that cannot be read so, such as a sign that speaks for a stage the model does not have.
 */
export function defineStageModel(
  model: StageModelData,
  likelihood: LikelihoodModel = defaultLikelihood,
): EvidenceModel {
  checkStageModel(model, likelihood);
  return evidenceModel(model, likelihood);
}
