// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PlausibleOptions, plausible } from '../../src/destinations/plausible.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';

const vendor = vi.fn();
const CEDAR = { item_id: 'cedar', item_name: 'Cedar', price: 219 };
const PINE = { item_id: 'pine', item_name: 'Pine', price: 99 };
const ORDER = { transaction_id: 'T-1', currency: 'EUR', value: 318, items: [CEDAR, PINE] };

async function hand(type: string, data: object, options?: PlausibleOptions) {
  await plausible(options).deliver?.([rowOf(type, data)], deliverContext().context);
  const calls = vendor.mock.calls;
  vendor.mockClear();
  return calls;
}

async function post(type: string, data: object, options?: PlausibleOptions) {
  const { context, sent } = deliverContext();
  await plausible({ domain: 'shop.test', ...options }).deliver?.([rowOf(type, data)], context);
  return sent.map(({ url, body }) => ({ to: url, ...JSON.parse(body) }));
}

beforeEach(() => void Object.assign(window, { plausible: vendor }));
afterEach(() => Reflect.deleteProperty(window, 'plausible'));

describe('plausible on the page', () => {
  it('is handed each row once, under analytics', () => {
    expect(plausible()).toMatchObject({ name: 'plausible', purpose: 'analytics', delivery: 'page' });
  });

  it('tells an order with its revenue, and what was bought', async () => {
    expect(await hand('purchase', ORDER)).toEqual([
      [
        'Purchase',
        {
          props: {
            transaction_id: 'T-1',
            currency: 'EUR',
            value: '318',
            item_id: 'cedar, pine',
            item_name: 'Cedar, Pine',
          },
          revenue: { amount: 318, currency: 'EUR' },
        },
      ],
    ]);
  });

  it('calls revenue only what is earned', async () => {
    const [add] = await hand('add_to_cart', ORDER);
    expect(add?.[0]).toBe('add_to_cart');
    expect(add?.[1]).not.toHaveProperty('revenue');
    expect((await hand('purchase', { transaction_id: 'T-1', value: 1 }))[0]?.[1]).not.toHaveProperty('revenue');
  });

  it('keeps to thirty properties of three hundred letters, all of them text', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field${index}`, 'x'.repeat(400)]));
    const [[, { props }] = []] = await hand('view_help', { ...many, deep: {} });
    expect(Object.keys(props)).toHaveLength(30);
    expect(new Set(Object.values(props).map(value => `${typeof value} ${(value as string).length}`))).toEqual(
      new Set(['string 300']),
    );
  });

  it('leaves page views to Plausible unless asked, and says nothing of who the visitor is', async () => {
    expect(await hand('page_view', { page_title: 'Home' })).toEqual([]);
    expect((await hand('page_view', { page_title: 'Home' }, { pageViews: true }))[0]?.[0]).toBe('pageview');
    expect(await hand('identify', { user_id: 'u1' })).toEqual([]);
  });

  it('takes any data', async () => {
    for (const data of [null, 'text', [1], { items: 'none' }, { items: [null, 7] }, { value: 1, currency: {} }])
      expect(await hand('purchase', data as object)).toHaveLength(1);
  });
});

describe('plausible by HTTP', () => {
  it('posts one event a request, as the Events API takes it', async () => {
    expect(plausible({ domain: 'shop.test' })).toMatchObject({ delivery: 'queue' });
    expect(await post('view_help', { topic: 'strings' })).toEqual([
      {
        to: 'https://plausible.io/api/event',
        name: 'view_help',
        domain: 'shop.test',
        url: 'https://shop.test/',
        props: { topic: 'strings' },
      },
    ]);
    expect((await post('page_view', {}, { url: 'https://self.test/api/event' }))[0]).toMatchObject({
      to: 'https://self.test/api/event',
      name: 'pageview',
    });
  });

  it('says where the visitor came from, which no script tells there', async () => {
    const data = { page_title: 'Home', page_referrer: 'https://search.test/' };
    expect((await post('page_view', data))[0]).toMatchObject({ referrer: 'https://search.test/' });
    expect((await post('view_help', data))[0]).not.toHaveProperty('referrer');
  });

  it('gives what time alone decided the address of the site', async () => {
    const { context, sent } = deliverContext();
    const timely = { ...rowOf('login', {}, [stageEntered('consideration')]), touchpoint: null };
    await plausible({ domain: 'shop.test', names: { 'stage.enter': 'Stage' } }).deliver?.([timely], context);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ name: 'Stage', url: 'https://shop.test/' });
  });

  it('posts nothing where there is nothing to tell', async () => {
    expect(await post('identify', { user_id: 'u1' })).toEqual([]);
  });
});
