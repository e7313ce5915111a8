import type { Profile } from '../core/profile.js';
import type { CartLine } from '../learn/cart.js';
import type {} from '../learn/orders.js';
import { type CartDueOptions, cartDue } from './cart-due.js';
import type { Terms } from './sight.js';

/** How a cart stands, see `cartStateOf`. */
export type CartStateName = 'empty' | 'active' | 'idle' | 'at-risk' | 'abandoned' | 'recovered' | 'ordered';

/** A cart at one moment. */
export interface CartState {
  readonly state: CartStateName;
  /** The moment that made it so, epoch ms; `null` for a cart nothing was ever put in. */
  readonly since: number | null;
  /** What is in it. */
  readonly lines: readonly CartLine[];
  /** What it costs, in major units of `currency`. */
  readonly value: number;
  /** ISO 4217; empty while unknown. */
  readonly currency: string;
  /** Time since the last act on it, ms; 0 while there is nothing in it. */
  readonly ageMs: number;
}

/** The times of `abandonedCart()`, and how likely the cart is left where a model says it. */
export type CartTerms = CartDueOptions & Pick<Terms, 'likelihood'>;

/** At this chance a silent cart is more likely left than the usual one: 78 of 100 at Retailrocket, see `cartLeft`. */
const LIKELY_LEFT = 0.8;

/**
 * How a cart stands at `now`. Pure; nothing is stored for it, so time alone changes it, also while the page is closed.
 * The first that holds:
 *
 * | state | means | since |
 * |---|---|---|
 * | `ordered` | nothing in it since the last order | the order |
 * | `empty` | nothing in it | it was emptied |
 * | `abandoned` | no act on it for `idleMinutes`, nor a try to pay for 30 minutes; looking at other pages is no act | that was over |
 * | `at-risk` | idle, and likely left: by `likelihood` 0.8 and more, without one after twice the silence of `idle` | both held |
 * | `idle` | no touchpoint for `idleSeconds`, the last one not within 30 minutes of the checkout; a hidden page is silent, too | that was over |
 * | `recovered` | taken up after `cart.abandon`, with a line of then still in it | `cart.recover` |
 * | `active` | anything else | the last act on it |
 */
export function cartStateOf(profile: Profile, now: number, terms: CartTerms = {}): CartState {
  const { slices, fired, lastSeenAt } = profile;
  const { cart } = slices;
  const { lines = [], value = 0, currency = '', lastActAt = null } = cart ?? {};
  const age = lines.length ? Math.max(0, now - (lastActAt ?? now)) : 0;
  const as = (state: CartStateName, since: number | null): CartState => {
    return { state, since, lines, value, currency, ageMs: age };
  };
  if (!cart || !lines.length) {
    const orderedAt = (slices.orders ? slices.orders.recent[0] : fired['cart-order'])?.at;
    // An order takes the memory of all acts with it.
    return orderedAt && !lastActAt ? as('ordered', orderedAt) : as('empty', cart?.changedAt ?? null);
  }
  const { idleAt, abandonAt } = cartDue(cart, profile, terms);
  if (now >= abandonAt) return as('abandoned', abandonAt);
  if (idleAt && now >= idleAt) {
    const chance = terms.likelihood?.(profile, now)?.abandon;
    const riskAt = chance == null ? 2 * idleAt - (lastSeenAt ?? 0) : chance < LIKELY_LEFT ? Infinity : idleAt;
    return now < riskAt ? as('idle', idleAt) : as('at-risk', riskAt);
  }
  const recoveredAt = fired['cart-recover']?.at ?? 0;
  return lines.some(({ addedAt }) => addedAt <= recoveredAt) ? as('recovered', recoveredAt) : as('active', lastActAt);
}
