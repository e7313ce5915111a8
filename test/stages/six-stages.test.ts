import { describe, expect, it } from 'vitest';
import { sixStages } from '../../src/stages/six-stages.js';
import { CEDAR, DAY, MINI, MINUTE, NIGHT, SPRUCE, visitor } from '../journeys/journey.js';

const items = (...list: readonly object[]) => ({ items: list.map(item => ({ ...item, complements: undefined })) });

type Act = readonly [type: string, data?: object];

/** The micro-stage after each of these, a minute apart. */
function stagesAfter(...acts: readonly (readonly [type: string, data?: object])[]): readonly (string | undefined)[] {
  const person = visitor();
  return acts.map(([type, data]) => {
    person.wait(MINUTE);
    person.track(type, data);
    return person.profile.stage?.micro;
  });
}

const last = (...acts: readonly Act[]) => stagesAfter(...acts).at(-1);

describe('sixStages', () => {
  it('takes three views for consideration', () => {
    expect(stagesAfter(['view_item', items(CEDAR)], ['view_item', items(MINI)], ['view_item', items(NIGHT)])).toEqual([
      'aware',
      'aware',
      'consider',
    ]);
  });

  it('takes one product twice, a comparison or a saved product for consideration', () => {
    expect(stagesAfter(['view_item', items(CEDAR)], ['view_item', items(CEDAR)])).toEqual(['aware', 'consider']);
    expect(last(['compare_items', items(CEDAR, SPRUCE)])).toBe('consider');
    expect(last(['add_to_wishlist', items(CEDAR)])).toBe('consider');
  });

  it('takes three lists or searches for consideration', () => {
    const acts = [
      ['page_view'],
      ['view_item_list', items(CEDAR)],
      ['search', { search_term: 'small' }],
      ['view_search_results'],
    ] as const;
    expect(stagesAfter(...acts)).toEqual(['aware', 'aware', 'aware', 'consider']);
  });

  it('leaves a reader of pages in awareness', () => {
    expect(last(...Array.from({ length: 40 }, () => ['page_view'] as const))).toBe('aware');
  });

  it('takes cart and checkout for purchase, after however much browsing', () => {
    for (const type of ['add_to_cart', 'view_cart', 'begin_checkout', 'add_shipping_info', 'add_payment_info']) {
      expect(last([type, items(CEDAR)]), type).toBe('purchase');
    }
    expect(last(['payment_error'])).toBe('purchase');
    const browsing = Array.from({ length: 30 }, () => ['view_item', items(CEDAR)] as const satisfies Act);
    expect(last(...browsing, ['add_to_cart', items(CEDAR)])).toBe('purchase');
  });

  it('takes a page that is declared as checkout for purchase, and the cart page alone for nothing', () => {
    const page = (page_type: string) => ['page_view', { page_type }] as const;
    expect(last(page('cart'))).toBe('aware');
    expect(last(page('home'), page('checkout'))).toBe('purchase');
    expect(last(page('help'))).toBe('aware');
  });

  it('takes an order for one, and the way to it, where the shop lists no products', () => {
    const bare = { transaction_id: 'one', items: [] };
    for (const type of ['begin_checkout', 'add_shipping_info', 'add_payment_info', 'purchase'])
      expect(last([type, bare]), type).toBe('purchase');
    for (const type of ['deliver_order', 'return_order']) expect(last([type, bare]), type).toBe('service');
  });

  it('takes an empty cart for nothing, and an emptied one back after a while', () => {
    expect(last(['view_cart', { items: [] }])).toBe('aware');
    const person = visitor();
    person.track('add_to_cart', items(CEDAR));
    person.track('remove_from_cart', items(CEDAR));
    person.track('remove_from_cart', items(CEDAR));
    expect(person.profile.stage?.micro).toBe('purchase');
    person.wait(31 * MINUTE);
    person.track('page_view');
    expect(person.profile.stage?.micro).toBe('consider');
  });

  it('takes orders and help for service', () => {
    expect(last(['deliver_order', { transaction_id: '1' }])).toBe('service');
    expect(last(['view_order_status'])).toBe('service');
    expect(last(['return_order', { transaction_id: '1' }])).toBe('service');
    expect(last(['contact_support'])).toBe('service');
    expect(stagesAfter(['view_help'], ['view_help'])).toEqual(['aware', 'service']);
  });

  it('leaves a question of somebody who chooses in consideration', () => {
    expect(last(['compare_items', items(CEDAR, MINI)], ['contact_support'])).toBe('consider');
  });

  it('takes only what recommends for advocacy', () => {
    expect(last(['write_review', { rating: 1 }])).toBe('advocate');
    expect(last(['refer_friend'])).toBe('advocate');
    expect(last(['survey_answer', { kind: 'nps', score: 9 }])).toBe('advocate');
    expect(last(['survey_answer', { kind: 'nps', score: 8 }])).toBe('aware');
    expect(stagesAfter(['share'], ['share'])).toEqual(['aware', 'advocate']);
  });

  it('keeps a buyer for some 90 days', () => {
    const stageAfter = (days: number) => {
      const person = visitor();
      person.track('purchase', { transaction_id: '1', ...items(CEDAR) });
      person.leave(days * DAY);
      person.track('page_view');
      return person.profile.stage?.micro;
    };
    expect([0.01, 10, 90, 150].map(stageAfter)).toEqual(['purchase', 'service', 'service', 'aware']);
  });

  it('speaks for a stage only by what may bring it', () => {
    const speakers = (stage: string) =>
      Object.keys(sixStages.signs).filter(sign => (sixStages.signs[sign]?.[1][stage] ?? 0) > 0);
    expect(speakers('purchase').filter(sign => !/cart|checkout|shipping|payment|purchase/.test(sign))).toEqual([]);
    expect(speakers('service').filter(sign => !/order|purchase|help|support|download/.test(sign))).toEqual([]);
    expect(speakers('loyal')).toEqual(['purchase:again', 'join_community']);
    expect(speakers('advocate')).toEqual(['write_review', 'refer_friend', 'share', 'survey_answer:promoter']);
  });
});
