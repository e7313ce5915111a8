// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type UmamiOptions, umami } from '../../src/destinations/umami.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';

const vendor = { track: vi.fn(), identify: vi.fn() };
const ORDER = { transaction_id: 'T-1', currency: 'EUR', value: 318 };

/** What a payload may hold, and of what type. Source: umami.is/docs/api/sending-stats, and the API's own check. */
const PAYLOAD: Readonly<Record<string, string>> = {
  website: 'string',
  hostname: 'string',
  url: 'string',
  title: 'string',
  name: 'string',
  referrer: 'string',
  data: 'object',
  id: 'string',
  timestamp: 'number',
};

const hand = (type: string, data: object, options?: UmamiOptions) =>
  umami(options).deliver?.([rowOf(type, data)], deliverContext().context);

async function post(type: string, data: object) {
  const { context, sent } = deliverContext();
  const send = vi.fn(context.send);
  await umami({ website: 'w1' }).deliver?.([rowOf(type, data)], { ...context, send });
  if (sent.length) expect(send.mock.calls[0]?.[2]).toEqual({ 'content-type': 'application/json' });
  return sent.map(({ url, body }) => ({ to: url, ...JSON.parse(body) }));
}

beforeEach(() => void Object.assign(window, { umami: vendor }));
afterEach(() => {
  vi.clearAllMocks();
  Reflect.deleteProperty(window, 'umami');
});

describe('umami on the page', () => {
  it('is handed each row once, under analytics', () => {
    expect(umami()).toMatchObject({ name: 'umami', purpose: 'analytics', delivery: 'page' });
  });

  it('tells touchpoints under their own names, an order with its revenue', async () => {
    await hand('view_help', { topic: 'strings' });
    await hand('purchase', ORDER);
    expect(vendor.track.mock.calls).toEqual([
      ['view_help', { topic: 'strings' }],
      ['purchase', { ...ORDER, revenue: 318 }],
    ]);
  });

  it('keeps to fifty letters of a name', async () => {
    await hand('view_help', {}, { names: { view_help: 'x'.repeat(60) } });
    expect(vendor.track.mock.calls[0]?.[0]).toHaveLength(50);
  });

  it('leaves page views to Umami unless asked, and then keeps what Umami knows of the page', async () => {
    await hand('page_view', { page_title: 'Home' });
    expect(vendor.track).not.toHaveBeenCalled();
    await hand('page_view', { page_title: 'Home' }, { pageViews: true });
    const [told] = vendor.track.mock.calls[0] ?? [];
    expect(told({ website: 'w1', url: '/' })).toEqual({ website: 'w1', url: 'https://shop.test/', title: 'Home' });
  });

  it('says who the visitor is, if it may', async () => {
    await hand('identify', { traits: { plan: 'gold' } });
    expect(vendor.identify).not.toHaveBeenCalled();
    await hand('identify', { user_id: 'u1', traits: { plan: 'gold' } });
    expect(vendor.identify).toHaveBeenCalledWith('u1', { plan: 'gold' });
  });
});

describe('umami by HTTP', () => {
  it('posts one event a request, with what the API knows and nothing else', async () => {
    expect(umami({ website: 'w1' })).toMatchObject({ delivery: 'queue' });
    const sent = [
      ...(await post('page_view', { page_title: 'Home', page_referrer: 'https://search.test/' })),
      ...(await post('purchase', ORDER)),
      ...(await post('identify', { user_id: 'u1', traits: { plan: 'gold' } })),
    ];
    expect(sent).toMatchObject([
      {
        to: 'https://cloud.umami.is/api/send',
        type: 'event',
        payload: { website: 'w1', title: 'Home', referrer: 'https://search.test/' },
      },
      { type: 'event', payload: { name: 'purchase', url: 'https://shop.test/', data: { revenue: 318 } } },
      { type: 'identify', payload: { id: 'u1', data: { plan: 'gold' } } },
    ]);
    for (const { payload } of sent)
      for (const [name, value] of Object.entries(payload)) expect([name, typeof value]).toEqual([name, PAYLOAD[name]]);
  });

  it('gives what time alone decided the address of the site', async () => {
    const { context, sent } = deliverContext();
    const timely = { ...rowOf('login', {}, [stageEntered('consideration')]), touchpoint: null };
    await umami({ website: 'w1', names: { 'stage.enter': 'Stage' } }).deliver?.([timely], context);
    const { payload } = JSON.parse(sent[0]?.body ?? '');
    expect(payload).toMatchObject({ name: 'Stage', hostname: location.hostname });
  });

  it('posts nothing where there is nothing to tell, and takes any data', async () => {
    expect(await post('reset', { visitor_id: 'v2' })).toEqual([]);
    for (const data of [null, 'text', [1], { items: 'none' }])
      expect(await post('purchase', data as object)).toHaveLength(1);
  });
});
