import { expect, it } from 'vitest';
import { shopRules } from '../src/shop-rules.js';
import { storefront } from '../src/storefront.js';
import { visitor } from './journeys/journey.js';

it('decides beside the storefront what JSON says', () => {
  const json = `{
    "recent": { "fields": ["search_term"] },
    "occasions": { "asked-twice": { "when": { "count": "search", "where": { "search_term": "oak" }, "atLeast": 2 } } }
  }`;
  const person = visitor([storefront(), shopRules(JSON.parse(json))]);
  const arisen = () =>
    person.track('search', { search_term: 'oak' }).decisions.filter(({ name }) => name === 'occasion.arise');
  expect(arisen()).toEqual([]);
  expect(arisen()).toMatchObject([{ data: { name: 'asked-twice' } }]);
});
