// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaptureContext, DeliverContext, Delivered, Plugin } from '../../src/core/plugin.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { createOutbox, type Outbox } from '../../src/runtime/outbox.js';
import type { Cursor } from '../../src/runtime/records.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { fill, flush, row, START_AT, tap, taps } from './builders.js';

const RULES = gatherRules([taps()]);
const KIB = 1024;

type Deliver = (batch: readonly Row[], context: DeliverContext) => void | Delivered | Promise<void | Delivered>;

interface Line {
  readonly plugin: Plugin;
  readonly life: AbortController;
  /** Places in each batch, in the order they were offered. */
  readonly batches: number[][];
  readonly contexts: DeliverContext[];
}

interface Scene {
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

function destination(deliver: Deliver = () => {}, more: Partial<Plugin> = {}): Line {
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

async function scene(
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
async function carryOver({ store }: Scene): Promise<readonly unknown[]> {
  await store.transact([], [], () => ({ put: [['meta', { epoch: 'epoch', format: 3 }]] }));
  return store.entries();
}

/** Locks that another tab holds, or nobody. */
function heldLocks(): { isHeld: boolean; request: unknown } {
  const locks = {
    isHeld: false,
    request: async (_: string, __: object, work: (lock: object | null) => unknown) => work(locks.isHeld ? null : {}),
  };
  return locks;
}

function rowsOf(length: number, each: (seq: number) => Partial<Row> = () => ({})): Row[] {
  return Array.from({ length }, (_, index) => row(index + 1, each(index + 1)));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The stored cursor of a destination, once the ledger law has been checked: what is behind it is delivered or dropped. */
async function cursorOf({ store, outbox }: Scene, name = 'one'): Promise<Cursor> {
  const [stored] = await store.read([['cursor', name]], []);
  const cursor: Cursor = stored ?? { name, seq: 0, delivered: 0, dropped: {} };
  expect(cursor.delivered + Object.values(cursor.dropped).reduce((sum, by) => sum + by, 0)).toBe(cursor.seq);
  expect(outbox.cursors[name] ?? cursor).toEqual(cursor);
  return cursor;
}

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

describe('run', () => {
  it('hands everything over in log order and moves the cursor', async () => {
    const one = destination();
    const world = await scene([one], rowsOf(250));
    await world.outbox.run();
    expect(one.batches.flat()).toEqual(range(1, 250));
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 250, delivered: 250, dropped: {} });
  });

  it('offers nothing twice once it is confirmed, and goes on behind the cursor', async () => {
    const one = destination();
    const world = await scene([one]);
    await world.outbox.run();
    await world.outbox.run();
    await world.add([row(4)]);
    await world.outbox.run();
    expect(one.batches).toEqual([[1, 2, 3], [4]]);
  });

  it('goes on where an earlier page left off', async () => {
    const one = destination();
    const world = await scene([one], rowsOf(3), [{ name: 'one', seq: 2, delivered: 1, dropped: { rejected: 1 } }]);
    await world.outbox.run();
    expect(one.batches).toEqual([[3]]);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 3, delivered: 2, dropped: { rejected: 1 } });
  });

  it('makes batches of less than 56 KiB', async () => {
    const one = destination();
    const world = await scene(
      [one],
      rowsOf(20, seq => ({ touchpoint: tap(`t${seq}`, { text: 'x'.repeat(10 * KIB) }) })),
    );
    await world.outbox.run();
    expect(one.batches.flat()).toEqual(range(1, 20));
    expect(Math.max(...one.batches.map(batch => batch.length))).toBe(5);
  });

  it('counts bytes and not characters', async () => {
    const one = destination();
    const world = await scene(
      [one],
      rowsOf(6, seq => ({ touchpoint: tap(`t${seq}`, { text: '€'.repeat(10 * KIB) }) })),
    );
    await world.outbox.run();
    expect(one.batches).toEqual([[1], [2], [3], [4], [5], [6]]);
  });

  it('hands a row over alone that is larger than a batch', async () => {
    const one = destination();
    const world = await scene(
      [one],
      rowsOf(3, seq => (seq === 2 ? { touchpoint: tap('big', { text: 'x'.repeat(60 * KIB) }) } : {})),
    );
    await world.outbox.run();
    expect(one.batches).toEqual([[1], [2], [3]]);
    expect((await cursorOf(world)).delivered).toBe(3);
  });

  it('tells the destination where it is and that more chances will come', async () => {
    const one = destination();
    const world = await scene([one]);
    await world.outbox.run();
    expect(one.contexts[0]).toMatchObject({ site: 'fretwell', final: false });
    expect(one.contexts[0]?.send).toBeTypeOf('function');
  });

  it('moves the cursor only behind the rows that were taken', async () => {
    const answers: Delivered[] = [{ accepted: 2 }, { accepted: 0 }, {}];
    const one = destination(() => answers.shift());
    const world = await scene([one], rowsOf(5));
    await world.outbox.run();
    expect(await cursorOf(world)).toMatchObject({ seq: 2, delivered: 2 });
    await world.outbox.run();
    expect(await cursorOf(world)).toMatchObject({ seq: 2, delivered: 2 });
    await world.outbox.run();
    expect(await cursorOf(world)).toMatchObject({ seq: 5, delivered: 5 });
    expect(one.batches).toEqual([
      [1, 2, 3, 4, 5],
      [3, 4, 5],
      [3, 4, 5],
    ]);
  });

  it('keeps the cursor when the destination throws or rejects, and says so', async () => {
    const failure = new Error('no');
    const one = destination(() => {
      throw failure;
    });
    const two = destination(() => Promise.reject(failure), { name: 'two' });
    const world = await scene([one, two]);
    await world.outbox.run();
    expect(world.failed.mock.calls).toEqual([
      [one.plugin, 'deliver', failure],
      [two.plugin, 'deliver', failure],
    ]);
    for (const name of ['one', 'two']) expect((await cursorOf(world, name)).seq).toBe(0);
  });

  it('gives up on a destination that does not settle within five seconds, and aborts what it does', async () => {
    const one = destination(() => new Promise(() => {}));
    const world = await scene([one]);
    const running = world.outbox.run();
    await world.pass(5_000);
    await running;
    expect(one.contexts[0]?.signal.aborted).toBe(true);
    expect(world.failed).toHaveBeenCalledOnce();
    expect((await cursorOf(world)).seq).toBe(0);
  });

  it('does not let a slow destination delay a fast one', async () => {
    const slow = destination(() => new Promise(() => {}), { name: 'slow' });
    const fast = destination();
    const world = await scene([slow, fast]);
    const running = world.outbox.run();
    await flush();
    expect((await cursorOf(world)).delivered).toBe(3);
    await world.add([row(4)]);
    world.outbox.schedule();
    await world.pass(3_000);
    expect((await cursorOf(world)).delivered).toBe(4);
    slow.life.abort();
    await world.pass(5_000);
    await running;
  });

  it('parks rows the destination names as rejected, and delivers the others', async () => {
    const one = destination(() => ({ rejected: [2] }));
    const world = await scene([one]);
    await world.outbox.run();
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 3, delivered: 2, dropped: { rejected: 1 } });
  });

  it.each<Delivered>([{ rejected: true, tooLarge: true }, { tooLarge: true }])(
    'halves what is refused for its size by %o, and loses none of it',
    async answer => {
      const one = destination(batch => (batch.length > 3 ? answer : {}));
      const here = await scene([one], rowsOf(10));
      await here.outbox.run();
      expect(one.batches.filter(({ length }) => length <= 3).flat()).toEqual(range(1, 10));
      expect(await cursorOf(here)).toMatchObject({ seq: 10, delivered: 10, dropped: {} });
    },
  );

  it('takes nothing for an answer that was not given', async () => {
    const polluted = Object.prototype as { rejected?: true; accepted?: number };
    const one = destination(() => ({}));
    const here = await scene([one]);
    polluted.rejected = true;
    polluted.accepted = 0;
    await here.outbox.run();
    delete polluted.rejected;
    delete polluted.accepted;
    expect(one.batches).toEqual([[1, 2, 3]]);
    expect(await cursorOf(here)).toMatchObject({ delivered: 3, dropped: {} });
  });

  it('finds the row that spoils a batch and parks it', async () => {
    const one = destination(batch => (batch.some(({ seq }) => seq === 3) ? { rejected: true } : {}));
    const world = await scene([one], rowsOf(5));
    await world.outbox.run();
    expect(one.batches).toEqual([[1, 2, 3, 4, 5], [1, 2], [3], [4, 5]]);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 5, delivered: 4, dropped: { rejected: 1 } });
  });

  it('stops where the destination takes no more while it looks for the bad row, and keeps what it knows', async () => {
    const one = destination(batch =>
      batch.length > 1 || batch[0]?.seq === 2
        ? { rejected: true }
        : batch[0]?.seq === 4
          ? { accepted: 0, retryAfterMs: 7_000 }
          : {},
    );
    const world = await scene([one], rowsOf(5));
    await world.outbox.run();
    expect(await cursorOf(world)).toMatchObject({ seq: 3, delivered: 2, dropped: { rejected: 1 }, rest: { tries: 1 } });
  });

  it('hands nothing more over once consent is gone, also in the middle of a batch', async () => {
    const one = destination(() => {
      if (one.batches.length === 2) one.life.abort();
      return { rejected: true };
    });
    const world = await scene([one], rowsOf(20));
    await world.outbox.run();
    expect(one.batches).toHaveLength(2);
  });

  it('parks a single row that is rejected', async () => {
    const one = destination(() => ({ rejected: true }));
    const world = await scene([one], rowsOf(1));
    await world.outbox.run();
    expect(one.batches).toEqual([[1]]);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 1, delivered: 0, dropped: { rejected: 1 } });
  });

  it('counts rows that left the log before they were delivered', async () => {
    const one = destination();
    const world = await scene([one], [row(4), row(5), row(9)]);
    await world.outbox.run();
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 9, delivered: 3, dropped: { retention: 6 } });
  });

  it('skips and counts rows the visitor did not allow this destination to see', async () => {
    const one = destination(undefined, { purpose: 'advertising' });
    const world = await scene(
      [one],
      rowsOf(4, seq => (seq % 2 ? {} : { purposes: ['analytics'] })),
    );
    await world.outbox.run();
    expect(one.batches).toEqual([[1, 3]]);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 4, delivered: 2, dropped: { consent: 2 } });
  });

  it('skips and counts what came from the very system it tells, and what was forgotten', async () => {
    const one = destination(undefined, { ignores: ['data-layer'] });
    const forgotten = { touchpoint: null, decisions: [{ id: '2/x', trigger: 'x', at: 1 }] };
    const world = await scene(
      [one],
      rowsOf(4, seq => (seq === 2 ? forgotten : seq === 3 ? { touchpoint: tap('t3', { by: 'data-layer' }) } : {})),
    );
    await world.outbox.run();
    expect(one.batches).toEqual([[1, 4]]);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 4, delivered: 2, dropped: { ignored: 1, forgotten: 1 } });
  });

  it('moves over rows of which none is for this destination, without calling it', async () => {
    const one = destination(undefined, { purpose: 'advertising' });
    const world = await scene(
      [one],
      rowsOf(150, () => ({ purposes: ['analytics'] })),
    );
    await world.outbox.run();
    expect(one.batches).toEqual([]);
    expect(await cursorOf(world)).toMatchObject({ seq: 150, dropped: { consent: 150 } });
  });

  it('counts skipped rows in front of a stuck row once', async () => {
    const answers: Delivered[] = [{ accepted: 1 }, {}];
    const one = destination(() => answers.shift(), { purpose: 'advertising' });
    const world = await scene(
      [one],
      rowsOf(5, seq => (seq === 2 || seq === 3 ? { purposes: [] } : {})),
    );
    await world.outbox.run();
    await cursorOf(world);
    await world.outbox.run();
    expect(one.batches.flat()).toEqual([1, 4, 5, 4, 5]);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 5, delivered: 3, dropped: { consent: 2 } });
  });

  it('sends in one tab at a time', async () => {
    const one = destination();
    const world = await scene([one]);
    const asked: unknown[] = [];
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({
      request: async (name: string, options: object, work: (lock: null) => unknown) => {
        asked.push([name, options]);
        return work(null);
      },
    } as unknown as LockManager);
    await world.outbox.run();
    expect(one.batches).toEqual([]);
    expect(asked).toEqual([['waymark:fretwell:one', { ifAvailable: true }]]);
  });

  it('takes over within about a second when the tab that sends dies of it', async () => {
    const locks = heldLocks();
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks as unknown as LockManager);
    const one = destination();
    const world = await scene([one]);
    locks.isHeld = true;
    await world.outbox.run();
    await world.pass(5_000);
    expect(one.batches).toEqual([]);
    locks.isHeld = false;
    await world.pass(1_000);
    expect(one.batches).toEqual([[1, 2, 3]]);
  });

  it('leaves a cursor alone that another tab has moved meanwhile', async () => {
    let world: Scene | undefined;
    const moved: Cursor = { name: 'one', seq: 5, delivered: 5, dropped: {} };
    const one = destination(async () => {
      await world?.store.transact([], [], () => ({ put: [[['cursor', 'one'], moved]] }));
    });
    world = await scene([one]);
    await world.outbox.run();
    expect(await world.store.read([['cursor', 'one']], [])).toEqual([moved]);
  });

  it('says when the store fails, and lets the others go on', async () => {
    const one = destination();
    const two = destination(undefined, { name: 'two' });
    const world = await scene([one, two]);
    const { read } = world.store;
    world.store.read = (keys, ranges) =>
      JSON.stringify(keys).includes('one') ? Promise.reject(new Error('lost')) : read(keys, ranges);
    await world.outbox.run();
    expect(world.failed.mock.calls).toEqual([[one.plugin, 'deliver', new Error('lost')]]);
    expect(two.batches).toEqual([[1, 2, 3]]);
  });
});

