import { expect, it } from 'vitest';
import { SPOKEN } from './segment-words.js';
import { type Asked, visit } from './vendor-page.js';

interface Event {
  readonly event_type: string;
  readonly event_properties: object;
  readonly insert_id: string;
  readonly [name: string]: unknown;
}

const AFTER = `waymark.identify('u1', { plan: 'gold' }); await waymark.flush();`;
const OTHERS = /^(\[Amplitude\]|\$|session_)/;

/** Its library posts what is under way once more with what comes next; Amplitude counts an `insert_id` once. */
const eventsOf = (asked: readonly Asked[]): readonly Event[] => {
  const posted = asked.filter(({ path }) => path === '/2/httpapi');
  const events: readonly Event[] = posted.flatMap(({ body }) => JSON.parse(body).events);
  return [...new Map(events.map(event => [event.insert_id, event])).values()];
};
const toldIn = (asked: readonly Asked[]) =>
  eventsOf(asked)
    .filter(({ event_type }) => !OTHERS.test(event_type))
    .map(({ event_type, event_properties }) => [event_type, event_properties]);
const isIdentified = (asked: readonly Asked[]) =>
  eventsOf(asked).some(({ user_properties }) => JSON.stringify(user_properties ?? '').includes('gold'));

it('tells Amplitude’s own library, which sends it on', async () => {
  const asked = await visit(
    {
      setup: `
        import * as library from '@amplitude/analytics-browser';
        window.amplitude = library;
        library.init('key', { serverUrl: origin + '/2/httpapi', flushIntervalMillis: 100, autocapture: false, remoteConfig: { fetchRemoteConfig: false } });`,
      destination: `amplitude({ fields: ['*', 'plan'] })`,
      after: AFTER,
    },
    entries => toldIn(entries).length >= SPOKEN.length && isIdentified(entries),
  );
  expect(toldIn(asked)).toEqual(SPOKEN);
  const order = eventsOf(asked).find(({ event_type }) => event_type === 'Order Completed');
  expect(order).toMatchObject({ revenue: 438, currency: 'EUR', time: expect.any(Number) });
  expect(eventsOf(asked).find(({ event_type }) => event_type === '$identify')).toMatchObject({
    user_id: 'u1',
    user_properties: { $set: { plan: 'gold' } },
  });
});

it('speaks Amplitude’s HTTP API by itself', async () => {
  const asked = await visit(
    {
      setup: '',
      destination: `amplitude({ apiKey: 'key', url: origin + '/2/httpapi', fields: ['*', 'plan'] })`,
      after: AFTER,
    },
    entries => toldIn(entries).length > SPOKEN.length && isIdentified(entries),
  );
  expect(toldIn(asked)).toEqual([['Page Viewed', { page_title: 'Cedar', page_type: 'product' }], ...SPOKEN]);
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ api_key: 'key' });
  expect(eventsOf(asked).find(({ event_type }) => event_type === 'Order Completed')).toMatchObject({
    revenue: 438,
    currency: 'EUR',
    device_id: expect.any(String),
  });
  expect(eventsOf(asked).at(-1)).toMatchObject({
    event_type: '$identify',
    user_id: 'u1',
    user_properties: { $set: { plan: 'gold' } },
  });
});
