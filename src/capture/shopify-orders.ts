import type { CaptureContext } from '../core/plugin.js';
import { own } from './consent/own.js';
import type { Item } from './item.js';
import { plainText } from './plain-text.js';
import type { IdField } from './shopify-page.js';

const ITEMS = 100;
const ORDERS = 10;
/** The pixel's own, and older than any purchase a shop would still ask about. */
const MAX_AGE_MS = 30 * 86_400_000;

/** Tells the orders the pixel left. `orders()` knows those that two tabs found at once. Throws for what is no JSON. */
export function takeOrders(text: string, idField: IdField, { track }: CaptureContext): void {
  const list: unknown = JSON.parse(text);
  for (const order of Array.isArray(list) ? list.slice(-ORDERS) : []) {
    const transaction_id = plainText(own(order, 'transaction_id'));
    const at = Number(own(order, 'at'));
    if (!transaction_id || !(at > Date.now() - MAX_AGE_MS)) continue;
    const currency = plainText(own(order, 'currency'));
    const lines = own(order, 'items');
    const data = {
      transaction_id,
      ...(currency && { currency, ...amounts(order, 'value', 'tax', 'shipping') }),
      items: (Array.isArray(lines) ? lines.slice(0, ITEMS) : []).map(line => lineOf(line, idField)),
    };
    track('purchase', data, { at: Math.min(at, Date.now()) });
  }
}

function lineOf(line: unknown, idField: IdField): Item {
  const texts = ['item_name', 'item_brand', 'item_category', 'item_variant'].flatMap(name => {
    const text = plainText(own(line, name));
    return text ? [[name, text]] : [];
  });
  return {
    item_id: plainText(own(line, idField)) || plainText(own(line, 'id')),
    ...Object.fromEntries(texts),
    ...amounts(line, 'price', 'quantity'),
  };
}

function amounts(value: unknown, ...names: readonly string[]): object {
  return Object.fromEntries(
    names.flatMap(name => {
      const amount = own(value, name) ?? '';
      return amount !== '' && Number(amount) >= 0 ? [[name, Number(amount)]] : [];
    }),
  );
}
