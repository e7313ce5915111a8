import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { ViewedItem } from '../learn/viewed.js';
import { type AudienceGround, groundOn } from './audience-ground.js';
import { audienceTriggers, DAYS, type Shopper } from './audience-triggers.js';
import { DAY_MS } from './fits.js';
import { isBought } from './is-bought.js';

/** Pure, and without a clock: time is in `since` and `days`. `null`: not, or no longer, for this audience. */
export type AudienceRule = (profile: Shopper) => AudienceGround | null;

/** Rules by name of audience; `false` takes a default away. */
export type AudienceDefinitions = Readonly<Record<string, AudienceRule | false>>;

const ABANDONED_MS = 30 * 60_000;

const DEFAULTS: AudienceDefinitions = {
  'cart-abandoners': ({ slices: { cart } }) =>
    cart.lines.length && cart.lastActAt ? groundOn(cart.lines, cart.lastActAt + ABANDONED_MS, cart) : null,
  /** What was looked at after the last order and never bought. */
  'product-viewers': ({ slices: { orders, viewed } }) => {
    const lastOf = ({ looks }: ViewedItem) => looks.at(-1) ?? 0;
    const items = viewed.filter(item => lastOf(item) > (orders.recent[0]?.at ?? 0) && !isBought(orders, item.item_id));
    const [last] = items;
    return last ? groundOn(items, lastOf(last), { value: last.price, currency: last.currency }) : null;
  },
  buyers: ({ slices: { orders } }) => {
    const [last] = orders.recent;
    return last ? groundOn(last.items, last.at, last) : null;
  },
};

/**
 * Says which lists of ad systems the visitor belongs on: the defaults, and the site's own by name; `false` takes a
 * default away. Needs consent to advertising. A buyer leaves `cart-abandoners` and `product-viewers` at once. Throws
 * `WaymarkError` for what is no rule.
 */
export function audiences(own: AudienceDefinitions = {}): Plugin {
  return definePlugin<'cart' | 'orders' | 'viewed'>({
    name: 'audiences',
    purpose: 'advertising',
    needs: ['cart', 'orders', 'viewed'],
    triggers: Object.entries({ ...DEFAULTS, ...own }).flatMap(([name, given]) => {
      const rule = given || (() => null);
      if (typeof rule !== 'function')
        throw new WaymarkError('audience-odd', `Audience "${name}" is no function. Data goes through \`shopRules()\`.`);
      const endOf = ({ since, days = DAYS }: AudienceGround) => since + days * DAY_MS;
      return audienceTriggers(name, {
        groundAt(profile, now) {
          const ground = rule(profile);
          return ground && now >= ground.since && now < endOf(ground) ? ground : null;
        },
        turnsAt(profile, isIn) {
          const ground = rule(profile);
          return ground && (isIn ? endOf(ground) : ground.since);
        },
      });
    }),
  });
}
