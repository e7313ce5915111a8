import { expect, it } from 'vitest';
import { SEGMENT_SETTINGS } from './segment-settings.js';
import { visit } from './vendor-page.js';

const ORDER = `{ currency: 'EUR', value: 20, products: [{ product_id: 'cedar' }] }`;

it('shows side by side what Segment’s own library heard and what was tracked', async () => {
  const asked = await visit(
    {
      setup: `
        import { AnalyticsBrowser } from '@segment/analytics-next';
        import { beside, segmentSource } from '../../src/capture/index.js';
        import { orders } from '../../src/learn/index.js';
        window.analytics = AnalyticsBrowser.load({ writeKey: 'key', cdnURL: origin }, { integrations: { 'Segment.io': { apiHost: location.host + '/v1', protocol: 'http' } } });`,
      // The destination is one of Segment itself: what Waymark tells it is not heard again.
      destination: 'segment(), orders(), beside(segmentSource())',
      journey: [
        ['purchase', { transaction_id: 'T-1', currency: 'EUR', value: 20, items: [{ item_id: 'cedar' }] }],
        ['login', { method: 'email' }],
      ],
      after: `
        for (const order_id of ['T-1', 'T-2']) await window.analytics.track('Order Completed', { order_id, ...${ORDER} });
        await waymark.flush();
        const { captured, tracked } = waymark.diagnostics();
        const { count } = waymark.profile.slices.orders;
        await fetch('/seen', { method: 'POST', body: JSON.stringify({ captured, tracked, count, problems }) });`,
      answer: ({ path }) => (path.endsWith('/settings') ? { body: SEGMENT_SETTINGS } : undefined),
    },
    entries => entries.some(({ path }) => path === '/seen'),
  );
  const seen = JSON.parse(asked.find(({ path }) => path === '/seen')?.body ?? '');
  expect(seen.captured.purchase).toEqual({ site: 1, 'segment-source': 2 });
  expect(seen.captured.login).toEqual({ site: 1 });
  expect(seen.tracked).toBe(2);
  expect(seen.count).toBe(1);
  expect(seen.problems).toEqual([]);
  const told = asked.filter(({ path }) => path === '/v1/t').map(({ body }) => JSON.parse(body).event);
  expect(told.filter(event => event === 'Order Completed')).toHaveLength(3);
});
