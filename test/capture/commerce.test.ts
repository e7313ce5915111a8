import { describe, expect, it } from 'vitest';
import { commerce } from '../../src/capture/commerce.js';
import { admit } from '../../src/core/admit.js';
import { gatherRules } from '../../src/core/rules.js';

const GA4 =
  'view_item_list select_item view_item add_to_wishlist add_to_cart remove_from_cart view_cart begin_checkout add_shipping_info add_payment_info purchase refund view_promotion select_promotion search view_search_results sign_up login share generate_lead file_download';
const BEYOND =
  'compare_items out_of_stock payment_error promise_delivery deliver_order view_order_status view_help contact_support solve_issue write_review refer_friend join_community webinar survey_answer return_order';

const rules = gatherRules([commerce()]);
const take = (type: string, data: unknown) =>
  admit(rules, { id: '1', at: 1, url: 'https://shop.test/', by: 'site', type, data });

describe('commerce', () => {
  it('declares every type of GA4 a shop has, and those GA4 lacks', () => {
    expect(Object.keys(commerce().vocabulary ?? {}).sort()).toEqual(`${GA4} ${BEYOND}`.split(' ').sort());
  });

  it('admits a GA4 purchase as it stands in the documentation', () => {
    const { touchpoint, problems } = take('purchase', {
      transaction_id: 'T_12345',
      value: 72.05,
      tax: 3.6,
      shipping: 5.99,
      currency: 'USD',
      coupon: 'SUMMER_SALE',
      items: [{ item_id: 'SKU_12345', item_name: 'Stan and Friends Tee', index: 0, price: 10.01, quantity: 3 }],
    });
    expect(problems).toEqual([]);
    expect(touchpoint?.data).toMatchObject({ transaction_id: 'T_12345', value: 72.05, items: [{ quantity: 3 }] });
  });

  it.each(['purchase', 'refund', 'return_order', 'deliver_order'])('refuses %s without its order', type => {
    expect(take(type, {}).problems).toMatchObject([
      { code: 'data-refused', message: expect.stringContaining('`transaction_id` is missing') },
    ]);
  });

  it.each([
    'view_item',
    'select_item',
    'compare_items',
    'add_to_wishlist',
    'add_to_cart',
    'remove_from_cart',
    'out_of_stock',
  ])('refuses %s without an item', type => {
    expect(take(type, { items: [] }).touchpoint).toBeNull();
  });

  it.each(['view_cart', 'begin_checkout', 'view_help', 'payment_error', 'sign_up', 'webinar'])(
    'takes %s without data',
    type => {
      expect(take(type, undefined)).toMatchObject({ touchpoint: { type, data: {} }, problems: [] });
    },
  );

  it('wants the order and the moment of a promise', () => {
    expect(take('promise_delivery', { transaction_id: '1' }).touchpoint).toBeNull();
    expect(take('promise_delivery', { promised_at: 1 }).touchpoint).toBeNull();
    const { touchpoint } = take('promise_delivery', { transaction_id: 7, promised_at: '1767225600000' });
    expect(touchpoint?.data).toEqual({ transaction_id: '7', promised_at: 1_767_225_600_000 });
  });

  it('takes a date for a moment', () => {
    const arrived = new Date(1_767_225_600_000);
    const { touchpoint } = take('deliver_order', { transaction_id: '1', delivered_at: arrived });
    expect(touchpoint?.data).toEqual({ transaction_id: '1', delivered_at: +arrived });
  });

  it('wants the words of a search and the score of an answer', () => {
    expect(take('search', {}).touchpoint).toBeNull();
    expect(take('survey_answer', { kind: 'nps' }).touchpoint).toBeNull();
    expect(take('survey_answer', { kind: 'nps', score: '9' }).touchpoint?.data).toEqual({ kind: 'nps', score: 9 });
  });

  it('never throws on odd data', () => {
    for (const type of `${GA4} ${BEYOND}`.split(' ')) {
      for (const data of [
        null,
        1,
        'x',
        [],
        { items: 5 },
        { items: [[]] },
        { value: [] },
        { currency: {}, value: NaN },
      ]) {
        expect(() => take(type, data)).not.toThrow();
      }
    }
  });
});
