import { type AftercareOptions, aftercare } from './aftercare.js';
import { type BehaviourOptions, behaviour } from './behaviour.js';
import { attention } from './capture/attention.js';
import { campaigns } from './capture/campaigns.js';
import { commerce } from './capture/commerce.js';
import { formDetails } from './capture/form-details.js';
import { friction } from './capture/friction.js';
import { pages } from './capture/pages.js';
import { support } from './capture/support.js';
import { type Verbs, verbs } from './capture/verbs.js';
import type { PluginList } from './core/plugin.js';
import { WaymarkError } from './core/problem.js';
import { lead } from './learn/lead.js';
import { type StorefrontOptions, storefrontMind } from './storefront-mind.js';

export type PackName = 'retail' | 'saas-trial' | 'app' | 'service';

export interface PackOptions {
  readonly storefront?: StorefrontOptions;
  readonly behaviour?: BehaviourOptions;
  readonly aftercare?: AftercareOptions;
  /** Verbs of the site's own beside those of the pack, by what they mean. */
  readonly verbs?: Verbs;
}

/** What the verbs of each trade mean in the types the stages are read from. */
export const PACK_VERBS: Readonly<Record<PackName, Verbs>> = {
  retail: {},
  'saas-trial': {
    view_pricing: 'view_item_list',
    view_plan: 'view_item',
    compare_plans: 'compare_items',
    book_demo: 'generate_lead',
    start_trial: 'add_to_cart',
    end_trial: 'remove_from_cart',
    choose_plan: 'begin_checkout',
    enter_billing: 'add_payment_info',
    subscribe: 'purchase',
    renew: 'purchase',
    activate: 'deliver_order',
    read_docs: 'view_help',
    open_ticket: 'contact_support',
    cancel_subscription: 'return_order',
    invite_teammate: 'refer_friend',
  },
  app: {
    view_screen_list: 'view_item_list',
    view_screen: 'view_item',
    save_screen: 'add_to_wishlist',
    open_paywall: 'add_to_cart',
    begin_in_app_purchase: 'begin_checkout',
    in_app_purchase: 'purchase',
    unlock: 'deliver_order',
    invite_friend: 'refer_friend',
    rate_app: 'write_review',
  },
  service: {
    view_services: 'view_item_list',
    view_service: 'view_item',
    compare_services: 'compare_items',
    request_quote: 'generate_lead',
    choose_appointment: 'add_to_cart',
    give_details: 'begin_checkout',
    book_appointment: 'purchase',
    keep_appointment: 'deliver_order',
    cancel_appointment: 'return_order',
    check_appointment: 'view_order_status',
    complain: 'contact_support',
  },
};

/**
 * Everything a trade wants, in its words: `createWaymark({ plugins: [pack('saas-trial'), http({ url })] })`. `retail` is a
 * shop; `saas-trial` and `service` know leads; `app` watches screens, without links, videos and what is shown in lists.
 * Throws `WaymarkError` for a name that is none of these.
 */
export function pack(name: PackName, options: PackOptions = {}): PluginList {
  if (!Object.hasOwn(PACK_VERBS, name))
    throw new WaymarkError('pack-unknown', `There is no pack "${name}". Take one of ${Object.keys(PACK_VERBS)}.`);
  const watch =
    name === 'app' ? [attention(), formDetails(), friction(options.behaviour?.friction)] : behaviour(options.behaviour);
  return [
    verbs({ ...PACK_VERBS[name], ...options.verbs }),
    [commerce(), campaigns(), pages(), storefrontMind(options.storefront)],
    (name === 'saas-trial' || name === 'service') && lead(),
    watch,
    support(),
    aftercare(options.aftercare),
  ];
}
