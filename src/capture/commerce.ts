import { type CheckFunction, definePlugin, type Plugin } from '../core/plugin.js';
import type { TouchpointType } from '../core/touchpoint.js';
import { checkCommerce } from './check-commerce.js';
import { COMMERCE_TYPES } from './commerce-types.js';

/** A product, in GA4's fields. Has an `item_id` or an `item_name`. Money in major units, such as 19.9. */
export interface Item {
  readonly item_id?: string;
  readonly item_name?: string;
  readonly item_brand?: string;
  readonly item_category?: string;
  readonly item_category2?: string;
  readonly item_category3?: string;
  readonly item_category4?: string;
  readonly item_category5?: string;
  readonly item_variant?: string;
  readonly item_list_id?: string;
  readonly item_list_name?: string;
  /** Of one piece, discount taken off. */
  readonly price?: number;
  /** Not given: 1. */
  readonly quantity?: number;
  /** Of one piece. */
  readonly discount?: number;
  readonly coupon?: string;
  readonly affiliation?: string;
  readonly location_id?: string;
  /** Place in the list. */
  readonly index?: number;
  readonly promotion_id?: string;
  readonly promotion_name?: string;
  readonly creative_name?: string;
  readonly creative_slot?: string;
}

/** An amount: `value` in major units, with its ISO 4217 currency. */
interface Amount {
  readonly value?: number;
  readonly currency?: string;
}

interface ItemList {
  readonly items?: readonly Item[];
  readonly item_list_id?: string;
  readonly item_list_name?: string;
}

/** Something about these products: at least one. */
interface Chosen extends Amount {
  readonly items: readonly Item[];
}

/** What is in the cart. An empty list says that the cart is empty, none says nothing. */
interface Basket extends Amount {
  readonly items?: readonly Item[];
  readonly coupon?: string;
}

interface Order extends Basket {
  readonly transaction_id: string;
  readonly tax?: number;
  readonly shipping?: number;
  readonly affiliation?: string;
}

interface Promotion {
  readonly promotion_id?: string;
  readonly promotion_name?: string;
  readonly creative_name?: string;
  readonly creative_slot?: string;
  readonly items?: readonly Item[];
}

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    view_item_list: ItemList;
    select_item: ItemList & { readonly items: readonly Item[] };
    view_item: Chosen;
    compare_items: Chosen;
    add_to_wishlist: Chosen;
    add_to_cart: Chosen;
    remove_from_cart: Chosen;
    view_cart: Basket;
    begin_checkout: Basket;
    add_shipping_info: Basket & { readonly shipping_tier?: string };
    add_payment_info: Basket & { readonly payment_type?: string };
    payment_error: { readonly reason?: string; readonly payment_type?: string };
    purchase: Order;
    refund: Order;
    view_promotion: Promotion;
    select_promotion: Promotion;
    search: { readonly search_term: string };
    view_search_results: ItemList & { readonly search_term?: string };
    sign_up: { readonly method?: string };
    login: { readonly method?: string };
    share: { readonly method?: string; readonly content_type?: string; readonly item_id?: string };
    generate_lead: Amount & { readonly lead_source?: string };
    file_download: { readonly file_name?: string; readonly file_extension?: string; readonly link_url?: string };
    /** Promised and real moment of delivery, epoch ms; a date is taken too. */
    deliver_order: { readonly transaction_id: string; readonly promised_at?: number; readonly delivered_at?: number };
    view_order_status: { readonly transaction_id?: string };
    return_order: Basket & { readonly transaction_id: string; readonly reason?: string };
    view_help: { readonly topic?: string };
    contact_support: { readonly topic?: string; readonly method?: string };
    /** `rating` as the shop counts it. */
    write_review: { readonly rating?: number; readonly item_id?: string };
    refer_friend: { readonly method?: string };
    join_community: { readonly name?: string };
    /** `kind` names the question, such as `nps`; `score` is at least 0. */
    survey_answer: { readonly kind: string; readonly score: number; readonly text?: string };
  }
}

/** A type the registry lacks is a mistake here, where both are in view. */
const TYPES: Readonly<Record<string, readonly TouchpointType[]>> = COMMERCE_TYPES;

/** What happens in a shop and after it: GA4's names and fields with checks, and what GA4 lacks. Captures nothing itself. */
export function commerce(): Plugin {
  const vocabulary: { [K in TouchpointType]?: CheckFunction } = {};
  for (const needs in TYPES) {
    for (const type of TYPES[needs] ?? []) vocabulary[type] = data => checkCommerce(data, needs);
  }
  return definePlugin({ name: 'commerce', vocabulary });
}
