// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RowDecision } from '../../src/core/touchpoint.js';
import { type CustomerIoOptions, customerIo } from '../../src/destinations/customer-io.js';
import { deliverContext, rowOf } from './deliver-context.js';

const cioanalytics = { page: vi.fn(), track: vi.fn(), identify: vi.fn(), reset: vi.fn() };
const data = { key: 'v1/cart-abandon', decision: 'cart.abandon', dueAt: 5, restoreUrl: 'https://shop.test/?cart=1' };
const ARMED: RowDecision = { id: 't1/cart-arm', trigger: 'cart-arm', at: 2, name: 'cart.arm', data };

async function post(options: CustomerIoOptions, rows = [rowOf('add_to_cart', { items: [] }, [ARMED])]) {
  const { context, sent } = deliverContext();
  await customerIo({ writeKey: 'key', ...options }).deliver?.(rows, context);
  return sent.map(({ url, body }) => ({ url, ...JSON.parse(body) }));
}

beforeEach(() => void Object.assign(window, { cioanalytics }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'cioanalytics');
});

describe('customerIo', () => {
  it('is given what is armed, by the page or by HTTP', () => {
    expect(customerIo()).toMatchObject({ name: 'customer-io', purpose: 'analytics', delivery: 'page', arms: true });
    expect(customerIo({ writeKey: 'key' })).toMatchObject({ delivery: 'queue', arms: true });
  });

  it('tells the script on the page, under ids of ours', async () => {
    await customerIo().deliver?.([rowOf('login', {}, [ARMED])], deliverContext().context);
    expect(cioanalytics.track.mock.calls).toEqual([
      ['Signed In', {}, { messageId: 't1', timestamp: new Date(1) }],
      ['Cart Armed', data, { messageId: 't1/cart-arm', timestamp: new Date(2) }],
    ]);
    await customerIo().deliver?.([rowOf('identify', { user_id: 'u1' })], deliverContext().context);
    expect(cioanalytics.identify.mock.calls).toEqual([['u1', undefined, { timestamp: new Date(1) }]]);
  });

  it('posts a cart to wait for, where and how the site says', async () => {
    const [posted] = await post({});
    expect(posted).toMatchObject({
      url: 'https://cdp.customer.io/v1/b',
      writeKey: 'key',
      batch: [{ event: 'Product Added' }, { event: 'Cart Armed', messageId: 't1/cart-arm', properties: data }],
    });
    const [other] = await post({ url: 'https://cdp-eu.customer.io/v1/b', names: { 'cart.arm': 'Cart Left' } });
    expect(other).toMatchObject({ url: 'https://cdp-eu.customer.io/v1/b', batch: [{}, { event: 'Cart Left' }] });
    expect(await post({}, [rowOf('reset')])).toEqual([]);
  });
});
