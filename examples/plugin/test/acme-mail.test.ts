// @vitest-environment happy-dom

import { describe, expect, it } from 'vitest';
import { storefront } from 'waymark/storefront';
import { createTestWaymark, testPlugin } from 'waymark/testing';
import { acmeMail } from '../src/acme-mail.js';

const CEDAR = { item_id: 'cedar', item_name: 'Cedar 0-14', price: 219 };
const make = () => acmeMail({ listKey: 'abc' });

describe('acmeMail keeps the contract of plugins', () => {
  testPlugin(make, { it, with: () => [storefront()] });
});

describe('acmeMail', () => {
  it('tells Acme in its own words what happened', async () => {
    const shop = await createTestWaymark({ plugins: () => [storefront(), make()] });
    shop.waymark.identify('customer-7');
    shop.waymark.track('view_item', { currency: 'EUR', value: 219, items: [CEDAR] });
    shop.waymark.track('view_cart', { currency: 'EUR', value: 0, items: [] });
    await shop.pass('10 s');
    const [request, ...others] = shop.captured.requests;
    expect(others).toEqual([]);
    expect(request?.url).toBe('https://api.acme-mail.example/v1/events?key=abc');
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      contact: 'customer-7',
      events: [{ name: 'Viewed Product', product_ids: ['cedar'], amount: 219 }],
    });
    await shop.stop();
  });

  it('tries again when Acme is down, and says nothing once advertising is refused', async () => {
    let status = 503;
    const shop = await createTestWaymark({ plugins: () => [storefront(), make()], respond: () => status });
    shop.waymark.track('view_item', { currency: 'EUR', value: 219, items: [CEDAR] });
    await shop.pass('10 s');
    status = 200;
    await shop.pass('10 min');
    expect(shop.waymark.diagnostics().destinations['acme-mail']).toMatchObject({ stored: 0, dropped: {} });
    const { length } = shop.captured.requests;
    shop.waymark.setConsent({ advertising: 'denied' });
    shop.waymark.track('view_item', { currency: 'EUR', value: 219, items: [CEDAR] });
    await shop.pass('10 min');
    expect(shop.captured.requests).toHaveLength(length);
    await shop.stop();
  });
});
