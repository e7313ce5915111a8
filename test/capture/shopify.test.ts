// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { shopify } from '../../src/capture/shopify.js';
import type { ShopifyOptions } from '../../src/capture/shopify-page.js';
import { type Captured, captureContext } from './capture-context.js';

const KEY = 'waymark-shopify-orders';
const NOW = Date.UTC(2025, 0, 10);
const page = window as unknown as Record<string, unknown>;
let captured: Captured;

const variant = (id: number, title: string | null, price = 21_900): object => ({
  id,
  price,
  name: title ? `Cedar - ${title}` : 'Cedar',
  public_title: title,
  sku: `C-${id}`,
});
const product = (...variants: object[]): object => ({ id: 7, vendor: 'Fretwell', type: 'Guitars', variants });
const CEDAR = { item_id: '7', item_name: 'Cedar', item_brand: 'Fretwell', item_category: 'Guitars' };

// A file takes real time to load, and the clock stands still below.
beforeAll(() => import('../../src/capture/read-shopify.js'));
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  history.replaceState({}, '', '/products/cedar');
  captured = captureContext();
  page.Shopify = { currency: { active: 'EUR' }, routes: { root: '/' } };
});
afterEach(() => {
  captured.stop();
  localStorage.clear();
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const name of ['Shopify', 'ShopifyAnalytics']) Reflect.deleteProperty(page, name);
});

async function start(meta: unknown, options: ShopifyOptions = {}): Promise<Captured['tracked']> {
  page.ShopifyAnalytics = { meta };
  shopify(options).capture?.(captured.context);
  await vi.advanceTimersByTimeAsync(6_000);
  return captured.tracked;
}

describe('pages', () => {
  it.each([
    ['its only variant', product(variant(1, null)), '', { price: 219 }],
    [
      'the variant in the address',
      product(variant(1, 'Left'), variant(2, 'Right', 24_900)),
      '?variant=2',
      { price: 249, item_variant: 'Right' },
    ],
    ['no price where variants differ', product(variant(1, 'Left'), variant(2, 'Right', 24_900)), '', {}],
    ['the price all variants have', product(variant(1, 'Left'), variant(2, 'Right')), '', { price: 219 }],
  ])('a product with %s', async (_, data, search, expected) => {
    history.replaceState({}, '', `/products/cedar${search}`);
    const tracked = await start({ product: data, page: { pageType: 'product' }, currency: 'EUR' });
    const item = { ...CEDAR, ...expected };
    const value = 'price' in expected && { currency: 'EUR', value: expected.price };
    expect(tracked).toEqual([{ type: 'view_item', data: { ...value, items: [item] } }]);
  });

  it('no price in another currency than the visitor sees', async () => {
    const tracked = await start({ product: product(variant(1, null)), page: { pageType: 'product' }, currency: 'USD' });
    expect(tracked).toEqual([{ type: 'view_item', data: { items: [CEDAR] } }]);
  });

  it('the identifier the shop tracks', async () => {
    const [told] = await start({ product: product(variant(1, null)), currency: 'EUR' }, { idField: 'sku' });
    expect(told?.data.items).toMatchObject([{ item_id: 'C-1' }]);
  });

  it('a collection', async () => {
    const meta = {
      products: [product(variant(1, null))],
      page: { pageType: 'collection', resourceId: 5 },
      currency: 'EUR',
    };
    const items = [{ ...CEDAR, price: 219, index: 1 }];
    expect(await start(meta)).toEqual([
      { type: 'view_item_list', data: { item_list_id: '5', currency: 'EUR', items } },
    ]);
  });

  it('a cart', async () => {
    history.replaceState({}, '', '/cart');
    const line = {
      product_id: 7,
      variant_id: 1,
      product_title: 'Cedar',
      variant_title: 'Left',
      final_price: 19_900,
      quantity: 2,
    };
    const fetched = vi.fn(
      async (_: URL) => new Response(JSON.stringify({ currency: 'EUR', total_price: 39_800, items: [line] })),
    );
    vi.stubGlobal('fetch', fetched);
    const items = [{ item_id: '7', item_name: 'Cedar', item_variant: 'Left', price: 199, quantity: 2 }];
    expect(await start({ page: { pageType: 'cart' } })).toEqual([
      { type: 'view_cart', data: { currency: 'EUR', value: 398, items } },
    ]);
    expect(fetched.mock.calls.map(([url]) => url.pathname)).toEqual(['/cart.js']);
  });

  it('a cart that does not answer is a problem', async () => {
    history.replaceState({}, '', '/cart');
    vi.stubGlobal('fetch', async () => new Response('', { status: 429 }));
    expect(await start({})).toEqual([]);
    expect(captured.problems).toEqual(['shopify-unread']);
  });

  it('nothing of other pages and other shops', async () => {
    expect(await start({ page: { pageType: 'home' } })).toEqual([]);
    Reflect.deleteProperty(page, 'Shopify');
    expect(await start({ product: product(variant(1, null)) })).toEqual([]);
  });
});

