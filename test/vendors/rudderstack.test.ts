import { expect, it } from 'vitest';
import { callsOf, SPOKEN, trackedIn } from './segment-words.js';
import { visit } from './vendor-page.js';

/** What the library loads about a source, as RudderStack's control plane says it. */
const SOURCE = JSON.stringify({
  source: {
    id: 'source',
    name: 'Shop',
    writeKey: 'key',
    enabled: true,
    config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
    connections: [],
    destinations: [],
  },
});
const BEACON = '/beacon/v1/batch';

it.each([
  ['by its requests', '/v1/track', '{}'],
  ['by its beacons', BEACON, '{ useBeacon: true, beaconQueueOptions: { flushQueueInterval: 500 } }'],
])('tells RudderStack’s own library, which sends it on: %s', async (_, path, load) => {
  const asked = await visit(
    {
      setup: `
        import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
        window.rudderanalytics = new RudderAnalytics();
        rudderanalytics.load('key', origin, { configUrl: origin, ...${load} });`,
      destination: 'rudderstack()',
      after: `waymark.identify('u1', { plan: 'gold' });`,
      answer: ({ path: asks }) => (asks.startsWith('/sourceConfig') ? { body: SOURCE } : undefined),
    },
    entries => trackedIn(entries, path).length >= SPOKEN.length,
  );
  const told = trackedIn(asked, path);
  expect(told).toHaveLength(SPOKEN.length);
  expect(told).toEqual(expect.arrayContaining([...SPOKEN]));
});

it('speaks to the data plane by itself, as the library does', async () => {
  const asked = await visit(
    {
      setup: '',
      destination: `rudderstack({ writeKey: 'key', url: origin, fields: ['*', 'plan'] })`,
      after: `waymark.identify('u1', { plan: 'gold' });`,
    },
    entries => callsOf(entries, BEACON).some(({ type }) => type === 'identify'),
  );
  expect(trackedIn(asked, BEACON)).toEqual(SPOKEN);
  expect(asked[0]?.search.get('writeKey')).toBe('key');
  const [page, ...others] = callsOf(asked, BEACON);
  expect(page).toMatchObject({
    type: 'page',
    channel: 'web',
    anonymousId: expect.any(String),
    messageId: expect.any(String),
    originalTimestamp: expect.stringMatching(/Z$/),
  });
  expect(others.at(-1)).toMatchObject({ type: 'identify', userId: 'u1', context: { traits: { plan: 'gold' } } });
});
