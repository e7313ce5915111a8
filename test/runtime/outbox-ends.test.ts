// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import { flush, row, START_AT } from './builders.js';

import { cursorOf, destination, rowsOf, scene, stopsOutboxes } from './outbox-scene.js';

stopsOutboxes();

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
    expect(lines.map(({ plugin }) => world.outbox.counts(plugin).delivered)).toEqual([3, 3]);
    expect(world.outbox.counts({ name: 'toString' })).toEqual({ name: '', seq: 0, delivered: 0, dropped: {} });
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
