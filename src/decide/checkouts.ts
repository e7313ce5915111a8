import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type {} from '../learn/checkout.js';
import type { Checkout } from '../learn/checkout-steps.js';
import type {} from '../learn/hurdles.js';
import { unlessFired } from './overdue.js';

/** How a checkout went. */
export interface CheckoutReport extends Pick<Checkout, 'count' | 'step' | 'steps' | 'fields'> {
  /** From its first step to its last act, ms. */
  readonly ms: number;
  /** Type of the touchpoint by which the cost of shipping was first seen, as far as `hurdles()` knows. */
  readonly shippingStep?: string;
  /** Whether that was as late as in the steps that come after the checkout was entered. */
  readonly isShippingLate?: boolean;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** A checkout ended with an order. */
    'checkout.finish': CheckoutReport;
    /** A checkout was left: nothing happened in it for an hour. */
    'checkout.leave': CheckoutReport;
  }
}

/** As `checkout()` has it. */
const LEFT_MS = 60 * 60_000;
const LEAVE = 'checkout-leave';
const FIELDS = 10;

/**
 * Says how each checkout went when it ends, once: how many steps it took, how long the visitor stood at each, which fields
 * were typed again, when the cost of shipping was first seen. One that was left is told an hour after its last act, or when
 * the visitor comes back. Needs `checkout()` before it.
 */
export function checkouts(): Plugin {
  return definePlugin({
    name: 'checkouts',
    needs: ['checkout'],
    triggers: [
      {
        name: 'checkout-finish',
        decision: 'checkout.finish',
        when({ before, profile }) {
          const { orderedAt, lastAt } = profile.slices.checkout;
          const isNew = orderedAt !== null && orderedAt === lastAt && before.slices.checkout?.orderedAt === null;
          return isNew ? reportOf(profile.slices.checkout, before) : null;
        },
      },
      {
        name: LEAVE,
        decision: 'checkout.leave',
        when({ now, before, touchpoint }) {
          // What comes first at a return may begin another one; after a logout it is nobody's.
          const { checkout } = before.slices;
          const isDue = now >= (leftAt(before) ?? Infinity) && touchpoint?.type !== 'reset';
          return checkout && isDue ? reportOf(checkout, before) : null;
        },
        wakeAt: leftAt,
      },
    ],
  });
}

/** When the checkout counts as left; `null` where none is open, and once that was told. */
function leftAt(profile: Profile): number | null {
  const { checkout } = profile.slices;
  if (!checkout?.beganAt || !checkout.lastAt || checkout.orderedAt !== null) return null;
  return unlessFired(profile, LEAVE, checkout.lastAt + LEFT_MS);
}

/** The hurdles are those before: an order leaves nothing of them. */
function reportOf(
  { beganAt, lastAt, count, step, stepAt, steps, fields }: Checkout,
  { slices: { hurdles } }: Profile,
): CheckoutReport {
  const { shippingStep, shippingAt } = hurdles ?? {};
  const end = lastAt ?? 0;
  // Until the last act the visitor was there.
  const stay = Math.max(0, end - (stepAt ?? end));
  return {
    count,
    step,
    ms: Math.max(0, end - (beganAt ?? end)),
    steps: steps.map(one => (one.name === step ? { ...one, ms: one.ms + stay } : one)),
    fields: fields.slice(0, FIELDS),
    ...(shippingStep && { shippingStep, isShippingLate: shippingAt !== null }),
  };
}
