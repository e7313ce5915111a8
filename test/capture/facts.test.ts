// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { facts } from '../../src/capture/facts.js';
import { care } from '../../src/learn/care.js';
import { orders } from '../../src/learn/orders.js';
import { fakeClock } from '../../src/testing/fake-clock.js';
import { flush, logOf } from '../runtime/builders.js';
import { leave, onFakeTime, ready, type World } from '../runtime/start.js';

onFakeTime();
afterEach(() => document.head.replaceChildren());

const DAY_MS = 86_400_000;
const START_AT = fakeClock().now();
const ORDER = { transaction_id: 'o1', currency: 'EUR', value: 5, items: [{ item_id: 'cedar' }] };
const BOUGHT = { id: 'order/o1', type: 'purchase', at: START_AT - 9 * DAY_MS, data: ORDER };
const DELIVERED = {
  id: 'o1/delivered',
  type: 'deliver_order',
  at: START_AT - 2 * DAY_MS,
  data: { transaction_id: 'o1' },
};

/** Writes the shop's element into the page. */
function say(list: unknown, name = 'script'): void {
  const element = document.createElement(name);
  Object.assign(element, { id: 'waymark-facts', type: 'application/json', textContent: JSON.stringify(list) });
  document.head.replaceChildren(element);
}

/** A page of the shop, once it is idle. */
async function page({
  clock,
  store,
  site,
  url,
}: {
  clock?: World['clock'];
  store?: World['store'];
  site?: string;
  url?: string;
} = {}): Promise<World> {
  const world = await ready({
    ...(clock && { clock }),
    ...(store && { store }),
    ...(site && { site }),
    consent: { default: { functional: 'granted', analytics: 'granted' } },
    plugins: [commerce(), orders(), care(), facts(url ? { url } : {})],
  });
  await world.pass(10);
  await world.waymark.flush();
  return world;
}

function order({ waymark }: World): object | undefined {
  return waymark.profile.slices.orders?.recent[0];
}

describe('facts', () => {
  it('takes what the page says of earlier, at its own moments', async () => {
    say([DELIVERED, BOUGHT]);
    const world = await page();
    expect(order(world)).toMatchObject({ transaction_id: 'o1', at: BOUGHT.at, deliveredAt: DELIVERED.at });
    expect(world.problems).toEqual([]);
  });

  it('takes each once, over pages', async () => {
    say([BOUGHT, DELIVERED]);
    const first = await page();
    const { clock, store } = first;
    const { site } = first.waymark;
    await leave(first);
    clock.pass(60_000);
    say([BOUGHT, DELIVERED, { ...DELIVERED, id: 'o1/returned', type: 'return_order' }]);
    const second = await page({ clock, store, site });
    second.waymark.track('view_item', { items: [{ item_id: 'cedar' }] });
    await second.waymark.flush();
    const told = (await logOf(store)).map(({ touchpoint }) => touchpoint?.type);
    expect(told).toEqual(['purchase', 'deliver_order', 'return_order', 'view_item']);
    expect(second.waymark.diagnostics().dropped).toEqual({});
  });

  it('drops what another tab took meanwhile, which was restored at the same time', async () => {
    const world = await page();
    const [plugin] = world.waymark.plugins.filter(({ name }) => name === 'facts');
    const track = vi.fn();
    say([BOUGHT]);
    plugin?.capture?.({ track, signal: new AbortController().signal, profile: world.waymark.profile } as never);
    await world.pass(10);
    const [type, data] = track.mock.calls[0] as [string, object];
    const touchpoint = { id: 'x', at: 1, url: '', by: 'facts', session: '', type, data } as never;
    const known = plugin?.slice?.reduce([] as never, touchpoint, world.waymark.profile) as readonly string[];
    expect(plugin?.normalize?.(touchpoint, { ...world.waymark.profile, slices: { facts: known } })).toBeNull();
    expect(
      plugin?.normalize?.({ ...(touchpoint as object), by: 'site' } as never, {
        ...world.waymark.profile,
        slices: { facts: known },
      }),
    ).not.toBeNull();
  });

  it('counts once what two devices were told', async () => {
    say([BOUGHT, { id: 'c', type: 'open_ticket', at: START_AT - DAY_MS, data: { ticket_id: 't' } }]);
    const phone = await page();
    const laptop = await page({ clock: phone.clock });
    await laptop.waymark.import(await phone.waymark.export());
    expect(laptop.waymark.profile.slices.facts).toHaveLength(2);
    expect(laptop.waymark.profile.slices.orders?.count).toBe(1);
  });

  it('keeps only so many names', async () => {
    const { slice } = facts();
    let state: unknown = [];
    for (let index = 0; index < 150; index++)
      state = slice?.reduce(state as never, { by: 'facts', data: { fact_id: `${index}` } } as never, {} as never);
    expect(state).toHaveLength(100);
    expect(slice?.reduce(state as never, { by: 'site', data: {} } as never, {} as never)).toBe(state);
  });

  it('checks, redacts and reports like anything tracked', async () => {
    say([
      { ...DELIVERED, data: {} },
      { id: 'jane@example.com', type: 'call', at: START_AT, data: { note: 'jane@example.com rang' } },
      { id: 'x', type: 'reset', at: START_AT, data: { visitor_id: 'mine' } },
    ]);
    const world = await page();
    const codes = world.problems.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['data-refused', 'facts-odd']));
    expect(JSON.stringify([await world.store.entries(), world.problems])).not.toContain('jane');
    expect((await logOf(world.store)).map(({ touchpoint }) => touchpoint?.type)).toEqual(['call']);
  });

  it('reads no element that is no script', async () => {
    say([BOUGHT], 'div');
    expect(order(await page())).toBeUndefined();
  });

  it('reads nothing after a stop', async () => {
    say([BOUGHT]);
    const world = await ready({ plugins: [commerce(), orders(), facts()] });
    await leave(world);
    await world.pass(10);
    expect(await logOf(world.store)).toEqual([]);
  });
});

