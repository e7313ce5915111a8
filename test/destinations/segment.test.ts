// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SegmentOptions, segment } from '../../src/destinations/segment.js';
import { deliverContext, rowOf } from './deliver-context.js';

const analytics = { page: vi.fn(), track: vi.fn(), identify: vi.fn(), reset: vi.fn() };
const CEDAR = { item_id: 'cedar', price: 219 };
const PINE = { item_id: 'pine', price: 99 };

const hand = (type: string, data: object, options?: SegmentOptions) =>
  segment(options).deliver?.([rowOf(type, data)], deliverContext().context);

/** What is posted of a touchpoint. */
async function post(type: string, data: object) {
  const { context, sent } = deliverContext();
  await segment({ writeKey: 'key' }).deliver?.([rowOf(type, data)], context);
  return sent.map(({ url, body }) => ({ url, ...JSON.parse(body) }));
}

beforeEach(() => void Object.assign(window, { analytics }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'analytics');
});

describe('segment on the page', () => {
  it('is handed each row once, under analytics, and nothing that came from Segment', () => {
    const expected = { name: 'segment', purpose: 'analytics', delivery: 'page', ignores: ['segment-source'] };
    expect(segment()).toMatchObject(expected);
  });

  it('tells several products one by one, each under an id of its own, and no value that is not theirs', async () => {
    await hand('add_to_cart', { currency: 'EUR', value: 318, items: [CEDAR, PINE] });
    expect(analytics.track.mock.calls).toEqual([
      [
        'Product Added',
        { currency: 'EUR', product_id: 'cedar', price: 219 },
        { messageId: 't1', timestamp: new Date(1) },
      ],
      [
        'Product Added',
        { currency: 'EUR', product_id: 'pine', price: 99 },
        { messageId: 't1/1', timestamp: new Date(1) },
      ],
    ]);
  });

  it('says who the visitor is, and who is not any more', async () => {
    await hand('identify', { user_id: 'u1', traits: { plan: 'gold' } });
    await hand('reset', { visitor_id: 'v2' });
    expect(analytics.identify).toHaveBeenCalledWith('u1', { plan: 'gold' }, { timestamp: new Date(1) });
    expect(analytics.reset).toHaveBeenCalledOnce();
  });

  it('tells what an order earned in the property that other tools look for', async () => {
    await hand('purchase', { transaction_id: 'T-1', currency: 'EUR', value: 438 });
    await hand('refund', { transaction_id: 'T-1', currency: 'EUR', value: 219 });
    expect(analytics.track.mock.calls.map(([, properties]) => properties)).toEqual([
      { order_id: 'T-1', currency: 'EUR', value: 438, revenue: 438, total: 438 },
      { order_id: 'T-1', currency: 'EUR', value: 219, total: 219 },
    ]);
  });

  it('tells a page in Segment’s own properties', async () => {
    await hand('page_view', { page_title: 'Home', page_referrer: 'https://search.test/' }, { pageViews: true });
    expect(analytics.page.mock.calls[0]?.[2]).toEqual({ title: 'Home', referrer: 'https://search.test/' });
  });

  it('leaves page views to Segment unless asked', async () => {
    await hand('page_view', { page_title: 'Home' });
    expect(analytics.page).not.toHaveBeenCalled();
    await hand('page_view', { page_title: 'Home' }, { pageViews: true });
    expect(analytics.page).toHaveBeenCalledOnce();
  });
});

describe('segment by HTTP', () => {
  it('is told of rows at least once', () => {
    expect(segment({ writeKey: 'key' })).toMatchObject({ delivery: 'queue' });
  });

  it('posts page views, and who the visitor is', async () => {
    expect(await post('page_view', { page_title: 'Home' })).toMatchObject([
      {
        url: 'https://api.segment.io/v1/b',
        writeKey: 'key',
        batch: [{ type: 'page', properties: { title: 'Home', url: 'https://shop.test/' } }],
      },
    ]);
    expect(await post('identify', { user_id: 'u1', traits: { plan: 'gold' } })).toMatchObject([
      { batch: [{ type: 'identify', userId: 'u1', traits: { plan: 'gold' } }] },
    ]);
  });

  it('posts nothing where there is nothing to tell', async () => {
    expect(await post('consent_update', {})).toEqual([]);
    expect(await post('reset', { visitor_id: 'v2' })).toEqual([]);
  });
});
