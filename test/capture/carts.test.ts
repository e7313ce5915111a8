// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { magento } from '../../src/capture/magento.js';
import { woocommerce } from '../../src/capture/woocommerce.js';
import type { CaptureContext } from '../../src/core/plugin.js';
import { type Captured, captureContext } from './capture-context.js';

const page = window as unknown as Record<string, unknown>;
const known = {
  item_id: '7',
  item_name: 'Cedar',
  item_variant: '',
  item_brand: '',
  item_category: '',
  price: 219,
  quantity: 1,
  addedAt: 1,
};
let captured: Captured;

// A file takes real time to load, and the clock stands still below.
beforeAll(() =>
  Promise.all([import('../../src/capture/read-magento.js'), import('../../src/capture/read-woocommerce.js')]),
);
beforeEach(() => {
  vi.useFakeTimers();
  captured = captureContext();
});
afterEach(() => {
  captured.stop();
  localStorage.clear();
  document.body.className = '';
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const name of ['jQuery', 'require']) Reflect.deleteProperty(page, name);
});

/** A context whose visitor has these lines in the cart. */
function knowing(lines: object[]): CaptureContext {
  const { profile } = captured.context;
  return { ...captured.context, profile: { ...profile, slices: { cart: { lines } } } as unknown as typeof profile };
}

