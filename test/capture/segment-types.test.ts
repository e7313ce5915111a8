import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSegment, SEGMENT_TYPES } from '../../src/capture/segment-types.js';
import { messagesOf } from '../../src/destinations/messages.js';
import { SEGMENT_NAMES, segmentEvents } from '../../src/destinations/segment-spec.js';
import { rowOf } from '../destinations/deliver-context.js';

const CEDAR = {
  item_id: 'cedar',
  item_name: 'Cedar',
  item_brand: 'Alba',
  item_category: 'Guitars',
  item_category2: 'Classical',
  item_variant: 'Right',
  price: 219,
  quantity: 2,
  coupon: 'SUMMER',
  index: 3,
};
const VALUE = { currency: 'EUR', value: 438 };
const ALL = { ...VALUE, items: [CEDAR, { item_id: 'pine', price: 99 }] };
const PROMOTION = { promotion_id: 'p1', promotion_name: 'Sale', creative_name: 'Banner', creative_slot: 'top' };

/** Everything `segment()` has a word for, with the fields it has words for. */
const DATA: Readonly<Record<string, object>> = {
  view_item_list: { item_list_id: 'guitars', item_list_name: 'Guitars', items: ALL.items },
  select_item: { item_list_id: 'guitars', items: [CEDAR] },
  view_item: { ...VALUE, items: [CEDAR] },
  add_to_wishlist: { ...VALUE, items: [CEDAR] },
  add_to_cart: { ...VALUE, items: [CEDAR] },
  remove_from_cart: { ...VALUE, items: [CEDAR] },
  view_cart: ALL,
  begin_checkout: { ...ALL, coupon: 'SUMMER' },
  add_shipping_info: { ...VALUE, shipping_tier: 'Express' },
  add_payment_info: { ...VALUE, payment_type: 'invoice' },
  purchase: { transaction_id: 'T-1', tax: 70, shipping: 5, affiliation: 'Web', ...ALL },
  refund: { transaction_id: 'T-1', ...ALL },
  view_promotion: PROMOTION,
  select_promotion: PROMOTION,
  search: { search_term: 'guitar' },
  sign_up: { method: 'email' },
  login: { method: 'email' },
};

describe('what Segment is told, and what it says', () => {
  const spoken = Object.entries(SEGMENT_NAMES).filter(([type]) => !/^(page_view|identify|reset)$/.test(type));

  it('are the same names', () => {
    const types: Readonly<Record<string, string>> = SEGMENT_TYPES;
    expect(spoken.map(([, name]) => types[name ?? ''])).toEqual(spoken.map(([type]) => type));
  });

  it.each(spoken)('are the same fields: %s', type => {
    const [message] = messagesOf([rowOf(type, DATA[type])], SEGMENT_NAMES, {});
    const [event] = message ? segmentEvents(message) : [];
    expect(fromSegment(type, event?.properties)).toEqual(DATA[type]);
  });
});

describe('fromSegment', () => {
  it('takes what an order is worth without tax and shipping, where Segment says that', () => {
    expect(fromSegment('purchase', { order_id: 'T', total: 30, revenue: 25, currency: 'USD' })).toEqual({
      transaction_id: 'T',
      value: 25,
      currency: 'USD',
    });
  });

  it('takes the number of stock where there is no id', () => {
    expect(fromSegment('view_item', { sku: 'G-32', name: 'Cedar' })).toEqual({
      items: [{ item_id: 'G-32', item_name: 'Cedar' }],
    });
  });

  it('knows no amount without its currency', () => {
    expect(fromSegment('view_cart', { value: 5 })).toEqual({});
  });

  it('knows a step of the checkout only by what was chosen', () => {
    expect(fromSegment('add_shipping_info', { step: 1 })).toBeNull();
    expect(fromSegment('add_shipping_info', { step: 2, shipping_method: 'Express' })).toEqual({
      step: 2,
      shipping_tier: 'Express',
    });
  });

  it('leaves out what people write to each other, and addresses, which every touchpoint has', () => {
    const share = { product_id: 'cedar', share_via: 'email', share_message: 'Hi', recipient: 'a@b.test' };
    expect(fromSegment('share', share)).toEqual({ item_id: 'cedar', method: 'email' });
    const page = { title: 'Home', url: 'https://shop.test/?mail=a', path: '/', search: '?mail=a', referrer: '' };
    expect(fromSegment('page_view', page)).toEqual({ page_title: 'Home', page_referrer: '' });
  });

  it('takes anything without throwing', () => {
    const type = fc.constantFrom(...Object.values(SEGMENT_TYPES), 'toString');
    fc.assert(fc.property(type, fc.anything(), (event, properties) => void fromSegment(event, properties)));
    expect(fromSegment('view_item', null)).toEqual({ items: [{}] });
  });
});
