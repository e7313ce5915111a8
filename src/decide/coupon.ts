import type {} from '../capture/commerce.js';
import { definePlugin, type Known, type Plugin, type ProfileWith } from '../core/plugin.js';
import type { Condition } from '../core/trigger.js';
import type {} from '../learn/care.js';
import type {} from '../learn/cart.js';
import type {} from '../learn/orders.js';
import type { ViewedItem } from '../learn/viewed.js';
import { DAY_MS } from './fits.js';
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

const KNOWN: Known<CouponOptions> = { looks: 1, days: 1, restDays: 1, code: 1 };

type Shopper = ProfileWith<'viewed' | 'cart' | 'orders'>;

/**
 * Offers a coupon on the third look at one product in 14 days, neither in the cart nor bought, once in 30 days; none
 * while an issue is open, where slice `care` is there.
 */
export function coupon(options: CouponOptions = {}): Plugin {
  const { looks = 3, days = 14, restDays = 30, code } = options;
  const looksAt = (item: ViewedItem | undefined, now: number) =>
    item?.looks.filter(at => now - at < days * DAY_MS).length ?? 0;

  function check(item: ViewedItem | undefined, { slices, fired }: Shopper, now: number): readonly Condition[] {
    const count = looksAt(item, now);
    const inCart = slices.cart.lines.some(line => line.item_id === item?.item_id);
    const hasBought = isBought(slices.orders, item?.item_id);
    const restedDays = fired.coupon ? Math.floor(Math.abs(now - fired.coupon.at) / DAY_MS) : Infinity;
    return [
      {
        text: `${looks} looks at ${item?.item_name || 'one product'} in ${days} days`,
        holds: count >= looks,
        value: `${count} of ${looks} looks`,
      },
      { text: 'It is not in the cart', holds: !inCart, value: inCart ? 'in the cart' : 'not in the cart' },
      { text: 'It was not bought', holds: !hasBought, value: hasBought ? 'bought' : 'not bought' },
      {
        text: `No coupon in the last ${restDays} days`,
        holds: restedDays >= restDays,
        value: restedDays < Infinity ? `${restedDays} day${restedDays === 1 ? '' : 's'} ago` : 'none so far',
      },
      { text: 'No issue is open', holds: !slices.care?.issue, value: slices.care?.issue?.replace('_', ' ') || 'none' },
    ];
  }

  return definePlugin({
    name: 'coupon',
    purpose: 'personalization',
    options: [options, KNOWN],
    needs: ['viewed', 'cart', 'orders'],
    triggers: [
      {
        name: 'coupon',
        decision: 'coupon.offer',
        every: restDays * DAY_MS,
        when({ now, touchpoint, profile }) {
          const [item] = profile.slices.viewed;
          if (touchpoint?.type !== 'view_item' || !item || !check(item, profile, now).every(({ holds }) => holds))
            return null;
          const { item_id, item_name } = item;
          return { item_id, ...(item_name && { item_name }), looks: looksAt(item, now), ...(code && { code }) };
        },
        conditions({ now, profile }) {
          const [most] = [...profile.slices.viewed].sort((a, b) => looksAt(b, now) - looksAt(a, now));
          return check(most, profile, now);
        },
      },
    ],
  });
}
