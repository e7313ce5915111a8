export { defineStageModel, type EvidenceModel } from './define-stage-model.js';
export { nameStages } from './name-stages.js';
export type { Piece } from './piece.js';
export { sixStages } from './six-stages.js';
export type { Sign, StageModelData } from './stage-model-data.js';
export { type StagesOptions, stages } from './stages.js';
export { views } from './views.js';
