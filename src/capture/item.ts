/** A product, in GA4's fields. Has an `item_id` or an `item_name`. Money in major units, such as 19.9. */
export interface Item {
  /** Id in the catalogue. */
  readonly item_id?: string;
  /** Name in the catalogue. */
  readonly item_name?: string;
  /** Brand. */
  readonly item_brand?: string;
  /** Category, the widest. */
  readonly item_category?: string;
  /** Category below it. */
  readonly item_category2?: string;
  /** Category below that. */
  readonly item_category3?: string;
  /** Category below that. */
  readonly item_category4?: string;
  /** Category below that. */
  readonly item_category5?: string;
  /** Variant, such as a colour or a size. */
  readonly item_variant?: string;
  /** Id of the list it was shown in. */
  readonly item_list_id?: string;
  /** Name of the list it was shown in. */
  readonly item_list_name?: string;
  /** Price of one piece, discount taken off. */
  readonly price?: number;
  /** How many pieces; not given: 1. */
  readonly quantity?: number;
  /** Discount on one piece. */
  readonly discount?: number;
  /** Coupon used for it. */
  readonly coupon?: string;
  /** Shop or supplier it comes from. */
  readonly affiliation?: string;
  /** Id of a place, such as a branch of the shop. */
  readonly location_id?: string;
  /** Place in the list. */
  readonly index?: number;
  /** Id of the promotion it was part of. */
  readonly promotion_id?: string;
  /** Name of the promotion. */
  readonly promotion_name?: string;
  /** Name of the picture or text of the promotion. */
  readonly creative_name?: string;
  /** Place of the promotion on the page. */
  readonly creative_slot?: string;
  /** How it is rated, of 5 at best. */
  readonly rating?: number;
  /** How many rated it. */
  readonly rating_count?: number;
  /** Whether it can be bought. */
  readonly in_stock?: boolean;
}
