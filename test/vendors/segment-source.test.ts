import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SEGMENT_SETTINGS } from './segment-settings.js';
import { type Asked, visit } from './vendor-page.js';

const LIBRARY = readFileSync(
  new URL('./node_modules/@segment/analytics-next/dist/umd/standalone.js', import.meta.url),
  'utf8',
);

/** What the snippet of Segment's documentation does: a queue with the library's methods, until the library takes it over. */
const SNIPPET = `
  const analytics = (window.analytics = []);
  analytics.invoked = true;
  for (const method of ['track', 'page', 'identify', 'reset', 'on', 'once', 'off', 'ready', 'register'])
    analytics[method] = (...given) => {
      if (window.analytics.initialized) return window.analytics[method](...given);
      analytics.push([method, ...given]);
      return analytics;
    };
  analytics._writeKey = 'key';
  analytics._cdn = origin;
  analytics._loadOptions = { integrations: { 'Segment.io': { apiHost: location.host + '/v1', protocol: 'http' } } };
  analytics.page();
  for (let n = 0; n < 25; n++) analytics.track('Product Viewed', { product_id: 'early-' + n });
  analytics.identify('early', { plan: 'gold' });`;

/** Puts the library there once Waymark runs, and then both sides go on speaking. */
const AFTER = `
  const script = document.createElement('script');
  script.src = origin + '/analytics.min.js';
  document.head.append(script);
  while (waymark.profile.slices.identity?.userId !== 'early') await new Promise(resolve => setTimeout(resolve, 50));
  for (let n = 0; n < 25; n++) {
    window.analytics.track('Product Added', { product_id: 'page-' + n, price: 2, quantity: 1, currency: 'EUR', value: 2 });
    waymark.track('remove_from_cart', { items: [{ item_id: 'ours-' + n }] });
  }
  waymark.identify('late');
  await new Promise(resolve => setTimeout(resolve, 1_500));
  await waymark.flush();
  await fetch('/touchpoints', { method: 'POST', body: JSON.stringify({ touchpoints, problems, identity: waymark.profile.slices.identity }) });`;

interface Seen {
  readonly touchpoints: readonly { readonly type: string; readonly by: string; readonly data: Fields }[];
  readonly problems: readonly object[];
  readonly identity: object;
}
type Fields = Readonly<Record<string, unknown>>;

const bodiesOf = (asked: readonly Asked[], path: string): readonly Fields[] =>
  asked.filter(entry => entry.path === path).map(({ body }) => JSON.parse(body));

it('counts each of a hundred events once on both sides, the snippet’s queue included', async () => {
  const asked = await visit(
    {
      setup: `
        import { segmentSource } from '../../src/capture/index.js';
        ${SNIPPET}
        window.touchpoints = [];`,
      destination: `segment(), segmentSource(), { name: 'all', purpose: 'analytics', delivery: 'page', deliver(rows) { touchpoints.push(...rows.map(({ touchpoint }) => touchpoint)); } }`,
      journey: Array.from({ length: 25 }, (_, n) => ['view_item', { items: [{ item_id: `first-${n}` }] }]),
      after: AFTER,
      answer: ({ path }) =>
        path.endsWith('/settings')
          ? { body: SEGMENT_SETTINGS }
          : path.endsWith('.js')
            ? { body: LIBRARY, type: 'text/javascript' }
            : undefined,
    },
    entries => bodiesOf(entries, '/touchpoints').length === 1 && bodiesOf(entries, '/v1/t').length >= 100,
  );
  const [seen] = bodiesOf(asked, '/touchpoints') as unknown as readonly Seen[];
  const names = (items: readonly unknown[]) => items.map(String).sort();
  const expected = ['early', 'first', 'ours', 'page'].flatMap(who =>
    Array.from({ length: 25 }, (_, n) => `${who}-${n}`),
  );
  const told = bodiesOf(asked, '/v1/t').map(({ properties }) => (properties as Fields).product_id);
  expect(names(told)).toEqual(names(expected));
  const products = seen?.touchpoints.flatMap(({ data }) => (data.items as readonly Fields[] | undefined) ?? []);
  expect(names(products?.map(({ item_id }) => item_id) ?? [])).toEqual(names(expected));
  const byPage = seen?.touchpoints.filter(({ by }) => by === 'segment-source') ?? [];
  expect(byPage.find(({ type }) => type === 'add_to_cart')?.data).toEqual({
    currency: 'EUR',
    value: 2,
    items: [{ item_id: 'page-0', price: 2, quantity: 1 }],
  });
  expect(byPage.filter(({ type }) => type === 'identify')).toHaveLength(1);
  expect(bodiesOf(asked, '/v1/i').map(({ userId }) => userId)).toEqual(['early', 'late']);
  expect(seen?.identity).toEqual({ userId: 'late', traits: {} });
  expect(seen?.problems).toEqual([]);
});
