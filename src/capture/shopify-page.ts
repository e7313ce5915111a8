import { fetchOwn } from '../platform/fetch-own.js';
import { own } from './consent/own.js';
import type { Item } from './item.js';
import { plainText } from './plain-text.js';

export interface ShopifyOptions {
  /** What the shop tracks as `item_id`, as `catalogSource` has it. Default `id`, that of the product. */
  readonly idField?: 'id' | 'sku' | 'variant_id';
}

export type IdField = NonNullable<ShopifyOptions['idField']>;

/** What a page of a Shopify shop is about. */
export type ShopifyPage =
  | {
      readonly type: 'view_item';
      readonly data: { readonly items: readonly Item[]; currency?: string; value?: number };
    }
  | {
      readonly type: 'view_item_list' | 'view_cart';
      readonly data: { readonly items: readonly Item[]; currency?: string };
    };

const ITEMS = 100;

/** Reads the page that is shown, or answers `null`. */
export async function readShopify(idField: IdField, signal: AbortSignal): Promise<ShopifyPage | null> {
  const root = plainText(own(window, 'Shopify', 'routes', 'root')) || '/';
  if (location.pathname.replace(/\/$/, '') === `${root}cart`) return readCart(`${root}cart.js`, idField, signal);
  const meta = own(window, 'ShopifyAnalytics', 'meta');
  const pageType = own(meta, 'page', 'pageType');
  const currency = currencyOf(meta);
  const product = own(meta, 'product');
  if (product && (pageType === undefined || pageType === 'product')) {
    const asked = new URLSearchParams(location.search).get('variant') ?? own(meta, 'selectedVariantId');
    const item = itemOf(product, asked, idField, currency !== '');
    return { type: 'view_item', data: { ...(item.price && { currency, value: item.price }), items: [item] } };
  }
  const products = own(meta, 'products');
  if (pageType !== 'collection' || !Array.isArray(products)) return null;
  const id = plainText(own(meta, 'page', 'resourceId'));
  const items = products
    .slice(0, ITEMS)
    .map((each, index) => ({ ...itemOf(each, undefined, idField, currency !== ''), index: index + 1 }));
  return { type: 'view_item_list', data: { ...(id && { item_list_id: id }), ...(currency && { currency }), items } };
}

/** The currency of the amounts in `meta`, if it is the one the visitor sees. */
export function currencyOf(meta: unknown): string {
  const currency = plainText(own(meta, 'currency'));
  const active = plainText(own(window, 'Shopify', 'currency', 'active'));
  return !active || active === currency ? currency : '';
}

/** A product as the shop tracks it. Amounts are hundredths whatever the currency. Source: shopify.dev/docs/api/liquid/filters/money-filters. */
export function itemOf(product: unknown, asked: unknown, idField: IdField, hasCurrency: boolean): Item {
  const given = own(product, 'variants');
  const variants: readonly unknown[] = Array.isArray(given) ? given : [];
  const only = variants.length === 1 ? variants[0] : undefined;
  const variant = variants.find(each => asked && plainText(own(each, 'id')) === `${asked}`) ?? only;
  // Without a choice there is a price where all have the same.
  const prices = new Set((variant ? [variant] : variants).map(each => Number(own(each, 'price')) / 100));
  const [price = 0] = prices;
  const [first] = variant ? [variant] : variants;
  const suffix = plainText(own(first, 'public_title'));
  const name =
    plainText(own(product, 'title')) || plainText(own(first, 'name')).replace(suffix ? ` - ${suffix}` : '', '');
  const brand = plainText(own(product, 'vendor'));
  const category = plainText(own(product, 'type'));
  const title = variant ? plainText(own(variant, 'public_title')) : '';
  const ids = { id: own(product, 'id'), sku: own(first, 'sku'), variant_id: own(first, 'id') };
  return {
    item_id: plainText(ids[idField]) || plainText(ids.id),
    ...(name && { item_name: name }),
    ...(brand && { item_brand: brand }),
    ...(category && { item_category: category }),
    ...(title && { item_variant: title }),
    ...(hasCurrency && prices.size === 1 && price > 0 && { price }),
  };
}

async function readCart(url: string, idField: IdField, signal: AbortSignal): Promise<ShopifyPage | null> {
  const cart = await fetchOwn(url, signal);
  const lines = own(cart, 'items');
  if (!Array.isArray(lines)) return null;
  const currency = plainText(own(cart, 'currency'));
  const value = Number(own(cart, 'total_price')) / 100;
  const items = lines.slice(0, ITEMS).map((line): Item => {
    const price = Number(own(line, 'final_price')) / 100;
    const ids = { id: own(line, 'product_id'), sku: own(line, 'sku'), variant_id: own(line, 'variant_id') };
    const brand = plainText(own(line, 'vendor'));
    const category = plainText(own(line, 'product_type'));
    const variant = plainText(own(line, 'variant_title'));
    return {
      item_id: plainText(ids[idField]) || plainText(ids.id),
      item_name: plainText(own(line, 'product_title')),
      ...(brand && { item_brand: brand }),
      ...(category && { item_category: category }),
      ...(variant && { item_variant: variant }),
      ...(price > 0 && { price }),
      quantity: Number(own(line, 'quantity')) || 1,
    };
  });
  return { type: 'view_cart', data: { ...(currency && { currency, ...(value >= 0 && { value }) }), items } };
}
