import { expect, it } from 'vitest';
import { SEGMENT_SETTINGS } from './segment-settings.js';
import { type Asked, visit } from './vendor-page.js';

const PRODUCT = {
  product_id: 'cedar',
  name: 'Cedar',
  brand: 'Alba',
  category: 'Guitars',
  variant: 'Right',
  price: 219,
};

interface Call {
  readonly type: string;
  readonly event?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What each looks like that Segment is told, without what the library adds. */
const EXPECTED: readonly (readonly [event: string, properties: object])[] = [
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
      total: 438,
      tax: 70,
      shipping: 5,
      products: [{ ...PRODUCT, quantity: 2 }],
    },
  ],
  ['view_help', { topic: 'strings' }],
];

function callsOf(asked: readonly Asked[], path: string): readonly Call[] {
  return asked
    .filter(entry => entry.path === path)
    .flatMap(({ body }) => {
      const sent = JSON.parse(body) as Call & { readonly batch?: readonly Call[] };
      return sent.batch ?? [sent];
    });
}

it('tells Segment’s own library, which sends it on', async () => {
  const asked = await visit(
    {
      setup: `
        import { AnalyticsBrowser } from '@segment/analytics-next';
        window.analytics = AnalyticsBrowser.load({ writeKey: 'key', cdnURL: origin }, { integrations: { 'Segment.io': { apiHost: location.host + '/v1', protocol: 'http' } } });`,
      destination: 'segment()',
      answer: ({ path }) => (path.endsWith('/settings') ? { body: SEGMENT_SETTINGS } : undefined),
    },
    entries => callsOf(entries, '/v1/t').length >= EXPECTED.length,
  );
  const told = callsOf(asked, '/v1/t').map(({ event, properties }) => [event, properties]);
  // The library sends each by itself, and they arrive as they like.
  expect(told).toHaveLength(EXPECTED.length);
  expect(told).toEqual(expect.arrayContaining([...EXPECTED]));
});

it('speaks Segment’s HTTP API by itself', async () => {
  const asked = await visit(
    { setup: '', destination: `segment({ writeKey: 'key', url: origin + '/v1/b' })` },
    entries => callsOf(entries, '/v1/b').length > EXPECTED.length,
  );
  const [page, ...others] = callsOf(asked, '/v1/b');
  expect(page).toMatchObject({ type: 'page', properties: { page_title: 'Cedar' } });
  expect(others.map(({ event, properties }) => [event, properties])).toEqual(EXPECTED);
  const { writeKey, batch } = JSON.parse(asked[0]?.body ?? '');
  expect(writeKey).toBe('key');
  expect(batch[0]).toMatchObject({ anonymousId: expect.any(String), messageId: expect.any(String) });
});
