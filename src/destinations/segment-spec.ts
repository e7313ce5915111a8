import type { Profile } from '../core/profile.js';
import { type Fields, itemsOf, type Message, rename } from './messages.js';
import type { Names } from './tell-options.js';

/** Our touchpoints in Segment's words. Source: Segment's ecommerce spec, version 2, and its B2B SaaS spec. */
export const SEGMENT_NAMES: Names = {
  page_view: 'page',
  identify: 'identify',
  reset: 'reset',
  view_item_list: 'Product List Viewed',
  select_item: 'Product Clicked',
  view_item: 'Product Viewed',
  add_to_wishlist: 'Product Added to Wishlist',
  add_to_cart: 'Product Added',
  remove_from_cart: 'Product Removed',
  view_cart: 'Cart Viewed',
  begin_checkout: 'Checkout Started',
  add_shipping_info: 'Checkout Step Completed',
  add_payment_info: 'Payment Info Entered',
  purchase: 'Order Completed',
  refund: 'Order Refunded',
  view_promotion: 'Promotion Viewed',
  select_promotion: 'Promotion Clicked',
  search: 'Products Searched',
  sign_up: 'Signed Up',
  login: 'Signed In',
};

const PRODUCT = {
  item_id: 'product_id',
  item_name: 'name',
  item_brand: 'brand',
  item_category: 'category',
  item_variant: 'variant',
  index: 'position',
};

const FIELDS = {
  items: 'products',
  transaction_id: 'order_id',
  item_list_id: 'list_id',
  item_list_name: 'category',
  promotion_name: 'name',
  creative_name: 'creative',
  creative_slot: 'position',
  search_term: 'query',
  shipping_tier: 'shipping_method',
  payment_type: 'payment_method',
};

/** Of a page, where the system has Segment's call for it. Source: Segment's spec, "Page". */
const PAGE = { page_title: 'title', page_referrer: 'referrer' };

/** These are about one product, whose fields stand beside theirs: several are told one by one. */
const SINGLE = /^(select_item|view_item|add_to_wishlist|add_to_cart|remove_from_cart)$/;

/** A message in Segment's fields. */
export interface SegmentEvent {
  readonly id: string;
  readonly properties: Fields;
}

/** What Segment is told of a message: one event, or one for each product. Pure. */
export function segmentEvents({ type, name, id, data }: Message): readonly SegmentEvent[] {
  const products = itemsOf(data).map(item => rename(item, PRODUCT));
  const { products: _, ...properties } = rename(data, name === 'page' ? PAGE : FIELDS);
  if (SINGLE.test(type) && products.length) {
    const { value, ...rest } = properties;
    return products.map((product, index) => ({
      id: index ? `${id}/${index}` : id,
      properties: { ...rest, ...product, ...(products.length === 1 && value !== undefined && { value }) },
    }));
  }
  const { value } = data;
  const worth = type === 'purchase' ? { revenue: value, total: value } : type === 'refund' ? { total: value } : {};
  return [{ id, properties: { ...worth, ...properties, ...(data.items !== undefined && { products }) } }];
}

/** A message as Segment's HTTP API takes it. Source: segment.com/docs, "HTTP API source". Pure. */
export function segmentCalls(message: Message, { visitorId, slices }: Profile): readonly Fields[] {
  const { name, at, url, data } = message;
  const { user_id: userId = slices.identity?.userId, traits } = data;
  const call = {
    anonymousId: visitorId,
    ...(userId ? { userId } : {}),
    timestamp: new Date(at),
    context: { page: { url } },
  };
  if (name === 'reset') return [];
  if (name === 'identify') return [{ ...call, type: name, messageId: message.id, traits }];
  return segmentEvents(message).map(({ id: messageId, properties }) => ({
    ...call,
    messageId,
    ...(name === 'page'
      ? { type: name, properties: { url, ...properties } }
      : { type: 'track', event: name, properties }),
  }));
}
