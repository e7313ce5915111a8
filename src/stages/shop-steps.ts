import type { StepCounts } from './steps.js';

/**
 * What follows what in a shop, of five steps each: set by hand, fitted to nothing. It is worth no more than five steps of
 * the visitor; a shop's own counts are better: give them to `steps({ prior })`.
 */
export const shopSteps: StepCounts = {
  session_start: { page_view: 3, view_item: 1, view_item_list: 1 },
  page_view: { view_item: 2, view_item_list: 2, page_view: 1 },
  view_promotion: { view_item: 3, view_item_list: 1, page_view: 1 },
  view_item_list: { view_item: 3, view_item_list: 1, page_view: 1 },
  search: { view_item: 3, search: 1, view_item_list: 1 },
  view_search_results: { view_item: 3, view_search_results: 1, view_item_list: 1 },
  view_item: { view_item: 3, view_item_list: 1, add_to_cart: 1 },
  add_to_wishlist: { view_item: 3, view_item_list: 1, add_to_cart: 1 },
  login: { page_view: 2, view_item: 2, begin_checkout: 1 },
  sign_up: { login: 3, page_view: 1, view_item: 1 },
  add_to_cart: { view_item: 2, view_cart: 2, begin_checkout: 1 },
  view_cart: { begin_checkout: 2, view_item: 2, remove_from_cart: 1 },
  remove_from_cart: { view_cart: 2, view_item: 2, begin_checkout: 1 },
  begin_checkout: { add_shipping_info: 2, add_payment_info: 2, purchase: 1 },
  add_shipping_info: { add_payment_info: 3, purchase: 1, view_cart: 1 },
  add_payment_info: { purchase: 3, payment_error: 1, add_payment_info: 1 },
  payment_error: { add_payment_info: 3, payment_error: 1, purchase: 1 },
  purchase: { page_view: 3, view_item: 2 },
  file_download: { file_download: 2, page_view: 2, view_item: 1 },
};
