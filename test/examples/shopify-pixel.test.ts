import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { takeOrders } from '../../src/capture/shopify-orders.js';
import { captureContext } from '../capture/capture-context.js';

const SOURCE = readFileSync(new URL('../../examples/shopify/pixel.js', import.meta.url), 'utf8');
const KEY = 'waymark-shopify-orders';

/** Shopify's sandbox, as far as the pixel uses it. */
function sandbox(isAllowed: boolean) {
  const kept = new Map<string, string>();
  const heard = new Map<string, (event: object) => unknown>();
  const subscribe = (name: string, run: (event: object) => unknown) => heard.set(name, run);
  const localStorage = {
    getItem: async (key: string) => kept.get(key) ?? null,
    setItem: async (key: string, text: string) => void kept.set(key, text),
  };
  const init = { customerPrivacy: { analyticsProcessingAllowed: isAllowed } };
  runInNewContext(SOURCE, {
    analytics: { subscribe },
    browser: { localStorage },
    init,
    api: { customerPrivacy: { subscribe } },
  });
  return { kept, say: (name: string, event: object) => heard.get(name)?.(event) };
}

const completed = (id: string): object => ({
  timestamp: new Date(Date.now() - 60_000).toISOString(),
  data: {
    checkout: {
      order: { id },
      currencyCode: 'EUR',
      email: 'who@shop.example',
      totalPrice: { amount: 448 },
      totalTax: { amount: 71.5 },
      shippingLine: { price: { amount: 10 } },
      lineItems: [
        {
          title: 'Cedar',
          quantity: 2,
          finalLinePrice: { amount: 438 },
          variant: {
            id: '1',
            sku: 'C-1',
            title: 'Default Title',
            price: { amount: 249 },
            product: { id: '7', title: 'Cedar', vendor: 'Fretwell', type: 'Guitars' },
          },
        },
      ],
    },
  },
});

it('leaves an order that `shopify()` tells, without the buyer', async () => {
  const { kept, say } = sandbox(true);
  await say('checkout_completed', completed('1001'));
  const { context, tracked } = captureContext();
  takeOrders(kept.get(KEY) ?? '', 'id', context);
  const items = [
    { item_id: '7', item_name: 'Cedar', item_brand: 'Fretwell', item_category: 'Guitars', price: 219, quantity: 2 },
  ];
  expect(tracked).toEqual([
    { type: 'purchase', data: { transaction_id: '1001', currency: 'EUR', value: 448, tax: 71.5, shipping: 10, items } },
  ]);
  expect(kept.get(KEY)).not.toContain('who@');
});

it('keeps each order once, and five at most', async () => {
  const { kept, say } = sandbox(true);
  for (const id of ['1', '2', '2', '3', '4', '5', '6']) await say('checkout_completed', completed(id));
  const left = JSON.parse(kept.get(KEY) ?? '[]') as { transaction_id: string }[];
  expect(left.map(order => order.transaction_id)).toEqual(['2', '3', '4', '5', '6']);
});

it('leaves nothing without consent, which may come later', async () => {
  const { kept, say } = sandbox(false);
  await say('checkout_completed', completed('1'));
  expect(kept.size).toBe(0);
  say('visitorConsentCollected', { customerPrivacy: { analyticsProcessingAllowed: true } });
  await say('checkout_completed', completed('2'));
  expect(kept.size).toBe(1);
});
