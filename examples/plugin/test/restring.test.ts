// @vitest-environment happy-dom

import { describe, expect, it } from 'vitest';
import { createTestWaymark, play, testPlugin } from 'waymark/testing';
import { restring } from '../src/restring.js';

describe('restring keeps the contract of plugins', () => {
  testPlugin(() => restring({ slot: 'contract-slot' }), {
    it,
    touchpoints: [{ type: 'acme_restring', data: { set: 'Phosphor 12' } }],
    decisions: [{ name: 'acme.restring', data: { set: 'Phosphor 12', days: 90 } }],
    maxSliceBytes: 200,
  });
});

describe('restring', () => {
  it('decides once strings are 90 days old, not before, and not every day', () => {
    const { decisions } = play(
      [restring()],
      [{ type: 'acme_restring', data: { set: 'Phosphor 12' } }, { after: '89 d' }, { after: '1 d' }, { after: '1 d' }],
    );
    expect(decisions.map(({ name, data }) => [name, data])).toEqual([
      ['acme.restring', { set: 'Phosphor 12', days: 90 }],
    ]);
  });

  it('shows the reminder, and begins anew when the strings are changed', async () => {
    document.body.innerHTML = '<div id="acme-restring"></div>';
    const shop = await createTestWaymark({ plugins: () => [restring()] });
    shop.waymark.track('acme_restring', { set: 'Phosphor 12' });
    await shop.pass('90 d');
    expect(document.body.textContent).toContain('Your Phosphor 12 are more than 90 days old.');
    document.querySelector('button')?.click();
    await shop.pass('1 s');
    expect(document.querySelector('button')).toBeNull();
    expect(shop.waymark.profile.slices.acmeStrings?.at).toBeGreaterThan(shop.clock.now() - 2_000);
    await shop.stop();
    document.body.innerHTML = '';
  });
});
