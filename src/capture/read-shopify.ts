import type { CaptureContext } from '../core/plugin.js';
import { onShow } from '../platform/lifecycle.js';
import { listen } from '../platform/listen.js';
import { dropText, foundText } from '../platform/stop-gap.js';
import { own } from './consent/own.js';
import { eachPage } from './each-page.js';
import { plainText } from './plain-text.js';
import { takeOrders } from './shopify-orders.js';
import { currencyOf, type IdField, itemOf, readShopify, type ShopifyOptions } from './shopify-page.js';

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