describe('an address of the shop', () => {
  function serve(answer: () => Response | Promise<Response>): ReturnType<typeof vi.fn> {
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL('https://shop.example/');
    const fetched = vi.fn(async () => answer());
    vi.stubGlobal('fetch', fetched);
    return fetched;
  }

  it('is asked once a visit, by whoever has signed in', async () => {
    const fetched = serve(() => Response.json([BOUGHT]));
    const world = await page({ url: '/facts' });
    world.waymark.track('view_item', { items: [{ item_id: 'cedar' }] });
    await world.waymark.flush();
    expect(fetched).not.toHaveBeenCalled();
    world.waymark.identify('customer-7');
    await world.waymark.flush();
    await flush(20);
    world.waymark.identify('customer-7');
    await world.waymark.flush();
    expect(fetched).toHaveBeenCalledOnce();
    expect(fetched.mock.calls[0]).toEqual([
      '/facts',
      expect.objectContaining({ credentials: 'same-origin', redirect: 'error' }),
    ]);
    expect(world.waymark.profile.slices.orders?.count).toBe(1);
    // Another one of the same browser is asked for, too.
    world.waymark.identify('customer-8');
    await world.waymark.flush();
    await flush(20);
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(world.waymark.profile.slices.orders?.count).toBe(1);
  });

  it.each([
    ['of another site', 'https://other.example/facts', () => Response.json([BOUGHT])],
    ['that fails', '/facts', () => new Response('', { status: 500 })],
  ])('%s becomes a problem', async (_, url, answer) => {
    serve(answer);
    const world = await page({ url });
    world.waymark.identify('customer-7');
    await world.waymark.flush();
    await flush(20);
    expect(world.problems.map(({ code }) => code)).toEqual(['facts-missing']);
  });

  it('that says too much is not taken in part', async () => {
    serve(() => new Response(`[${' '.repeat(70_000)}]`));
    const world = await page({ url: '/facts' });
    world.waymark.identify('customer-7');
    await world.waymark.flush();
    await flush(20);
    expect(world.problems.map(({ code }) => code)).toEqual(['facts-odd']);
  });
});
