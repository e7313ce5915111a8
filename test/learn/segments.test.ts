import { describe, expect, it } from 'vitest';
import { cart } from '../../src/learn/cart.js';
import { orders } from '../../src/learn/orders.js';
import { segments } from '../../src/learn/segments.js';
import { viewed } from '../../src/learn/viewed.js';
import { DAY, visitor } from '../journeys/journey.js';

const shop = (...own: Parameters<typeof segments>) => visitor([cart(), orders(), viewed(), segments(...own)]);
const cedar = { items: [{ item_id: 'cedar', price: 600 }] };

describe('segments', () => {
  it('tells new from returning, customer and loyal', () => {
    const person = shop();
    person.track('page_view');
    expect(person.profile.slices.segments).toEqual(['new']);
    person.wait(DAY);
    person.track('page_view');
    expect(person.profile.slices.segments).toEqual(['returning']);
    person.track('purchase', { transaction_id: '1', value: 10, currency: 'EUR' });
    expect(person.profile.slices.segments).toEqual(['customer']);
    person.track('purchase', { transaction_id: '2', value: 490, currency: 'EUR' });
    expect(person.profile.slices.segments).toEqual(['customer', 'loyal', 'high-value']);
  });

  it('knows who holds a cart and who looks again and again', () => {
    const person = shop();
    for (let index = 0; index < 3; index++) person.track('view_item', cedar);
    person.track('add_to_cart', cedar);
    expect(person.profile.slices.segments).toEqual(['new', 'cart-holder', 'repeat-looker']);
    person.wait(15 * DAY);
    person.track('page_view');
    expect(person.profile.slices.segments).toEqual(['returning', 'cart-holder']);
  });

  it('decides enter and leave once, one decision a segment', () => {
    const person = shop();
    const names = (type: string, data?: object) =>
      person.track(type, data).decisions.map(({ name, data }) => `${name} ${'name' in data && data.name}`);
    expect(names('page_view')).toEqual(['segment.enter new']);
    expect(names('page_view')).toEqual([]);
    expect(names('purchase', { transaction_id: '1', value: 700, currency: 'EUR' })).toEqual([
      'segment.leave new',
      'segment.enter customer',
      'segment.enter high-value',
    ]);
  });

  it('takes segments of the site and leaves out defaults', () => {
    const person = shop({
      new: false,
      'lefty-lover': ({ slices }) => slices.viewed.some(({ item_id }) => item_id === 'lefty'),
    });
    person.track('view_item', { items: [{ item_id: 'lefty' }] });
    expect(person.profile.slices.segments).toEqual(['lefty-lover']);
  });

  it('is the same object while membership is the same', () => {
    const person = shop();
    person.track('page_view');
    const before = person.profile.slices.segments;
    person.track('page_view');
    expect(person.profile.slices.segments).toBe(before);
  });
});
