import { definePlugin, type PluginList } from '../core/plugin.js';
import type { Problem } from '../core/problem.js';
import { EVERYTHING } from '../core/purpose.js';
import { sentenceOf } from '../core/sentence.js';
import type { Row, TouchpointType } from '../core/touchpoint.js';
import type { Decision } from '../core/trigger.js';
import { drawId } from '../platform/id.js';
import { memoryStore } from '../platform/memory-store.js';
import type { Store } from '../platform/store.js';
import type { Waymark, WaymarkOptions } from '../runtime/face.js';
import { createWaymark } from '../runtime/waymark.js';
import { diceOf } from './dice.js';
import { type FakeClock, fakeClock } from './fake-clock.js';
import { fakeNetwork, type Respond, type SentRequest } from './fake-network.js';
import { fakePage, type PageDetails } from './fake-page.js';
import { fakeTimers } from './fake-timers.js';
import type { JourneyStep } from './play.js';

export interface TestOptions extends Omit<WaymarkOptions, 'plugins' | 'store' | 'now' | 'random'>, PageDetails {
  /** A function makes new ones for every page. */
  readonly plugins?: PluginList | (() => PluginList);
  /** Default: empty. The one of another test instance is what another tab, or a later visit, finds. */
  readonly store?: Store;
  /** Default: Monday, 2026-01-05T10:00:00Z. */
  readonly clock?: FakeClock;
  /** Default 1; the same one draws the same ids. */
  readonly seed?: number;
  /** Default `https://shop.example/`, or where the document of the test is. */
  readonly url?: string;
  /** What servers answer. Default: 200. */
  readonly respond?: Respond;
}

/** Everything an instance did, in order. */
export interface Captured {
  /** Rows as a destination without a purpose is given them. */
  readonly rows: readonly Row[];
  readonly decisions: readonly Decision[];
  readonly requests: readonly SentRequest[];
  readonly problems: readonly Problem[];
}

/** Waymark under test. */
export interface TestWaymark {
  /** The instance of the page that is shown. */
  readonly waymark: Waymark;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly captured: Captured;
  /** Time goes by, ms or `"20 min"`: everything that becomes due meanwhile happens when it is due. */
  pass(time: number | string): Promise<void>;
  /** Goes to an address within the page, as a router does; takes 100 ms. */
  go(url: string, details?: PageDetails): Promise<void>;
  /** Leaves the page, and loads another one with the same store: another instance. */
  load(url?: string, details?: PageDetails): Promise<void>;
  /** The visitor turns to another tab. */
  hide(): Promise<void>;
  /** The visitor comes back; `restored` from the back/forward cache. */
  show(restored?: boolean): Promise<void>;
  /** Plays a journey. Answers what was decided meanwhile. */
  replay(journey: readonly JourneyStep[]): Promise<readonly Decision[]>;
  /** Throws unless the visitor is in this stage: its name, its micro-stage or its label. */
  expectStage(stage: string): void;
  /** Stops the instance, and puts back what was there; of two instances, the later one first. */
  stop(): Promise<void>;
}

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
  const { setTimeout: wait } = globalThis;
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

  async function settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
    // Where a test has made time stand still altogether, promises have to do.
    if (!('clock' in wait)) await new Promise(resolve => wait(resolve, 0));
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
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
    expectStage(wanted) {
      const { stage } = waymark;
      const names = [stage?.name, stage?.micro, stage?.label];
      if (names.includes(wanted)) return;
      if (!stage)
        throw new Error(`There is no stage, not "${wanted}": nothing happened, or no plugin brings a stage model.`);
      throw new Error(
        `The stage is "${stage.name}" (micro-stage "${stage.micro}"), not "${wanted}". ${sentenceOf(stage)}`,
      );
    },
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
