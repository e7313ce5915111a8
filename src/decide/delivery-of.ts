import type {} from '../capture/commerce.js';
import { amountOf } from '../core/amount-of.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';

/** What is said of the delivery of an order. */
export interface Delivery {
  /** Id of the order; empty where it has none. */
  readonly transaction_id: string;
  /** When it arrived, epoch ms. */
  readonly deliveredAt: number;
  /** When it is promised for, epoch ms; 0 while unknown. */
  readonly promisedAt: number;
}

/** What `deliver_order` or `promise_delivery` says, also where no vocabulary checks it. Pure. */
export function deliveryOf({ at, data }: Touchpoint<'deliver_order' | 'promise_delivery'>): Delivery {
  const { transaction_id: id, promised_at, delivered_at }: Readonly<Record<string, unknown>> = { ...data };
  return {
    transaction_id: textOf(id),
    deliveredAt: amountOf(delivered_at) || at,
    promisedAt: amountOf(promised_at),
  };
}
