import { describe, expect, it } from 'vitest';
import { type Orders, orders } from '../../src/learn/orders.js';
import { DAY, T0, visitor } from '../journeys/journey.js';

const cedar = { item_id: 'cedar', item_name: 'Cedar', item_category: 'Guitars', price: 219 };

function buyer() {
  const person = visitor([orders()]);
  return {
    person,
    track: person.track,
    get state() {
      return person.profile.slices.orders as Orders;
    },
  };
}

const order = (transaction_id: string, more: object = {}) => ({
  transaction_id,
  currency: 'EUR',
  value: 219,
  items: [cedar],
  ...more,
});

describe('orders', () => {
  it('keeps orders newest first with what was spent by currency', () => {
    const shop = buyer();
    shop.track('purchase', order('1'));
    shop.track('purchase', order('2', { value: 20.1 }));
    shop.track('purchase', order('3', { value: 30, currency: 'USD' }));
    expect(shop.state.recent.map(({ transaction_id }) => transaction_id)).toEqual(['3', '2', '1']);
    expect(shop.state).toMatchObject({ count: 3, spent: { EUR: 239.1, USD: 30 } });
    expect(shop.state.recent[2]).toMatchObject({
      at: T0,
      value: 219,
      currency: 'EUR',
      deliveredAt: null,
      items: [cedar],
    });
  });

  it('drops a purchase whose transaction is known', () => {
    const shop = buyer();
    shop.track('purchase', order('1'));
    const before = shop.person.profile;
    expect(shop.track('purchase', order('1')).touchpoint).toBeNull();
    expect(shop.person.profile).toBe(before);
  });

  it('never takes purchases without a transaction for one', () => {
    const shop = buyer();
    shop.track('purchase', { value: 5 });
    shop.track('purchase', { value: 5, transaction_id: '' });
    expect(shop.state.count).toBe(2);
  });

  it('counts an order that cost nothing as one, whatever its pieces would cost', () => {
    const shop = buyer();
    shop.track('purchase', order('1', { value: 0 }));
    expect(shop.state).toMatchObject({ count: 1, spent: { EUR: 0 }, recent: [{ value: 0, items: [cedar] }] });
  });

  it('counts the items where no value was given', () => {
    const shop = buyer();
    shop.track('purchase', order('1', { value: undefined, items: [{ ...cedar, quantity: 2 }] }));
    expect(shop.state.recent[0]?.value).toBe(438);
  });

  it('knows when an order was delivered, as the shop says or as it is told', () => {
    const shop = buyer();
    shop.track('purchase', order('1'));
    shop.track('purchase', order('2'));
    shop.person.wait(3 * DAY);
    shop.track('deliver_order', { transaction_id: '1' });
    shop.track('deliver_order', { transaction_id: '2', delivered_at: T0 + DAY });
    expect(shop.state.recent.map(({ deliveredAt }) => deliveredAt)).toEqual([T0 + DAY, T0 + 3 * DAY]);
  });

  it('takes refunds off, in part and in full, never more than was paid', () => {
    const shop = buyer();
    shop.track('purchase', order('1', { value: 300 }));
    shop.track('refund', { transaction_id: '1', value: 50 });
    expect([shop.state.recent[0]?.refunded, shop.state.spent.EUR]).toEqual([50, 250]);
    shop.track('refund', { transaction_id: '1', items: [{ ...cedar, price: 100 }] });
    expect(shop.state.spent.EUR).toBe(150);
    shop.track('refund', { transaction_id: '1' });
    expect(shop.state).toMatchObject({ count: 1, spent: { EUR: 0 } });
  });

  it('marks a return and leaves the money', () => {
    const shop = buyer();
    shop.track('purchase', order('1'));
    shop.track('return_order', { transaction_id: '1' });
    expect(shop.state.recent[0]).toMatchObject({ returnedAt: T0, refunded: 0 });
  });

  it('leaves orders it does not know, and everything else, alone', () => {
    const shop = buyer();
    shop.track('purchase', order('1'));
    const before = shop.state;
    shop.track('refund', { transaction_id: '9' });
    shop.track('view_order_status', { transaction_id: '1' });
    shop.track('deliver_order');
    expect(shop.state).toBe(before);
  });

  it('keeps 50 orders of 20 items and 10 currencies, and the count of all', () => {
    const shop = buyer();
    const items = Array.from({ length: 80 }, (_, index) => ({ item_id: `i${index}` }));
    for (let index = 0; index < 70; index++)
      shop.track('purchase', order(`${index}`, { items, currency: `X${index}` }));
    expect(shop.state.recent).toHaveLength(50);
    expect(shop.state.recent[0]?.items).toHaveLength(20);
    expect(Object.keys(shop.state.spent)).toHaveLength(10);
    expect(shop.state.count).toBe(70);
  });
});
