import type { Item } from './item.js';

/** An amount: `value` in major units, with its ISO 4217 currency. */
export interface Amount {
  /** Amount in major units, such as 19.9. */
  readonly value?: number;
  /** Currency, ISO 4217. */
  readonly currency?: string;
}

/** A list of products. */
export interface ItemList {
  /** The products in it. */
  readonly items?: readonly Item[];
  /** Id of the list. */
  readonly item_list_id?: string;
  /** Name of the list. */
  readonly item_list_name?: string;
}

/** Something about these products: at least one. */
export interface Chosen extends Amount {
  /** The products it is about. */
  readonly items: readonly Item[];
}

/** What is in the cart. An empty list says that the cart is empty, none says nothing. */
export interface Basket extends Amount {
  /** The products in it. */
  readonly items?: readonly Item[];
  /** Coupon used for all of it. */
  readonly coupon?: string;
  /** Cost of shipping, as far as it is shown. */
  readonly shipping?: number;
}

/** A whole order or, with `items`, a part of it. */
export interface Order extends Basket {
  /** Id of the order. */
  readonly transaction_id: string;
  /** Tax in it. */
  readonly tax?: number;
  /** Shop or supplier it was placed with. */
  readonly affiliation?: string;
}

/** A promotion inside the shop. */
export interface Promotion {
  /** Id of the promotion. */
  readonly promotion_id?: string;
  /** Name of the promotion. */
  readonly promotion_name?: string;
  /** Name of its picture or text. */
  readonly creative_name?: string;
  /** Its place on the page. */
  readonly creative_slot?: string;
  /** The products it is about. */
  readonly items?: readonly Item[];
}
