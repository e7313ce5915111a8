import type {} from '../capture/commerce.js';
import { amountOf } from '../core/amount-of.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { costOf, itemsOf, type KnownItem, rounded } from './items-of.js';

/** One order. */
export interface Order {
  /** Id of the order; of its touchpoint where it has none. */
  readonly transaction_id: string;
  /** When it was placed, epoch ms. */
  readonly at: number;
  /** What it cost, in major units of `currency`. */
  readonly value: number;
  /** ISO 4217; empty while unknown. */
  readonly currency: string;
  /** What was bought, the first 20. */
  readonly items: readonly KnownItem[];
  /** When it arrived, epoch ms. */
  readonly deliveredAt: number | null;
  /** When it was sent back, epoch ms. */
  readonly returnedAt: number | null;
  /** Money given back, never more than `value`. */
  readonly refunded: number;
}

/** What was bought. */
export interface Orders {
  /** The last 50, newest first. */
  readonly recent: readonly Order[];
  /** How many over the whole lifetime. */
  readonly count: number;
  /** Money spent over the whole lifetime, refunds taken off, by currency; at most 10 currencies. */
  readonly spent: Readonly<Record<string, number>>;
}

declare module '../core/profile.js' {
  interface SliceMap {
    orders: Orders;
  }
}

const ORDERS = 50;
const ITEMS = 20;
const CURRENCIES = 10;

/** Keeps the orders: each `purchase` once by its `transaction_id`, then delivery, return and refund. */
export function orders(): Plugin {
  return definePlugin({
    name: 'orders',
    normalize(touchpoint, { slices }) {
      return touchpoint.type === 'purchase' && slices.orders && find(slices.orders, touchpoint) ? null : touchpoint;
    },
    slice: {
      name: 'orders',
      version: 1,
      initial: { recent: [], count: 0, spent: {} },
      reduce(state, touchpoint) {
        const old = find(state, touchpoint);
        const next = old ? follow(old, touchpoint) : touchpoint.type === 'purchase' && read(touchpoint);
        if (!next || next === old) return state;
        const { recent, count, spent } = state;
        const { currency } = next;
        const more = next.value - next.refunded - (old ? old.value - old.refunded : 0);
        const isKept = currency in spent || Object.keys(spent).length < CURRENCIES;
        return {
          recent: old ? recent.map(order => (order === old ? next : order)) : [next, ...recent].slice(0, ORDERS),
          count: old ? count : count + 1,
          spent: isKept ? { ...spent, [currency]: rounded((spent[currency] ?? 0) + more) } : spent,
        };
      },
    },
  });
}

function find({ recent }: Orders, { data }: Touchpoint): Order | undefined {
  const id = 'transaction_id' in data && textOf(data.transaction_id);
  return recent.find(order => order.transaction_id === id);
}

function read(touchpoint: Touchpoint<'purchase'>): Order {
  const { id, at, data } = touchpoint;
  const items = itemsOf(touchpoint);
  return {
    // A purchase without an id of its own cannot be known again.
    transaction_id: textOf(data.transaction_id) || id,
    at,
    // An order may cost nothing, whatever its pieces would.
    value: data.value === 0 ? 0 : amountOf(data.value) || costOf(items),
    currency: textOf(data.currency).slice(0, 3),
    items: items.slice(0, ITEMS),
    deliveredAt: null,
    returnedAt: null,
    refunded: 0,
  };
}

/** The order after what happened to it; the same reference when this does not concern it. */
function follow(order: Order, touchpoint: Touchpoint): Order {
  const { type, at, data } = touchpoint;
  if (type === 'deliver_order') return { ...order, deliveredAt: amountOf(data.delivered_at) || at };
  if (type === 'return_order') return { ...order, returnedAt: at };
  if (type !== 'refund') return order;
  const given = amountOf(data.value) || costOf(itemsOf(touchpoint)) || order.value;
  return { ...order, refunded: Math.min(order.value, order.refunded + given) };
}
