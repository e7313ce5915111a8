// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Delivered } from '../../src/core/plugin.js';
import { flush, row } from './builders.js';

import { cursorOf, destination, scene, stopsOutboxes } from './outbox-scene.js';

stopsOutboxes();

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
