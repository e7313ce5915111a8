import { definePlugin, type Plugin, type ProfileWith } from '../core/plugin.js';
import type { CartLine } from '../learn/cart.js';
import type {} from '../stages/silence.js';

type WithCart = ProfileWith<'cart'>;

export interface AbandonedCartOptions {
  /** From the last act on the cart to `cart.abandon`, by the clock on the wall. Default 30. */
  readonly idleMinutes?: number;
  /**
   * Silence on the page before `cart.idle`. Default: what `silence()` learned, else 160; of those who are still silent then
   * one in four would go on without a word.
   */
  readonly idleSeconds?: number;
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
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The page is silent with something in the cart. For the page. */
    'cart.idle': LeftCart;
    /** The cart was left. For mail and audiences; also decided at the next visit. */
    'cart.abandon': LeftCart;
    /** An abandoned cart was taken up again. */
    'cart.recover': LeftCart;
  }
}

const MINUTE_MS = 60_000;
/** A checkout and a payment are over after this much silence. */
const OVER_MS = 30 * MINUTE_MS;

/**
 * Notices carts that are left. `cart.idle` comes once for each act on the cart, never in the checkout; `cart.abandon`
 * once until the lines change, never within 30 minutes of a try to pay; neither for an empty or ordered cart.
 */
export function abandonedCart({ idleMinutes = 30, idleSeconds }: AbandonedCartOptions = {}): Plugin {
  // What happened later than that is none of what was abandoned then, even at the very moment of the return.
  const wasAbandoned = ({ fired }: WithCart, at: number) =>
    (fired['cart-abandon']?.at ?? 0) >= at + idleMinutes * MINUTE_MS;
  const idleAt = ({ slices, lastSeenAt, fired }: WithCart) => {
    const { lines, lastActAt, checkoutAt } = slices.cart;
    const at = (lastSeenAt ?? 0) + (idleSeconds ?? slices.silence?.safeSeconds ?? 160) * 1000;
    const isDone = !lines.length || (fired['cart-idle']?.at ?? 0) >= (lastActAt ?? 0);
    return isDone || at < (checkoutAt ?? 0) + OVER_MS ? null : at;
  };
  const abandonAt = (profile: WithCart) => {
    const { lines, lastActAt, changedAt, paymentAt } = profile.slices.cart;
    const isDone = !lines.length || !lastActAt || wasAbandoned(profile, changedAt ?? 0);
    return isDone ? null : Math.max(lastActAt + idleMinutes * MINUTE_MS, (paymentAt ?? 0) + OVER_MS);
  };
  return definePlugin({
    name: 'abandoned-cart',
    needs: ['cart'],
    triggers: [
      {
        name: 'cart-idle',
        decision: 'cart.idle',
        wakeAt: idleAt,
        when({ now, profile }) {
          const due = idleAt(profile) ?? Infinity;
          // Later than that the page was hidden or closed, and coming back to it is no silence.
          return now >= due && now < due + MINUTE_MS ? left(profile, now) : null;
        },
      },
      {
        name: 'cart-abandon',
        decision: 'cart.abandon',
        wakeAt: abandonAt,
        when: ({ now, profile }) => (now >= (abandonAt(profile) ?? Infinity) ? left(profile, now) : null),
      },
      {
        name: 'cart-recover',
        decision: 'cart.recover',
        when({ now, profile, before }) {
          const { lines, lastActAt } = profile.slices.cart;
          const actAt = before.slices.cart?.lastActAt ?? Infinity;
          const isRecovered = lines.length && lastActAt !== actAt && wasAbandoned(profile, actAt);
          return isRecovered ? left(profile, now) : null;
        },
      },
    ],
  });
}

function left({ slices }: WithCart, now: number): LeftCart {
  const { lines, value, currency, lastActAt } = slices.cart;
  return { lines, value, currency, lastActAt: lastActAt ?? now, ageMs: now - (lastActAt ?? now) };
}
