import type { Profile } from '../core/profile.js';
import type { Cart } from '../learn/cart.js';
import type {} from '../stages/silence.js';
import { MINUTE_MS } from './fits.js';

export interface CartDueOptions {
  /** From the last act on the cart to `cart.abandon`, by the clock on the wall. Default 30. */
  readonly idleMinutes?: number;
  /**
   * Silence on the page before `cart.idle`. Default: what `silence()` learned, else 160; of those who are still silent then
   * one in four would go on without a word.
   */
  readonly idleSeconds?: number;
}

/** When a cart will have been left, if nothing happens until then; epoch ms. */
export interface CartDue {
  /** When it is idle; `null` where the silence began in the checkout, in which typing takes its time. */
  readonly idleAt: number | null;
  /** When it is abandoned. */
  readonly abandonAt: number;
}

/** A checkout and a payment are over after this much silence. */
const OVER_MS = 30 * MINUTE_MS;

/** When a cart that is not empty becomes idle and abandoned. Pure. */
export function cartDue(
  { lastActAt, checkoutAt, paymentAt }: Cart,
  { slices, lastSeenAt }: Profile,
  { idleMinutes = 30, idleSeconds }: CartDueOptions,
): CartDue {
  const at = (lastSeenAt ?? 0) + (idleSeconds ?? slices.silence?.safeSeconds ?? 160) * 1000;
  return {
    idleAt: at < (checkoutAt ?? 0) + OVER_MS ? null : at,
    abandonAt: Math.max((lastActAt ?? 0) + idleMinutes * MINUTE_MS, (paymentAt ?? 0) + OVER_MS),
  };
}
