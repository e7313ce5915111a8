import type { CatalogItem } from '../capture/catalog-item.js';
import type { Profile } from '../core/profile.js';

export type { CatalogItem } from '../capture/catalog-item.js';

/** The products; a function returns the same array for as long as it holds the same products. */
export type Catalog = readonly CatalogItem[] | ((profile: Profile) => readonly CatalogItem[]);

/** The products of a category that are in stock, the most popular first, field by field. */
export interface Shelf {
  readonly items: readonly CatalogItem[];
  /** Where an id stands in these lists. */
  readonly at: ReadonlyMap<string, number>;
  /** Where the products of a brand stand. */
  readonly brands: ReadonlyMap<string, readonly number[]>;
  /** 0 while unknown. */
  readonly prices: Float64Array;
  /** Where an id stands among all, short ones first: what was listed together is near. */
  readonly places: Float64Array;
}

/** The catalogue, sorted for lookups; lists hold what is in stock, the most popular first. */
export interface CatalogIndex {
  readonly byId: ReadonlyMap<string, CatalogItem>;
  readonly byCategory: ReadonlyMap<string, readonly CatalogItem[]>;
  readonly popular: readonly CatalogItem[];
  /** Sorted when it is asked for first, and then kept; of a category that the catalogue lacks it is empty. */
  shelf(category: string): Shelf;
}

/** Sorts a catalogue for lookups. Pure; some 10 ms for 10,000 products, so do it once. */
export function indexCatalog(list: readonly CatalogItem[]): CatalogIndex {
  const popular = list
    .filter(item => item.in_stock !== false)
    .sort((a, b) => (b.popularity ?? 0) - (a.popularity ?? 0));
  const byCategory = group(popular, item => [item.item_category, item]);
  const shelves = new Map<string, Shelf>();
  return {
    byId: new Map(list.map(item => [item.item_id, item])),
    byCategory,
    popular,
    shelf(category) {
      const shelf = shelves.get(category) ?? shelve(byCategory.get(category) ?? []);
      shelves.set(category, shelf);
      return shelf;
    },
  };
}

function shelve(items: readonly CatalogItem[]): Shelf {
  const at = new Map(items.map((item, index) => [item.item_id, index]));
  const ids = [...at.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const places = new Float64Array(items.length);
  for (const [place, id] of ids.entries()) places[at.get(id) ?? 0] = place;
  return {
    items,
    at,
    brands: group(items, (item, index) => [item.item_brand, index]),
    prices: Float64Array.from(items, item => item.price || 0),
    places,
  };
}

/** What has a name, by its name. */
function group<T>(
  items: readonly CatalogItem[],
  entry: (item: CatalogItem, index: number) => readonly [name: string | undefined, value: T],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [name, value] of items.map(entry)) {
    const values = name && groups.get(name);
    if (values) values.push(value);
    else if (name) groups.set(name, [value]);
  }
  return groups;
}
