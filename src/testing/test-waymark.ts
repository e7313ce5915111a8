import { definePlugin } from '../core/plugin.js';
import type { Problem } from '../core/problem.js';
import { EVERYTHING } from '../core/purpose.js';
import type { Row, TouchpointType } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';
import { drawId } from '../platform/id.js';
import { memoryStore } from '../platform/memory-store.js';
import type { Waymark } from '../runtime/face.js';
import { createWaymark } from '../runtime/waymark.js';
import { diceOf } from './dice.js';
import { expectStage } from './expect-stage.js';
import { fakeClock } from './fake-clock.js';
import { fakeNetwork } from './fake-network.js';
import { fakePage, type PageDetails } from './fake-page.js';
import { fakeTimers } from './fake-timers.js';
import type { TestOptions, TestWaymark } from './test-face.js';

/** Turns in which promises that wait for each other settle. */
const TURNS = 100;
const GO_MS = 100;

/**
 * The real Waymark, with a store in memory, a clock that is moved by hand, a network from which nothing leaves, and a page:
 * the document of the test, or in plain Node one without elements. Everything is granted unless `consent` says otherwise.
 */
export async function createTestWaymark({
  plugins = [],
  store = memoryStore(),
  clock = fakeClock(),
  seed = 1,
  url,
  title,
  referrer,
  respond,
  ...options
}: TestOptions = {}): Promise<TestWaymark> {
  const settle = settler(globalThis.setTimeout);
  const page = fakePage();
  const timers = fakeTimers(clock.now);
  const network = fakeNetwork(clock.now, respond);
  const random = diceOf(seed);
  const rows: Row[] = [];
  const decisions: Decision[] = [];
  const problems: Problem[] = [];
  const site = options.site ?? `test-${drawId()}`;
  const details = { ...(title !== undefined && { title }), ...(referrer !== undefined && { referrer }) };
  if (url !== undefined || title !== undefined || referrer !== undefined) page.load(url ?? location.href, details);
  let isStopped = false;
  let waymark = await start();

  async function start(): Promise<Waymark> {
    const list = typeof plugins === 'function' ? plugins() : plugins;
    const capturing = definePlugin({
      name: 'test-capture',
      delivery: 'page',
      arms: true,
      deliver(batch) {
        rows.push(...batch);
      },
    });
    const made = createWaymark({
      automation: 'allow',
      rate: Number.POSITIVE_INFINITY,
      consent: { default: EVERYTHING },
      ...options,
      site,
      plugins: [list, capturing],
      store,
      now: clock.now,
      random,
    });
    made.on('decision', decision => decisions.push(decision));
    made.on('problem', problem => problems.push(problem));
    await made.ready;
    await settle();
    return made;
  }

  async function pass(time: number | string): Promise<void> {
    const goal = fakeClock(clock.now());
    goal.pass(time);
    await settle();
    for (let next = timers.next(); next !== null && next <= goal.now(); next = timers.next()) {
      clock.pass(Math.max(0, next - clock.now()));
      timers.run();
      await settle();
    }
    clock.pass(goal.now() - clock.now());
    await settle();
  }

  async function go(to: string, about?: PageDetails): Promise<void> {
    page.push(to, about);
    await pass(GO_MS);
  }

  async function leave(): Promise<void> {
    page.hide(true);
    await settle();
    waymark.stop();
    await settle();
  }

  return {
    get waymark() {
      return waymark;
    },
    clock,
    store,
    captured: { rows, decisions, requests: network.requests, problems },
    pass,
    go,
    async load(to = location.href, about = {}) {
      const { href } = location;
      await leave();
      page.load(to, { referrer: href, ...about });
      waymark = await start();
    },
    async hide() {
      page.hide();
      await settle();
    },
    async show(restored) {
      page.show(restored);
      await settle();
    },
    async replay(journey) {
      const { length } = decisions;
      for (const { after = 1_000, type, data = {}, url: to } of journey) {
        await pass(after);
        if (to !== undefined) await go(to);
        // A journey may hold types that nobody declares.
        if (type !== undefined) waymark.track(type as TouchpointType, data as never);
        await settle();
      }
      return decisions.slice(length);
    },
    expectStage: wanted => expectStage(waymark.stage, wanted),
    async stop() {
      if (isStopped) return;
      isStopped = true;
      await leave();
      network.restore();
      timers.restore();
      page.restore();
    },
  };
}

/** Waits, by the real timer, until promises that wait for each other have settled. */
function settler(wait: typeof setTimeout): () => Promise<void> {
  return async () => {
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
    // Where a test has made time stand still altogether, promises have to do.
    if (!('clock' in wait)) await new Promise(resolve => wait(resolve, 0));
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
  };
}
