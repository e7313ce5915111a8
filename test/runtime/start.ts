import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Problem } from '../../src/core/problem.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import type { Waymark, WaymarkOptions } from '../../src/runtime/face.js';
import { createWaymark } from '../../src/runtime/waymark.js';
import { type FakeClock, fakeClock } from '../../src/testing/fake-clock.js';
import { flush, rolls } from './builders.js';

export interface World {
  readonly waymark: Waymark;
  readonly store: Store;
  readonly clock: FakeClock;
  readonly problems: Problem[];
  /** Time passes for clock and timers alike. */
  pass(ms: number): Promise<void>;
}

/** Under what a document knows the instances on it. */
export const KEY = Symbol.for('waymark');

export const GRANTED: NonNullable<WaymarkOptions['consent']> = { default: { analytics: 'granted' } };

/** Every test of a file begins with fake timers and a quiet console, and ends with no page left. */
export function onFakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
  });
  afterEach(async () => {
    await leaveAll();
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

let started = 0;
let running: Waymark[] = [];

/** A page of a site nobody else in this file visits. Timers are to be fake. */
export function start(options: Omit<WaymarkOptions, 'store'> & { store?: Store; clock?: FakeClock } = {}): World {
  const { clock = fakeClock(), store = memoryStore(), ...rest } = options;
  started++;
  const waymark = createWaymark({
    site: `site-${started}`,
    automation: 'allow',
    rate: Infinity,
    now: clock.now,
    random: rolls(started),
    ...rest,
    store,
  });
  running.push(waymark);
  const problems: Problem[] = [];
  waymark.on('problem', problem => problems.push(problem));
  return {
    waymark,
    store,
    clock,
    problems,
    async pass(ms) {
      clock.pass(ms);
      await vi.advanceTimersByTimeAsync(ms);
      await flush();
    },
  };
}

/** The same, once everything stored has been read. */
export async function ready(options: Parameters<typeof start>[0] = {}): Promise<World> {
  const world = start({ consent: GRANTED, ...options });
  await world.waymark.ready;
  return world;
}

/** The visitor leaves; what was under way is done. */
export async function leave({ waymark }: World): Promise<void> {
  waymark.stop();
  await flush();
}

/** Stops every page, and finds out whether one of them left a timer. */
export async function leaveAll(): Promise<void> {
  for (const waymark of running) waymark.stop();
  running = [];
  // What is under way in a database is watched by a timer until it is done.
  await flush(20);
  expect(vi.getTimerCount()).toBe(0);
}

/** The ledger of a page, once its law has been checked. */
export function ledgerOf({ waymark }: Pick<World, 'waymark'>): ReturnType<Waymark['diagnostics']> {
  const ledger = waymark.diagnostics();
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((all, by) => all + by, 0);
  expect(ledger.stored).toBeGreaterThanOrEqual(0);
  expect(ledger.stored + sum(ledger.dropped)).toBe(ledger.tracked);
  for (const { delivered, stored, dropped } of Object.values(ledger.destinations)) {
    expect(stored).toBeGreaterThanOrEqual(0);
    expect(delivered + stored + sum(dropped) + sum(ledger.dropped)).toBe(ledger.tracked);
  }
  return ledger;
}
