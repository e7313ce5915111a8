interface Documented {
  readonly needs: readonly string[];
  readonly knows: readonly string[];
}

const AMOUNT = ['currency', 'value'];
const LIST = ['item_list_id', 'item_list_name'];
const PROMOTION = ['creative_name', 'creative_slot', 'promotion_id', 'promotion_name'];

/** What each event needs and knows. Source: developers.google.com/analytics/devguides/collection/ga4/reference/events. */
export const GOOGLE_EVENTS: Readonly<Record<string, Documented>> = {
  view_item_list: { needs: ['items'], knows: [...AMOUNT, ...LIST] },
  select_item: { needs: ['items'], knows: LIST },
  view_item: { needs: [...AMOUNT, 'items'], knows: [] },
  add_to_wishlist: { needs: [...AMOUNT, 'items'], knows: [] },
  add_to_cart: { needs: [...AMOUNT, 'items'], knows: [] },
  remove_from_cart: { needs: [...AMOUNT, 'items'], knows: [] },
  view_cart: { needs: [...AMOUNT, 'items'], knows: [] },
  begin_checkout: { needs: [...AMOUNT, 'items'], knows: ['coupon'] },
  add_shipping_info: { needs: [...AMOUNT, 'items'], knows: ['coupon', 'shipping_tier'] },
  add_payment_info: { needs: [...AMOUNT, 'items'], knows: ['coupon', 'payment_type'] },
  purchase: { needs: [...AMOUNT, 'transaction_id', 'items'], knows: ['coupon', 'shipping', 'tax', 'customer_type'] },
  refund: { needs: [...AMOUNT, 'transaction_id'], knows: ['coupon', 'shipping', 'tax', 'items'] },
  view_promotion: { needs: ['items'], knows: PROMOTION },
  select_promotion: { needs: [], knows: [...PROMOTION, 'items'] },
  search: { needs: ['search_term'], knows: [] },
  login: { needs: [], knows: ['method'] },
  sign_up: { needs: [], knows: ['method'] },
  share: { needs: [], knows: ['method', 'content_type', 'item_id'] },
  generate_lead: { needs: AMOUNT, knows: ['lead_source'] },
};

const ITEM = { item_id: 'cedar', item_name: 'Cedar', item_category: 'Guitars', price: 219, quantity: 1 };

/** Everything a shop knows when such a thing happens: exactly what Google documents. */
export function documentedData(type: string): Readonly<Record<string, unknown>> {
  const { needs = [], knows = [] } = GOOGLE_EVENTS[type] ?? {};
  const values: Readonly<Record<string, unknown>> = {
    items: [ITEM],
    value: 219,
    tax: 35,
    shipping: 5,
    currency: 'EUR',
  };
  return Object.fromEntries([...needs, ...knows].map(name => [name, values[name] ?? `a ${name}`]));
}
