import type {} from '../capture/commerce.js';
import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Situation } from '../core/trigger.js';
import type { Cart, CartLine } from '../learn/cart.js';
import { type CartDueOptions, cartDue } from './cart-due.js';
import { MINUTE_MS } from './fits.js';
import { restoreUrl } from './restore-url.js';

export interface AbandonedCartOptions extends CartDueOptions {
  /** Address of the cart page. With it every decision carries a link that brings the lines back, see `restoreUrl`. */
  readonly restoreUrl?: string;
}

/** The cart as it was left. */
export interface LeftCart {
  /** What is in it. */
  readonly lines: readonly CartLine[];
  /** What it costs, in major units of `currency`. */
  readonly value: number;
  /** ISO 4217; empty while unknown. */
  readonly currency: string;
  /** The last act on it, epoch ms. */
  readonly lastActAt: number;
  /** Time since the last act on it, ms. */
  readonly ageMs: number;
  /** The link that brings its lines back, where the site gave an address for it. */
  readonly restoreUrl?: string;
}

/** The cart as it was ordered. */
export interface OrderedCart extends LeftCart {
  /** Id of the order; empty where it has none. */
  readonly transaction_id: string;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The page is silent with something in the cart. For the page. */
    'cart.idle': LeftCart;
    /** The cart was left. For mail and audiences; also decided at the next visit. */
    'cart.abandon': LeftCart;
    /** An abandoned cart was taken up again. */
    'cart.recover': LeftCart;
    /** An order was seen while something was in the cart. */
    'cart.order': OrderedCart;
  }
}

const KNOWN: Known<AbandonedCartOptions> = { restoreUrl: 1, idleMinutes: 1, idleSeconds: 1 };

/**
 * Notices carts that are left. `cart.idle` comes once for each act on the cart, never in the checkout; `cart.abandon`
 * once until the lines change, never within 30 minutes of a try to pay; neither for an empty or ordered cart.
 * `cart.order` comes once for a cart, with its lines as they were, whatever page or import tells of the order.
 */
export function abandonedCart(options: AbandonedCartOptions = {}): Plugin {
  const { restoreUrl: base, idleMinutes = 30 } = options;
  // What happened later than that is none of what was abandoned then, even at the very moment of the return.
  const wasAbandoned = ({ fired }: Profile, at: number) =>
    (fired['cart-abandon']?.at ?? 0) >= at + idleMinutes * MINUTE_MS;
  const idleAt = (profile: Profile) => {
    const { cart } = profile.slices;
    const isDone = !cart?.lines.length || (profile.fired['cart-idle']?.at ?? 0) >= (cart.lastActAt ?? 0);
    return isDone ? null : cartDue(cart, profile, options).idleAt;
  };
  const abandonAt = (profile: Profile) => {
    const { cart } = profile.slices;
    const isDone = !cart?.lines.length || !cart.lastActAt || wasAbandoned(profile, cart.changedAt ?? 0);
    return isDone ? null : cartDue(cart, profile, options).abandonAt;
  };
  const left = (cart: Cart, now: number): LeftCart => {
    const { lines, value, currency, lastActAt } = cart;
    const at = lastActAt ?? now;
    const link = base && { restoreUrl: restoreUrl(base, cart) };
    return { lines, value, currency, lastActAt: at, ageMs: Math.max(0, now - at), ...link };
  };
  return definePlugin({
    name: 'abandoned-cart',
    options: [options, KNOWN],
    needs: ['cart'],
    triggers: [
      {
        name: 'cart-idle',
        decision: 'cart.idle',
        wakeAt: idleAt,
        when({ now, profile }) {
          const due = idleAt(profile) ?? Infinity;
          // Later than that the page was hidden or closed, and coming back to it is no silence.
          return now >= due && now < due + MINUTE_MS ? left(profile.slices.cart, now) : null;
        },
      },
      {
        name: 'cart-abandon',
        decision: 'cart.abandon',
        wakeAt: abandonAt,
        when(situation) {
          const { now, profile } = situation;
          // An act at the very return moves what had become due before it.
          const { cart } =
            [lastLeft(situation), profile].find(one => now >= (abandonAt(one) ?? Infinity))?.slices ?? {};
          return cart && profile.slices.cart.lines.length ? left(cart, now) : null;
        },
      },
      {
        name: 'cart-recover',
        decision: 'cart.recover',
        when(situation) {
          const { now, profile, before } = situation;
          const { cart } = profile.slices;
          const actAt = before.slices.cart?.lastActAt ?? Infinity;
          const wasLeft = wasAbandoned(profile, actAt) || now >= (abandonAt(lastLeft(situation)) ?? Infinity);
          const isRecovered = cart.lines.length && cart.lastActAt !== actAt && wasLeft;
          return isRecovered ? left(cart, now) : null;
        },
      },
      {
        name: 'cart-order',
        decision: 'cart.order',
        when({ now, before, touchpoint }) {
          const { cart } = before.slices;
          if (touchpoint?.type !== 'purchase' || !cart?.lines.length) return null;
          const { transaction_id: id } = touchpoint.data;
          // What no vocabulary checked may be anything.
          return { ...left(cart, now), transaction_id: typeof id === 'object' ? '' : `${id ?? ''}`.slice(0, 200) };
        },
      },
    ],
  });
}

/** The profile whose cart may have been left before this step: who is just paying left none, however long a tab was hidden. */
export function lastLeft({ before, profile }: Situation): Profile {
  return profile.slices.cart?.paymentAt ? profile : before;
}
