// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, it, vi } from 'vitest';
import { createModel, rules } from './model.js';
import { commands, flushAll } from './model-commands.js';
import { checkEnd } from './model-laws.js';
import { createWorld, type Settings, type World } from './model-world.js';

const RUNS = Number(process.env.WAYMARK_MODEL_RUNS ?? 200);
/** What a run takes at most, ms. */
const RUN_MS = 200;

const settings: fc.Arbitrary<Settings> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  hasLocks: fc.boolean(),
  hasChannel: fc.boolean(),
});

beforeAll(async () => {
  // What is loaded when it is needed comes at once, so that a run with the same seed is the same run.
  await Promise.all([
    import('../../src/runtime/engine.js'),
    import('../../src/runtime/delivery.js'),
    import('../../src/runtime/heal.js'),
    import('../../src/runtime/mend.js'),
    import('../../src/runtime/plain.js'),
    import('../../src/runtime/requests.js'),
    import('../../src/runtime/rights.js'),
  ]);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it(
  'loses nothing and tells nothing twice, whatever tabs, servers, clocks and consent do',
  async () => {
    await fc.assert(
      fc.asyncProperty(settings, commands(), async (given, happenings) => {
        const world = createWorld(given, rules);
        const model = createModel();
        world.open();
        try {
          await fc.asyncModelRun(() => ({ model, real: world }), happenings);
          await heal(world);
          await flushAll(model, world);
          await checkEnd(model, world);
        } finally {
          await world.end();
        }
      }),
      { numRuns: RUNS },
    );
  },
  10_000 + RUNS * RUN_MS,
);

/** Servers are well again, and what a tab that crashed left behind is old enough for the others. */
async function heal(world: World): Promise<void> {
  world.http.mood = world.ads.mood = { kind: 'healthy' };
  await world.settle();
  if (!world.tabs.some(({ waymark }) => waymark.status === 'ready')) await world.settle(world.open().waymark.ready);
  await world.wait(3_000);
  await world.settle();
}
