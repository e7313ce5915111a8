export { memoryStore } from '../platform/memory-store.js';
export {
  type EvaluatedModel,
  evaluateStageModel,
  type PlantedTouchpoint,
  type StageEvaluation,
  type StageJourney,
} from './evaluate-stage-model.js';
export { type FakeClock, fakeClock } from './fake-clock.js';
export { PLANTED_STAGES, type PlantedStage } from './planted-stages.js';
export { type JourneyStep, type Played, play } from './play.js';
export { type SimulateOptions, simulateJourneys } from './simulate-journeys.js';
