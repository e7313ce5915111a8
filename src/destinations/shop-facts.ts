import { type Fields, given, type Message } from './messages.js';

/** A product in what other systems ask about it. */
export interface ShopProduct {
  readonly id: string;
  /** 1 where nothing is said. */
  readonly quantity: number;
  /** Of one, in major units. */
  readonly price?: number;
  readonly name?: string;
  readonly brand?: string;
  readonly category?: string;
  readonly variant?: string;
}

/** What other systems ask about a message, each as it should be or left out. */
export interface ShopFacts {
  readonly products?: readonly ShopProduct[];
  /** In major units of `currency`; only together with it. */
  readonly value?: number;
  /** ISO 4217. */
  readonly currency?: string;
  /** Id of the order. */
  readonly order?: string;
  readonly search?: string;
  /** Name of the audience. */
  readonly audience?: string;
}

/** What of a message other systems ask about, whatever stands in it. Pure. */
export function shopFacts({ type, data }: Message): ShopFacts {
  const currency = /^[A-Z]{3}$/.test(`${data.currency}`) ? `${data.currency}` : undefined;
  const products = (Array.isArray(data.items) ? data.items : []).flatMap(productOf);
  return given({
    products: products.length ? products : undefined,
    value: currency ? numberOf(data.value) : undefined,
    currency,
    order: textOf(data.transaction_id),
    search: textOf(data.search_term),
    audience: type.startsWith('audience.') ? textOf(data.name) : undefined,
  });
}

/** How many pieces products are together. Pure. */
export function piecesOf(products: readonly ShopProduct[]): number {
  let pieces = 0;
  for (const { quantity } of products) pieces += quantity;
  return pieces;
}

/** An audience names its products by their ids alone. */
function productOf(item: unknown): readonly ShopProduct[] {
  const fields: Fields = Object(typeof item === 'string' ? { item_id: item } : item);
  const id = textOf(fields.item_id);
  const product = {
    id,
    quantity: numberOf(fields.quantity) ?? 1,
    price: numberOf(fields.price),
    name: textOf(fields.item_name),
    brand: textOf(fields.item_brand),
    category: textOf(fields.item_category),
    variant: textOf(fields.item_variant),
  };
  // The id is a text by now, and `given` leaves only what is of its type.
  return id ? [given(product) as unknown as ShopProduct] : [];
}

function textOf(value: unknown): string | undefined {
  return (typeof value === 'string' && value) || Number.isFinite(value) ? `${value}` : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
