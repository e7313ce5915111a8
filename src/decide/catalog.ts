import type { CatalogItem } from '../capture/catalog-item.js';
import type { Profile } from '../core/profile.js';
import { nameOf } from './newest-first.js';

export type { CatalogItem } from '../capture/catalog-item.js';

/** The products; a function returns the same array for as long as it holds the same products. */
export type Catalog = readonly CatalogItem[] | ((profile: Profile) => readonly CatalogItem[]);

/** The products of a category that are in stock, the most popular first, field by field. */
export interface Shelf {
  readonly items: readonly CatalogItem[];
  /** Where the products of a brand stand. */
  readonly brands: ReadonlyMap<string, readonly number[]>;
  /** 0 while unknown. */
  readonly prices: Float64Array;
  /** Where an id stands among all, short ones first: what was listed together is near. */
  readonly places: Float64Array;
  /** Room for whoever compares them, until the next does: to make it anew costs more than to fill it. */
  readonly scores: Float64Array;
}

/** The catalogue, ready for lookups; lists hold what is in stock, the most popular first. */
export interface CatalogIndex {
  readonly byId: ReadonlyMap<string, CatalogItem>;
  /** Sorted when it is asked for first, and then kept; so is each shelf, and what it knows. */
  readonly popular: readonly CatalogItem[];
  /** Of a category that the catalogue lacks it is empty. */
  shelf(category: string): Shelf;
}

/** Categories that are looked for one by one: for more it is quicker to sort the catalogue by them. */
const FEW = 4;

/**
 * Readies a catalogue for lookups; of two products with one id the later one counts. Pure. Some 2 ms for 10,000 products
 * and 1 ms for each 1,000 of a shelf, the first time, so do it once.
 */
export function indexCatalog(list: readonly CatalogItem[]): CatalogIndex {
  const byId = new Map<string, CatalogItem>();
  for (const item of list) {
    // A host's JSON may hold numbers, which are texts in all that was tracked, and gaps.
    const item_id = nameOf(item?.item_id);
    if (item_id) byId.set(item_id, item.item_id === item_id ? item : { ...item, item_id });
  }
  const all = [...byId.values()];
  const shelves = new Map<string, Shelf>();
  let popular: readonly CatalogItem[] | undefined;
  let groups: ReadonlyMap<string, readonly CatalogItem[]> | undefined;

  function inCategory(category: string): readonly CatalogItem[] {
    if (!category) return [];
    if (!groups && shelves.size < FEW) {
      const items = all.filter(item => item.item_category === category && isInStock(item));
      // Products may name many as what goes with them that are none.
      if (items.length) return items;
    }
    groups ??= grouped(all.filter(isInStock), item => item.item_category);
    return groups.get(category) ?? [];
  }

  return {
    byId,
    get popular() {
      popular ??= all.filter(isInStock).sort(byPopularity);
      return popular;
    },
    shelf(category) {
      const shelf = shelves.get(category) ?? shelve(inCategory(category));
      shelves.set(category, shelf);
      return shelf;
    },
  };
}

function isInStock(item: CatalogItem): boolean {
  return item.in_stock !== false;
}

function byPopularity(a: CatalogItem, b: CatalogItem): number {
  return (b.popularity || 0) - (a.popularity || 0);
}

/** Sorts both ways from the order of the catalogue, which is often that of the ids: then it is quicker by far. */
function shelve(unsorted: readonly CatalogItem[]): Shelf {
  const rows = unsorted.map(item => ({ item, place: 0 }));
  const shown = [...rows].sort((a, b) => byPopularity(a.item, b.item));
  const items = shown.map(({ item }) => item);
  let brands: ReadonlyMap<string, readonly number[]> | undefined;
  let places: Float64Array | undefined;
  return {
    items,
    prices: Float64Array.from(items, ({ price }) => price || 0),
    scores: new Float64Array(items.length),
    // What goes with a product needs neither.
    get brands() {
      brands ??= grouped([...items.keys()], at => items[at]?.item_brand);
      return brands;
    },
    get places() {
      if (!places) {
        rows.sort((a, b) => byLength(a.item.item_id, b.item.item_id));
        rows.forEach((row, place) => {
          row.place = place;
        });
        places = Float64Array.from(shown, ({ place }) => place);
      }
      return places;
    },
  };
}

/** What has the same name, by it; what has none is left out. Pure. */
export function grouped<T>(
  list: readonly T[],
  nameOf: (one: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const name = nameOf(one);
    const group = name && groups.get(name);
    if (group) group.push(one);
    else if (name) groups.set(name, [one]);
  }
  return groups;
}

/** Short ones first, so that numbers are in their order. */
function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
