import { expect, it } from 'vitest';
import { evaluateStageModel } from '../../src/testing/evaluate-stage-model.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import * as testing from '../../src/testing/index.js';
import { play } from '../../src/testing/play.js';
import { simulateJourneys } from '../../src/testing/simulate-journeys.js';

it('offers plugin authors the clock, the player, measures of a stage model and a store in memory', () => {
  expect(testing).toMatchObject({ evaluateStageModel, fakeClock, play, simulateJourneys });
  expect(testing.memoryStore()).toMatchObject({ transact: expect.any(Function) });
});
