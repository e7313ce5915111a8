import type { CaptureContext } from '../core/plugin.js';
import { fetchOwn } from '../platform/fetch-own.js';
import { onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { dropText, foundText } from '../platform/stop-gap.js';
import { own } from './consent/own.js';
import { eachPage } from './each-page.js';
import type { Item } from './item.js';
import { plainText } from './plain-text.js';

export interface ShopifyOptions {
  /** What the shop tracks as `item_id`, as `catalogSource` has it. Default `id`, that of the product. */
  readonly idField?: 'id' | 'sku' | 'variant_id';
}

type IdField = NonNullable<ShopifyOptions['idField']>;

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
const ORDERS = 10;
/** The pixel's own, and older than any purchase a shop would still ask about. */
const MAX_AGE_MS = 30 * 86_400_000;

/** Tells what the pages of a Shopify shop are about, what is put into the cart, and the orders left under `key`. */
export function watchShopify({ idField = 'id' }: ShopifyOptions, key: string, context: CaptureContext): void {
  const { signal, problem, track } = context;
  let last = '';
  const failed = (cause: unknown): true => {
    if (!signal.aborted) problem('shopify-unread', `Shopify cannot be read: ${(cause as Error).message}.`);
    return true;
  };
  const take = (): void => {
    const text = signal.aborted ? null : foundText(key);
    if (text === null) return;
    dropText(key);
    try {
      takeOrders(text, idField, context);
    } catch (cause) {
      failed(cause);
    }
  };
  take();
  onShow(take, signal);
  eachPage(async isFresh => {
    if (isFresh) last = '';
    try {
      const found = await readShopify(idField, signal);
      const said = JSON.stringify(found);
      // What Shopify publishes is that of the document, not of what a script has put into it.
      if (!found || said === last || signal.aborted) return false;
      last = said;
      return track(found.type, found.data) !== null;
    } catch (cause) {
      return failed(cause);
    }
  }, signal);
  listen('submit', ({ target }) => target instanceof HTMLFormElement && readForm(target, idField, context), signal);
}

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
function currencyOf(meta: unknown): string {
  const currency = plainText(own(meta, 'currency'));
  const active = plainText(own(window, 'Shopify', 'currency', 'active'));
  return !active || active === currency ? currency : '';
}

/** Amounts are hundredths whatever the currency. Source: shopify.dev/docs/api/liquid/filters/money-filters. */
function itemOf(product: unknown, asked: unknown, idField: IdField, hasCurrency: boolean): Item {
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

/**
 * Tells `add_to_cart` of a product form: the variant is the attribute of a hidden field. How many is what the visitor
 * enters, which is never read: it counts as one until the cart page tells. Source: shopify.dev, "Product form".
 */
function readForm(form: HTMLFormElement, idField: IdField, { track }: CaptureContext): void {
  const action = Element.prototype.getAttribute.call(form, 'action') ?? '';
  if (!/\/cart\/add(\.js)?([?#]|$)/.test(action)) return;
  const field = Element.prototype.querySelector.call(form, 'input[type=hidden][name=id]');
  const id = field?.getAttribute('value');
  const meta = own(window, 'ShopifyAnalytics', 'meta');
  const all = [own(meta, 'product'), own(meta, 'products')].flat();
  const product = all.find(each => {
    const variants = own(each, 'variants');
    return Array.isArray(variants) && variants.some(variant => id && plainText(own(variant, 'id')) === id);
  });
  if (!product) return;
  const currency = currencyOf(meta);
  const item = { ...itemOf(product, id, idField, currency !== ''), quantity: 1 };
  track('add_to_cart', { ...(item.price && { currency, value: item.price }), items: [item] });
}

/** Tells the orders the pixel left. `orders()` knows those that two tabs found at once. Throws for what is no JSON. */
export function takeOrders(text: string, idField: IdField, { track }: CaptureContext): void {
  const list: unknown = JSON.parse(text);
  for (const order of Array.isArray(list) ? list.slice(-ORDERS) : []) {
    const transaction_id = plainText(own(order, 'transaction_id'));
    const at = Number(own(order, 'at'));
    if (!transaction_id || !(at > Date.now() - MAX_AGE_MS)) continue;
    const currency = plainText(own(order, 'currency'));
    const lines = own(order, 'items');
    const data = {
      transaction_id,
      ...(currency && { currency, ...amounts(order, 'value', 'tax', 'shipping') }),
      items: (Array.isArray(lines) ? lines.slice(0, ITEMS) : []).map(line => lineOf(line, idField)),
    };
    track('purchase', data, { at: Math.min(at, Date.now()) });
  }
}

function lineOf(line: unknown, idField: IdField): Item {
  const texts = ['item_name', 'item_brand', 'item_category', 'item_variant'].flatMap(name => {
    const text = plainText(own(line, name));
    return text ? [[name, text]] : [];
  });
  return {
    item_id: plainText(own(line, idField)) || plainText(own(line, 'id')),
    ...Object.fromEntries(texts),
    ...amounts(line, 'price', 'quantity'),
  };
}

function amounts(value: unknown, ...names: readonly string[]): object {
  return Object.fromEntries(
    names.flatMap(name => (Number(own(value, name)) > 0 ? [[name, Number(own(value, name))]] : [])),
  );
}
