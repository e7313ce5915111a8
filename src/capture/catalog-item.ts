/** A product of the shop, in GA4's fields and a few more. */
export interface CatalogItem {
  /** Id in the catalogue. */
  readonly item_id: string;
  /** Name in the catalogue. */
  readonly item_name: string;
  /** Category, the widest. */
  readonly item_category?: string;
  /** Brand. */
  readonly item_brand?: string;
  /** Price in major units. */
  readonly price?: number;
  /** Currency, ISO 4217. */
  readonly currency?: string;
  /** Address of its page. */
  readonly url?: string;
  /** Address of its picture. */
  readonly image?: string;
  /** `false` keeps it from being suggested. */
  readonly in_stock?: boolean;
  /** Any number; more is more popular. */
  readonly popularity?: number;
  /** What goes with it: ids or categories. */
  readonly complements?: readonly string[];
}