it('tells a product form that is sent, by its hidden field and as one piece', async () => {
  await start({
    product: product(variant(1, 'Left'), variant(2, 'Right', 24_900)),
    page: { pageType: 'product' },
    currency: 'EUR',
  });
  document.body.innerHTML =
    '<form id="form" action="/en/cart/add"><input type="hidden" name="id" value="2"><input name="quantity" value="3"></form><form id="other" action="/contact"><input name="id" value="2"></form>';
  for (const form of document.querySelectorAll('form'))
    form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await vi.advanceTimersByTimeAsync(0);
  const items = [{ ...CEDAR, item_variant: 'Right', price: 249, quantity: 1 }];
  expect(captured.tracked.slice(1)).toEqual([{ type: 'add_to_cart', data: { currency: 'EUR', value: 249, items } }]);
});

describe('orders the pixel left', () => {
  const order = {
    transaction_id: '1001',
    at: NOW - 60_000,
    currency: 'EUR',
    value: 229,
    tax: 36,
    shipping: 10,
    items: [{ id: '7', variant_id: '1', sku: 'C-1', item_name: 'Cedar', price: 219, quantity: 1 }],
  };

  it('are told once and taken away', async () => {
    localStorage.setItem(KEY, JSON.stringify([order]));
    await start({});
    expect(captured.tracked).toEqual([
      {
        type: 'purchase',
        data: {
          transaction_id: '1001',
          currency: 'EUR',
          value: 229,
          tax: 36,
          shipping: 10,
          items: [{ item_id: '7', item_name: 'Cedar', price: 219, quantity: 1 }],
        },
      },
    ]);
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('are told with what they cost where that is nothing, and without it where nobody says', async () => {
    const items = [{ ...order.items[0], price: 0 }];
    const odd = { ...order, transaction_id: '1002', value: null, tax: '', shipping: -1 };
    localStorage.setItem(KEY, JSON.stringify([{ ...order, value: 0, items }, odd]));
    const [free, unsaid] = await start({});
    expect(free?.data).toMatchObject({ currency: 'EUR', value: 0, items: [{ item_id: '7', price: 0 }] });
    expect(Object.keys(unsaid?.data ?? {})).toEqual(['transaction_id', 'currency', 'items']);
  });

  it('are told by the identifier the shop tracks, whatever the page', async () => {
    Reflect.deleteProperty(page, 'Shopify');
    localStorage.setItem(KEY, JSON.stringify([order]));
    const [told] = await start({}, { idField: 'variant_id' });
    expect(told?.data.items).toMatchObject([{ item_id: '1' }]);
  });

  it('are left out where they are old, or no orders', async () => {
    localStorage.setItem(KEY, JSON.stringify([{ ...order, at: 0 }, { ...order, transaction_id: {} }, null, 'x']));
    expect(await start({})).toEqual([]);
    localStorage.setItem(KEY, '{no');
    expect(await start({})).toEqual([]);
    expect(captured.problems).toEqual(['shopify-unread']);
    expect(localStorage.getItem(KEY)).toBeNull();
  });
});

it('takes anything a page may have put there', async () => {
  const key = fc.constantFrom(
    'product',
    'products',
    'page',
    'pageType',
    'variants',
    'price',
    'id',
    'currency',
    'public_title',
    '__proto__',
  );
  const { node } = fc.letrec(tie => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('product', 'collection', 'EUR', null, 7),
      fc.string(),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(key, tie('node')),
    ),
  }));
  const { readShopify } = await import('../../src/capture/shopify-page.js');
  await fc.assert(
    fc.asyncProperty(node, async meta => {
      page.ShopifyAnalytics = { meta };
      const found = await readShopify('id', new AbortController().signal);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }),
  );
});
