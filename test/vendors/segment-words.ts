import type { Asked } from './vendor-page.js';

const PRODUCT = {
  product_id: 'cedar',
  name: 'Cedar',
  brand: 'Alba',
  category: 'Guitars',
  variant: 'Right',
  price: 219,
};

/** A call to a system with Segment's spec. */
export interface Call {
  readonly type: string;
  readonly event?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What each touchpoint of the journey looks like in Segment's words, without what a library adds. */
export const SPOKEN: readonly (readonly [event: string, properties: object])[] = [
  ['Products Searched', { query: 'guitar' }],
  ['Product List Viewed', { list_id: 'guitars', category: 'Guitars', products: [{ ...PRODUCT, quantity: 2 }] }],
  ['Product Viewed', { currency: 'EUR', value: 219, ...PRODUCT, quantity: 1 }],
  ['Product Added', { currency: 'EUR', value: 438, ...PRODUCT, quantity: 2 }],
  ['Checkout Started', { currency: 'EUR', value: 438, products: [{ ...PRODUCT, quantity: 2 }] }],
  [
    'Order Completed',
    {
      order_id: 'T-1',
      currency: 'EUR',
      value: 438,
      revenue: 438,
      total: 438,
      tax: 70,
      shipping: 5,
      products: [{ ...PRODUCT, quantity: 2 }],
    },
  ],
  ['view_help', { topic: 'strings' }],
];

/** What was posted there, single or in batches. */
export function callsOf(asked: readonly Asked[], path: string): readonly Call[] {
  return asked
    .filter(entry => entry.path === path)
    .flatMap(({ body }) => {
      const sent = JSON.parse(body) as Call & { readonly batch?: readonly Call[] };
      return sent.batch ?? [sent];
    });
}

/** Names and properties of what was tracked. */
export function trackedIn(asked: readonly Asked[], path: string): readonly (readonly [string | undefined, object])[] {
  return callsOf(asked, path)
    .filter(({ type }) => type === 'track')
    .map(({ event, properties }) => [event, properties]);
}
