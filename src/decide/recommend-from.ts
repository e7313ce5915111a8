import { WaymarkError } from '../core/problem.js';
import { type CatalogItem, grouped, indexCatalog } from './catalog.js';
import { type ItemId, nameOf, newestFirst } from './newest-first.js';
import type { Recommender } from './recommend-with.js';
import { similar } from './similar.js';
import type { Product } from './strategy.js';

/** What is known of a product, to find what is like it. */
export interface CatalogEntry {
  readonly item_id: ItemId;
  readonly item_category?: string;
  readonly item_brand?: string;
  /** Price in major units. */
  readonly price?: number;
}

/** Products looked at that are looked through for those to show again. */
const OWN = 5;
/** Products that are sorted by what they are like: as many as anybody looks through, for all of 50,000 it takes seconds. */
const ALIKE = 2_000;

/**
 * Foretells what is looked at next with nothing but a catalogue: the current product, then what `similar` of `suggest()`
 * finds, at most 2,000, with those of the last five in between that were looked at twice; then more of the brand, then the
 * catalogue in its order. Each call for some twenty takes well under a millisecond, of 10,000 products too. Throws
 * `WaymarkError` for a catalogue that is no list.
 */
export function recommendFrom(options: { readonly catalog: readonly CatalogEntry[] }): Recommender {
  const catalog = options?.catalog;
  if (!Array.isArray(catalog))
    throw new WaymarkError('catalog-odd', 'The `catalog` of `recommendFrom` is no list. Give one of `{ item_id, … }`.');
  const numbers = new Map<string, ItemId>();
  for (const entry of catalog) {
    const id = entry?.item_id;
    if (typeof id === 'number') numbers.set(`${id}`, id);
  }
  const index = indexCatalog(catalog.map(known));
  let brands: ReadonlyMap<string, readonly CatalogItem[]> | undefined;
  const ofBrand = (name?: string): readonly CatalogItem[] => {
    brands ??= grouped(index.popular, ({ item_brand }) => item_brand);
    return brands.get(name ?? '') ?? [];
  };
  return {
    rec(items, limit) {
      const seen = new Map(newestFirst(items).map(id => [`${id}`, id]));
      const viewed = [...seen.keys()].map((item_id): Product => index.byId.get(item_id) ?? known({ item_id }));
      const isFree = ({ item_id }: Product): boolean => !seen.has(item_id);
      const isBack = (key: string, rank: number): boolean => !rank || items.filter(id => `${id}` === key).length > 1;
      const own = [...seen.keys()].slice(0, OWN).filter(isBack);
      const ids = similar({ index, viewed, limit: Math.min(limit, ALIKE), isFree }).map(([item]) => item.item_id);
      own.forEach((id, rank) => void ids.splice(rank * 2, 0, id));
      const best = new Set(ids);
      for (const listOf of [() => ofBrand(viewed[0]?.item_brand), () => index.popular]) {
        // What is not needed is not sorted, either.
        for (const item of best.size < limit ? listOf() : []) {
          if (best.size >= limit) break;
          if (isFree(item)) best.add(item.item_id);
        }
      }
      return [...best].slice(0, Math.max(0, limit)).map(id => numbers.get(id) ?? seen.get(id) ?? id);
    },
  };
}

function known(entry: CatalogEntry): CatalogItem {
  // A host's list may have gaps, which the index passes over, and prices as text.
  const item_id = nameOf(entry?.item_id);
  const price = Number(entry?.price);
  // To copy 10,000 takes as long as to index them; nobody reads their names.
  const isPlain = entry?.item_id === item_id && entry.price === price;
  return isPlain ? (entry as CatalogItem) : { ...entry, item_id, item_name: item_id, price };
}
