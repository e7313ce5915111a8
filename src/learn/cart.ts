import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin } from '../core/plugin.js';
import { textOf } from '../core/text-of.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { costOf, itemsOf, type KnownItem } from './items-of.js';

/** A product in the cart. */
export interface CartLine extends KnownItem {
  /** When it was first added, epoch ms. */
  readonly addedAt: number;
}

/** What is in the cart, as far as touchpoints tell. */
export interface Cart {
  /** Oldest first, one for each id and variant, the newest 100. */
  readonly lines: readonly CartLine[];
  /** ISO 4217; empty while unknown. */
  readonly currency: string;
  /** Sum of price times quantity over the lines, in major units. */
  readonly value: number;
  /** When the visitor last did anything with the cart, looking and paying included. */
  readonly lastActAt: number | null;
  /** When the lines last became others. */
  readonly changedAt: number | null;
  /** When the visitor last acted in the checkout; `null` again after an act on the cart itself. */
  readonly checkoutAt: number | null;
  /** When paying was last tried; `null` again after any other act. */
  readonly paymentAt: number | null;
}

declare module '../core/profile.js' {
  interface SliceMap {
    cart: Cart;
  }
}

const LINES = 100;
/** Acts on the cart itself, in the checkout, and on the payment. */
const ACTS = /^(?:(add_to|remove_from|view)_cart|begin_checkout|add_shipping_info|(add_payment_info|payment_error))$/;
const EMPTY: Cart = {
  lines: [],
  currency: '',
  value: 0,
  lastActAt: null,
  changedAt: null,
  checkoutAt: null,
  paymentAt: null,
};

/**
 * Keeps the cart: lines, value, and the moments of the last acts. Items given with `view_cart` or a checkout step replace all
 * lines, for a cart that is kept elsewhere knows best. Every `purchase` empties it, whatever its items, `at` and page: ids of
 * an order and of a cart may differ, and a buyer who is told of a cart left behind is worse than a cart forgotten. Where one
 * thing was bought past the cart, the next `view_cart` with items brings the rest back. `orders()` drops a repeated `purchase`.
 */
export function cart(): Plugin {
  return definePlugin({
    name: 'cart',
    slice: {
      name: 'cart',
      version: 1,
      initial: EMPTY,
      reduce(state, touchpoint, { lastSeenAt }) {
        const { type, at, data } = touchpoint;
        if (type === 'purchase') return state.lastActAt ? EMPTY : state;
        const act = ACTS.exec(type);
        if (!act) return state;
        const [, edit, payment] = act;
        const told = textOf('currency' in data && data.currency).slice(0, 3);
        // Without products it says nothing of what those in the cart cost.
        const currency = ((!state.currency || itemsOf(touchpoint).length) && told) || state.currency;
        // What was told in another currency has no price in this one: a sum over both is no amount.
        const isOther = state.currency && currency !== state.currency;
        const known = isOther ? state.lines.map(line => ({ ...line, price: 0 })) : state.lines;
        const lines = change(known, touchpoint);
        return {
          lines,
          currency,
          value: costOf(lines),
          // An act that is told late still means that the visitor is about the cart now.
          lastActAt: lastSeenAt ?? at,
          changedAt: contents(lines) === contents(state.lines) ? state.changedAt : at,
          checkoutAt: edit ? null : at,
          paymentAt: payment ? at : null,
        };
      },
    },
  });
}

/** Adds to the lines, takes from them, or sets them anew. */
function change(before: readonly CartLine[], touchpoint: Touchpoint): readonly CartLine[] {
  const { type, at, data } = touchpoint;
  const sign = type === 'add_to_cart' ? 1 : type === 'remove_from_cart' ? -1 : 0;
  // No list says nothing; an empty one says that the cart is empty.
  if (!sign && !('items' in data && Array.isArray(data.items))) return before;
  const known = new Map(before.map(line => [keyOf(line), line]));
  const lines = sign ? new Map(known) : new Map<string, CartLine>();
  for (const item of itemsOf(touchpoint)) {
    const key = keyOf(item);
    // Who removes no pieces means that none are left of one.
    const pieces = sign < 0 ? -(item.quantity || 1) : item.quantity;
    const quantity = (lines.get(key)?.quantity ?? 0) + pieces;
    if (quantity > 0) lines.set(key, { ...item, quantity, addedAt: known.get(key)?.addedAt ?? at });
    else lines.delete(key);
  }
  return [...lines.values()].slice(-LINES);
}

function keyOf({ item_id, item_variant }: KnownItem): string {
  return `${item_id} ${item_variant}`;
}

/** Equal for carts that hold the same, in whatever order. */
function contents(lines: readonly CartLine[]): string {
  return lines
    .map(line => `${line.quantity} ${keyOf(line)}`)
    .sort()
    .join();
}
