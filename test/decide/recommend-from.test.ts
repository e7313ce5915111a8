import { describe, expect, it } from 'vitest';
import { type CatalogEntry, recommendFrom } from '../../src/decide/recommend-from.js';

const entry = (item_id: string | number, item_category: string, price: number, item_brand = ''): CatalogEntry => ({
  item_id,
  item_category,
  price,
  item_brand,
});

const CATALOG: readonly CatalogEntry[] = [
  entry('cedar', 'Guitars', 200, 'Fretwell'),
  entry('dear', 'Guitars', 2_000),
  entry('near', 'Guitars', 210),
  entry('case', 'Cases', 60, 'Fretwell'),
  entry('strings', 'Strings', 9),
];
const { rec } = recommendFrom({ catalog: CATALOG });

describe('recommendFrom', () => {
  it('gives the current product, what is like it, its brand, and then the catalogue', () => {
    expect(rec(['cedar'], 5)).toEqual(['cedar', 'near', 'dear', 'case', 'strings']);
    expect(rec(['cedar'], 2)).toEqual(['cedar', 'near']);
  });

  it('shows an earlier product again only if it was looked at twice', () => {
    expect(rec(['strings', 'cedar'], 3)).toEqual(['cedar', 'near', 'dear']);
    expect(rec(['strings', 'strings', 'cedar'], 3)).toEqual(['cedar', 'near', 'strings']);
  });

  it('answers for products it does not know, and for none', () => {
    expect(rec(['other'], 3)).toEqual(['other', 'cedar', 'dear']);
    expect(rec([], 2)).toEqual(['cedar', 'dear']);
    expect(rec(['cedar'], 0)).toEqual([]);
    expect(recommendFrom({ catalog: [] }).rec(['a'], 3)).toEqual(['a']);
  });

  it('passes over gaps and products without an id', () => {
    // A host's JSON may hold anything.
    const ids = [null, '', {}, true, Number.NaN, ['dear']].map(item_id => ({ item_id, item_category: 'Guitars' }));
    const odd = [null, undefined, {}, ...ids, entry('near', 'Guitars', 210)];
    expect(recommendFrom({ catalog: odd as readonly CatalogEntry[] }).rec(['cedar'], 9)).toEqual(['cedar', 'near']);
  });

  it('refuses what is no list of products', () => {
    for (const catalog of [undefined, null, 'cedar', { item_id: 'cedar' }])
      expect(() => recommendFrom({ catalog: catalog as never })).toThrow(
        'The `catalog` of `recommendFrom` is no list.',
      );
    for (const options of [undefined, null, 7])
      expect(() => recommendFrom(options as never)).toThrow('The `catalog` of `recommendFrom` is no list.');
  });

  it('gives nothing where fewer than none are asked for', () => {
    expect(rec(['strings', 'strings', 'cedar'], -1)).toEqual([]);
  });

  it('foretells nothing of what is no id', () => {
    const odd = [{}, true, null, ''] as unknown as readonly string[];
    expect(rec([...odd, 'cedar', ...odd], 2)).toEqual(rec(['cedar'], 2));
    expect(rec(odd, 2)).toEqual(rec([], 2));
  });

  it('sorts a large catalogue as a whole as it sorts a few products of it', () => {
    const many = Array.from({ length: 20_000 }, (_, id) => entry(id, 'a', (id * 7_919) % 1_009));
    const large = recommendFrom({ catalog: many });
    const all = large.rec([5, 9], 19_999);
    expect(all).toHaveLength(19_999);
    expect(all.slice(0, 20)).toEqual(large.rec([5, 9], 20));
  });

  it('takes numbers for ids and gives them back', () => {
    const numbers = recommendFrom({ catalog: [entry(1, 'a', 5), entry(2, 'a', 5)] });
    expect(numbers.rec([1], 2)).toEqual([1, 2]);
    expect(numbers.rec(['1'], 2)).toEqual([1, 2]);
  });

  it('leaves the catalogue as it was', () => {
    const frozen = Object.freeze(CATALOG.map(product => Object.freeze(product)));
    expect(recommendFrom({ catalog: frozen }).rec(Object.freeze(['cedar']), 2)).toEqual(['cedar', 'near']);
  });
});
