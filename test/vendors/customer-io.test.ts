import { expect, it } from 'vitest';
import { callsOf, SPOKEN, trackedIn } from './segment-words.js';
import { visit } from './vendor-page.js';

/** What the library loads about a source, as Customer.io's own server says it. */
const SETTINGS = JSON.stringify({
  integrations: { 'Customer.io Data Pipelines': { apiKey: 'key', versionSettings: { componentTypes: [] } } },
  plan: { track: { __default: { enabled: true } } },
});
/** A cart is left, which Customer.io waits for. */
const ARMED = `, (await import('../../src/learn/index.js')).cart(), (await import('../../src/decide/index.js')).armedCart()`;

it('tells Customer.io’s own library, which sends it on', async () => {
  const asked = await visit(
    {
      setup: `
        import { AnalyticsBrowser } from '@customerio/cdp-analytics-browser';
        window.cioanalytics = AnalyticsBrowser.load({ writeKey: 'key', cdnURL: origin }, { integrations: { 'Customer.io Data Pipelines': { apiHost: location.host + '/v1', protocol: 'http' } } });`,
      destination: `customerIo()${ARMED}`,
      answer: ({ path }) => (path.endsWith('/settings') ? { body: SETTINGS } : undefined),
    },
    entries => trackedIn(entries, '/v1/t').length >= SPOKEN.length + 2,
  );
  const told = trackedIn(asked, '/v1/t');
  expect(told.filter(([event]) => !event?.startsWith('Cart'))).toHaveLength(SPOKEN.length);
  expect(told).toEqual(expect.arrayContaining([...SPOKEN]));
  const armed = told.find(([event]) => event === 'Cart Armed');
  expect(armed?.[1]).toMatchObject({ decision: 'cart.abandon', dueAt: expect.any(Number), key: expect.any(String) });
  expect(told.find(([event]) => event === 'Cart Disarmed')?.[1]).toMatchObject({ why: 'order' });
});

it('speaks Customer.io’s HTTP API by itself', async () => {
  const asked = await visit(
    { setup: '', destination: `customerIo({ writeKey: 'key', url: origin + '/v1/b' })${ARMED}` },
    entries => trackedIn(entries, '/v1/b').length >= SPOKEN.length + 2,
  );
  const told = trackedIn(asked, '/v1/b');
  expect(told.filter(([event]) => !event?.startsWith('Cart'))).toEqual(SPOKEN);
  expect(told.map(([event]) => event)).toEqual(expect.arrayContaining(['Cart Armed', 'Cart Disarmed']));
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ writeKey: 'key', sentAt: expect.any(String) });
  expect(callsOf(asked, '/v1/b')[0]).toMatchObject({
    type: 'page',
    anonymousId: expect.any(String),
    messageId: expect.any(String),
    timestamp: expect.any(String),
  });
});
