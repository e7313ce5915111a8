import { describe, expect, it } from 'vitest';
import { type CatalogItem, indexCatalog } from '../../src/decide/catalog.js';

const item = (item_id: string, more: Partial<CatalogItem> = {}): CatalogItem => ({
  item_id,
  item_name: item_id,
  ...more,
});

describe('indexCatalog', () => {
  it('sorts by popularity and by category, what is in stock', () => {
    const list = [
      item('a', { item_category: 'x', popularity: 1 }),
      item('b', { item_category: 'x', popularity: 5 }),
      item('c', { item_category: 'y', in_stock: false, popularity: 9 }),
      item('d'),
    ];
    const { byId, shelf, popular } = indexCatalog(list);
    expect(popular.map(({ item_id }) => item_id)).toEqual(['b', 'a', 'd']);
    expect(shelf('x').items.map(({ item_id }) => item_id)).toEqual(['b', 'a']);
    expect(shelf('y').items).toEqual([]);
    expect(byId.get('c')).toBe(list[2]);
  });

  it('says where an id stands in its category, numbers in their order', () => {
    const ids = ['10', '9', '100', 'x'];
    const list = [...ids.map(id => item(id, { item_category: 'x' })), item('11', { item_category: 'y' })];
    const { shelf } = indexCatalog(list);
    const placesOf = (category: string) =>
      shelf(category).items.map(({ item_id }, index) => [item_id, shelf(category).places[index]] as const);
    const places = [...placesOf('x'), ...placesOf('y')];
    expect(places.sort((a, b) => Number(a[1]) - Number(b[1]))).toEqual([
      ['9', 0],
      ['11', 0],
      ['x', 1],
      ['10', 2],
      ['100', 3],
    ]);
  });

  it('knows one product of an id, the later one', () => {
    const list = [item('a', { item_category: 'x' }), item('b'), item('a', { item_category: 'y', popularity: 1 })];
    const { byId, shelf, popular } = indexCatalog(list);
    expect([byId.get('a'), ...popular]).toEqual([list[2], list[2], list[1]]);
    expect([shelf('x').items, shelf('y').items]).toEqual([[], [list[2]]]);
  });

  it('takes for an id what is one, not whatever has a text', () => {
    const odd = [{}, [], ['a'], true, Number.NaN, null, undefined, ''].map(id => item(id as string));
    expect([...indexCatalog([...odd, item(7 as never), item('b')]).byId.keys()]).toEqual(['7', 'b']);
  });

  it('looks for what is no category once', () => {
    let asked = 0;
    const watched = (item_id: string, item_category: string) =>
      Object.defineProperty(item(item_id), 'item_category', {
        get() {
          asked++;
          return item_category;
        },
      });
    const { shelf } = indexCatalog([watched('a', 'x'), watched('b', 'y')]);
    expect([shelf('none').items, shelf('').items]).toEqual([[], []]);
    const once = asked;
    expect([shelf('nothing').items, shelf('no').items]).toEqual([[], []]);
    expect(asked).toBe(once);
    expect(shelf('x').items).toHaveLength(1);
  });

  it('leaves the list of the host as it was', () => {
    const list = Object.freeze([item('a'), item('b', { popularity: 1 })]);
    indexCatalog(list);
    expect(list.map(({ item_id }) => item_id)).toEqual(['a', 'b']);
  });
});
