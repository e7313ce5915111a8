import type { CaptureContext } from '../core/plugin.js';
import { fetchOwn } from '../platform/fetch-own.js';
import { type CartSync, cartSync, type ReadCart } from './cart-sync.js';
import { own } from './consent/own.js';
import { eachPage } from './each-page.js';
import type { Item } from './item.js';
import { plainText } from './plain-text.js';
import { priceOf } from './price-of.js';

export interface WoocommerceOptions {
  /** Where the Store API is. Default `/wp-json/wc/store/v1/`. */
  readonly api?: string;
  /** What the shop tracks as `item_id`. Default `id`. */
  readonly idField?: 'id' | 'sku';
}

const LINES = 100;
const AMOUNT = '.woocommerce-Price-amount';
/** The list of the order confirmation blocks; what else is called so is of other plugins. Source: WooCommerce, `OrderConfirmation/Summary.php`. */
const SUMMARY = '.wp-block-woocommerce-order-confirmation-summary .wc-block-order-confirmation-summary-list';
const VALUE = '.wc-block-order-confirmation-summary-list-item__value';
/** Blocks sum up an order that failed, too; templates do not. Source: WooCommerce, `OrderConfirmation/Status.php`. */
const DECLINED = '.wc-block-order-confirmation-status__actions';

/** Reads a shop of WooCommerce: tells what the cart, the checkout and the thank-you page say, and what changes in the cart. */
export function wooReader(
  { api = '/wp-json/wc/store/v1/', idField = 'id' }: WoocommerceOptions,
  context: CaptureContext,
): CartSync {
  const sync = cartSync(() => readCart(`${api}cart`, idField, context.signal), context);
  eachPage(isFresh => {
    const { classList } = document.body;
    if (!isFresh) return false;
    if (classList.contains('woocommerce-order-received')) {
      const order = orderOf(document);
      return order !== null && context.track('purchase', order) !== null;
    }
    if (classList.contains('woocommerce-checkout')) return sync.tell('begin_checkout');
    return classList.contains('woocommerce-cart') && sync.tell('view_cart');
  }, context.signal);
  return sync;
}

/** The cart of WooCommerce's Store API, whose amounts are whole minor units. Rejects where it cannot be read. */
async function readCart(url: string, idField: 'id' | 'sku', signal: AbortSignal): Promise<ReadCart | null> {
  const cart = await fetchOwn(url, signal);
  const lines = own(cart, 'items');
  if (!Array.isArray(lines)) return null;
  return {
    currency: plainText(own(cart, 'totals', 'currency_code')),
    items: lines.slice(0, LINES).map(line => itemOf(line, idField)),
  };
}

function itemOf(line: unknown, idField: 'id' | 'sku'): Item {
  const amount = own(line, 'prices', 'price');
  const price = amount === '' ? NaN : Number(amount) / 10 ** Number(own(line, 'prices', 'currency_minor_unit'));
  const variation = own(line, 'variation');
  const variant = Array.isArray(variation) ? variation.map(part => plainText(own(part, 'value'))).join(', ') : '';
  return {
    item_id: plainText(own(line, idField)) || plainText(own(line, 'id')),
    item_name: plainText(own(line, 'name')),
    ...(variant && { item_variant: variant.slice(0, 200) }),
    ...(price > 0 && { price }),
    quantity: Number(own(line, 'quantity')) || 1,
  };
}

/**
 * The order of a thank-you page, or `null`, as for one whose payment was declined. The value only where the currency is sure:
 * templates show a sign, not a code.
 */
function orderOf(page: Document): { transaction_id: string; value?: number; currency?: string } | null {
  const textAt = (selector: string): string => plainText(page.querySelector(selector)?.textContent);
  const transaction_id = textAt(`.woocommerce-order-overview__order strong,${SUMMARY}-item:first-child ${VALUE}`);
  if (!transaction_id || page.querySelector(DECLINED)) return null;
  const total = textAt(`.woocommerce-order-overview__total ${AMOUNT},${SUMMARY} ${AMOUNT}`);
  const { price, currency } = priceOf(total) ?? {};
  return { transaction_id, ...(price && currency && { value: price, currency }) };
}
