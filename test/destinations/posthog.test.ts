// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PosthogOptions, posthog } from '../../src/destinations/posthog.js';
import { uuidOf } from '../../src/destinations/uuid-of.js';
import { deliverContext, rowOf } from './deliver-context.js';

const vendor = { capture: vi.fn(), identify: vi.fn(), reset: vi.fn() };
const CEDAR = { item_id: 'cedar', price: 219 };
const PINE = { item_id: 'pine', price: 99 };

const hand = (type: string, data: object, options?: PosthogOptions) =>
  posthog(options).deliver?.([rowOf(type, data)], deliverContext().context);

/** What is posted of a touchpoint, by somebody known or not. */
async function post(type: string, data: object, userId: string | null = null, options?: PosthogOptions) {
  const { context, sent } = deliverContext();
  const { profile } = context;
  const slices = { ...profile.slices, identity: { userId, traits: {}, traitsAt: {} } };
  const known = { ...context, profile: { ...profile, visitorId: 'v1', slices } };
  await posthog({ key: 'key', ...options }).deliver?.([rowOf(type, data)], known as typeof context);
  return sent.map(({ url, body }) => ({ url, ...JSON.parse(body) }));
}

beforeEach(() => void Object.assign(window, { posthog: vendor }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'posthog');
  document.head.innerHTML = '';
});

describe('posthog on the page', () => {
  it('is handed each row once, under analytics', () => {
    expect(posthog()).toMatchObject({ name: 'posthog', purpose: 'analytics', delivery: 'page' });
  });

  it('tells several products one by one, each under an id of its own', async () => {
    await hand('add_to_cart', { currency: 'EUR', value: 318, items: [CEDAR, PINE] });
    expect(vendor.capture.mock.calls).toEqual([
      [
        'Product Added',
        { currency: 'EUR', product_id: 'cedar', price: 219 },
        { uuid: uuidOf('t1'), timestamp: new Date(1) },
      ],
      [
        'Product Added',
        { currency: 'EUR', product_id: 'pine', price: 99 },
        { uuid: uuidOf('t1/1'), timestamp: new Date(1) },
      ],
    ]);
  });

  it('says who the visitor is, if it may, and who is not any more', async () => {
    await hand('identify', { traits: { plan: 'gold' } });
    expect(vendor.identify).not.toHaveBeenCalled();
    await hand('identify', { user_id: 'u1', traits: { plan: 'gold' } });
    await hand('reset', { visitor_id: 'v2' });
    expect(vendor.identify).toHaveBeenCalledWith('u1', { plan: 'gold' });
    expect(vendor.reset).toHaveBeenCalledOnce();
  });

  it('leaves page views to PostHog unless asked', async () => {
    await hand('page_view', { page_title: 'Home' });
    expect(vendor.capture).not.toHaveBeenCalled();
    await hand('page_view', { page_title: 'Home' }, { pageViews: true });
    expect(vendor.capture.mock.calls[0]?.[0]).toBe('$pageview');
  });

  it('loads nothing where PostHog is there already', async () => {
    await hand('login', {}, { key: 'key', load: true });
    expect(document.scripts).toHaveLength(0);
    expect(vendor.capture).toHaveBeenCalledOnce();
  });

  it('loads the script of its host when asked, and leaves it what to start with', async () => {
    Reflect.deleteProperty(window, 'posthog');
    const host = 'https://eu.i.posthog.com';
    const controller = new AbortController();
    const context = { ...deliverContext().context, signal: controller.signal };
    const told = posthog({ key: 'key', host, load: { nonce: 'n1' } }).deliver?.([rowOf('login')], context);
    await vi.waitUntil(() => document.scripts[0]);
    controller.abort();
    expect(await told).toEqual({ accepted: 0 });
    expect(document.scripts[0]).toMatchObject({ src: 'https://eu-assets.i.posthog.com/static/array.js', nonce: 'n1' });
    expect(window).toMatchObject({ posthog: { _i: [['key', { api_host: host }, 'posthog']] } });
  });

  it('tells the script that it loaded to stop when consent is withdrawn, and to go on when it is given again', async () => {
    Reflect.deleteProperty(window, 'posthog');
    const { context } = deliverContext();
    const destination = posthog({ key: 'key', load: true });
    const captureContext = { ...context, track: () => null };
    const stop = destination.capture?.(captureContext);
    const early = destination.deliver?.([rowOf('login')], context);
    await vi.waitUntil(() => document.scripts[0]);
    stop?.();
    // What waits in the snippet's list the script does when it is there.
    expect([...(window as unknown as { posthog: unknown[] }).posthog]).toEqual([['opt_out_capturing']]);
    const loaded = { ...vendor, has_opted_out_capturing: () => true, push: vi.fn() };
    Object.assign(window, { posthog: loaded });
    await early;
    expect(loaded.push.mock.calls).toEqual([[['opt_in_capturing', { captureEventName: false }]]]);
    expect(loaded.push.mock.invocationCallOrder[0]).toBeLessThan(vendor.capture.mock.invocationCallOrder[0] ?? 0);
    stop?.();
    expect(loaded.push).toHaveBeenLastCalledWith(['opt_out_capturing']);
  });

  it('leaves a script that the page loaded to the page', async () => {
    const destination = posthog({ key: 'key', load: true });
    const { context } = deliverContext();
    const stop = destination.capture?.({ ...context, track: () => null });
    Object.assign(window, { posthog: { ...vendor, has_opted_out_capturing: () => true, push: vi.fn() } });
    await destination.deliver?.([rowOf('login')], context);
    stop?.();
    expect((window as unknown as { posthog: { push: unknown } }).posthog.push).not.toHaveBeenCalled();
  });
});

