// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { DeliverContext } from '../../src/core/plugin.js';
import { flush, row, tap } from './builders.js';
import { destination, placesOf, scene, stopsDeliveries } from './delivery-scene.js';

stopsDeliveries();

describe('a page destination', () => {
  it('gets the rows its page tracked at once, once, and no others', async () => {
    const tag = destination('tag', { delivery: 'page' });
    const world = await scene([tag]);
    world.delivery.published([row(1), row(3)]);
    expect(placesOf(tag)).toEqual([[1, 3]]);
    expect(tag.deliver.mock.calls.flat().every(Object.isFrozen)).toBe(true);
    await world.delivery.run();
    world.delivery.leave([row(1), row(3)]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(placesOf(tag)).toEqual([[1, 3]]);
    expect(world.standing(3)).toEqual({ tag: { delivered: 2, stored: 0, dropped: { 'other-page': 1 } } });
  });

  it('keeps in the ledger what it has not answered for yet', async () => {
    const tag = destination('tag', { delivery: 'page' });
    tag.deliver.mockImplementationOnce((() => new Promise(() => {})) as never);
    const world = await scene([tag]);
    world.delivery.published([row(1), row(3)]);
    expect(world.standing(3)).toEqual({ tag: { delivered: 0, stored: 2, dropped: { 'other-page': 1 } } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(world.standing(3)).toEqual({ tag: { delivered: 0, stored: 0, dropped: { 'other-page': 1, failed: 2 } } });
  });

  it('gets all its page tracked where it comes late, once', async () => {
    const tag = destination('tag', { delivery: 'page' });
    const world = await scene([tag]);
    world.delivery.published([]);
    world.delivery.published([], [row(1), row(2)]);
    world.delivery.published([row(3)], [row(1), row(2), row(3)]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(placesOf(tag)).toEqual([[1, 2], [3]]);
    expect(world.standing(3)).toEqual({ tag: { delivered: 3, stored: 0, dropped: {} } });
  });

  it('is not called when only other pages tracked', async () => {
    const tag = destination('tag', { delivery: 'page' });
    const world = await scene([tag]);
    world.delivery.published([]);
    expect(tag.deliver).not.toHaveBeenCalled();
    expect(world.standing(3)).toEqual({ tag: { delivered: 0, stored: 0, dropped: { 'other-page': 3 } } });
  });

  it('sends nothing through the page, and is told that more chances will come', async () => {
    const tag = destination('tag', { delivery: 'page' });
    const { delivery } = await scene([tag]);
    delivery.published([row(1)]);
    const context = tag.deliver.mock.calls[0]?.[1] as DeliverContext;
    expect(context).toMatchObject({ site: 'fretwell', final: false });
    expect(await context.send('https://collector.example/', 'text')).toEqual({});
  });

  it('is not given back what came from its own system', async () => {
    const tag = destination('tag', { delivery: 'page', ignores: ['data-layer'] });
    const world = await scene([tag]);
    world.delivery.published([row(1, { touchpoint: tap('t1', { by: 'data-layer' }) }), row(2)]);
    expect(placesOf(tag)).toEqual([[2]]);
    await flush();
    expect(world.standing(2)).toEqual({ tag: { delivered: 1, stored: 0, dropped: { ignored: 1 } } });
  });

  it('is not called for rows of which it may see none', async () => {
    const tag = destination('tag', { delivery: 'page', ignores: ['data-layer'] });
    const { delivery } = await scene([tag]);
    delivery.published([row(1, { touchpoint: tap('t1', { by: 'data-layer' }) })]);
    expect(tag.deliver).not.toHaveBeenCalled();
  });

  it('misses what is tracked while it may not run, counted as consent', async () => {
    const tag = destination('tag', { delivery: 'page', purpose: 'advertising' });
    const world = await scene([tag]);
    world.withdraw(tag);
    world.delivery.published([row(1), row(2)]);
    expect(tag.deliver).not.toHaveBeenCalled();
    expect(world.standing(2)).toEqual({ tag: { delivered: 0, stored: 0, dropped: { consent: 2 } } });
  });

  it('misses rows captured without its purpose, counted as consent', async () => {
    const tag = destination('tag', { delivery: 'page', purpose: 'advertising' });
    const world = await scene([tag]);
    world.delivery.published([row(1, { purposes: ['analytics'] }), row(2)]);
    expect(placesOf(tag)).toEqual([[2]]);
    await flush();
    expect(world.standing(2)).toEqual({ tag: { delivered: 1, stored: 0, dropped: { consent: 1 } } });
  });

  it('says which rows it could not take, and gets them no second time', async () => {
    const one = destination('one', { delivery: 'page' });
    one.deliver.mockReturnValue({ rejected: [2] });
    const all = destination('all', { delivery: 'page' });
    all.deliver.mockReturnValue(Promise.resolve({ rejected: true }));
    const world = await scene([one, all]);
    world.delivery.published([row(1), row(2)]);
    await flush();
    expect(world.standing(2)).toEqual({
      one: { delivered: 1, stored: 0, dropped: { rejected: 1 } },
      all: { delivered: 0, stored: 0, dropped: { rejected: 2 } },
    });
    expect(placesOf(one)).toEqual([[1, 2]]);
    expect(placesOf(all)).toEqual([[1, 2]]);
  });

  it('stops nobody when it throws or never settles', async () => {
    const bad = destination('bad', { delivery: 'page' });
    bad.deliver.mockImplementation(() => {
      throw new Error('no');
    });
    const hanging = destination('hanging', { delivery: 'page' });
    hanging.deliver.mockImplementation(() => new Promise(() => {}));
    const good = destination('good', { delivery: 'page' });
    const world = await scene([bad, hanging, good]);
    world.delivery.published([row(1)]);
    expect(placesOf(good)).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(world.failed.mock.calls.map(([plugin, member]) => [plugin.name, member])).toEqual([
      ['bad', 'deliver'],
      ['hanging', 'deliver'],
    ]);
    expect(world.standing(1)).toEqual({
      bad: { delivered: 0, stored: 0, dropped: { failed: 1 } },
      hanging: { delivered: 0, stored: 0, dropped: { failed: 1 } },
      good: { delivered: 1, stored: 0, dropped: {} },
    });
  });
});

describe('a queue destination', () => {
  it('gets rows of all pages a moment after something was published', async () => {
    const http = destination('http');
    const world = await scene([http]);
    world.delivery.published([]);
    expect(http.deliver).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3_000);
    await flush();
    expect(placesOf(http)).toEqual([[1, 2, 3]]);
    expect(world.standing(3)).toEqual({ http: { delivered: 3, stored: 0, dropped: {} } });
  });

  it('gets them at once when it is asked to', async () => {
    const http = destination('http', { delivery: 'queue' });
    const { delivery } = await scene([http]);
    await delivery.run();
    expect(placesOf(http)).toEqual([[1, 2, 3]]);
  });

  it('gets the last chance when the page leaves', async () => {
    const http = destination('http');
    const { delivery } = await scene([http]);
    delivery.leave([row(1), row(2), row(3)]);
    expect(http.deliver.mock.calls[0]?.[1]).toMatchObject({ final: true });
    await flush();
  });

  it('gets nothing while it may not run, and never gets it once the grant is gone', async () => {
    const http = destination('http', { purpose: 'analytics' });
    const other = destination('other');
    const world = await scene([http, other]);
    world.withdraw(http);
    world.consent.current.analytics = 'pending';
    await world.delivery.run();
    expect(http.deliver).not.toHaveBeenCalled();
    expect(world.standing(3)).toMatchObject({ http: { stored: 3 }, other: { delivered: 3 } });
    // A platform that has not answered yet is no refusal.
    world.delivery.consented();
    await flush();
    expect(world.standing(3)).toMatchObject({ http: { stored: 3 } });
    world.consent.current.analytics = 'denied';
    world.delivery.consented();
    await flush();
    expect(world.standing(3)).toEqual({
      http: { delivered: 0, stored: 0, dropped: { consent: 3 } },
      other: { delivered: 3, stored: 0, dropped: {} },
    });
  });

  it('says when its cursor cannot be moved', async () => {
    const http = destination('http', { purpose: 'analytics' });
    const world = await scene([http]);
    world.store.transact = () => Promise.reject(new Error('lost'));
    world.withdraw(http);
    world.consent.current.analytics = 'denied';
    world.delivery.consented();
    await flush();
    expect(world.failed).toHaveBeenCalledWith(http, 'deliver', new Error('lost'));
  });
});

it.each([
  ['rows it was never given', { rejected: [7, 8, 9] }, { delivered: 3, dropped: {} }],
  ['fewer than none', { accepted: -5 }, { delivered: 0, dropped: {} }],
  [
    'the first as refused and takes no other',
    { accepted: 0, rejected: [1] },
    { delivered: 0, dropped: { rejected: 1 } },
  ],
])('counts what can be true when an answer names %s', async (_, answer, counted) => {
  const http = destination('http');
  http.deliver.mockReturnValueOnce(answer as never).mockReturnValue({ accepted: 0 } as never);
  const world = await scene([http]);
  await world.delivery.run();
  expect(world.standing(3).http).toMatchObject(counted);
});

describe('standing', () => {
  it('counts what waits as stored for every destination, and knows destinations that have been told nothing', async () => {
    const world = await scene([destination('http'), destination('tag', { delivery: 'page' }), { name: 'capture' }]);
    expect(world.standing(0, 2)).toEqual({
      http: { delivered: 0, stored: 2, dropped: {} },
      tag: { delivered: 0, stored: 2, dropped: {} },
    });
  });

  it('keeps the law with everything at once', async () => {
    const http = destination('http');
    http.deliver.mockReturnValueOnce({ accepted: 2, rejected: [1] });
    const tag = destination('tag', { delivery: 'page' });
    const world = await scene([http, tag], [row(1), row(2), row(3), row(7)]);
    world.delivery.published([row(3)]);
    await world.delivery.run();
    expect(world.standing(7, 1)).toEqual({
      http: { delivered: 1, stored: 6, dropped: { rejected: 1 } },
      tag: { delivered: 1, stored: 1, dropped: { 'other-page': 6 } },
    });
    await world.delivery.run();
    expect(world.standing(7, 1)).toMatchObject({
      http: { delivered: 3, stored: 1, dropped: { rejected: 1, retention: 3 } },
    });
  });
});
