import { definePlugin, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';
import { attributeOf, closest } from './closest.js';

/** A coupon code that was copied. */
export interface CopiedCoupon {
  /** The code, as the page marked it. */
  readonly coupon: string;
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The visitor copied a coupon code. */
    copy_coupon: CopiedCoupon;
    /** The page was printed. */
    print_page: { readonly [name: string]: never };
  }
}

/**
 * What a visitor takes along: a coupon code that is copied, by hand or with a button, and a printed page. The code is that of
 * `data-waymark-coupon`; neither what is selected nor the clipboard is read.
 */
export function takeaways(): Plugin {
  return definePlugin({
    name: 'takeaways',
    vocabulary: { copy_coupon: data => data, print_page: data => data },
    capture({ signal, track }) {
      const take = (event: Event, selectors: string): void => {
        const marked = closest(event, selectors);
        const coupon = marked && attributeOf(marked, 'data-waymark-coupon');
        if (coupon) track('copy_coupon', { coupon });
      };
      listen('copy', event => take(event, '[data-waymark-coupon]'), signal);
      listen('click', event => take(event, 'button[data-waymark-coupon]'), signal);
      listen('afterprint', () => track('print_page', {}), signal);
    },
  });
}
