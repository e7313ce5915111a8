import type { FeedRow } from './feed-rows.js';
import { unescaped } from './plain-text.js';
import { type Price, priceOf } from './price-of.js';

/** A product as a source tells it, before it is checked. */
export interface Draft extends Partial<Price> {
  readonly id: unknown;
  readonly name: unknown;
  readonly category?: unknown;
  readonly brand?: unknown;
  readonly url?: unknown;
  readonly image?: unknown;
  readonly isInStock: boolean;
  /** Variants of one product have the same. */
  readonly group?: string;
}

/** Options of the catalogue that say how its rows are read. */
export interface DraftOptions {
  readonly idField?: string | undefined;
  readonly categoryLevel?: number | undefined;
  readonly currency?: string | undefined;
  readonly now: number;
}

/** What a shop's JSON holds: anything. */
type Json = Readonly<Record<string, unknown>>;

/** Of Google Merchant fields. Pure. Source: support.google.com/merchants/answer/7052112. */
export function googleDraft(
  row: NonNullable<FeedRow>,
  { idField = 'id', categoryLevel = 0, currency, now }: DraftOptions,
): Draft {
  const types = row.product_type?.split('>') ?? [];
  const regular = priceOf(row.price ?? '', currency);
  const sale = isDuring(row.sale_price_effective_date, now) ? priceOf(row.sale_price ?? '', currency) : undefined;
  const isSale = sale && (!regular || (sale.currency === regular.currency && sale.price < regular.price));
  return {
    id: row[idField],
    name: row.title,
    category: types.at(categoryLevel) ?? types.at(-1),
    brand: row.brand,
    url: row.link,
    image: row.image_link,
    // Preorder and backorder can be bought.
    isInStock: !/^out[ _]of[ _]stock$/i.test(row.availability ?? ''),
    ...(row.item_group_id && { group: row.item_group_id }),
    ...(isSale ? sale : regular),
  };
}

/** Of a product in Shopify's `products.json`, which names no currency. Pure. */
export function shopifyDraft(product: Json, { idField = 'id', currency }: DraftOptions): Draft {
  const variants = listOf(product.variants);
  const variant = variants.find(({ available }) => available) ?? variants[0] ?? {};
  return {
    id: { ...variant, ...product, variant_id: variant.id }[idField],
    name: product.title,
    category: product.product_type,
    brand: product.vendor,
    url: product.handle && `/products/${product.handle}`,
    image: listOf(product.images)[0]?.src,
    isInStock: !variants.some(({ available }) => available === false) || Boolean(variant.available),
    ...moneyOf(Number(variant.price), currency),
  };
}

/**
 * Of a product of WooCommerce's Store API, whose amounts are whole minor units and whose names are HTML.
 * Source: developer.woocommerce.com, "Store API, products".
 */
export function wooDraft(product: Json, { idField = 'id' }: DraftOptions): Draft {
  const [prices = {}] = listOf([product.prices]);
  const amount = prices.price === '' ? NaN : Number(prices.price) / 10 ** Number(prices.currency_minor_unit);
  return {
    id: product[idField],
    name: plainOf(product.name),
    category: plainOf(listOf(product.categories)[0]?.name),
    brand: plainOf(listOf(product.brands)[0]?.name),
    url: product.permalink,
    image: listOf(product.images)[0]?.src,
    isInStock: product.is_in_stock !== false && product.is_purchasable !== false,
    ...moneyOf(amount, prices.currency_code),
  };
}

/** The objects of a list; none where it is no list. Pure. */
export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(entry => typeof entry === 'object' && entry) : [];
}

/** As people read it: without tags and entities. */
function plainOf(html: unknown): unknown {
  return typeof html === 'string' ? unescaped(html.replace(/<[^<>]*>/g, '')) : html;
}

function moneyOf(price: number, currency: unknown): Partial<Price> {
  if (!(price > 0 && price < 1e15)) return {};
  return { price, ...(typeof currency === 'string' && currency && { currency }) };
}

/** `from/to` in ISO 8601; without either a sale holds always. */
function isDuring(dates: string | undefined, now: number): boolean {
  if (!dates?.trim()) return true;
  // Engines differ on offsets without a colon.
  const [from = NaN, to = NaN] = dates
    .split('/')
    .map(date => Date.parse(date.trim().replace(/([+-]\d\d)(\d\d)$/, '$1:$2')));
  return now >= from && now <= to;
}
