import { describe, expect, it } from 'vitest';
import { gatherRules, initialProfile } from '../../src/core/rules.js';
import { type CatalogItem, indexCatalog } from '../../src/decide/catalog.js';
import { cooccurrence } from '../../src/decide/cooccurrence.js';
import { recommendWith } from '../../src/decide/recommend-with.js';
import { STRATEGIES } from '../../src/decide/strategies.js';
import type { Product, Request, StrategyName } from '../../src/decide/strategy.js';

const item = (item_id: string, more: Partial<CatalogItem> = {}): CatalogItem => ({
  item_id,
  item_name: item_id,
  ...more,
});
const guitar = (id: string, price: number, item_brand = 'Fretwell') =>
  item(id, { item_category: 'Guitars', item_brand, price });

const NOBODY = initialProfile(gatherRules([]), 'visitor');
const CATALOG: readonly CatalogItem[] = [
  { ...guitar('cedar', 200), complements: ['Strings', 'tuner'] },
  guitar('near', 210, 'Other'),
  guitar('far', 2000),
  guitar('twin', 190),
  item('light', { item_category: 'Strings', popularity: 9 }),
  item('heavy', { item_category: 'Strings', popularity: 1 }),
  item('tuner', { item_category: 'Tuners', popularity: 5 }),
  item('gone', { item_category: 'Strings', in_stock: false, popularity: 99 }),
];

function find(strategy: StrategyName, known: Partial<Request>): readonly (readonly [string, string])[] {
  const request = {
    profile: NOBODY,
    index: indexCatalog(CATALOG),
    viewed: [],
    owned: [],
    complements: {},
    limit: 4,
    isFree: () => true,
  };
  return (STRATEGIES[strategy]?.({ ...request, ...known }) ?? []).map(([{ item_id }, reason]) => [item_id, reason]);
}

const ids = (...args: Parameters<typeof find>) => find(...args).map(([id]) => id);

describe('co-viewed', () => {
  const coViews = recommendWith(
    cooccurrence(
      [
        ['cedar', 'light'],
        ['cedar', 'light'],
        ['cedar', 'tuner'],
        ['cedar', 'unknown'],
      ],
      { maxBytes: 10_000 },
    ),
  );

  it('finds what other visits looked at together, of the catalogue and free', () => {
    expect(find('co-viewed', { coViews, viewed: [guitar('cedar', 200)] })).toEqual([
      ['light', 'Often looked at with cedar'],
      ['tuner', 'Often looked at with cedar'],
    ]);
    const isFree = ({ item_id }: Product) => item_id !== 'light';
    expect(ids('co-viewed', { coViews, viewed: [guitar('cedar', 200)], isFree })).toEqual(['tuner']);
  });

  it('finds nothing without a file, or for what no visit looked at', () => {
    expect(find('co-viewed', { viewed: [guitar('cedar', 200)] })).toEqual([]);
    expect(find('co-viewed', { coViews, viewed: [guitar('far', 2000)] })).toEqual([]);
  });
});

describe('similar', () => {
  it('puts brand and a close price first, without the product itself', () => {
    expect(find('similar', { viewed: [guitar('cedar', 200)] })).toEqual([
      ['twin', 'Similar to cedar'],
      ['near', 'Similar to cedar'],
      ['far', 'Similar to cedar'],
    ]);
  });

  it('scores as documented', () => {
    // 1.2 for a price, 0.8 for a brand, up to 1 for an id: the seed has none here.
    const other = [guitar('seed', 200, 'Third')];
    expect(ids('similar', { viewed: other })).toEqual(['cedar', 'near', 'twin', 'far']);
  });

  it('prefers, all else equal, what was listed about the same time', () => {
    const catalog = Array.from({ length: 30 }, (_, index) => item(`${100 + index}`, { item_category: 'Picks' }));
    const index = indexCatalog(catalog);
    expect(ids('similar', { index, viewed: [item('120', { item_category: 'Picks' })] })).toEqual([
      ...['119', '121'],
      ...['118', '122'],
    ]);
  });

  it('goes by the last five looks, the last one most', () => {
    const strings = item('light', { item_category: 'Strings' });
    const others = Array.from({ length: 4 }, (_, index) => item(`x${index}`));
    expect(ids('similar', { viewed: [strings, guitar('cedar', 200)] }).slice(0, 2)).toEqual(['heavy', 'twin']);
    expect(ids('similar', { viewed: [strings, ...others, guitar('cedar', 200)] })).toEqual(['heavy']);
    expect(ids('similar', { viewed: [guitar('far', 2000), guitar('cedar', 200)] })[0]).toBe('twin');
  });

  it('calls no product similar to itself', () => {
    const found = find('similar', { viewed: [guitar('cedar', 200), guitar('twin', 190)] });
    expect(found).toContainEqual(['twin', 'Similar to cedar']);
    expect(
      ids('similar', { viewed: [item('light', { item_category: 'Strings' }), guitar('far', 2000)] }),
    ).not.toContain('far');
  });

  it('knows a product from its touchpoint when the catalogue lacks it', () => {
    expect(ids('similar', { viewed: [guitar('unlisted', 200)] })).toEqual(['cedar', 'twin', 'near', 'far']);
  });

  it('finds nothing where nothing is known', () => {
    expect([
      ids('similar', {}),
      ids('similar', { viewed: [item('plain')] }),
      ids('similar', { viewed: [item('x', { item_category: 'Nowhere' })] }),
    ]).toEqual([[], [], []]);
  });
});

describe('complement', () => {
  const [cedar] = CATALOG as [CatalogItem];

  it('takes the first of each kind, then the second', () => {
    expect(find('complement', { owned: [cedar] })).toEqual([
      ['light', 'Goes with cedar'],
      ['tuner', 'Goes with cedar'],
      ['heavy', 'Goes with cedar'],
    ]);
  });

  it('names a product once', () => {
    expect(ids('complement', { owned: [cedar, cedar] })).toEqual(['light', 'tuner', 'heavy']);
  });

  it('goes by the rules of the host where a product names nothing', () => {
    const owned = [guitar('far', 2000)];
    expect(ids('complement', { owned, complements: { Guitars: ['tuner'] } })).toEqual(['tuner']);
    expect(ids('complement', { owned })).toEqual([]);
    expect(ids('complement', { owned: [item('x', { item_category: 'constructor' })] })).toEqual([]);
  });

  it('ends with what there is, however many are asked for', () => {
    expect(ids('complement', { owned: [cedar], limit: Infinity })).toEqual(['light', 'tuner', 'heavy']);
  });

  it('leaves out what is not free', () => {
    expect(ids('complement', { owned: [cedar], isFree: ({ item_id }) => item_id !== 'light' })).toEqual([
      'heavy',
      'tuner',
    ]);
  });
});

describe('recent and popular', () => {
  it('show looks newest first', () => {
    expect(find('recent', { viewed: [item('tuner'), item('unlisted')] })).toEqual([
      ['tuner', 'You looked at it'],
      ['unlisted', 'You looked at it'],
    ]);
  });

  it('show what is popular first', () => {
    expect(ids('popular', {}).slice(0, 3)).toEqual(['light', 'tuner', 'heavy']);
  });
});
