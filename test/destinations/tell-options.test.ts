import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import * as destinations from '../../src/destinations/index.js';

type Factory = (options: object) => Plugin;

/** What each cannot do without. */
const NEEDED: Readonly<Record<string, object>> = {
  http: { url: '/collect' },
  webhook: { url: '/hook' },
  otelLogs: { url: '/v1/logs' },
  googleAds: { id: 'AW-1' },
  klaviyoApi: { companyId: 'AB12CD' },
};
/** What is no destination, or has no options. */
const OTHERS = ['consoleLog', 'itemsOf', 'messagesOf', 'rename', 'throughVendor'];
const FACTORIES = destinations as unknown as Readonly<Record<string, Factory>>;
const TELLING = Object.keys(FACTORIES).filter(name => typeof FACTORIES[name] === 'function' && !OTHERS.includes(name));

function knownOf(name: string): Readonly<Record<string, unknown>> | undefined {
  return FACTORIES[name]?.(NEEDED[name] ?? {}).options?.[1];
}

describe.each(TELLING)('%s', name => {
  it('says that its fields are a list, and its names a table', () => {
    expect(knownOf(name)).toMatchObject(
      /^(http|webhook)$/.test(name) ? { fields: 'texts' } : { fields: 'texts', names: 'table' },
    );
  });
});

it.each([
  ['webhook', { tell: 'texts', headers: 'table' }],
  ['otelLogs', { headers: 'table' }],
  ['googleAds', { conversions: 'table' }],
  ['linkedin', { conversions: 'table' }],
])('%s says what its other lists and tables are', (name, kinds) => {
  expect(knownOf(name)).toMatchObject(kinds);
});
