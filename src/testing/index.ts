export { memoryStore } from '../platform/memory-store.js';
export type { ContractCase, ContractOptions } from './contract-case.js';
export {
  type EvaluatedModel,
  evaluateStageModel,
  type PlantedTouchpoint,
  type StageEvaluation,
  type StageJourney,
} from './evaluate-stage-model.js';
export { type FakeClock, fakeClock } from './fake-clock.js';
export type { Respond, SentRequest } from './fake-network.js';
export type { PageDetails } from './fake-page.js';
export type { Sample } from './odd-journey.js';
export { PLANTED_STAGES, type PlantedStage } from './planted-stages.js';
export { type JourneyStep, type Played, play } from './play.js';
export { pluginContract } from './plugin-contract.js';
export { type SimulateOptions, simulateJourneys } from './simulate-journeys.js';
export type { Captured, TestOptions, TestWaymark } from './test-face.js';
export { type RegisterTest, testPlugin } from './test-plugin.js';
export { createTestWaymark } from './test-waymark.js';
