import { expect, it } from 'vitest';
import { fakeClock } from '../../src/testing/fake-clock.js';
import * as testing from '../../src/testing/index.js';
import { play } from '../../src/testing/play.js';

it('offers plugin authors the clock, the player and a store in memory', () => {
  expect(testing).toMatchObject({ fakeClock, play });
  expect(testing.memoryStore()).toMatchObject({ transact: expect.any(Function) });
});
