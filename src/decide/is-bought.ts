import type { Orders } from '../learn/orders.js';

/** Whether a product is in one of the orders that are remembered. Pure. */
export function isBought({ recent }: Orders, id: string | undefined): boolean {
  return recent.some(({ items }) => items.some(({ item_id }) => item_id === id));
}
