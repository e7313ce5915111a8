import { expect, it } from 'vitest';
import type { Touchpoint } from '../../src/core/touchpoint.js';
import { deliveryOf } from '../../src/decide/delivery-of.js';

it.each<[object, object]>([
  [
    { transaction_id: 'o1', delivered_at: 5, promised_at: 9 },
    { transaction_id: 'o1', deliveredAt: 5, promisedAt: 9 },
  ],
  [{ transaction_id: 7 }, { transaction_id: '7', deliveredAt: 100, promisedAt: 0 }],
  [
    { transaction_id: { id: 1 }, delivered_at: 'soon', promised_at: -3 },
    { transaction_id: '', deliveredAt: 100, promisedAt: 0 },
  ],
  [
    { delivered_at: 1e300, promised_at: Number.NaN },
    { transaction_id: '', deliveredAt: 100, promisedAt: 0 },
  ],
])('reads of %j: %j', (data, delivery) => {
  // What nobody checks may be anything.
  const touchpoint = { type: 'deliver_order', at: 100, data } as unknown as Touchpoint<'deliver_order'>;
  expect(deliveryOf(touchpoint)).toEqual(delivery);
});
