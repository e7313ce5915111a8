// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaptureContext, DeliverContext, Plugin } from '../../src/core/plugin.js';
import type { Grant } from '../../src/core/purpose.js';
import { gatherRules } from '../../src/core/rules.js';
import type { Row } from '../../src/core/touchpoint.js';
import { memoryStore } from '../../src/platform/memory-store.js';
import type { Store } from '../../src/platform/store.js';
import { createDelivery, type Delivery } from '../../src/runtime/delivery.js';
import type { Diagnostics } from '../../src/runtime/face.js';
import type { Shell } from '../../src/runtime/shell.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { fill, flush, row, tap } from './builders.js';

interface Scene {
  consent: { current: { analytics: Grant } };
  delivery: Delivery;
  store: Store;
  failed: ReturnType<typeof vi.fn>;
  /** Takes the grant from a plugin. */
  withdraw(plugin: Plugin): void;
  /** The ledger by destination; its law is checked. */
  standing(seq: number, waiting?: number): Diagnostics['destinations'];
}

const EPOCH = 'epoch-1';
let deliveries: Delivery[];

function destination(name: string, more: Partial<Plugin> = {}): Plugin & { deliver: ReturnType<typeof vi.fn> } {
  const deliver = vi.fn((_batch: readonly Row[], _context: DeliverContext) => undefined);
  return { name, deliver, ...more } as Plugin & { deliver: typeof deliver };
}

async function scene(plugins: readonly Plugin[], rows: readonly Row[] = [row(1), row(2), row(3)]): Promise<Scene> {
  const rules = gatherRules(plugins);
  const store = memoryStore();
  await fill(store, rules, rows);
  const failed = vi.fn();
  const contexts = new Map(
    rules.plugins.map(plugin => {
      const controller = new AbortController();
      const context: CaptureContext = {
        signal: controller.signal,
        site: 'fretwell',
        profile: { slices: {} } as CaptureContext['profile'],
        problem() {},
        track: () => null,
      };
      return [plugin, { controller, context }];
    }),
  );
  const consent = { current: { analytics: 'granted' as Grant }, under: () => [] };
  const shell = {
    rules,
    now: fakeClock().now,
    failed,
    consent,
    context: (plugin: Plugin) => contexts.get(plugin)?.context,
  };
  // The rest of the shell is not for the delivery.
  const delivery = createDelivery({
    name: 'waymark:fretwell',
    store: () => store,
    epoch: () => EPOCH,
    shell: shell as unknown as Shell,
    moved() {},
  });
  deliveries.push(delivery);
  return {
    delivery,
    store,
    consent,
    failed,
    withdraw(plugin) {
      contexts.get(plugin)?.controller.abort();
      contexts.delete(plugin);
    },
    standing(seq, waiting = 0) {
      const destinations = delivery.standing(seq, waiting);
      for (const { delivered, stored, dropped } of Object.values(destinations)) {
        expect(delivered + stored + Object.values(dropped).reduce((sum, by) => sum + by, 0)).toBe(seq + waiting);
        expect(stored).toBeGreaterThanOrEqual(0);
      }
      return destinations;
    },
  };
}

function placesOf(plugin: { deliver: ReturnType<typeof vi.fn> }): number[][] {
  return plugin.deliver.mock.calls.map(([batch]) => (batch as Row[]).map(({ seq }) => seq));
}

beforeEach(() => {
  deliveries = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  for (const delivery of deliveries) delivery.stop();
  vi.useRealTimers();
});

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
