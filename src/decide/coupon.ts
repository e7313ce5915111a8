import type {} from '../capture/commerce.js';
import { definePlugin, type Plugin, type ProfileWith } from '../core/plugin.js';
import type {} from '../learn/care.js';
import type {} from '../learn/cart.js';
import type {} from '../learn/orders.js';
import type { ViewedItem } from '../learn/viewed.js';
import type { CouponStanding } from './coupon-conditions.js';
import { isBought } from './is-bought.js';

export interface CouponOptions {
  /** Looks at one product. Default 3, at most 10. */
  readonly looks?: number;
  /** Within these days. Default 14, at most 14. */
  readonly days?: number;
  /** Between two offers. Default 30. */
  readonly restDays?: number;
  /** Handed on with the decision. */
  readonly code?: string;
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** A product was looked at again and again: a code may help. */
    'coupon.offer': {
      /** Id of the product. */
      readonly item_id: string;
      /** Its name. */
      readonly item_name?: string;
      /** How often it was looked at. */
      readonly looks: number;
      /** The code of the coupon. */
      readonly code?: string;
    };
  }
}

const DAY_MS = 86_400_000;

type Shopper = ProfileWith<'viewed' | 'cart' | 'orders'>;

/**
 * Offers a coupon on the third look at one product in 14 days, neither in the cart nor bought, once in 30 days; none
 * while an issue is open, where slice `care` is there.
 */
export function coupon({ looks = 3, days = 14, restDays = 30, code }: CouponOptions = {}): Plugin {
  const looksAt = (item: ViewedItem | undefined, now: number) =>
    item?.looks.filter(at => now - at < days * DAY_MS).length ?? 0;

  function standingOf(item: ViewedItem | undefined, { slices, fired }: Shopper, now: number): CouponStanding {
    const count = looksAt(item, now);
    const inCart = slices.cart.lines.some(line => line.item_id === item?.item_id);
    const hasBought = isBought(slices.orders, item?.item_id);
    const restedDays = fired.coupon ? Math.floor(Math.abs(now - fired.coupon.at) / DAY_MS) : Infinity;
    const issue = slices.care?.issue;
    const holds = [count >= looks, !inCart, !hasBought, restedDays >= restDays, !issue];
    return { count, inCart, hasBought, restedDays, issue, holds };
  }

  return definePlugin({
    name: 'coupon',
    purpose: 'personalization',
    needs: ['viewed', 'cart', 'orders'],
    triggers: [
      {
        name: 'coupon',
        decision: 'coupon.offer',
        every: restDays * DAY_MS,
        when({ now, touchpoint, profile }) {
          const [item] = profile.slices.viewed;
          if (touchpoint?.type !== 'view_item' || !item) return null;
          const { count, holds } = standingOf(item, profile, now);
          const { item_id, item_name } = item;
          return holds.every(Boolean)
            ? { item_id, ...(item_name && { item_name }), looks: count, ...(code && { code }) }
            : null;
        },
        conditions({ now, profile }) {
          const [most] = [...profile.slices.viewed].sort((a, b) => looksAt(b, now) - looksAt(a, now));
          const standing = standingOf(most, profile, now);
          return import('./coupon-conditions.js').then(({ couponConditions }) =>
            couponConditions(most?.item_name, standing, { looks, days, restDays }),
          );
        },
      },
    ],
  });
}