describe('WooCommerce', () => {
  const wooLine = {
    id: 7,
    sku: 'cedar',
    name: 'Cedar &amp; more',
    quantity: 3,
    variation: [{ attribute: 'Hand', value: 'Left' }],
    prices: { price: '21900', currency_minor_unit: 2 },
  };
  const fetched = vi.fn(
    async (_: URL) => new Response(JSON.stringify({ items: [wooLine], totals: { currency_code: 'EUR' } })),
  );
  const start = (lines: object[] = []): void => {
    fetched.mockClear();
    vi.stubGlobal('fetch', fetched);
    woocommerce().capture?.(knowing(lines));
  };

  it('tells what blocks say was added, once for all events', async () => {
    start([{ ...known, item_name: 'Cedar & more' }]);
    for (const event of ['wc-blocks_added_to_cart', 'wc-blocks_added_to_cart'])
      document.body.dispatchEvent(new CustomEvent(event, { bubbles: true }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fetched.mock.calls.map(([url]) => url.pathname)).toEqual(['/wp-json/wc/store/v1/cart']);
    const items = [{ item_id: '7', item_name: 'Cedar & more', item_variant: 'Left', price: 219, quantity: 2 }];
    expect(captured.tracked).toEqual([{ type: 'add_to_cart', data: { currency: 'EUR', value: 438, items } }]);
  });

  it('hears jQuery where it is, and no longer after a stop', async () => {
    const heard = new Map<string, () => void>();
    const off = vi.fn();
    page.jQuery = () => ({ on: (events: string, run: () => void) => heard.set(events, run), off });
    start();
    const [[events, run] = ['', () => {}]] = heard;
    expect(events).toContain('added_to_cart');
    run();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(captured.tracked).toMatchObject([{ type: 'add_to_cart' }]);
    captured.stop();
    expect(off).toHaveBeenCalledWith(events, run);
  });

  it.each([
    ['woocommerce-cart woocommerce-page', 'view_cart'],
    ['woocommerce-checkout woocommerce-page', 'begin_checkout'],
  ])('tells the page with the classes %s', async (classes, type) => {
    document.body.className = classes;
    start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toMatchObject([{ type, data: { currency: 'EUR', value: 657 } }]);
  });

  it('tells an order of the thank-you page', async () => {
    document.body.className = 'woocommerce-checkout woocommerce-page woocommerce-order-received';
    document.body.innerHTML =
      '<ul><li class="woocommerce-order-overview__order order">Order number: <strong>1001</strong></li><li class="woocommerce-order-overview__total total">Total: <strong><span class="woocommerce-Price-amount amount">1.299,00&nbsp;€</span></strong></li></ul>';
    start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toEqual([
      { type: 'purchase', data: { transaction_id: '1001', value: 1299, currency: 'EUR' } },
    ]);
    expect(fetched).not.toHaveBeenCalled();
  });

  // As the order confirmation blocks write it, below what a plugin adds in their way.
  const BLOCKS = `<ul class="wc-block-order-confirmation-summary-list"><li class="wc-block-order-confirmation-summary-list-item"><span class="wc-block-order-confirmation-summary-list-item__value">PO 7</span></li></ul>
    <div class="wp-block-woocommerce-order-confirmation-status"><h1>Order</h1></div>
    <div class="wp-block-woocommerce-order-confirmation-summary"><ul class="wc-block-order-confirmation-summary-list">
      <li class="wc-block-order-confirmation-summary-list-item"><span class="wc-block-order-confirmation-summary-list-item__key">Order #:</span> <span class="wc-block-order-confirmation-summary-list-item__value">1001</span></li>
      <li class="wc-block-order-confirmation-summary-list-item"><span class="wc-block-order-confirmation-summary-list-item__key">Total:</span> <span class="wc-block-order-confirmation-summary-list-item__value"><span class="woocommerce-Price-amount amount"><bdi>1.299,00&nbsp;€</bdi></span> <small class="includes_tax">(includes <span class="woocommerce-Price-amount amount">207,40&nbsp;€</span> VAT)</small></span></li>
    </ul></div>`;

  it('tells an order of the thank-you page of blocks', async () => {
    document.body.className = 'woocommerce-checkout woocommerce-page woocommerce-order-received';
    document.body.innerHTML = BLOCKS;
    start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toEqual([
      { type: 'purchase', data: { transaction_id: '1001', value: 1299, currency: 'EUR' } },
    ]);
  });

  it('tells no order whose payment was declined', async () => {
    document.body.className = 'woocommerce-checkout woocommerce-page woocommerce-order-received';
    document.body.innerHTML = BLOCKS.replace(
      '</h1>',
      '</h1><p class="wc-block-order-confirmation-status__actions"><a href="/pay" class="button">Try again</a></p>',
    );
    start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toEqual([]);
  });

  it('says where the cart cannot be read', async () => {
    start();
    vi.stubGlobal('fetch', async () => new Response('no', { status: 404 }));
    document.body.dispatchEvent(new CustomEvent('wc-blocks_removed_from_cart', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(captured.tracked).toEqual([]);
    expect(captured.problems).toEqual(['cart-unread']);
  });
});

describe('Magento', () => {
  const line = (qty: number): object => ({
    item_id: '55',
    product_id: '9',
    product_sku: '7',
    product_name: 'Cedar',
    product_price_value: 219,
    qty,
    options: [],
  });
  const start = (lines: object[] = [], currency?: string): void =>
    void magento(currency ? { currency } : {}).capture?.(knowing(lines));
  const hyva = (cart: unknown): boolean =>
    dispatchEvent(new CustomEvent('private-content-loaded', { detail: { data: { cart } } }));

  it('tells what Hyvä says was added', async () => {
    start([known], 'EUR');
    hyva({ items: [line(2)] });
    await vi.advanceTimersByTimeAsync(1_000);
    const items = [{ item_id: '7', item_name: 'Cedar', price: 219, quantity: 1 }];
    expect(captured.tracked).toEqual([{ type: 'add_to_cart', data: { currency: 'EUR', value: 219, items } }]);
  });

  it('tells what Luma says was removed, until it is stopped', async () => {
    const dispose = vi.fn();
    let hear: (data: unknown) => void = () => {};
    const subscribe = (run: typeof hear) => {
      hear = run;
      return { dispose };
    };
    // A Knockout observable is a function with methods.
    const customerData = { get: (name: string) => name === 'cart' && Object.assign(() => ({}), { subscribe }) };
    page.require = Object.assign(() => customerData, { defined: () => true });
    document.body.innerHTML = '<meta itemprop="priceCurrency" content="EUR">';
    start([known]);
    hear({ items: [] });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(captured.tracked).toEqual([
      {
        type: 'remove_from_cart',
        data: { currency: 'EUR', items: [{ item_id: '7', item_name: 'Cedar', quantity: 1 }] },
      },
    ]);
    captured.stop();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it.each([
    ['checkout-cart-index', 'view_cart'],
    ['checkout-index-index', 'begin_checkout'],
  ])('tells the page with the class %s by the section that is stored', async (classes, type) => {
    localStorage.setItem('mage-cache-storage', JSON.stringify({ cart: { items: [line(2)] } }));
    document.body.className = `page ${classes}`;
    start([], 'EUR');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toMatchObject([{ type, data: { value: 438, items: [{ item_id: '7', quantity: 2 }] } }]);
  });

  it('waits for the section where what is stored is out of date', async () => {
    localStorage.setItem('mage-cache-storage', JSON.stringify({ cart: { items: [line(2)] } }));
    localStorage.setItem('mage-cache-storage-section-invalidation', JSON.stringify({ cart: true }));
    document.body.className = 'checkout-cart-index';
    start([known], 'EUR');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(captured.tracked).toEqual([]);
    hyva({ items: [line(1)] });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(captured.tracked).toMatchObject([{ type: 'view_cart', data: { value: 219 } }]);
  });

  it.each([[null], ['x'], [{ items: 'x' }], [{ items: [null, 7, {}] }]])('takes any section: %j', async section => {
    localStorage.setItem('mage-cache-storage', '{no');
    start();
    hyva(section);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(captured.tracked).toEqual([]);
  });
});

it.each([
  ['WooCommerce', woocommerce, 'woocommerce-cart'],
  ['Magento', magento, 'checkout-cart-index'],
])('%s is left alone after a stop, even one before the reader came', async (_, plugin, classes) => {
  const fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  document.body.className = classes;
  plugin().capture?.(knowing([]));
  captured.stop();
  await vi.advanceTimersByTimeAsync(6_000);
  dispatchEvent(new CustomEvent('wc-blocks_added_to_cart'));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(fetched).not.toHaveBeenCalled();
  expect(captured.tracked).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
