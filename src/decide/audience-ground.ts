import type { KnownItem } from '../learn/items-of.js';

/** Why a visitor is in an audience. */
export interface AudienceGround {
  /** From when on, epoch ms; may be still to come. */
  readonly since: number;
  /** Days from `since` until the visitor drops out. Default 30. */
  readonly days?: number;
  /** Ids of the products it is about. */
  readonly items: readonly string[];
  /** Categories of these products. Default: none. */
  readonly categories?: readonly string[];
  /** What they cost, in major units of `currency`. */
  readonly value: number;
  /** ISO 4217; empty while unknown. */
  readonly currency: string;
}

const ITEMS = 20;

/** The ground that products are: the first 20 of them. Pure. */
export function groundOn(
  products: readonly Pick<KnownItem, 'item_id' | 'item_category'>[],
  since: number,
  { value, currency }: { readonly value: number; readonly currency: string },
): AudienceGround {
  const first = products.slice(0, ITEMS);
  return {
    since,
    items: first.map(({ item_id }) => item_id),
    categories: [...new Set(first.flatMap(({ item_category }) => item_category || []))],
    value,
    currency,
  };
}
