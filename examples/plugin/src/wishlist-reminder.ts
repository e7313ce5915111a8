import { definePlugin, type Plugin } from 'waymark';
import type {} from 'waymark/storefront';

declare module 'waymark' {
  interface SliceMap {
    /** The last wish that was neither bought nor put into the cart. */
    wishlist: { readonly item_id: string; readonly at: number } | null;
  }
  interface DecisionMap {
    'wishlist.remind': { readonly item_id: string };
  }
}

const WEEK_MS = 7 * 86_400_000;

/** Decides `wishlist.remind` a week after a wish that nothing came of, at most once a month. */
export function wishlistReminder(): Plugin {
  return definePlugin({
    name: 'wishlist-reminder',
    purpose: 'personalization',
    slice: {
      name: 'wishlist',
      version: 1,
      initial: null,
      reduce(wish, { type, at, data }) {
        // Tracked before `commerce()` was there, it was not checked.
        if (type === 'add_to_wishlist') return { item_id: data.items?.[0]?.item_id ?? '', at };
        return type === 'add_to_cart' || type === 'purchase' ? null : wish;
      },
    },
    triggers: [
      {
        name: 'wishlist-reminder',
        decision: 'wishlist.remind',
        every: 30 * 86_400_000,
        when({ profile, now }) {
          const wish = profile.slices.wishlist;
          return wish && now - wish.at >= WEEK_MS ? { item_id: wish.item_id } : null;
        },
        wakeAt: ({ slices: { wishlist } }) => (wishlist ? wishlist.at + WEEK_MS : null),
      },
    ],
  });
}
