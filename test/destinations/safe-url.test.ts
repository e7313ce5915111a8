import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import * as destinations from '../../src/destinations/index.js';

type Factory = (options: unknown) => Plugin;
const all = destinations as unknown as Readonly<Record<string, Factory>>;

/** Each destination that posts: with all it needs but the address, and which option says that. */
const POSTING: readonly (readonly [name: string, option: string, rest: object])[] = [
  ['http', 'url', {}],
  ['webhook', 'url', {}],
  ['otelLogs', 'url', {}],
  ['segment', 'url', { writeKey: 'k' }],
  ['rudderstack', 'url', { writeKey: 'k' }],
  ['customerIo', 'url', { writeKey: 'k' }],
  ['amplitude', 'url', { apiKey: 'k' }],
  ['mixpanel', 'url', { token: 'k' }],
  ['posthog', 'host', { key: 'k' }],
  ['snowplow', 'collector', {}],
  ['matomo', 'url', { siteId: 3 }],
  ['plausible', 'url', { domain: 'shop.example' }],
  ['umami', 'url', { website: 'w' }],
];

describe.each(POSTING)('%s', (name, option, rest) => {
  const make = (url: unknown) => (): unknown => all[name]?.({ ...rest, [option]: url });

  it.each([
    'collect.example/rows',
    'shop.dataplane.example.com',
    'http://collect.example/rows',
    'collect.example:8080/rows',
    '',
    5,
    {},
  ])('refuses an address that would lose what is posted: %j', url => {
    expect(make(url)).toThrow(`" cannot post to "${url}". Give \`${option}\` an https address`);
  });

  it.each(['https://collect.example/rows', '/rows', 'rows', 'rows.php', './collect.example/rows'])('takes %s', url => {
    expect(make(url)).not.toThrow();
  });
});

it.each(['http', 'webhook', 'otelLogs'])('%s is refused without an address', name => {
  expect(() => all[name]?.({})).toThrow('cannot post to "undefined". Give `url`');
});

it.each([
  ['klaviyoApi', {}, 'Add `companyId`'],
  ['hubspot', { form: {} }, 'Add `form.portalId`'],
  ['hubspot', { form: true }, 'Add `form.portalId`'],
  ['hubspot', { form: { portalId: 1 } }, 'Add `form.formId`'],
  ['hubspot', { form: { portalId: 1, formId: 'g', url: 'api.example/x' } }, 'Give `form.url`'],
])('%s is refused where half of what it needs is missing: %j', (name, options, wanted) => {
  expect(() => all[name]?.(options)).toThrow(wanted);
});