describe('a database of a newer format', () => {
  it('is left to the newer build to send', async () => {
    const one = destination();
    const world = await scene([one]);
    const before = await carryOver(world);
    await world.outbox.run();
    expect(one.batches).toEqual([]);
    expect(await world.store.entries()).toEqual(before);
  });

  it('keeps its cursors when it became one while a batch was under way', async () => {
    let finish = (): void => {};
    const one = destination(() => new Promise<void>(resolve => (finish = resolve)));
    const world = await scene([one]);
    const running = world.outbox.run();
    await flush();
    const before = await carryOver(world);
    finish();
    await running;
    expect(one.batches).toEqual([[1, 2, 3]]);
    expect(await world.store.entries()).toEqual(before);
    expect(world.failed).not.toHaveBeenCalled();
  });

  it('keeps its cursors when consent is withdrawn', async () => {
    const one = destination();
    const world = await scene([one]);
    const before = await carryOver(world);
    await world.outbox.withdraw(one.plugin, () => false);
    expect(await world.store.entries()).toEqual(before);
  });

  it('gives the rows of a page that goes their places, so that the page tells nobody of others', async () => {
    const one = destination();
    const world = await scene([one]);
    await carryOver(world);
    world.outbox.look();
    await flush();
    world.outbox.leave([row(4)]);
    expect(one.batches).toEqual([]);
  });
});

