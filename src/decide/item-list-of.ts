import type { Item } from '../capture/commerce.js';
import type { Suggestion } from './suggest.js';

/** The data of GA4's `view_item_list` and `select_item`. */
export interface SuggestedList {
  /** Id of the rail. */
  readonly item_list_id: string;
  /** What stands in it, with the places, from 0. */
  readonly items: readonly Item[];
}

/**
 * Data to track a rail with: `view_item_list` when it is seen, `select_item` with the id that is chosen. The strategy is its
 * `item_list_name`, so reports tell which one sells. Pure.
 */
export function itemListOf(id: string, suggestions: readonly Suggestion[], chosen?: string): SuggestedList {
  const items = suggestions.map(
    ({ item_id, item_name, item_category, item_brand, price, strategy }, index): Item => ({
      item_id,
      ...(item_name && { item_name }),
      ...(item_category && { item_category }),
      ...(item_brand && { item_brand }),
      ...(price && { price }),
      item_list_name: strategy,
      index,
    }),
  );
  return { item_list_id: id, items: items.filter(item => chosen === undefined || item.item_id === chosen) };
}
