import { vi } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import type { Problem } from '../../src/core/problem.js';
import type { Row } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import type { ConsentRecord } from '../../src/runtime/consent.js';
import type { Waymark } from '../../src/runtime/face.js';
import type { InboxRow } from '../../src/runtime/records.js';
import { type FakeClock, fakeClock } from '../../src/testing/fake-clock.js';
import { rolls } from './builders.js';
import { createLanes, turn } from './model-lanes.js';
import { createServer, type Server } from './model-server.js';
import { GRANTED, leaveAll, start } from './start.js';

export interface Settings {
  /** Orders what is under way, and draws ids and waits. 1 to a million. */
  readonly seed: number;
  readonly hasLocks: boolean;
  readonly hasChannel: boolean;
}

export interface Tab {
  readonly name: string;
  readonly waymark: Waymark;
}

/** Tabs of one site over one store, in which everything that takes time waits for its turn. */
export interface World {
  readonly store: Store;
  readonly clock: FakeClock;
  /** Open, oldest first. */
  readonly tabs: readonly Tab[];
  readonly http: Server;
  /** Of a destination that needs consent to advertising. */
  readonly ads: Server;
  /** What the page destination was given. */
  readonly pixel: readonly Row[];
  /** Ids whose write ahead is complete. */
  readonly written: ReadonlySet<string>;
  /** Ids of touchpoints and of decisions that listeners were told of. */
  readonly told: ReadonlySet<string>;
  readonly decided: readonly string[];
  readonly problems: readonly Problem[];
  /**
   * Advertising was refused: it is the visitor's last word, said where all tabs were ready; every tab knows it; how often
   * a row was placed for advertising, or its destination called, all the same.
   */
  readonly refusal: { isLast: boolean; isKnown: boolean; breaches: number };
  open(): Tab;
  /** The tab is gone, in the middle of whatever it did. */
  crash(tab: Tab): void;
  /** This many steps of what is under way, in any order. */
  run(steps: number): Promise<void>;
  /** Until nothing is under way, or this is done too. */
  settle<T>(work?: Promise<T>): Promise<T | undefined>;
  /** Time passes for clock and timers alike. */
  wait(ms: number): Promise<void>;
  end(): Promise<void>;
}

/** More steps than anything here takes: whoever needs them never comes to rest. */
const RESTLESS = 5_000;

export function createWorld({ seed, hasLocks, hasChannel }: Settings, rules: () => readonly Plugin[]): World {
  const roll = rolls(seed);
  const lanes = createLanes(roll);
  const store = memoryStore();
  const clock = fakeClock();
  const written = new Set<string>();
  const told = new Set<string>();
  const decided: string[] = [];
  const problems: Problem[] = [];
  const pixel: Row[] = [];
  let tabs: readonly Tab[] = [];
  let opened = 0;
  vi.spyOn(Math, 'random').mockImplementation(roll);
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue((hasLocks ? lanes.locks : undefined) as LockManager);
  vi.stubGlobal('BroadcastChannel', hasChannel ? lanes.channel : undefined);

  function storeOf(tab: string): Store {
    const queue = <T>(run: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        lanes.add(tab, 'store', () => {
          const result = run();
          return () => void result.then(resolve, reject);
        });
      });
    return {
      open: create => queue(() => store.open(create)),
      transact: (keys, ranges, work) =>
        queue(async () => {
          const reading = store.read(['consent'], []);
          const writes = await store.transact(keys, ranges, work);
          const [consent] = (await reading) as readonly [ConsentRecord?];
          const isRefused = world.refusal.isLast && consent?.choice.advertising === 'denied';
          for (const [key, value] of writes.put ?? []) {
            if (key[0] === 'inbox') written.add((value as InboxRow).touchpoint?.id ?? '');
            if (key[0] === 'log' && isRefused && (value as Row).purposes.includes('advertising'))
              world.refusal.breaches++;
          }
          return writes;
        }),
      read: (keys, ranges) => queue(() => store.read(keys, ranges)),
      entries: () => queue(() => store.entries()),
      remove: () => queue(() => store.remove()),
      close() {},
    };
  }

  function destination(tab: string, name: 'http' | 'ads', more?: Partial<Plugin>): Plugin {
    return {
      name,
      ...more,
      deliver(batch) {
        if (name === 'ads' && world.refusal.isKnown) world.refusal.breaches++;
        return new Promise((resolve, reject) => {
          lanes.add(tab, name, () => {
            const answer = world[name].answer(batch);
            return () => (answer instanceof Error ? reject(answer) : resolve(answer));
          });
        });
      },
    };
  }

  const world: World = {
    store,
    clock,
    get tabs() {
      return tabs;
    },
    http: createServer(),
    ads: createServer(),
    pixel,
    written,
    told,
    decided,
    problems,
    refusal: { isLast: false, isKnown: false, breaches: 0 },
    open() {
      opened++;
      const name = `tab-${opened}`;
      const destinations: readonly Plugin[] = [
        destination(name, 'http'),
        destination(name, 'ads', { purpose: 'advertising' }),
        { name: 'pixel', delivery: 'page', deliver: batch => void pixel.push(...batch) },
      ];
      const { waymark } = start({
        site: name,
        store: storeOf(name),
        clock,
        random: rolls(1 + ((seed * (opened + 1) * 69_621) % 2_147_483_646)),
        plugins: [rules(), destinations],
        consent: GRANTED,
      });
      waymark.on('touchpoint', ({ id }) => told.add(id));
      waymark.on('decision', ({ id, at }) => decided.push(`${id}@${at}`));
      waymark.on('problem', problem => problems.push(problem));
      const tab = { name, waymark };
      tabs = [...tabs, tab];
      return tab;
    },
    crash(tab) {
      tabs = tabs.filter(other => other !== tab);
      lanes.cut(tab.name);
      // Only timers and listeners end here: nothing it does reaches store, server or other tabs any more.
      tab.waymark.stop();
    },
    async run(steps) {
      for (let done = 0; done < steps && (await lanes.step()); done++);
    },
    async settle(work) {
      let isDone = !work;
      const done = (): void => {
        isDone = true;
      };
      void work?.then(done, done);
      for (let steps = 0; (await lanes.step()) || !isDone; steps++) {
        // Long work lets the page breathe in between.
        if (!isDone) vi.advanceTimersByTime(1);
        if (steps > RESTLESS) throw new Error('It never comes to rest.');
      }
      return work;
    },
    async wait(ms) {
      clock.pass(ms);
      vi.advanceTimersByTime(ms);
      await turn();
    },
    async end() {
      for (const { waymark } of tabs) waymark.stop();
      await world.settle();
      // Calls of destinations that nobody answers any more are given up after 5 s.
      vi.advanceTimersByTime(6_000);
      await leaveAll();
    },
  };
  return world;
}
