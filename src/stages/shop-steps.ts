import type { StepCounts } from './steps.js';

/**
 * What follows what in a shop, of ten steps each: set by hand in round numbers, fitted to nothing. A shop's own counts
 * are better: give them to `steps({ prior })`.
 */
export const shopSteps: StepCounts = {
  page_view: { view_item: 4, view_item_list: 3, page_view: 3 },
  view_item_list: { view_item: 6, view_item_list: 3, page_view: 1 },
  search: { view_item: 6, search: 3, view_item_list: 1 },
  view_search_results: { view_item: 6, view_search_results: 3, view_item_list: 1 },
  view_item: { view_item: 6, view_item_list: 2, add_to_cart: 2 },
  add_to_wishlist: { view_item: 8, add_to_cart: 1, view_item_list: 1 },
  add_to_cart: { view_item: 4, view_cart: 4, begin_checkout: 2 },
  view_cart: { begin_checkout: 5, view_item: 3, remove_from_cart: 2 },
  remove_from_cart: { view_cart: 4, view_item: 4, begin_checkout: 2 },
  begin_checkout: { add_shipping_info: 4, add_payment_info: 4, purchase: 2 },
  add_shipping_info: { add_payment_info: 8, purchase: 1, view_cart: 1 },
  add_payment_info: { purchase: 8, payment_error: 1, add_payment_info: 1 },
  payment_error: { add_payment_info: 6, payment_error: 2, purchase: 2 },
  purchase: { page_view: 6, view_item: 4 },
};
