// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeliverContext } from '../../src/core/plugin.js';
import type { Row } from '../../src/core/touchpoint.js';
import { flush, row } from './builders.js';
import { destination, placesOf, scene, stopsDeliveries } from './delivery-scene.js';

stopsDeliveries();

describe('what a page that goes owes to a page destination', () => {
  const hung = (_: readonly Row[], { signal }: DeliverContext): unknown =>
    new Promise(resolve => signal.addEventListener('abort', () => resolve({ accepted: 0 })));
  const goes = async (hangs = true) => {
    const tag = destination('tag', { delivery: 'page' });
    if (hangs) tag.deliver.mockImplementation(hung as never);
    const world = await scene([tag, destination('http')]);
    world.delivery.published([row(1), row(3)]);
    world.delivery.leave([]);
    await flush();
    return { tag, world };
  };
  const left = () => localStorage.getItem('waymark:fretwell:owed');

  afterEach(() => localStorage.clear());

  it('is told on the next page, once', async () => {
    await goes();
    const tag = destination('tag', { delivery: 'page' });
    const world = await scene([tag]);
    await world.delivery.takeOver();
    expect(placesOf(tag)).toEqual([[1, 3]]);
    expect(left()).toBeNull();
    await world.delivery.takeOver();
    await flush();
    expect(placesOf(tag)).toEqual([[1, 3]]);
    expect(world.standing(3)).toEqual({ tag: { delivered: 2, stored: 0, dropped: { 'other-page': 1 } } });
  });

  it('is nothing where all was taken', async () => {
    await goes(false);
    expect(left()).toBeNull();
  });

  it('is told by the page itself when it comes back before another page took it', async () => {
    const { tag, world } = await goes();
    tag.deliver.mockImplementation(() => undefined);
    await world.delivery.takeOver();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(placesOf(tag)).toEqual([
      [1, 3],
      [1, 3],
    ]);
    expect(left()).toBeNull();
  });

  it('is not told by it when another page took it', async () => {
    const { tag, world } = await goes();
    const next = await scene([destination('tag', { delivery: 'page' })]);
    await next.delivery.takeOver();
    tag.deliver.mockImplementation(() => undefined);
    await world.delivery.takeOver();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(placesOf(tag)).toEqual([[1, 3]]);
  });

  it('joins what an earlier page left', async () => {
    await goes();
    const other = destination('other', { delivery: 'page' });
    other.deliver.mockImplementation(hung as never);
    const { delivery } = await scene([other]);
    delivery.published([row(2)]);
    delivery.leave([]);
    await flush();
    const both = [destination('tag', { delivery: 'page' }), destination('other', { delivery: 'page' })] as const;
    const world = await scene(both);
    await world.delivery.takeOver();
    expect(both.map(placesOf)).toEqual([[[1, 3]], [[2]]]);
  });

  it.each([
    ['of another database', '{"epoch":"epoch-0","left":[["tag",[1]]]}'],
    ['no JSON', '{'],
    ['JSON of another shape', '{"epoch":"epoch-1","left":[["tag",7]]}'],
    ['of no places', '{"epoch":"epoch-1","left":[["tag",[null,"x"]]]}'],
    ['nothing', 'null'],
  ])('is nothing where the text is %s', async (_, text) => {
    localStorage.setItem('waymark:fretwell:owed', text);
    const tag = destination('tag', { delivery: 'page' });
    const world = await scene([tag]);
    await world.delivery.takeOver();
    expect(tag.deliver).not.toHaveBeenCalled();
  });
});
