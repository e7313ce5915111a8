// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { amplitude } from '../../src/destinations/amplitude.js';
import { deliverContext, rowOf } from './deliver-context.js';

const set = vi.fn();
class Identify {
  readonly set = set;
}
const vendor = { track: vi.fn(), setUserId: vi.fn(), identify: vi.fn(), Identify, reset: vi.fn() };
const about = { time: 1, insert_id: 't1' };

const hand = (type: string, data: object) => amplitude().deliver?.([rowOf(type, data)], deliverContext().context);

async function post(type: string, data: object) {
  const { context, sent } = deliverContext();
  await amplitude({ apiKey: 'key' }).deliver?.([rowOf(type, data)], context);
  return sent.map(({ url, body }) => ({ url, ...JSON.parse(body) }));
}

beforeEach(() => void Object.assign(window, { amplitude: vendor }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'amplitude');
});

describe('amplitude on the page', () => {
  it('is told when, and under which id, and what an order is worth', async () => {
    await hand('login', { method: 'email' });
    await hand('purchase', { transaction_id: 'T', currency: 'EUR', value: 20 });
    await hand('refund', { transaction_id: 'T', currency: 'EUR', value: 5 });
    expect(vendor.track.mock.calls).toEqual([
      ['Signed In', { method: 'email' }, about],
      ['Order Completed', expect.objectContaining({ order_id: 'T' }), { ...about, revenue: 20, currency: 'EUR' }],
      ['Order Refunded', expect.objectContaining({ order_id: 'T' }), { ...about, revenue: -5, currency: 'EUR' }],
    ]);
  });

  it('knows no revenue where no value is', async () => {
    await hand('purchase', { transaction_id: 'T', value: 'odd' });
    expect(vendor.track.mock.calls[0]?.[2]).toEqual(about);
  });

  it('is told who the visitor is, and who is not any more', async () => {
    await hand('identify', { user_id: 'u1', traits: { plan: 'gold' } });
    await hand('identify', { user_id: 'u1' });
    await hand('reset', {});
    expect(vendor.setUserId.mock.calls).toEqual([['u1'], ['u1']]);
    expect(set.mock.calls).toEqual([['plan', 'gold']]);
    expect(vendor.identify).toHaveBeenCalledOnce();
    expect(vendor.reset).toHaveBeenCalledOnce();
  });

  it('keeps the id that the page gave it where it may not be told one', async () => {
    await hand('identify', { traits: { plan: 'gold' } });
    expect(vendor.setUserId).not.toHaveBeenCalled();
    expect(set.mock.calls).toEqual([['plan', 'gold']]);
  });

  it('counts pages by itself', async () => {
    await hand('page_view', {});
    expect(vendor.track).not.toHaveBeenCalled();
  });
});

describe('amplitude by HTTP', () => {
  it('is told of rows at least once, under analytics', () => {
    expect(amplitude({ apiKey: 'key' })).toMatchObject({ purpose: 'analytics', delivery: 'queue' });
    expect(amplitude()).toMatchObject({ name: 'amplitude', delivery: 'page' });
  });

  it('posts events, and who the visitor is', async () => {
    const [posted] = await post('identify', { user_id: 'u1', traits: { plan: 'gold' } });
    expect(posted).toMatchObject({
      url: 'https://api2.amplitude.com/2/httpapi',
      api_key: 'key',
      options: { min_id_length: 1 },
      events: [{ event_type: '$identify', user_id: 'u1', user_properties: { $set: { plan: 'gold' } } }],
    });
    expect(await post('purchase', { transaction_id: 'T', currency: 'EUR', value: 20 })).toMatchObject([
      { events: [{ event_type: 'Order Completed', revenue: 20, device_id: 'visitor', platform: 'Web', ...about }] },
    ]);
    expect(await post('reset', {})).toEqual([]);
  });
});
