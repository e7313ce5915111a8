import { type CheckFunction, definePlugin, type Plugin } from '../core/plugin.js';
import type { TouchpointType } from '../core/touchpoint.js';
import { checkCommerce } from './check-commerce.js';
import type { Amount, Basket, Chosen, ItemList, Order, Promotion } from './commerce-data.js';
import { COMMERCE_TYPES } from './commerce-types.js';
import type { Item } from './item.js';

// Who names it from here has these types in view, too.
export type { Item } from './item.js';

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** A list of products was seen. */
    view_item_list: ItemList;
    /** A product was chosen from a list. */
    select_item: ItemList & {
      /** The product, at least one. */
      readonly items: readonly Item[];
    };
    /** A product was looked at. */
    view_item: Chosen;
    /** Products were compared. */
    compare_items: Chosen;
    /** A product was put on the wish list. */
    add_to_wishlist: Chosen;
    /** A product was put into the cart. */
    add_to_cart: Chosen;
    /** A product was taken out of the cart. */
    remove_from_cart: Chosen;
    /** Products the visitor wanted are sold out. */
    out_of_stock: Chosen;
    /** The cart was looked at. */
    view_cart: Basket;
    /** The checkout was entered. */
    begin_checkout: Basket;
    /** A way of shipping was chosen. */
    add_shipping_info: Basket & {
      /** The way of shipping. */
      readonly shipping_tier?: string;
    };
    /** A way of paying was chosen. */
    add_payment_info: Basket & {
      /** The way of paying; never an account or a card. */
      readonly payment_type?: string;
    };
    /** A payment failed. */
    payment_error: {
      /** Why, in the words of the shop. */
      readonly reason?: string;
      /** The way of paying. */
      readonly payment_type?: string;
    };
    /** An order was placed; each `transaction_id` counts once. */
    purchase: Order;
    /** Money was given back, for all of an order or for `items`. */
    refund: Order;
    /** A promotion was seen. */
    view_promotion: Promotion;
    /** A promotion was chosen. */
    select_promotion: Promotion;
    /** The shop was searched. */
    search: {
      /** What was looked for. */
      readonly search_term: string;
    };
    /** What a search found was seen. */
    view_search_results: ItemList & {
      /** What was looked for. */
      readonly search_term?: string;
      /** How many were found. */
      readonly results?: number;
      /** What the page is for, such as `help`. */
      readonly page_type?: string;
    };
    /** An account was made. */
    sign_up: {
      /** How, such as `email`. */
      readonly method?: string;
    };
    /** The visitor signed in. */
    login: {
      /** How, such as `email`. */
      readonly method?: string;
    };
    /** Something was shared. */
    share: {
      /** How, such as `email`. */
      readonly method?: string;
      /** What kind of thing. */
      readonly content_type?: string;
      /** Id of what was shared. */
      readonly item_id?: string;
    };
    /** The visitor asked for an offer or a call. */
    generate_lead: Amount & {
      /** Where the shop knows the visitor from. */
      readonly lead_source?: string;
    };
    /** A file was loaded. */
    file_download: {
      /** Name of the file. */
      readonly file_name?: string;
      /** Its kind, such as `pdf`. */
      readonly file_extension?: string;
      /** Its address, redacted. */
      readonly link_url?: string;
    };
    /** The shop said when an order will arrive; the last word on an order holds. A date is taken for a moment, too. */
    promise_delivery: {
      /** Id of the order. */
      readonly transaction_id: string;
      /** When it is promised for, epoch ms. */
      readonly promised_at: number;
    };
    /** An order arrived; a date is taken for a moment, too. */
    deliver_order: {
      /** Id of the order. */
      readonly transaction_id: string;
      /** When it was promised for, epoch ms. */
      readonly promised_at?: number;
      /** When it arrived, epoch ms. */
      readonly delivered_at?: number;
    };
    /** The state of an order was looked at. */
    view_order_status: {
      /** Id of the order. */
      readonly transaction_id?: string;
    };
    /** An order was sent back, whole or in part. */
    return_order: Basket & {
      /** Id of the order. */
      readonly transaction_id: string;
      /** Why, in the words of the shop. */
      readonly reason?: string;
    };
    /** Help was read. */
    view_help: {
      /** What about. */
      readonly topic?: string;
    };
    /** Support was asked. */
    contact_support: {
      /** What about. */
      readonly topic?: string;
      /** How, such as `email`. */
      readonly method?: string;
    };
    /** What the visitor was unhappy about is settled. */
    solve_issue: {
      /** What it was about. */
      readonly topic?: string;
    };
    /** A review was written. */
    write_review: {
      /** As the shop counts it. */
      readonly rating?: number;
      /** Id of the product. */
      readonly item_id?: string;
    };
    /** The shop was recommended to somebody. */
    refer_friend: {
      /** How, such as `email`. */
      readonly method?: string;
    };
    /** The visitor joined a club, a list or a forum. */
    join_community: {
      /** Name of it. */
      readonly name?: string;
    };
    /** A webinar was attended. */
    webinar: {
      /** Name of it. */
      readonly name?: string;
    };
    /** A question was answered. */
    survey_answer: {
      /** Names the question: `nps` (0 to 10), `csat` (1 to 5), `ces` (1 to 7, 7 is easy) or one of your own. */
      readonly kind: string;
      /** The answer, at least 0. */
      readonly score: number;
      /** What the visitor wrote, redacted. */
      readonly text?: string;
    };
  }
}

/** A type the registry lacks is a mistake here, where both are in view. */
const TYPES: Readonly<Record<string, readonly TouchpointType[]>> = COMMERCE_TYPES;

/** What happens in a shop and after it: GA4's names and fields with checks, and what GA4 lacks. Captures nothing itself. */
export function commerce(): Plugin {
  const vocabulary: { [K in TouchpointType]?: CheckFunction } = {};
  for (const [needs, types] of Object.entries(TYPES)) {
    for (const type of types) vocabulary[type] = checkCommerce(needs);
  }
  return definePlugin({ name: 'commerce', vocabulary });
}
