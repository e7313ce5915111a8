// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SnowplowOptions, snowplow } from '../../src/destinations/snowplow.js';
import { uuidOf } from '../../src/destinations/uuid-of.js';
import { deliverContext, rowOf, stageEntered } from './deliver-context.js';

const tracker = vi.fn();
const ECOMMERCE = 'iglu:com.snowplowanalytics.snowplow.ecommerce';
const CEDAR = { item_id: 'cedar', item_category: 'Guitars', item_category2: 'Flamenco', price: 219.005, quantity: 2 };
const LOOK = { currency: 'EUR', value: 219, items: [CEDAR] };
const PRODUCT = { id: 'cedar', category: 'Guitars/Flamenco', price: 219.01, quantity: 2, currency: 'EUR' };

/** What the schemas demand and know. Source: iglu-central, `schemas/com.snowplowanalytics.snowplow.ecommerce`. */
const SCHEMAS: Readonly<Record<string, { readonly needs: string; readonly knows: string }>> = {
  product: {
    needs: 'id category price currency',
    knows: 'name list_price quantity size variant brand inventory_status position creative_id',
  },
  cart: { needs: 'total_value currency', knows: 'cart_id' },
  promotion: { needs: 'id', knows: 'name product_ids position creative_id type slot' },
  checkout_step: {
    needs: 'step',
    knows: 'delivery_provider delivery_method coupon_code account_type payment_method proof_of_payment',
  },
  refund: { needs: 'transaction_id currency refund_amount', knows: 'refund_reason' },
  transaction: {
    needs: 'transaction_id revenue payment_method currency total_quantity',
    knows: 'tax shipping discount_code discount_amount credit_order',
  },
};

