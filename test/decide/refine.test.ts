import { describe, expect, it } from 'vitest';
import type { CatalogItem } from '../../src/decide/catalog.js';
import { type RefineOptions, refine } from '../../src/decide/refine.js';
import type { Found, Request } from '../../src/decide/strategy.js';

const item = (item_id: string, more: Partial<CatalogItem> = {}): CatalogItem => ({
  item_id,
  item_name: item_id,
  ...more,
});

function ids(options: RefineOptions, items: readonly CatalogItem[], viewed: readonly CatalogItem[] = []) {
  const found = items.map((one): Found => [one, 'Popular here']);
  // Nothing else of the request is read.
  return refine(options)(found, { viewed } as unknown as Request).map(([{ item_id }]) => item_id);
}

describe('refine', () => {
  it('keeps the best of each brand and category', () => {
    const list = [
      item('a', { item_brand: 'x', item_category: '1' }),
      item('b', { item_brand: 'x', item_category: '2' }),
      item('c', { item_brand: 'y', item_category: '1' }),
      item('d', { item_brand: 'z', item_category: '2' }),
    ];
    expect(ids({ atMost: { item_brand: 1 } }, list)).toEqual(['a', 'c', 'd']);
    expect(ids({ atMost: { item_brand: 1, item_category: 1 } }, list)).toEqual(['a', 'd']);
  });

  it('counts nothing that has no brand', () => {
    expect(ids({ atMost: { item_brand: 1 } }, [item('a'), item('b')])).toEqual(['a', 'b']);
  });

  it('keeps to a band around the price last looked at', () => {
    const list = [item('low', { price: 4 }), item('edge', { price: 5 }), item('high', { price: 21 }), item('none')];
    expect(ids({ priceBand: [0.5, 2] }, list, [item('unpriced'), item('seen', { price: 10 })])).toEqual(['edge']);
    expect(ids({ priceBand: [0.5, 2] }, list)).toHaveLength(4);
  });

  it('takes too few for none', () => {
    expect(ids({ atLeast: 2 }, [item('a')])).toEqual([]);
    expect(ids({ atLeast: 2 }, [item('a'), item('b')])).toEqual(['a', 'b']);
  });
});
