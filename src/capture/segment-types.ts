type Fields = Readonly<Record<string, unknown>>;
type Words = Readonly<Record<string, string>>;

/** Segment's events as our touchpoint types. Source: Segment's ecommerce spec, version 2, and its B2B SaaS spec. */
export const SEGMENT_TYPES = {
  'Product List Viewed': 'view_item_list',
  'Product Clicked': 'select_item',
  'Product Viewed': 'view_item',
  'Product Added to Wishlist': 'add_to_wishlist',
  'Wishlist Product Added to Cart': 'add_to_cart',
  'Product Added': 'add_to_cart',
  'Product Removed': 'remove_from_cart',
  'Cart Viewed': 'view_cart',
  'Checkout Started': 'begin_checkout',
  'Checkout Step Completed': 'add_shipping_info',
  'Payment Info Entered': 'add_payment_info',
  'Order Completed': 'purchase',
  'Order Refunded': 'refund',
  'Promotion Viewed': 'view_promotion',
  'Promotion Clicked': 'select_promotion',
  'Products Searched': 'search',
  'Product Shared': 'share',
  'Product Reviewed': 'write_review',
  'Signed Up': 'sign_up',
  'Signed In': 'login',
} as const;

const ITEM: Words = {
  product_id: 'item_id',
  sku: 'item_id',
  name: 'item_name',
  brand: 'item_brand',
  category: 'item_category',
  variant: 'item_variant',
  position: 'index',
};
/** These are about one product, whose fields stand beside theirs. */
const SINGLE = /^(view_item|select_item|add_to_wishlist|add_to_cart|remove_from_cart)$/;
/** Fields that are the product's there, and are called as ours. */
const OWN = /^(item_(?!list_)|price$|quantity$|coupon$|discount$|rating)/;

/** The first one that is there counts; `''` is left out. */
const FIELDS: Words = {
  products: 'items',
  order_id: 'transaction_id',
  list_id: 'item_list_id',
  query: 'search_term',
  shipping_method: 'shipping_tier',
  payment_method: 'payment_type',
  revenue: 'value',
  total: 'value',
};

/** What is called otherwise in some events alone. */
const MORE: readonly (readonly [types: RegExp, words: Words])[] = [
  [/_item_list$/, { category: 'item_list_name' }],
  [/_promotion$/, { name: 'promotion_name', creative: 'creative_name', position: 'creative_slot' }],
  // What people write to each other is none of ours.
  [/^share$/, { product_id: 'item_id', share_via: 'method', share_message: '', recipient: '' }],
  [/^write_review$/, { product_id: 'item_id', review_body: '' }],
  [/^page_view$/, { title: 'page_title', referrer: 'page_referrer', url: '', path: '', search: '' }],
];

/** What the properties of one of Segment's events say in our fields; `null`: nothing that we have a word for. Pure. */
export function fromSegment(type: string, properties: unknown): Fields | null {
  const [, more] = MORE.find(([types]) => types.test(type)) ?? [];
  const isItems = (name: string): boolean => SINGLE.test(type) && (OWN.test(name) || Object.hasOwn(ITEM, name));
  const { items, ...data } = renamed(properties, { ...FIELDS, ...more }, name => !isItems(name));
  // Any step of a checkout is called so: which one, only its fields say.
  if (type === 'add_shipping_info' && !data.shipping_tier) return null;
  // An amount in an unknown currency is worth nothing.
  if (!data.currency) delete data.value;
  if (Array.isArray(items)) return { ...data, items: items.map(item => renamed(item, ITEM)) };
  return SINGLE.test(type) ? { ...data, items: [renamed(properties, ITEM, isItems)] } : data;
}

/** Own fields under other names: those that are ours already first, then the others in the order of `words`. */
function renamed(
  given: unknown,
  words: Words,
  isTaken: (name: string) => boolean = () => true,
): Record<string, unknown> {
  const fields = new Map(Object.entries(Object(given)).filter(([name]) => isTaken(name)));
  const data = new Map([...fields].filter(([name]) => !Object.hasOwn(words, name)));
  for (const [name, ours] of Object.entries(words))
    if (ours && fields.has(name) && !data.has(ours)) data.set(ours, fields.get(name));
  return Object.fromEntries(data);
}
