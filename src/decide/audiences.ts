import { definePlugin, type Plugin } from '../core/plugin.js';
import type { Profile } from '../core/profile.js';
import type { Cart } from '../learn/cart.js';
import type { Orders } from '../learn/orders.js';
import type { ViewedItem } from '../learn/viewed.js';
import { isBought } from './is-bought.js';

/** Why a visitor is in an audience. */
export interface AudienceGround {
  /** From when on, epoch ms; may be still to come. */
  readonly since: number;
  /** Days from `since` until the visitor drops out. Default 30. */
  readonly days?: number;
  /** Ids of the products it is about. */
  readonly items: readonly string[];
  /** What they cost, in major units of `currency`. */
  readonly value: number;
  /** ISO 4217; empty while unknown. */
  readonly currency: string;
}

// The slices are named by their types, not by their names: declarations drop an import that names nothing.
type Shopper = Profile & {
  readonly slices: { readonly cart: Cart; readonly orders: Orders; readonly viewed: readonly ViewedItem[] };
};

/** Pure, and without a clock: time is in `since` and `days`. `null`: not, or no longer, for this audience. */
export type AudienceRule = (profile: Shopper) => AudienceGround | null;

/** Rules by name of audience; `false` takes a default away. */
export type AudienceDefinitions = Readonly<Record<string, AudienceRule | false>>;

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** The visitor belongs on a list of an ad system from now on. */
    'audience.enter': Required<AudienceGround> & {
      /** Name of the audience. */
      readonly name: string;
    };
    /** The visitor belongs on that list no longer. */
    'audience.leave': {
      /** Name of the audience. */
      readonly name: string;
    };
  }
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const ABANDONED_MS = 30 * 60_000;
const ITEMS = 20;

const DEFAULTS: AudienceDefinitions = {
  'cart-abandoners': ({ slices: { cart } }) =>
    cart.lines.length && cart.lastActAt ? ground(cart.lines, cart.lastActAt + ABANDONED_MS, cart) : null,
  /** What was looked at after the last order and never bought. */
  'product-viewers': ({ slices: { orders, viewed } }) => {
    const lastOf = ({ looks }: ViewedItem) => looks.at(-1) ?? 0;
    const items = viewed.filter(item => lastOf(item) > (orders.recent[0]?.at ?? 0) && !isBought(orders, item.item_id));
    const [last] = items;
    return last ? ground(items, lastOf(last), { value: last.price, currency: last.currency }) : null;
  },
  buyers: ({ slices: { orders } }) => {
    const [last] = orders.recent;
    return last ? ground(last.items, last.at, last) : null;
  },
};

/**
 * Says which lists of ad systems the visitor belongs on: the defaults, and the site's own by name; `false` takes a
 * default away. Needs consent to advertising. A buyer leaves `cart-abandoners` and `product-viewers` at once.
 */
export function audiences(own: AudienceDefinitions = {}): Plugin {
  const rules: AudienceDefinitions = { ...DEFAULTS, ...own };
  return definePlugin<'cart' | 'orders' | 'viewed'>({
    name: 'audiences',
    purpose: 'advertising',
    needs: ['cart', 'orders', 'viewed'],
    triggers: Object.keys(rules).flatMap(name => {
      const enter = `audience-enter-${name}`;
      const leave = `audience-leave-${name}`;
      const rule = rules[name] || (() => null);
      // Entering and leaving take turns, whatever the clock says.
      const isOn = ({ fired }: Profile) => (fired[enter]?.times ?? 0) > (fired[leave]?.times ?? 0);
      const holds = (profile: Shopper, now: number) => {
        const found = rule(profile);
        return found && now >= found.since && now < endOf(found) ? found : null;
      };
      return [
        {
          name: enter,
          decision: 'audience.enter',
          wakeAt: profile => rule(profile)?.since ?? null,
          when({ now, profile }) {
            const found = isOn(profile) ? null : holds(profile, now);
            return found && { name, days: DAYS, ...found };
          },
        },
        {
          name: leave,
          decision: 'audience.leave',
          wakeAt(profile) {
            const found = rule(profile);
            return found && endOf(found);
          },
          when: ({ now, profile }) => (isOn(profile) && !holds(profile, now) ? { name } : null),
        },
      ];
    }),
  });
}

function endOf({ since, days = DAYS }: AudienceGround): number {
  return since + days * DAY_MS;
}

function ground(
  items: readonly { readonly item_id: string }[],
  since: number,
  { value, currency }: { readonly value: number; readonly currency: string },
): AudienceGround {
  return { since, items: items.slice(0, ITEMS).map(({ item_id }) => item_id), value, currency };
}
