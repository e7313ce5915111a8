import type { CatalogItem } from '../../src/decide/catalog.js';
import type { Product } from '../../src/decide/strategy.js';
import { type Interest, strengthOf } from '../../src/learn/interests.js';

/** What is asked, without any index. */
export interface PlainRequest {
  readonly catalog: readonly CatalogItem[];
  readonly viewed: readonly Product[];
  readonly limit: number;
  isFree(item: Product): boolean;
}

/** What is in stock, the most popular first, then in the order of the catalogue; of two with one id the later one. */
export function inStock(catalog: readonly CatalogItem[]): readonly CatalogItem[] {
  const popularity = (item: CatalogItem) => Number(item.popularity) || 0;
  const known = new Map(catalog.map(item => [item.item_id, item]));
  return [...known.values()].filter(item => item.in_stock !== false).sort((a, b) => popularity(b) - popularity(a));
}

/** `similar`, as its docstring says it: every product of every category is compared with every look. */
export function similarPlainly({ catalog, viewed, limit, isFree }: PlainRequest): readonly string[] {
  const looks = viewed.slice(0, 5);
  const all = inStock(catalog);
  const categories = [...new Set(looks.map(({ item_category }) => item_category))].filter(Boolean);
  const scored = categories.flatMap(category => {
    const items = all.filter(item => item.item_category === category);
    const ids = items.map(({ item_id }) => item_id).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    return items.map(item => {
      let score = 0;
      for (const [rank, look] of looks.entries()) {
        if (look.item_category !== category || look.item_id === item.item_id) continue;
        const [price, own] = [item.price || 0, look.price ?? 0];
        const closeness = (price < own ? price / own : own / price) || 0;
        const isListed = ids.includes(look.item_id);
        const nearness = isListed ? 5 / (5 + Math.abs(ids.indexOf(item.item_id) - ids.indexOf(look.item_id))) : 0;
        score += 0.4 ** rank * (1 + 1.2 * closeness + nearness);
        if (item.item_brand && item.item_brand === look.item_brand) score += 0.4 ** rank * 0.8;
      }
      return { item, score };
    });
  });
  return scored
    .filter(({ item, score }) => score > 0 && item.item_id !== looks[0]?.item_id && isFree(item))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item.item_id);
}

/** `personal`: every product of the five strongest categories, by the sum of its two interests. */
export function personalPlainly(
  { catalog, viewed, limit, isFree }: PlainRequest,
  interests: readonly Interest[],
): readonly string[] {
  const last = Math.max(0, ...interests.map(({ at }) => at));
  const strongest = (kind: Interest['kind']) => interests.filter(one => one.kind === kind).slice(0, 5);
  const brands = strongest('item_brand');
  const strengthIn = (list: readonly Interest[], name: string | undefined) => {
    const interest = list.find(one => one.name === name);
    return interest ? strengthOf(interest, last) : 0;
  };
  return strongest('item_category')
    .flatMap(category =>
      inStock(catalog)
        .filter(item => item.item_category === category.name)
        .map(item => ({ item, score: strengthOf(category, last) + strengthIn(brands, item.item_brand) })),
    )
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item)
    .filter(item => isFree(item) && !viewed.some(({ item_id }) => item_id === item.item_id))
    .slice(0, limit)
    .map(({ item_id }) => item_id);
}

/** `complement`: the first of each kind, then the second of each, each product once. */
export function complementPlainly(
  { catalog, limit, isFree }: PlainRequest,
  owned: readonly Product[],
  complements: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const known = new Map(catalog.map(item => [item.item_id, item]));
  const pools = owned
    .flatMap(item => ('complements' in item && item.complements) || complements[item.item_category ?? ''] || [])
    .map(key => {
      const item = known.get(key);
      return (item ? [item] : inStock(catalog).filter(one => key && one.item_category === key)).filter(isFree);
    });
  const ranks = Array.from({ length: limit }, (_, rank) => pools.flatMap(pool => pool.slice(rank, rank + 1)));
  return [...new Set(ranks.flat().map(({ item_id }) => item_id))];
}
