import { expect, it } from 'vitest';
import { SEGMENT_SETTINGS } from './segment-settings.js';
import { callsOf, SPOKEN, trackedIn } from './segment-words.js';
import { visit } from './vendor-page.js';

it('tells Segment’s own library, which sends it on', async () => {
  const asked = await visit(
    {
      setup: `
        import { AnalyticsBrowser } from '@segment/analytics-next';
        window.analytics = AnalyticsBrowser.load({ writeKey: 'key', cdnURL: origin }, { integrations: { 'Segment.io': { apiHost: location.host + '/v1', protocol: 'http' } } });`,
      destination: 'segment()',
      answer: ({ path }) => (path.endsWith('/settings') ? { body: SEGMENT_SETTINGS } : undefined),
    },
    entries => callsOf(entries, '/v1/t').length >= SPOKEN.length,
  );
  const told = trackedIn(asked, '/v1/t');
  // The library sends each by itself, and they arrive as they like.
  expect(told).toHaveLength(SPOKEN.length);
  expect(told).toEqual(expect.arrayContaining([...SPOKEN]));
});

it('speaks Segment’s HTTP API by itself', async () => {
  const asked = await visit(
    { setup: '', destination: `segment({ writeKey: 'key', url: origin + '/v1/b' })` },
    entries => callsOf(entries, '/v1/b').length > SPOKEN.length,
  );
  const [page, ...others] = callsOf(asked, '/v1/b');
  expect(page).toMatchObject({ type: 'page', properties: { title: 'Cedar' } });
  expect(others.map(({ event, properties }) => [event, properties])).toEqual(SPOKEN);
  const { writeKey, batch } = JSON.parse(asked[0]?.body ?? '');
  expect(writeKey).toBe('key');
  expect(batch[0]).toMatchObject({ anonymousId: expect.any(String), messageId: expect.any(String) });
});
