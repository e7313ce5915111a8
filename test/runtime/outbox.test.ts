// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import type { Cursor } from '../../src/runtime/records.js';
import { flush, row, tap } from './builders.js';
import {
  carryOver,
  cursorOf,
  destination,
  heldLocks,
  KIB,
  range,
  rowsOf,
  type Scene,
  scene,
  stopsOutboxes,
} from './outbox-scene.js';

stopsOutboxes();

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
    expect(Object.isFrozen(one.contexts[0])).toBe(true);
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

  it('sends once for several that hurry it while it sends, and has sent when each of them goes on', async () => {
    const one = destination(() => flush());
    const world = await scene([one], rowsOf(250));
    await Promise.all([world.outbox.run(), world.outbox.run(), world.outbox.run()]);
    expect(one.batches.flat()).toEqual(range(1, 250));
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
