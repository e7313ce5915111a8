// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { flush, row } from './builders.js';
import { destination, placesOf, scene, stopsDeliveries } from './delivery-scene.js';

stopsDeliveries();

describe('a page destination that does not take all', () => {
  /** Takes nothing while `isReady` says so. */
  function slow(name = 'tag') {
    const state = { isReady: false };
    const tag = destination(name, { delivery: 'page' });
    tag.deliver.mockImplementation(() => (state.isReady ? undefined : { accepted: 0 }) as never);
    return { state, tag };
  }

  it('is offered the rest again after a moment, with what came meanwhile, in order', async () => {
    const { state, tag } = slow();
    const world = await scene([tag]);
    world.delivery.published([row(1)]);
    await flush();
    expect(world.standing(1)).toEqual({ tag: { delivered: 0, stored: 1, dropped: {} } });
    world.delivery.published([row(2)]);
    state.isReady = true;
    await vi.advanceTimersByTimeAsync(2_000);
    world.delivery.published([row(3)]);
    expect(placesOf(tag)).toEqual([[1], [1, 2], [3]]);
    await flush();
    expect(world.standing(3)).toEqual({ tag: { delivered: 3, stored: 0, dropped: {} } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps what it took, and what it refused', async () => {
    const { tag } = slow();
    tag.deliver.mockReturnValueOnce({ accepted: 2, rejected: [1] } as never);
    const world = await scene([tag]);
    world.delivery.published([row(1), row(2), row(3)]);
    await flush();
    expect(world.standing(3)).toEqual({ tag: { delivered: 1, stored: 1, dropped: { rejected: 1 } } });
  });

  it('rests longer every time, but not when the page is hidden or the network is back', async () => {
    const { tag } = slow();
    const world = await scene([tag]);
    world.delivery.published([row(1)]);
    await flush();
    world.delivery.hurry();
    await flush();
    await world.delivery.run('online');
    await flush();
    expect(placesOf(tag)).toEqual([[1], [1], [1]]);
    world.delivery.published([row(2)]);
    await vi.advanceTimersByTimeAsync(900);
    expect(placesOf(tag)).toHaveLength(3);
  });

  it('is handed one batch after the other', async () => {
    const tag = destination('tag', { delivery: 'page' });
    let settle = (_answer?: undefined): void => {};
    tag.deliver.mockImplementationOnce(
      () =>
        new Promise(resolve => {
          settle = resolve;
        }) as never,
    );
    const world = await scene([tag]);
    world.delivery.published([row(1)]);
    world.delivery.published([row(2)]);
    expect(placesOf(tag)).toEqual([[1]]);
    settle();
    await vi.advanceTimersByTimeAsync(0);
    expect(placesOf(tag)).toEqual([[1], [2]]);
  });

  it('keeps what it answers when its time is over', async () => {
    const tag = destination('tag', { delivery: 'page' });
    tag.deliver.mockImplementationOnce(
      (_, { signal }) =>
        new Promise(resolve => signal.addEventListener('abort', () => resolve({ accepted: 0 } as never))) as never,
    );
    const world = await scene([tag]);
    world.delivery.published([row(1)]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(world.failed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(world.standing(1)).toEqual({ tag: { delivered: 1, stored: 0, dropped: {} } });
  });

  it('gets nothing of it any more once the grant is gone', async () => {
    const { state, tag } = slow();
    const world = await scene([tag]);
    world.delivery.published([row(1)]);
    await flush();
    state.isReady = true;
    world.withdraw(tag);
    world.delivery.consented();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(placesOf(tag)).toEqual([[1]]);
    expect(world.standing(1)).toEqual({ tag: { delivered: 0, stored: 0, dropped: { consent: 1 } } });
  });

  it('waits for no more than 400 rows', async () => {
    const { tag } = slow();
    const rows = Array.from({ length: 403 }, (_, index) => row(index + 1));
    const world = await scene([tag], rows);
    for (const one of rows) world.delivery.published([one]);
    await flush();
    expect(world.standing(403)).toEqual({ tag: { delivered: 0, stored: 400, dropped: { retention: 3 } } });
  });

  it('leaves nothing to wait for when everything stops', async () => {
    const { tag } = slow();
    const world = await scene([tag]);
    world.delivery.published([row(1)]);
    world.delivery.stop();
    await flush();
    expect(vi.getTimerCount()).toBe(0);
  });
});
