import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SPOKEN } from './segment-words.js';
import { type Asked, visit } from './vendor-page.js';

interface Told {
  readonly event: string;
  readonly uuid: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the library may do, so that only what it is told of arrives. */
const QUIET = 'autocapture: false, capture_pageleave: false, opt_out_useragent_filter: true';

/** The library takes the browser of a test for a crawler. */
const PERSON = `Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36' });
  Object.defineProperty(navigator, 'userAgentData', { get: () => undefined });
  Object.defineProperty(navigator, 'webdriver', { get: () => false });`;

/** What arrived, of that what we told. */
function toldOf(asked: readonly Asked[], path: string): readonly Told[] {
  return asked
    .filter(entry => entry.path === path)
    .flatMap(({ body }) => {
      const sent = JSON.parse(body) as Told | readonly Told[] | { readonly batch: readonly Told[] };
      return 'batch' in sent ? sent.batch : [sent].flat();
    });
}

const isOurs = ({ event }: Told) => event !== '$pageview';

function expectAll(told: readonly Told[]): void {
  // Until it knows its settings the library sends each by itself, and they arrive as they like.
  expect(told).toHaveLength(SPOKEN.length);
  for (const [event, properties] of SPOKEN)
    expect(told.find(entry => entry.event === event)?.properties).toMatchObject(properties);
  expect(new Set(told.map(({ uuid }) => uuid)).size).toBe(SPOKEN.length);
}

it('tells PostHog’s own library, which sends it on', async () => {
  const asked = await visit(
    {
      setup: `
        import client from 'posthog-js';
        client.init('key', { api_host: origin, ${QUIET} });
        window.posthog = client;`,
      destination: 'posthog()',
    },
    entries => toldOf(entries, '/e/').filter(isOurs).length >= SPOKEN.length,
  );
  expectAll(toldOf(asked, '/e/').filter(isOurs));
});

it('loads PostHog’s own script when asked, which starts and sends', async () => {
  const script = readFileSync(new URL('node_modules/posthog-js/dist/array.js', import.meta.url), 'utf8');
  const asked = await visit(
    {
      setup: PERSON,
      destination: `posthog({ key: 'key', host: origin, load: true })`,
      answer: ({ path }) => (path === '/static/array.js' ? { body: script, type: 'text/javascript' } : undefined),
    },
    entries => toldOf(entries, '/e/').filter(isOurs).length >= SPOKEN.length,
  );
  const told = toldOf(asked, '/e/');
  expectAll(told.filter(isOurs));
  expect(told.filter(({ event }) => event === '$pageview')).toHaveLength(1);
});

it('tells the script that it loaded to stop when consent is withdrawn', async () => {
  const script = readFileSync(new URL('node_modules/posthog-js/dist/array.js', import.meta.url), 'utf8');
  const wait = (ms: number) => `await new Promise(resolve => setTimeout(resolve, ${ms}));`;
  const asked = await visit(
    {
      setup: PERSON,
      destination: `posthog({ key: 'key', host: origin, load: true })`,
      after: `while (!window.posthog.capture) ${wait(50)}
        ${wait(500)}
        waymark.setConsent({ analytics: 'denied' });
        window.posthog.capture('withdrawn');
        waymark.setConsent({ analytics: 'granted' });
        ${wait(200)}
        waymark.track('login', {});
        ${wait(500)}
        window.posthog.capture('granted');`,
      answer: ({ path }) => (path === '/static/array.js' ? { body: script, type: 'text/javascript' } : undefined),
    },
    entries => toldOf(entries, '/e/').some(({ event }) => event === 'granted'),
  );
  const events = toldOf(asked, '/e/').map(({ event }) => event);
  expect(events).toContain('Signed In');
  expect(events).not.toContain('withdrawn');
});

it('speaks PostHog’s HTTP API by itself', async () => {
  const asked = await visit(
    { setup: '', destination: `posthog({ key: 'key', host: origin })` },
    entries => toldOf(entries, '/batch/').length > SPOKEN.length,
  );
  const [page, ...others] = toldOf(asked, '/batch/');
  expect(page).toMatchObject({ event: '$pageview', properties: { page_title: 'Cedar' } });
  expectAll(others);
  const { api_key } = JSON.parse(asked[0]?.body ?? '');
  expect(api_key).toBe('key');
  expect(others[0]?.properties).toMatchObject({ distinct_id: expect.any(String), $process_person_profile: false });
});
