import type { Condition } from '../core/trigger.js';

/** How a product and its visitor stand to an offer. */
export interface CouponStanding {
  /** Looks that count. */
  readonly count: number;
  readonly inCart: boolean;
  readonly hasBought: boolean;
  /** Days since the last offer; `Infinity` without one. */
  readonly restedDays: number;
  /** The issue that is open. */
  readonly issue: string | null | undefined;
  /** Whether each of these is as it must be. */
  readonly holds: readonly boolean[];
}

/** What a coupon asks for, one by one, in plain words. Pure. */
export function couponConditions(
  name: string | undefined,
  { count, inCart, hasBought, restedDays, issue, holds }: CouponStanding,
  { looks, days, restDays }: { readonly looks: number; readonly days: number; readonly restDays: number },
): readonly Condition[] {
  const rested = restedDays < Infinity ? `${restedDays} day${restedDays === 1 ? '' : 's'} ago` : 'none so far';
  const words = [
    [`${looks} looks at ${name || 'one product'} in ${days} days`, `${count} of ${looks} looks`],
    ['It is not in the cart', inCart ? 'in the cart' : 'not in the cart'],
    ['It was not bought', hasBought ? 'bought' : 'not bought'],
    [`No coupon in the last ${restDays} days`, rested],
    ['No issue is open', issue?.replace('_', ' ') || 'none'],
  ] as const;
  return words.map(([text, value], index) => ({ text, holds: holds[index] === true, value }));
}
