import type { CaptureContext } from '../core/plugin.js';
import { foundText } from '../platform/stop-gap.js';
import { cartSync, type ReadCart } from './cart-sync.js';
import { own } from './consent/own.js';
import { eachPage } from './each-page.js';
import type { Item } from './item.js';
import { plainText } from './plain-text.js';

export interface MagentoOptions {
  /** ISO 4217 of the store view: Magento's cart names none. Default: what the page tells search engines or Open Graph. */
  readonly currency?: string;
  /** What the shop tracks as `item_id`. Default `product_sku`. */
  readonly idField?: 'product_sku' | 'product_id';
}

export interface MagentoReader {
  /** The `cart` section is another. */
  changed(section: unknown): void;
}

const LINES = 100;
const CURRENCY = 'meta[itemprop="priceCurrency"],meta[property="product:price:currency"]';

/** Reads a shop of Magento: tells what the cart and the checkout say, and what changes in the cart. */
export function magentoReader(
  { currency, idField = 'product_sku' }: MagentoOptions,
  context: CaptureContext,
): MagentoReader {
  let section = storedSection();
  const sync = cartSync(async () => readCart(section, idField, currency), context);
  eachPage(isFresh => {
    const { classList } = document.body;
    if (!isFresh || !section) return false;
    if (classList.contains('checkout-cart-index')) return sync.tell('view_cart');
    return classList.contains('checkout-index-index') && sync.tell('begin_checkout');
  }, context.signal);
  return {
    changed(data) {
      if (!Array.isArray(own(data, 'items'))) return;
      section = data;
      sync.changed();
    },
  };
}

/** The section as it was kept by an earlier page, unless Magento has marked it as out of date. */
function storedSection(): unknown {
  const stale = parsed('mage-cache-storage-section-invalidation');
  return own(stale, 'cart') ? undefined : own(parsed('mage-cache-storage'), 'cart');
}

function parsed(name: string): unknown {
  try {
    return JSON.parse(foundText(name) ?? 'null');
  } catch {
    return null; // Not what Magento wrote.
  }
}

function readCart(section: unknown, idField: 'product_sku' | 'product_id', currency?: string): ReadCart | null {
  const lines = own(section, 'items');
  if (!Array.isArray(lines)) return null;
  const code = currency ?? document.querySelector(CURRENCY)?.getAttribute('content') ?? '';
  return {
    currency: /^[A-Z]{3}$/.test(code) ? code : '',
    items: lines.slice(0, LINES).flatMap(line => itemOf(line, idField)),
  };
}

function itemOf(line: unknown, idField: 'product_sku' | 'product_id'): readonly Item[] {
  const id = textAt(line, idField) || textAt(line, 'product_id');
  const price = Number(own(line, 'product_price_value'));
  const options = own(line, 'options');
  const variant = Array.isArray(options) ? options.map(option => textAt(option, 'value')).join(', ') : '';
  if (!id) return [];
  return [
    {
      item_id: id,
      item_name: textAt(line, 'product_name') || id,
      ...(variant && { item_variant: variant.slice(0, 200) }),
      ...(price > 0 && { price }),
      quantity: Number(own(line, 'qty')) || 1,
    },
  ];
}

function textAt(value: unknown, name: string): string {
  return plainText(own(value, name));
}
