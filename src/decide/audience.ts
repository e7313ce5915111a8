import { definePlugin, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { SliceName } from '../core/profile.js';
import { turnsOf } from '../core/turns.js';
import { askRule } from './ask-rule.js';
import { type AudienceGround, groundOn } from './audience-ground.js';
import { audienceTriggers, DAYS, type Shopper } from './audience-triggers.js';
import { checkLeaves } from './check-leaves.js';
import { checkRule } from './check-rule.js';
import { DAY_MS } from './fits.js';
import { isBought } from './is-bought.js';
import type { Rule, RuleFunction } from './rule.js';
import type { Terms } from './sight.js';
import { turnOf } from './turn-of.js';
import { weigh } from './weigh.js';

/** An audience as data. JSON-safe unless a function stands in its rule. */
export interface AudienceByRule {
  readonly when: Rule;
  /** Days without a touchpoint after which the visitor drops out, the same as on the list of the ad system. Default 30. */
  readonly days?: number;
  /** Which products it names. Default: those in the cart, or else those looked at. */
  readonly about?: 'cart' | 'viewed' | 'ordered';
  /** A buyer leaves at once and stays out for `days`. Default true. */
  readonly untilPurchase?: boolean;
}

export interface AudienceOptions extends AudienceByRule, Terms {
  readonly name: string;
}

/**
 * Says whether the visitor belongs on one list of an ad system: while a rule holds, and at most `days` after the last
 * touchpoint. Needs consent to advertising. Time alone lets in and lets go, of who is away at the next visit.
 * Throws `WaymarkError` with the path to what is no rule, or does not last (`on`).
 */
export function audience({
  name,
  when: given,
  days = DAYS,
  about,
  untilPurchase = true,
  ...terms
}: AudienceOptions): Plugin {
  const path = `audiences.${name}`;
  const needs = checkRule(given, `${path}.when`);
  checkLeaves(given, `${path}.when`, { isRight: part => !('on' in part), wanted: 'what lasts; `count` does' });
  if (!(Number.isFinite(days) && days > 0))
    throw new WaymarkError('rule-odd', `\`${path}.days\` must be a number above 0.`);
  if (about && !/^(cart|viewed|ordered)$/.test(about))
    throw new WaymarkError('rule-odd', `\`${path}.about\` must be "cart", "viewed" or "ordered".`);
  // No `bought`, for an order may name no products.
  const isFree: RuleFunction = ({ slices }, now) =>
    !untilPurchase || now - (slices.orders?.recent[0]?.at ?? -Infinity) >= days * DAY_MS;
  const rule: Rule = { all: [given, { not: { idleSeconds: (days * DAY_MS) / 1000 } }, isFree] };
  const turns = turnsOf('audience', name);
  return definePlugin<SliceName>({
    name: `audience-${name}`,
    purpose: 'advertising',
    needs: ['cart', 'orders', 'viewed', ...needs],
    triggers: audienceTriggers(name, {
      groundAt(profile, now) {
        const since = profile.lastSeenAt;
        return since === null || weigh(rule, { now, profile }, terms)
          ? null
          : { ...groundOf(profile, about, since), days };
      },
      turnsAt: (profile, isIn) => turnOf(isIn ? { not: rule } : rule, profile, { ...terms, turns }),
    }).map(trigger =>
      trigger.name === turns.enter
        ? { ...trigger, conditions: situation => askRule(given, situation, terms) }
        : trigger,
    ),
  });
}

function groundOf(
  { slices: { cart, orders, viewed } }: Shopper,
  about: AudienceByRule['about'] = cart.lines.length ? 'cart' : 'viewed',
  since: number,
): AudienceGround {
  const [order = { items: [], value: 0, currency: '' }] = orders.recent;
  if (about === 'cart') return groundOn(cart.lines, since, cart);
  if (about === 'ordered') return groundOn(order.items, since, order);
  const items = viewed.filter(({ item_id }) => !isBought(orders, item_id));
  const [{ price, currency } = { price: 0, currency: '' }] = items;
  return groundOn(items, since, { value: price, currency });
}
