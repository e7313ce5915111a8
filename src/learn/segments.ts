import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Cart } from './cart.js';
import type { Orders } from './orders.js';
import type { ViewedItem } from './viewed.js';

// The slices are named by their types, not by their names: declarations drop an import that names nothing.
type Shopper = Profile & {
  readonly slices: { readonly cart: Cart; readonly orders: Orders; readonly viewed: readonly ViewedItem[] };
};

/** Pure. Whether the visitor belongs to a segment at a moment. */
export type SegmentRule = (profile: Shopper, now: number) => boolean;

declare module '../core/profile.js' {
  interface SliceMap {
    /** Names of the segments the visitor belongs to, as of the last touchpoint. */
    segments: readonly string[];
  }
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The visitor belongs to a segment from now on. */
    'segment.enter': {
      /** Name of the segment. */
      readonly name: string;
    };
    /** The visitor belongs to a segment no longer. */
    'segment.leave': {
      /** Name of the segment. */
      readonly name: string;
    };
  }
}

const LOOKS_MS = 14 * 86_400_000;
/** Spent in all, in major units of one currency. A shop with other prices gives its own `high-value`. */
const HIGH_VALUE = 500;

const DEFAULTS: Readonly<Record<string, SegmentRule>> = {
  new: ({ session, slices }) => !slices.orders.count && session?.number === 1,
  returning: ({ session, slices }) => !slices.orders.count && session?.number !== 1,
  customer: ({ slices }) => slices.orders.count > 0,
  loyal: ({ slices }) => slices.orders.count > 1,
  'high-value': ({ slices }) => Object.values(slices.orders.spent).some(spent => spent >= HIGH_VALUE),
  'cart-holder': ({ slices }) => slices.cart.lines.length > 0,
  'repeat-looker': ({ slices }, now) => slices.viewed.some(({ looks }) => now - (looks.at(-3) ?? -Infinity) < LOOKS_MS),
};

/**
 * Says which groups the visitor belongs to: the defaults, and the site's own by name; `false` takes a default away.
 * Decided at every touchpoint, so time alone changes nothing before the next.
 */
export function segments(own: Readonly<Record<string, SegmentRule | false>> = {}): Plugin {
  const rules = Object.entries({ ...DEFAULTS, ...own });
  return definePlugin({
    name: 'segments',
    needs: ['cart', 'orders', 'viewed'],
    slice: {
      name: 'segments',
      version: 1,
      initial: [],
      reduce(state, { at }, profile) {
        const next = rules.flatMap(([name, rule]) => (rule !== false && rule(profile, at) ? name : []));
        return next.join() === state.join() ? state : next;
      },
    },
    triggers: rules.flatMap(([name]) => {
      const holds = ({ slices }: Profile) => slices.segments?.includes(name) ?? false;
      return [
        {
          name: `segment-enter-${name}`,
          decision: 'segment.enter',
          when: ({ before, profile }) => (holds(profile) && !holds(before) ? { name } : null),
        },
        {
          name: `segment-leave-${name}`,
          decision: 'segment.leave',
          when: ({ before, profile }) => (holds(before) && !holds(profile) ? { name } : null),
        },
      ];
    }),
  });
}
