/* global analytics, api, browser, init */

// A Shopify custom pixel. Paste it under Settings > Customer events; README.md says how.
// It leaves each order in the shop's localStorage, where shopify() of the next page of the shop takes it.

const KEY = 'waymark-shopify-orders';
// More than a visitor places between two pages of the shop.
const LIMIT = 5;

let privacy = init.customerPrivacy;
if (typeof api === 'object')
  api.customerPrivacy?.subscribe('visitorConsentCollected', event => {
    privacy = event.customerPrivacy;
  });

analytics.subscribe('checkout_completed', async ({ timestamp, data: { checkout } }) => {
  // Shopify loads the pixel only with permission if it is set up so; this holds where it is not.
  if (privacy && !privacy.analyticsProcessingAllowed) return;
  const order = orderOf(checkout, Date.parse(timestamp));
  const kept = parse(await browser.localStorage.getItem(KEY)).filter(
    other => other.transaction_id !== order.transaction_id,
  );
  await browser.localStorage.setItem(KEY, JSON.stringify([...kept, order].slice(-LIMIT)));
});

/** What Waymark needs to know of an order: nothing of who placed it. */
function orderOf(checkout, at) {
  return {
    transaction_id: String(checkout.order?.id ?? checkout.token),
    at,
    currency: checkout.currencyCode,
    value: checkout.totalPrice?.amount,
    tax: checkout.totalTax?.amount,
    shipping: checkout.shippingLine?.price?.amount,
    items: checkout.lineItems.map(lineOf),
  };
}

function lineOf({ title, quantity, variant, finalLinePrice }) {
  const { product } = variant ?? {};
  return {
    id: product?.id,
    variant_id: variant?.id,
    sku: variant?.sku,
    item_name: product?.title ?? title,
    item_brand: product?.vendor,
    item_category: product?.type,
    // What has no variants has one of this name.
    item_variant: variant?.title === 'Default Title' ? undefined : variant?.title,
    // Discounts taken off.
    price: finalLinePrice ? finalLinePrice.amount / quantity : variant?.price?.amount,
    quantity,
  };
}

function parse(text) {
  try {
    const list = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return []; // Somebody else wrote it.
  }
}
