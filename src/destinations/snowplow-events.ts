import { type Fields, itemsOf, type Message } from './messages.js';
import type { Names } from './tell-options.js';

/** A self-describing event, with the entities it is about. */
export interface SnowplowEvent {
  readonly event: SelfDescribing;
  readonly context: readonly SelfDescribing[];
}

interface SelfDescribing {
  readonly schema: string;
  readonly data: Fields;
}

type Table = Readonly<Record<string, string>>;

const SEARCH = 'iglu:com.snowplowanalytics.snowplow/site_search/jsonschema/1-0-0';

/** Our touchpoints as Snowplow's ecommerce actions. Source: iglu-central, `snowplow_ecommerce_action` 1-0-2. */
export const SNOWPLOW_NAMES: Names = {
  page_view: 'page_view',
  identify: 'identify',
  reset: 'reset',
  view_item: 'product_view',
  view_item_list: 'list_view',
  select_item: 'list_click',
  add_to_cart: 'add_to_cart',
  remove_from_cart: 'remove_from_cart',
  view_promotion: 'promo_view',
  select_promotion: 'promo_click',
  begin_checkout: 'checkout_step',
  add_shipping_info: 'checkout_step',
  add_payment_info: 'checkout_step',
  purchase: 'transaction',
  refund: 'refund',
  search: SEARCH,
};

/** What the schemas of its entities demand, then what else they know, and what we call it. Source: iglu-central. */
const PRODUCT: Table = { id: 'item_id', price: 'price', currency: 'currency', category: 'item_category' };
const MORE: Table = {
  name: 'item_name',
  quantity: 'quantity',
  variant: 'item_variant',
  brand: 'item_brand',
  position: 'index',
};
const CART: Table = { total_value: 'value', currency: 'currency' };
const PROMOTION: Table = { id: 'promotion_id' };
const CREATIVE: Table = { name: 'promotion_name', creative_id: 'creative_name', slot: 'creative_slot' };
const STEP: Table = { step: 'step' };
const STEPS: Readonly<Record<string, number>> = { begin_checkout: 1, add_shipping_info: 2, add_payment_info: 3 };
const CHOICES: Table = { delivery_method: 'shipping_tier', payment_method: 'payment_type', coupon_code: 'coupon' };
const REFUND: Table = { transaction_id: 'transaction_id', currency: 'currency', refund_amount: 'value' };
const ORDER: Table = {
  transaction_id: 'transaction_id',
  currency: 'currency',
  revenue: 'value',
  payment_method: 'payment_type',
};
const COSTS: Table = { total_quantity: 'total_quantity', tax: 'tax', shipping: 'shipping', discount_code: 'coupon' };

/** Amounts and numbers of pieces; all else is text. */
const AMOUNT = /^(price|value|tax|shipping)$/;
const COUNT = /^(quantity|index|step|total_quantity)$/;

/**
 * A message where Snowplow has a schema for it and all that this demands is known; else `null`. Fields as Snowplow's plugin
 * makes them of GA4's: amounts in hundredths, texts but ids at most 99 letters. `currency` is of prices without one. Pure.
 */
export function snowplowEvent(message: Message, currency?: string, cart?: unknown): SnowplowEvent | null {
  const { type, name, data } = message;
  const { search_term: term } = data;
  if (name === SEARCH) return term ? { event: { schema: name, data: { terms: [`${term}`] } }, context: [] } : null;
  if (name.startsWith('iglu:')) return { event: { schema: name, data }, context: [] };
  if (SNOWPLOW_NAMES[type] !== name) return null;

  const items = itemsOf(data);
  const order = { currency, ...data };
  const products = items.flatMap(item => {
    const item_category = ['', 2, 3, 4, 5].flatMap(level => item[`item_category${level}`] || []).join('/');
    const whole = { item_id: item.item_name, currency: order.currency, ...item, item_category };
    return entity('product', whole, PRODUCT, MORE);
  });
  const about = subjectOf(message, items, order) ?? products;
  const list = name.startsWith('list') && (data.item_list_id || data.item_list_name);
  // Without its subject an action says nothing.
  if (!about[0] && !list) return null;
  return {
    event: {
      schema: schemaOf('snowplow_ecommerce_action', 2),
      data: { type: name, ...(list ? { name: `${list}`.slice(0, 128) } : {}) },
    },
    context: [
      ...about,
      ...(/^(transaction|refund)$/.test(name) ? products : []),
      ...entity('cart', Object(cart), CART),
    ],
  };
}

/** What an action is about; `null` for its products. */
function subjectOf(
  { type, name, data }: Message,
  items: readonly Fields[],
  order: Fields,
): readonly SelfDescribing[] | null {
  if (name === 'refund') return entity(name, order, REFUND);
  if (name === 'checkout_step') return entity(name, { ...data, step: STEPS[type] }, STEP, CHOICES);
  if (name.startsWith('promo')) return entity('promotion', { ...items[0], ...data }, PROMOTION, CREATIVE);
  if (name !== 'transaction') return null;
  let pieces = 0;
  for (const { quantity } of items) pieces += Number.isInteger(quantity) ? Number(quantity) : 1;
  return entity(name, { payment_type: 'unknown', ...order, total_quantity: pieces }, ORDER, COSTS);
}

/** An entity of these fields; none where something it demands is not known. */
function entity(name: string, fields: Fields, demanded: Table, more: Table = {}): readonly SelfDescribing[] {
  const known = Object.entries({ ...demanded, ...more }).map(
    ([field, ours]) => [field, put(ours, fields[ours])] as const,
  );
  const data = Object.fromEntries(known.filter(([, value]) => value !== undefined));
  return Object.keys(demanded).every(field => field in data) ? [{ schema: schemaOf(name, 0), data }] : [];
}

function schemaOf(name: string, addition: number): string {
  return `iglu:com.snowplowanalytics.snowplow.ecommerce/${name}/jsonschema/1-0-${addition}`;
}

/** A value as the schemas want it, if it can be. */
function put(name: string, value: unknown): string | number | undefined {
  if (name === 'currency' && `${value}`.length !== 3) return undefined;
  if (AMOUNT.test(name) || COUNT.test(name)) {
    const isRight =
      typeof value === 'number' && value >= 0 && value < 1e7 && (AMOUNT.test(name) || Number.isInteger(value));
    return isRight ? Math.round(value * 100) / 100 : undefined;
  }
  return typeof value === 'string' ? value.slice(0, name.endsWith('_id') ? 4_096 : 99) : undefined;
}
