import type { Fields, Message } from './messages.js';
import { type ShopProduct, shopFacts } from './shop-facts.js';
import type { Names } from './tell-options.js';

/** Our words in Klaviyo's. Source: developers.klaviyo.com, "Integrate a platform without a pre-built integration". */
export const KLAVIYO_NAMES: Names = {
  identify: 'identify',
  page_view: 'Active on Site',
  view_item: 'Viewed Product',
  add_to_cart: 'Added to Cart',
  begin_checkout: 'Started Checkout',
  purchase: 'Placed Order',
  'cart.arm': 'Cart Armed',
  'cart.disarm': 'Cart Disarmed',
  'sequence.plan': 'Sequence Planned',
  'sequence.step': 'Sequence Step',
  'sequence.exit': 'Sequence Ended',
};

/** One thing that happened, in Klaviyo's fields. */
export interface KlaviyoEvent {
  readonly metric: string;
  /** The same at every try. */
  readonly id: string;
  readonly value: number | undefined;
  /** ISO 4217. */
  readonly currency: string | undefined;
  readonly properties: Fields;
}

/**
 * What Klaviyo is told of a message: a look or an addition a product, an order also by its products. Pure. What is undefined is
 * no JSON.
 */
export function klaviyoEvents(message: Message): readonly KlaviyoEvent[] {
  const { type, name, url, data } = message;
  const { items, lines, ...own } = data;
  const { products = [], value, currency, order } = shopFacts({ ...message, data: { ...own, items: items ?? lines } });
  const isOrder = type === 'purchase';
  const prefix = type === 'view_item' ? '' : type === 'add_to_cart' ? 'AddedItem' : null;
  const isSingle = prefix !== null;
  const id = (isOrder && order) || message.id;
  const each = products.map((product, index) => ({
    metric: isSingle ? name : 'Ordered Product',
    id: `${id}/${index}`,
    value: totalOf(product),
    currency,
    properties: isSingle ? { ...wordsOf(product, prefix), URL: url } : { ...lineOf(product), OrderId: order },
  }));
  if (isSingle) return each;
  const listed = products.length && {
    ItemNames: products.flatMap(product => product.name ?? []),
    Categories: products.flatMap(({ category }) => category ?? []),
    Items: products.map(lineOf),
  };
  const properties = { ...readable(own), OrderId: order, ...listed };
  return [{ metric: name, id, value, currency, properties }, ...(isOrder ? each : [])];
}

function lineOf(product: ShopProduct): Fields {
  return { ...wordsOf(product, ''), ItemPrice: product.price, RowTotal: totalOf(product) };
}

function wordsOf({ id, name, brand, category, price, quantity }: ShopProduct, prefix: string): Fields {
  return {
    [`${prefix}ProductID`]: id,
    [`${prefix}ProductName`]: name,
    [`${prefix}Brand`]: brand,
    [`${prefix}Categories`]: category && [category],
    [`${prefix}Price`]: price,
    [`${prefix}Quantity`]: quantity,
  };
}

/** No currency has more than three decimals. */
function totalOf({ price, quantity }: ShopProduct): number | undefined {
  return price && Math.round(price * quantity * 1_000) / 1_000;
}

/** Data with moments that mails can show. */
function readable(data: Fields): Fields {
  return JSON.parse(JSON.stringify(data, (name, fact) => (name === 'dueAt' ? new Date(fact).toJSON() : fact)));
}