describe('schedule', () => {
  it('sends soon, together with what comes meanwhile', async () => {
    const one = destination();
    const world = await scene([one]);
    world.outbox.schedule();
    await world.pass(1_500);
    expect(one.batches).toEqual([]);
    await world.add([row(4)]);
    world.outbox.schedule();
    await world.pass(1_500);
    expect(one.batches).toEqual([[1, 2, 3, 4]]);
  });

  it('sends again by itself after a failure', async () => {
    const answers: Delivered[] = [{ accepted: 0 }, {}];
    const one = destination(() => answers.shift());
    const world = await scene([one]);
    await world.outbox.run();
    await world.pass(300_000);
    expect(one.batches).toHaveLength(2);
    expect((await cursorOf(world)).delivered).toBe(3);
  });

  it('waits as long as the destination asked for, whatever else is scheduled', async () => {
    const answers: Delivered[] = [{ accepted: 0, retryAfterMs: 120_000 }, {}];
    const one = destination(() => answers.shift());
    const world = await scene([one]);
    world.outbox.schedule();
    await world.pass(3_000);
    await world.add([row(4)]);
    world.outbox.schedule();
    await world.pass(119_000);
    expect(one.batches).toHaveLength(1);
    await world.pass(1_000);
    expect(one.batches).toEqual([
      [1, 2, 3],
      [1, 2, 3, 4],
    ]);
  });

  it('does not let a destination that waits delay another one', async () => {
    const waiting = destination(() => ({ accepted: 0, retryAfterMs: 300_000 }), { name: 'waiting' });
    const fast = destination();
    const world = await scene([waiting, fast]);
    await world.outbox.run();
    await world.add([row(4)]);
    world.outbox.schedule();
    await world.pass(3_000);
    expect(fast.batches).toEqual([[1, 2, 3], [4]]);
    expect(waiting.batches).toHaveLength(1);
  });

  it.each([
    ['in the past', -3_600_000],
    ['no number', Number.NaN],
    ['nothing', 0],
  ])('still backs off when the moment it was told is %s', async (_, retryAfterMs) => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const one = destination(() => ({ accepted: 0, retryAfterMs }));
    const world = await scene([one]);
    await world.outbox.run();
    await world.pass(900);
    expect(one.batches).toHaveLength(1);
    await world.pass(300_000);
    expect(one.batches.length).toBeGreaterThan(1);
  });

  it('does not try at once when it was told to wait longer than a timer can', async () => {
    const one = destination(() => ({ accepted: 0, retryAfterMs: 2 ** 40 }));
    const world = await scene([one]);
    await world.outbox.run();
    await world.pass(60_000);
    expect(one.batches).toHaveLength(1);
  });

  it('backs off longer each time, with jitter and never more than five minutes', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.999_999);
    const one = destination(() => ({ accepted: 0 }));
    const world = await scene([one]);
    const waits: number[] = [];
    await world.outbox.run();
    for (let tries = 1; tries <= 12; tries++) {
      let waited = 0;
      while (one.batches.length === tries) {
        await world.pass(500);
        waited += 500;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeLessThanOrEqual(2_000);
    expect(waits.at(-1)).toBe(300_000);
    random.mockReturnValue(0.01);
    await world.outbox.run();
    const count = one.batches.length;
    await world.pass(3_000);
    expect(one.batches).toHaveLength(count + 1);
  });

  it('asks a dead destination at most 300 times in a day, from ten tabs together', async () => {
    const one = destination(() => ({ accepted: 0 }));
    const world = await scene([one]);
    const tabs = Array.from({ length: 9 }, () => world.another());
    for (let seq = 4; seq < 4 + 24 * 12; seq++) {
      await world.add([row(seq)]);
      for (const tab of [world.outbox, ...tabs]) tab.schedule();
      await world.pass(300_000);
    }
    expect(one.batches.length).toBeGreaterThan(20);
    expect(one.batches.length).toBeLessThanOrEqual(300);
    expect(await cursorOf(world)).toMatchObject({ seq: 0 });
  });

  it('asks an address that is blocked three times, then once an hour, from all tabs together', async () => {
    const one = destination(() => ({ accepted: 0, blocked: true }));
    const world = await scene([one]);
    const other = world.another();
    for (let minute = 0; minute < 180; minute++) {
      world.outbox.schedule();
      other.schedule();
      await world.pass(60_000);
    }
    expect(one.batches.length).toBeGreaterThanOrEqual(5);
    expect(one.batches.length).toBeLessThanOrEqual(6);
  });

  it('tries again when it is told to while a try is under way that fails', async () => {
    const answers: (() => void)[] = [];
    const one = destination(() => new Promise(resolve => answers.push(() => resolve({ accepted: 0 }))));
    const world = await scene([one]);
    const first = world.outbox.run();
    await flush();
    const second = world.outbox.run();
    answers[0]?.();
    await first;
    await flush();
    expect(one.batches).toHaveLength(2);
    answers[1]?.();
    await second;
  });

  it('asks a destination that rests when it is told to', async () => {
    const answers: Delivered[] = [{ accepted: 0, retryAfterMs: 300_000 }, {}];
    const one = destination(() => answers.shift());
    const world = await scene([one]);
    await world.outbox.run();
    await world.outbox.run();
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 3, delivered: 3, dropped: {} });
  });

  it('starts with short waits again after a success', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999_999);
    let isWell = false;
    const one = destination(() => (isWell ? {} : { accepted: 0 }));
    const world = await scene([one]);
    for (let tries = 0; tries < 8; tries++) await world.outbox.run();
    isWell = true;
    await world.outbox.run();
    isWell = false;
    await world.add([row(4)]);
    await world.outbox.run();
    const count = one.batches.length;
    await world.pass(2_000);
    expect(one.batches).toHaveLength(count + 1);
  });

  it('sends nothing any more once it is stopped', async () => {
    const one = destination();
    const world = await scene([one]);
    world.outbox.schedule();
    world.outbox.stop();
    await world.pass(10_000);
    expect(one.batches).toEqual([]);
  });

  it('sets no timer and moves no cursor for a batch that was under way when it was stopped', async () => {
    let finish = (): void => {};
    const one = destination(() => new Promise<void>(resolve => (finish = resolve)));
    const world = await scene([one]);
    const running = world.outbox.run();
    await flush();
    world.outbox.stop();
    finish();
    await running;
    expect(await world.store.read([['cursor', 'one']], [])).toEqual([undefined]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('hurry', () => {
  it('sends at once what was to go out soon', async () => {
    const one = destination();
    const world = await scene([one]);
    world.outbox.schedule();
    world.outbox.hurry();
    await flush();
    expect(one.batches).toEqual([[1, 2, 3]]);
    await world.pass(2_000);
    expect(one.batches).toHaveLength(1);
  });

  it('sends nothing when nothing was to go out', async () => {
    const one = destination();
    const world = await scene([one]);
    world.outbox.hurry();
    await flush();
    expect(one.batches).toEqual([]);
  });

  it('leaves a destination alone that asked for it', async () => {
    const one = destination(() => ({ accepted: 0, retryAfterMs: 120_000 }));
    const world = await scene([one]);
    await world.outbox.run();
    world.outbox.hurry();
    await flush();
    expect(one.batches).toHaveLength(1);
  });
});

describe('leave', () => {
  it('offers what no request holds yet, as the last chance, and keeps the cursor', async () => {
    const one = destination();
    const world = await scene([one]);
    await world.outbox.run();
    world.outbox.leave([...rowsOf(3), row(4), row(5)]);
    expect(one.batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(one.contexts.map(({ final }) => final)).toEqual([false, true]);
    await flush();
    expect((await cursorOf(world)).seq).toBe(3);
  });

  it('lets go of the locks, which would keep the page out of the back/forward cache', async () => {
    let isHeld = false;
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({
      async request(_name: string, _options: object, work: (lock: object) => Promise<unknown>) {
        isHeld = true;
        await work({});
        isHeld = false;
      },
    } as unknown as LockManager);
    const one = destination(() => new Promise(() => {}));
    const world = await scene([one]);
    void world.outbox.run();
    await flush();
    expect(isHeld).toBe(true);
    world.outbox.leave([]);
    await flush();
    expect(isHeld).toBe(false);
    one.life.abort();
    await world.pass(5_000);
  });

  it('hands on to a destination whose name is one that every object knows', async () => {
    const lines = ['constructor', '__proto__'].map(name => destination(undefined, { name }));
    const world = await scene(lines);
    world.outbox.leave(rowsOf(3));
    expect(lines.map(({ batches }) => batches)).toEqual([[[1, 2, 3]], [[1, 2, 3]]]);
    await world.outbox.run();
    expect(Object.keys(world.outbox.cursors)).toEqual(['constructor', '__proto__']);
    expect(world.outbox.cursors.toString).toBeUndefined();
  });

  it('leaves out what a request under way holds already', async () => {
    const one = destination(() => new Promise(() => {}));
    const world = await scene([one]);
    void world.outbox.run();
    await flush();
    world.outbox.leave([...rowsOf(3), row(4)]);
    expect(one.batches).toEqual([[1, 2, 3], [4]]);
    one.life.abort();
    await world.pass(5_000);
  });

  it('offers everything to a destination that has not been asked yet', async () => {
    const one = destination();
    const world = await scene([one]);
    world.outbox.leave(rowsOf(3));
    expect(one.batches).toEqual([[1, 2, 3]]);
    await flush();
  });

  it('leaves to others what was recorded long ago', async () => {
    const one = destination();
    const world = await scene([one], []);
    world.outbox.leave([row(1, { now: START_AT - 60_000 }), row(2)]);
    expect(one.batches).toEqual([[2]]);
  });

  it('offers nothing to a destination that rests, also on a page that never sent', async () => {
    const cursor = { name: 'one', seq: 1, delivered: 1, dropped: {}, rest: { tries: 9, until: START_AT + 60_000 } };
    const one = destination();
    const world = await scene([one], rowsOf(3), [cursor]);
    world.outbox.schedule();
    await flush();
    world.outbox.leave(rowsOf(3));
    expect(one.batches).toEqual([]);
  });

  it('leaves out what this destination may not see, and does not call it for nothing', async () => {
    const one = destination(undefined, { purpose: 'advertising' });
    const world = await scene([one]);
    world.outbox.leave([row(4, { purposes: ['analytics'] })]);
    expect(one.batches).toEqual([]);
    world.outbox.leave([row(4, { purposes: ['analytics'] }), row(5)]);
    expect(one.batches).toEqual([[5]]);
    await flush();
  });

  it('turns what the destination throws into a problem', async () => {
    const one = destination(() => {
      throw new Error('no');
    });
    const world = await scene([one]);
    world.outbox.leave(rowsOf(1));
    await flush();
    expect(world.failed).toHaveBeenCalledOnce();
  });
});

describe('withdraw', () => {
  it('moves the cursor to the head and counts what the destination will never be told', async () => {
    const answers: Delivered[] = [{ accepted: 2 }];
    const one = destination(() => answers.shift());
    const world = await scene([one], rowsOf(5));
    await world.outbox.run();
    one.life.abort();
    await world.outbox.withdraw(one.plugin, () => false);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 5, delivered: 2, dropped: { consent: 3 } });
  });

  it('leaves the cursor where it is when what is stored allows the destination', async () => {
    const one = destination();
    const world = await scene([one], rowsOf(5));
    const record = { choice: { analytics: 'granted' }, at: 1, source: 'site' };
    await world.store.transact([], [], () => ({ put: [['consent', record]] }));
    const isAllowed = vi.fn(() => true);
    await world.outbox.withdraw(one.plugin, isAllowed);
    expect(isAllowed).toHaveBeenCalledWith(record);
    expect(await cursorOf(world)).toMatchObject({ seq: 0 });
  });

  it('counts nothing twice', async () => {
    const one = destination();
    const world = await scene([one], rowsOf(5));
    await world.outbox.withdraw(one.plugin, () => false);
    await world.outbox.withdraw(one.plugin, () => false);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 5, delivered: 0, dropped: { consent: 5 } });
  });

  it('goes on behind it when the destination is allowed again', async () => {
    const one = destination();
    const world = await scene([one], rowsOf(5));
    await world.outbox.withdraw(one.plugin, () => false);
    await world.add([row(6)]);
    await world.outbox.run();
    expect(one.batches).toEqual([[6]]);
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 6, delivered: 1, dropped: { consent: 5 } });
  });

  it('does nothing in a store that was emptied', async () => {
    const one = destination();
    const world = await scene([one]);
    await world.store.remove();
    await world.outbox.withdraw(one.plugin, () => false);
    expect(await world.store.entries()).toEqual([]);
  });

  it('aborts what is under way and stays withdrawn, whatever becomes of it', async () => {
    let finish = (): void => {};
    const one = destination(() => new Promise<void>(resolve => (finish = resolve)));
    const world = await scene([one]);
    const running = world.outbox.run();
    await flush();
    one.life.abort();
    expect(one.contexts[0]?.signal.aborted).toBe(true);
    await world.outbox.withdraw(one.plugin, () => false);
    finish();
    await running;
    expect(await cursorOf(world)).toEqual({ name: 'one', seq: 3, delivered: 0, dropped: { consent: 3 } });
  });
});
