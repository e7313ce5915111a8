import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { CaptureContext, DeliverContext, Delivered, Plugin } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { createOutbox, type Outbox } from '../../src/runtime/outbox.js';
import type { Cursor } from '../../src/runtime/records.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { fill, flush, row, taps } from './builders.js';

export const RULES = gatherRules([taps()]);
export const KIB = 1024;

export type Deliver = (batch: readonly Row[], context: DeliverContext) => void | Delivered | Promise<void | Delivered>;

export interface Line {
  readonly plugin: Plugin;
  readonly life: AbortController;
  /** Places in each batch, in the order they were offered. */
  readonly batches: number[][];
  readonly contexts: DeliverContext[];
}

export interface Scene {
  outbox: Outbox;
  /** One more tab. */
  another(): Outbox;
  store: Store;
  failed: ReturnType<typeof vi.fn>;
  /** Time passes for clock and timers alike. */
  pass(ms: number): Promise<void>;
  add(rows: readonly Row[]): Promise<void>;
}

let outboxes: Outbox[];

/** Every test of the file has timers that only `pass` moves, and leaves none behind. */
export function stopsOutboxes(): void {
  beforeEach(() => {
    outboxes = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  afterEach(() => {
    for (const outbox of outboxes) outbox.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

export function destination(deliver: Deliver = () => {}, more: Partial<Plugin> = {}): Line {
  const batches: number[][] = [];
  const contexts: DeliverContext[] = [];
  const plugin: Plugin = {
    name: 'one',
    deliver(batch, context) {
      batches.push(batch.map(({ seq }) => seq));
      contexts.push(context);
      return deliver(batch, context);
    },
    ...more,
  };
  return { plugin, life: new AbortController(), batches, contexts };
}

export async function scene(
  lines: readonly Line[],
  rows: readonly Row[] = rowsOf(3),
  cursors: readonly Cursor[] = [],
): Promise<Scene> {
  const store = memoryStore();
  await fill(store, RULES, rows, { cursors });
  const clock = fakeClock();
  const failed = vi.fn();
  const profile = {} as CaptureContext['profile'];
  const another = (): Outbox => {
    const outbox = createOutbox({
      name: 'waymark:fretwell',
      store: () => store,
      now: clock.now,
      failed,
      moved: () => {},
      about: (_, context) => context,
      destinations: () => {
        return lines
          .filter(({ life }) => !life.signal.aborted)
          .map(({ plugin, life }) => [
            plugin,
            { signal: life.signal, site: 'fretwell', profile, problem() {}, track: () => null },
          ]);
      },
    });
    outboxes.push(outbox);
    return outbox;
  };
  return {
    outbox: another(),
    another,
    store,
    failed,
    async pass(ms) {
      clock.pass(ms);
      await vi.advanceTimersByTimeAsync(ms);
      await flush();
    },
    async add(more) {
      const [head] = await store.read(['head'], []);
      await store.transact([], [], () => ({
        put: [...more.map(each => [['log', each.seq], each] as const), ['head', { ...head, seq: more.at(-1)?.seq }]],
      }));
    },
  };
}

/** A newer build carries the database over. */
export async function carryOver({ store }: Scene): Promise<readonly unknown[]> {
  await store.transact([], [], () => ({ put: [['meta', { epoch: 'epoch', format: 3 }]] }));
  return store.entries();
}

/** Locks that another tab holds, or nobody. */
export function heldLocks(): { isHeld: boolean; request: unknown } {
  const locks = {
    isHeld: false,
    request: async (_: string, __: object, work: (lock: object | null) => unknown) => work(locks.isHeld ? null : {}),
  };
  return locks;
}

export function rowsOf(length: number, each: (seq: number) => Partial<Row> = () => ({})): Row[] {
  return Array.from({ length }, (_, index) => row(index + 1, each(index + 1)));
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The stored cursor of a destination, once the ledger law has been checked: what is behind it is delivered or dropped. */
export async function cursorOf({ store, outbox }: Scene, name = 'one'): Promise<Cursor> {
  const [stored] = await store.read([['cursor', name]], []);
  const cursor: Cursor = stored ?? { name, seq: 0, delivered: 0, dropped: {} };
  const seen = outbox.counts({ name });
  expect(cursor.delivered + Object.values(cursor.dropped).reduce((sum, by) => sum + by, 0)).toBe(cursor.seq);
  if (seen.name) expect(seen).toEqual(cursor);
  return cursor;
}