it('refuses to load PostHog without a key', () => {
  expect(() => posthog({ load: true })).toThrow('key');
});

describe('posthog by HTTP', () => {
  it('is told of rows at least once, each under the same id at every try', async () => {
    expect(posthog({ key: 'key' })).toMatchObject({ delivery: 'queue' });
    const [first] = await post('purchase', { transaction_id: 'T-1', items: [CEDAR] });
    expect(first).toMatchObject({ batch: [{ uuid: uuidOf('t1'), event: 'Order Completed' }] });
  });

  it('posts page views, without a person where nobody is known', async () => {
    expect(await post('page_view', { page_title: 'Home' }, null, { host: 'https://eu.i.posthog.com' })).toEqual([
      {
        url: 'https://eu.i.posthog.com/batch/',
        api_key: 'key',
        batch: [
          {
            event: '$pageview',
            uuid: uuidOf('t1'),
            timestamp: '1970-01-01T00:00:00.001Z',
            properties: {
              page_title: 'Home',
              distinct_id: 'v1',
              $current_url: 'https://shop.test/',
              $process_person_profile: false,
            },
          },
        ],
      },
    ]);
  });

  it('joins what was done before to who the visitor is', async () => {
    expect(await post('identify', { user_id: 'u1', traits: { plan: 'gold' } }, 'u1')).toMatchObject([
      {
        batch: [
          {
            event: '$identify',
            properties: { distinct_id: 'u1', $anon_distinct_id: 'v1', $set: { plan: 'gold' } },
          },
        ],
      },
    ]);
    const [later] = await post('login', {}, 'u1');
    expect(later.batch[0].properties).toEqual({ distinct_id: 'u1', $current_url: 'https://shop.test/' });
  });

  it('posts nothing where there is nothing to tell', async () => {
    expect(await post('consent_update', {})).toEqual([]);
    expect(await post('reset', { visitor_id: 'v2' })).toEqual([]);
    expect(await post('identify', { traits: { plan: 'gold' } })).toEqual([]);
  });

  it('takes any data', async () => {
    for (const data of [null, 'text', [1], { items: 'none' }, { items: [null, 7] }])
      await expect(post('add_to_cart', data as object)).resolves.toHaveLength(1);
  });
});