interface Entity {
  readonly schema: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the tracker is called with for a touchpoint. */
async function hand(type: string, data: object, options?: SnowplowOptions, cart?: object) {
  const { context } = deliverContext();
  const { profile } = context;
  const known = { ...context, profile: { ...profile, slices: { ...profile.slices, cart } } };
  await snowplow(options).deliver?.([rowOf(type, data)], known as typeof context);
  const calls = tracker.mock.calls;
  tracker.mockClear();
  return calls;
}

/** What the collector is posted for rows. */
async function post(type: string, data: object, options?: SnowplowOptions) {
  const { context, sent } = deliverContext();
  const send = vi.fn(context.send);
  const row = rowOf(type, data);
  await snowplow({ collector: 'https://c.test/', ...options }).deliver?.([row], { ...context, send });
  return { sent: sent.map(({ url, body }) => ({ url, ...JSON.parse(body) })), headers: send.mock.calls[0]?.[2] };
}

function fitsOf(entity: Entity): boolean {
  const [, name = ''] = /ecommerce\/(\w+)\/jsonschema\/1-0-0$/.exec(entity.schema) ?? [];
  const { needs = '', knows = '' } = SCHEMAS[name] ?? {};
  const fields = Object.keys(entity.data);
  return (
    needs.split(' ').every(field => fields.includes(field)) &&
    fields.every(field => `${needs} ${knows}`.includes(field))
  );
}

beforeEach(() => void Object.assign(window, { snowplow: tracker }));
afterEach(() => Reflect.deleteProperty(window, 'snowplow'));

describe('snowplow on the page', () => {
  it('is handed each row once, under analytics', () => {
    expect(snowplow()).toMatchObject({ name: 'snowplow', purpose: 'analytics', delivery: 'page' });
  });

  it('tells shop touchpoints as ecommerce actions, amounts in hundredths', async () => {
    expect(await hand('view_item', LOOK)).toEqual([
      [
        'trackSelfDescribingEvent',
        {
          event: {
            schema: `${ECOMMERCE}/snowplow_ecommerce_action/jsonschema/1-0-2`,
            data: { type: 'product_view' },
          },
          context: [{ schema: `${ECOMMERCE}/product/jsonschema/1-0-0`, data: PRODUCT }],
          timestamp: 1,
        },
      ],
    ]);
  });

  it.each([
    ['view_item_list', { item_list_name: 'Guitars', items: [CEDAR] }, 'list_view'],
    ['select_item', { item_list_id: 'guitars', items: [CEDAR] }, 'list_click'],
    ['add_to_cart', LOOK, 'add_to_cart'],
    ['remove_from_cart', LOOK, 'remove_from_cart'],
    ['view_promotion', { promotion_id: 'summer', creative_name: 'beach' }, 'promo_view'],
    ['select_promotion', { items: [{ promotion_id: 'summer' }] }, 'promo_click'],
    ['begin_checkout', LOOK, 'checkout_step'],
    ['add_shipping_info', { shipping_tier: 'express' }, 'checkout_step'],
    ['add_payment_info', { payment_type: 'card', coupon: 'TEN' }, 'checkout_step'],
    ['purchase', { ...LOOK, transaction_id: 'T-1', tax: 35 }, 'transaction'],
    ['refund', { transaction_id: 'T-1', currency: 'EUR', value: 219 }, 'refund'],
  ])('tells %s within the schemas of Snowplow', async (type, data, action) => {
    const [call] = await hand(type, data, {}, { value: 438, currency: 'EUR' });
    const { event, context } = Object(call?.[1]) as { event: Entity; context: readonly Entity[] };
    expect(event.data.type).toBe(action);
    expect(context.filter(entity => !fitsOf(entity))).toEqual([]);
    expect(context.length).toBe(
      type === 'view_item_list' || type === 'select_item' ? 0 : /cart|purchase/.test(type) ? 2 : 1,
    );
  });

  it('gives prices that come without a currency the one of the site', async () => {
    const list = { item_list_id: 'guitars', items: [CEDAR] };
    const [call] = await hand('view_item_list', list, { currency: 'EUR' });
    expect(call?.[1]).toMatchObject({ event: { data: { name: 'guitars' } }, context: [{ data: PRODUCT }] });
  });

  it('says what is in the cart after the last act on it, where that is known', async () => {
    const [known] = await hand('add_to_cart', LOOK, {}, { value: 438.1, currency: 'EUR' });
    expect(known?.[1]).toMatchObject({ context: [{}, { data: { total_value: 438.1, currency: 'EUR' } }] });
    const [kept] = await hand('add_to_cart', LOOK, { fields: ['items', 'currency'] }, { value: 438, currency: 'EUR' });
    expect(kept?.[1].context).toHaveLength(1);
    const [unknown] = await hand('add_to_cart', LOOK);
    expect(unknown?.[1].context).toHaveLength(1);
  });

  it('counts pieces, and how it was paid, where the schema insists', async () => {
    const [call] = await hand('purchase', { ...LOOK, transaction_id: 'T-1', items: [CEDAR, { item_id: 'pine' }] });
    expect(call?.[1].context[0].data).toMatchObject({ total_quantity: 3, payment_method: 'unknown' });
  });

  it('tells what misses something as a structured event', async () => {
    expect(await hand('purchase', { transaction_id: 'T-1' })).toEqual([
      [
        'trackStructEvent',
        { category: 'waymark', action: 'transaction', property: '{"transaction_id":"T-1"}', timestamp: 1 },
      ],
    ]);
    expect((await hand('view_item', { items: [{ item_id: 'cedar' }] }))[0]?.[0]).toBe('trackStructEvent');
  });

  it('tells others as structured events, or by a schema of the site', async () => {
    expect(await hand('view_help', { topic: 'strings', value: 3 })).toEqual([
      [
        'trackStructEvent',
        { category: 'waymark', action: 'view_help', property: '{"topic":"strings","value":3}', value: 3, timestamp: 1 },
      ],
    ]);
    const schema = 'iglu:test.shop/view_help/jsonschema/1-0-0';
    expect(await hand('view_help', { topic: 'strings' }, { names: { view_help: schema } })).toEqual([
      ['trackSelfDescribingEvent', { event: { schema, data: { topic: 'strings' } }, context: [], timestamp: 1 }],
    ]);
  });

  it('tells searches, page views when asked, and who the visitor is', async () => {
    expect((await hand('search', { search_term: 'guitar' }))[0]?.[1].event.data).toEqual({ terms: ['guitar'] });
    expect(await hand('page_view', { page_title: 'Home' })).toEqual([]);
    expect(await hand('page_view', { page_title: 'Home' }, { pageViews: true })).toEqual([
      ['trackPageView', { title: 'Home', timestamp: 1 }],
    ]);
    expect(await hand('identify', { user_id: 'u1' })).toEqual([['setUserId', 'u1']]);
    expect(await hand('identify', {})).toEqual([]);
    expect(await hand('reset', { visitor_id: 'v2' })).toEqual([['setUserId', null]]);
  });

  it('finds the tracker under another name', async () => {
    const other = vi.fn();
    Object.assign(window, { other });
    await hand('login', {}, { object: 'other' });
    expect(other).toHaveBeenCalledWith('trackStructEvent', { category: 'waymark', action: 'login', timestamp: 1 });
    Reflect.deleteProperty(window, 'other');
  });

  it('takes any data', async () => {
    const odd = [
      null,
      'text',
      [1],
      { items: 'none' },
      { items: [null, 7, { price: Number.MAX_VALUE }] },
      { currency: [] },
    ];
    for (const data of odd)
      for (const type of ['view_item', 'purchase', 'search', 'view_promotion'])
        expect(await hand(type, data as object)).toHaveLength(1);
  });
});

describe('snowplow by HTTP', () => {
  it('posts events as the collector takes them, each under the same id at every try', async () => {
    const { sent, headers } = await post('view_item', LOOK, { appId: 'shop' });
    expect(headers).toEqual({ 'content-type': 'application/json' });
    expect(sent).toMatchObject([
      {
        url: 'https://c.test/com.snowplowanalytics.snowplow/tp2',
        schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
        data: [{ e: 'ue', eid: uuidOf('t1'), dtm: '1', p: 'web', aid: 'shop', url: 'https://shop.test/' }],
      },
    ]);
    const [event] = sent[0].data;
    expect(JSON.parse(event.ue_pr).data.data).toEqual({ type: 'product_view' });
    expect(JSON.parse(event.co).data[0].data).toEqual(PRODUCT);
    expect(Object.values(event).every(value => typeof value === 'string')).toBe(true);
  });

  it('posts page views and structured events', async () => {
    expect((await post('page_view', { page_title: 'Home' })).sent[0].data).toMatchObject([{ e: 'pv', page: 'Home' }]);
    expect((await post('view_help', { value: 3 })).sent[0].data).toMatchObject([
      { e: 'se', se_ca: 'waymark', se_ac: 'view_help', se_pr: '{"value":3}', se_va: '3' },
    ]);
  });

  it('posts decisions that have a name, also when time alone made them, and nothing where there is nothing', async () => {
    const { context, sent } = deliverContext();
    const timely = { ...rowOf('login', {}, [stageEntered('consideration')]), touchpoint: null };
    const destination = snowplow({ collector: 'https://c.test', names: { 'stage.enter': 'Stage' } });
    await destination.deliver?.([timely], context);
    expect(JSON.parse(sent[0]?.body ?? '').data).toMatchObject([{ se_ac: 'Stage', dtm: '1' }]);
    expect((await post('consent_update', {})).sent).toEqual([]);
    expect((await post('identify', { user_id: 'u1' })).sent).toEqual([]);
  });
});
