import { describe, expect, it } from 'vitest';
import type { Plugin } from '../../src/core/plugin.js';
import * as destinations from '../../src/destinations/index.js';

type Factory = (options: unknown) => Plugin;

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
const TELLING = Object.entries(destinations as unknown as Readonly<Record<string, Factory>>).filter(
  ([name, factory]) => typeof factory === 'function' && !OTHERS.includes(name),
);
const NAMING = TELLING.filter(([name]) => !['http', 'webhook'].includes(name));
const refused = (path: string) =>
  expect.objectContaining({ code: 'option-odd', message: expect.stringContaining(path) });
const trying = (factory: Factory, options: unknown) => (): Plugin => factory(options);

describe.each(TELLING)('%s', (name, factory) => {
  const needed = NEEDED[name] ?? {};

  it.each([['email'], [{ email: true }], [true], [[1]]])('refuses `fields` that are no list of names: %j', fields => {
    expect(trying(factory, { ...needed, fields })).toThrow(refused('`fields` must be a list of names'));
  });

  it('takes a list of fields', () => {
    expect(factory({ ...needed, fields: ['*', 'plan'] }).fields).toEqual(['*', 'plan']);
  });
});

describe.each(NAMING)('%s', (name, factory) => {
  const needed = NEEDED[name] ?? {};

  it.each([['purchase'], [['purchase']], [true]])('refuses `names` that are no names by type: %j', names => {
    expect(trying(factory, { ...needed, names })).toThrow(refused('`names` must be names by touchpoint'));
  });

  it.each([true, 7, {}])('refuses a name that is no text: %j', purchase => {
    expect(trying(factory, { ...needed, names: { purchase } })).toThrow(refused('`names.purchase` must be a text'));
  });

  it('takes names, and `null` for what is not told', () => {
    expect(trying(factory, { ...needed, names: { purchase: null, search: 'Search' } })).not.toThrow();
  });

  it.each([['G-123'], [['G-123']]])('refuses options that are none: %j', options => {
    expect(trying(factory, options)).toThrow();
  });
});

describe('tables and lists of single destinations', () => {
  it.each([
    ['webhook', { url: '/hook', tell: 'purchase' }, '`tell` must be a list'],
    ['webhook', { url: '/hook', headers: 'x-key: 1' }, '`headers` must be texts'],
    ['otelLogs', { url: '/logs', headers: { 'x-key': 1 } }, '`headers.x-key` must be a text'],
    ['http', { url: '/collect', extra: 'tenant' }, '`extra` must be an object'],
    ['googleAds', { id: 'AW-1', conversions: ['purchase'] }, '`conversions` must be labels'],
    ['linkedin', { conversions: 'purchase' }, '`conversions` must be ids'],
    ['linkedin', { conversions: { purchase: 'abc' } }, '`conversions.purchase` must be a number'],
  ])('are refused with their path where they are none: %s %j', (name, options, path) => {
    const factory = (destinations as unknown as Readonly<Record<string, Factory>>)[name];
    expect(() => factory?.(options)).toThrow(refused(path));
  });
});
