import { expect, it } from 'vitest';
import { isBought } from '../../src/decide/is-bought.js';
import type { Orders } from '../../src/learn/orders.js';

it('finds a product in any remembered order', () => {
  const orders = {
    recent: [{ items: [{ item_id: 'a' }] }, { items: [{ item_id: 'b' }, { item_id: 'c' }] }],
  } as unknown as Orders;
  expect(['a', 'c', 'd', undefined].map(id => isBought(orders, id))).toEqual([true, true, false, false]);
});
