// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { fold } from '../../src/core/fold.js';
import { gatherRules } from '../../src/core/rules.js';
import { storefront } from '../../src/storefront.js';
import { flush, logOf } from './builders.js';
import { GRANTED, ledgerOf, onFakeTime, ready } from './start.js';

const DAY_MS = 86_400_000;
const BATCH = 100;

onFakeTime();

it('keeps first touch, last touch and all orders over 50,000 touchpoints in two years, within the bounds', async () => {
  const { waymark, store, clock } = await ready({ consent: GRANTED, plugins: [storefront()] });
  const startedAt = clock.now();
  for (let batch = 0; batch < 500; batch++) {
    clock.pass((730 * DAY_MS) / 500);
    for (let n = 0; n < BATCH; n++) {
      const item_id = `p${(batch * BATCH + n) % 400}`;
      waymark.track('view_item', { items: [{ item_id, item_name: item_id, item_category: `c${n % 9}`, price: 20 }] });
    }
    if (batch % 12 === 0)
      waymark.track('purchase', {
        transaction_id: `order-${batch}`,
        currency: 'EUR',
        value: 20,
        items: [{ item_id: `p${batch}`, price: 20 }],
      });
    await waymark.flush();
  }
  waymark.track('campaign_details', { channel: 'email', source: 'newsletter', campaign: 'last' });
  await waymark.flush();
  await vi.dynamicImportSettled();
  for (let turn = 0; turn < 20; turn++) await flush();
  await waymark.flush();

  const { campaigns, orders, activity } = waymark.profile.slices;
  expect(campaigns).toMatchObject({ first: { channel: 'direct', at: startedAt }, last: { campaign: 'last' } });
  expect(orders).toMatchObject({ count: 42, spent: { EUR: 840 } });
  expect(orders?.recent.map(({ transaction_id }) => transaction_id)).toHaveLength(42);
  expect(activity?.types.view_item?.count).toBe(50_000);

  const rows = await logOf(store);
  expect(rows.length).toBeLessThanOrEqual(2_200);
  expect(rows.reduce((sum, row) => sum + JSON.stringify(row).length, 0)).toBeLessThanOrEqual(1024 * 1024);
  expect(JSON.stringify(waymark.profile).length).toBeLessThanOrEqual(64 * 1024);
  const [base] = await store.read(['base'], []);
  const later = rows.filter(({ seq }) => seq > base.seq);
  expect(fold(gatherRules([storefront()]), base.profile, later)).toEqual(waymark.profile);
  ledgerOf({ waymark });
}, 240_000);
