import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { type CatalogItem, indexCatalog } from '../../src/decide/catalog.js';
import { personal } from '../../src/decide/personal.js';
import { STRATEGIES } from '../../src/decide/strategies.js';
import type { Request, StrategyName } from '../../src/decide/strategy.js';
import type { Interest } from '../../src/learn/interests.js';
import { complementPlainly, inStock, type PlainRequest, personalPlainly, similarPlainly } from './plain-strategies.js';

const NOBODY = initialProfile(gatherRules([]), 'visitor');
const KINDS = ['Guitars', 'Strings', 'constructor', '__proto__'];
/** What a host may have in its catalogue, whatever the types say. */
const odd = (...values: readonly unknown[]): fc.Arbitrary<never> => fc.constantFrom(...values) as fc.Arbitrary<never>;
const id = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'x'),
  fc.integer({ min: 1, max: 30 }).map(number => `${number}`),
);
const product = fc.record<CatalogItem, 'item_id' | 'item_name'>(
  {
    item_id: id,
    item_name: fc.constant('Name'),
    item_category: fc.oneof(fc.constantFrom(...KINDS), odd('', undefined)),
    item_brand: fc.oneof(fc.constantFrom('Fretwell', 'Other', 'constructor'), odd('', undefined, null)),
    // Few of them, so that scores are often equal.
    price: fc.oneof(fc.constantFrom(5, 10, 10, 20, 40), odd(0, -0, -5, NaN, Infinity, -Infinity, '12', 'dear', null)),
    popularity: fc.oneof(fc.constantFrom(1, 2, 2, 3), odd(0, -1, NaN, Infinity, '2', null)),
    in_stock: odd(true, true, undefined, null, false),
    complements: fc.array(fc.oneof(fc.constantFrom(...KINDS, 'nowhere'), id), { maxLength: 3 }),
  },
  { requiredKeys: ['item_id', 'item_name'] },
);
const interest = fc.record<Interest>({
  kind: fc.constantFrom('item_category', 'item_brand'),
  name: fc.constantFrom(...KINDS, 'Fretwell', 'Other'),
  score: fc.integer({ min: 1, max: 9 }),
  at: fc.constantFrom(0, 30 * 86_400_000),
  because: fc.constant([]),
});
const shop = fc.record({
  catalog: fc.array(product, { maxLength: 60 }),
  viewed: fc.array(product, { maxLength: 8 }),
  owned: fc.array(product, { maxLength: 5 }),
  taken: fc.array(id, { maxLength: 5 }),
  interests: fc.uniqueArray(interest, { selector: ({ kind, name }) => `${kind} ${name}` }),
  limit: fc.integer({ min: 0, max: 12 }),
});
type Shop = typeof shop extends fc.Arbitrary<infer S> ? S : never;

function ask({ catalog, viewed, owned, taken, interests, limit }: Shop) {
  const index = indexCatalog(catalog);
  const isFree = ({ item_id }: { readonly item_id: string }) => !taken.includes(item_id);
  // As `suggest()` does.
  const known = (item: CatalogItem) => index.byId.get(item.item_id) ?? item;
  const plain: PlainRequest = { catalog, viewed: viewed.map(known), limit, isFree };
  const request: Request = {
    profile: { ...NOBODY, slices: { ...NOBODY.slices, interests } },
    index,
    viewed: plain.viewed,
    owned: owned.map(known),
    complements: { Guitars: ['Strings', '7'] },
    limit,
    isFree,
  };
  const ids = (name: StrategyName) =>
    ({ ...STRATEGIES, personal })[name]?.(request).map(([{ item_id }]) => item_id) ?? [];
  return { request, plain, ids };
}

it('finds what a plain comparison of everything finds, in the same order', () => {
  fc.assert(
    fc.property(shop, given => {
      const { request, plain, ids } = ask(given);
      // Asked twice, for what it keeps between must not show.
      for (let times = 0; times < 2; times++) {
        expect(ids('similar')).toEqual(similarPlainly(plain));
        expect(ids('personal')).toEqual(personalPlainly(plain, given.interests));
        expect(ids('complement').slice(0, given.limit)).toEqual(
          complementPlainly(plain, request.owned, request.complements).slice(0, given.limit),
        );
        expect(ids('popular')).toEqual(
          inStock(given.catalog)
            .filter(plain.isFree)
            .slice(0, given.limit)
            .map(({ item_id }) => item_id),
        );
      }
    }),
    { numRuns: 500 },
  );
});
