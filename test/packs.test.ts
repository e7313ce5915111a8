import { describe, expect, it } from 'vitest';
import { behaviour } from '../src/behaviour.js';
import { COMMERCE_TYPES } from '../src/capture/commerce-types.js';
import { flatten } from '../src/core/plugin.js';
import { gatherRules } from '../src/core/rules.js';
import { nudges } from '../src/nudges.js';
import { PACK_VERBS, type PackName, pack } from '../src/packs.js';
import { visitor } from './journeys/journey.js';

const NAMES = Object.keys(PACK_VERBS) as PackName[];
const namesOf = (list: Parameters<typeof flatten>[0]) => flatten(list).map(({ name }) => name);

describe.each(NAMES)('the pack %s', name => {
  it('is a list that works, also with nudges', () => {
    expect(() => gatherRules([pack(name), nudges({ rescue: true })])).not.toThrow();
  });

  it('has verbs that mean what commerce declares and are no such types themselves', () => {
    const types: readonly string[] = Object.values(COMMERCE_TYPES).flat();
    for (const [verb, type] of Object.entries(PACK_VERBS[name])) {
      expect(types).toContain(type);
      expect(types).not.toContain(verb);
    }
  });
});

it('refuses a trade that nobody knows, and lists those that are known', () => {
  // Only code without types can ask for it.
  for (const name of ['retial', 'constructor']) expect(() => pack(name as PackName)).toThrow(/retail,saas-trial/);
});

it('gives each trade its own', () => {
  expect(namesOf(pack('app'))).not.toContain('links');
  expect(namesOf(pack('retail'))).toEqual(expect.arrayContaining(namesOf(behaviour())));
  expect(NAMES.filter(name => namesOf(pack(name)).includes('lead'))).toEqual(['saas-trial', 'service']);
});

it('hands on what the pages of a shop are for', () => {
  const person = visitor(pack('retail', { storefront: { pageTypes: 'article' } }));
  expect(person.track('page_view').touchpoint?.data).toEqual({ page_type: 'article' });
});

it('takes verbs of the site beside those of the trade', () => {
  const person = visitor(pack('service', { verbs: { hire: 'purchase' } }));
  expect(person.track('hire', { transaction_id: '1' }).touchpoint?.type).toBe('purchase');
  expect(person.track('complain').touchpoint?.type).toBe('contact_support');
});
