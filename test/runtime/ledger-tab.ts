import { vi } from 'vitest';
import type { Problem } from '../../src/core/problem.js';
import type { Purpose } from '../../src/core/purpose.js';
import { gatherRules, type Rules } from '../../src/core/rules.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Key, Store, Writes } from '../../src/platform/store.js';
import { createLedger, type Ledger } from '../../src/runtime/ledger.js';
import type { Outcome } from '../../src/runtime/settle.js';
import { type FakeClock, fakeClock } from '../../src/testing/fake-clock.js';
import { ALL, logOf, rest, rolls, seen, taps } from './builders.js';

/** What every tab runs on that is given no other rules. */
export const RULES = gatherRules([taps(), seen(), rest(60_000)]);

/** A ledger with all that it tells. */
interface Tab {
  ledger: Ledger;
  clock: FakeClock;
  outcomes: Outcome[];
  problems: Problem[];
  erased: ReturnType<typeof vi.fn>;
  /** What this tab believes. */
  taps(): number | undefined;
}

interface Options {
  store?: Store;
  seed?: number;
  rules?: () => Rules;
  clock?: FakeClock;
  under?: () => readonly Purpose[];
  published?: (outcome: Outcome) => void;
}

/** A tab that has not read anything yet. */
export function tabOf({
  store = memoryStore(),
  seed = 1,
  rules = () => RULES,
  clock = fakeClock(),
  under = () => ALL,
  published,
}: Options = {}): Tab {
  const outcomes: Outcome[] = [];
  const problems: Problem[] = [];
  const roll = rolls(seed);
  const erased = vi.fn();
  const ledger = createLedger({
    store,
    rules,
    now: clock.now,
    draw: () => `${seed}-${roll()}`,
    drawVisitor: () => `${seed}-${roll()}`,
    under,
    problem: problem => problems.push(problem),
    redact: touchpoint => ({ touchpoint, problems: [] }),
    published: published ?? (outcome => outcomes.push(outcome)),
    erased,
  });
  return { ledger, clock, outcomes, problems, erased, taps: () => ledger.known.profile.slices.taps };
}

/** The same, once it has. */
export async function loaded(options: Options = {}): Promise<Tab> {
  const tab = tabOf(options);
  await tab.ledger.load();
  return tab;
}

/** A store that can be watched. */
export interface Watched extends Store {
  /** Keys each transaction wrote, in order. */
  readonly written: Key[][];
  /** Runs before a transaction begins. */
  before(number: number): Promise<void> | void;
}

/** A store that says what was written and lets a test come between. */
export function watched(store: Store = memoryStore()): Watched {
  const written: Key[][] = [];
  const self: Watched = {
    ...store,
    written,
    before: () => {},
    async transact<T extends Writes>(...[keys, ranges, work]: Parameters<typeof store.transact<T>>): Promise<T> {
      const keysWritten: Key[] = [];
      const number = written.push(keysWritten);
      await self.before(number);
      const outcome = await store.transact(keys, ranges, work);
      keysWritten.push(...(outcome.put ?? []).map(([key]) => key));
      return outcome;
    },
  };
  return self;
}

/** Ids of what a tab was told has a place, in that order. */
export function placedBy(tab: Tab): (string | undefined)[] {
  return tab.outcomes.flatMap(({ placed }) => placed.map(({ touchpoint }) => touchpoint?.id));
}

/** Ids in the log of a store, in its order. */
export async function idsOf(store: Store): Promise<(string | undefined)[]> {
  return (await logOf(store)).map(({ touchpoint }) => touchpoint?.id);
}
