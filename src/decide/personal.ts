import type { Interest } from '../learn/interests.js';
import type { CatalogItem } from './catalog.js';
import type { Found, Request } from './strategy.js';

/** The strongest interests of each kind that count. */
const INTERESTS = 5;
/** As `interests()` fades. */
const HALF_LIFE_MS = 30 * 86_400_000;

/**
 * By what draws the visitor: a product of the five strongest categories scores the strength of that interest plus that of
 * the interest in its brand; of equals the popular one comes first. Leaves out what was looked at. Needs the slice
 * `interests`. Pure.
 */
export function personal({ profile, index, viewed, limit, isFree }: Request): readonly Found[] {
  const { interests = [] } = profile.slices;
  const brands = strengths(interests, 'item_brand');
  const seen = new Set(viewed.map(item => item.item_id));
  const isNew = (item: CatalogItem): boolean => !seen.has(item.item_id) && isFree(item);
  // Brands that draw alike are one, or of their products the popular one would not come first.
  const levels = [...new Set([...brands.map(([, strength]) => strength), 0])];
  const shelves = strengths(interests, 'item_category').flatMap(([category, strength]) =>
    levels.map(level => {
      const { items, brands: places } = index.shelf(category);
      const alike = brands.flatMap(([brand, more]) => (more === level && places.get(brand)) || []);
      const pool = level ? alike.sort((a, b) => a - b).map(place => items[place]) : items;
      return { pool, score: strength + level, category: level > strength ? '' : category };
    }),
  );
  const found = new Map<string, Found>();
  for (const { pool, category } of shelves.sort((a, b) => b.score - a.score)) {
    for (const item of pool) {
      if (found.size >= limit) return [...found.values()];
      if (item && !found.has(item.item_id) && isNew(item))
        found.set(item.item_id, [item, `For your interest in ${category || item.item_brand}`]);
    }
  }
  return [...found.values()];
}

function strengths(interests: readonly Interest[], kind: Interest['kind']): readonly (readonly [string, number])[] {
  const last = Math.max(0, ...interests.map(({ at }) => at));
  return interests
    .filter(interest => interest.kind === kind)
    .slice(0, INTERESTS)
    .map(({ name, score, at }) => [name, score * 2 ** ((at - last) / HALF_LIFE_MS)]);
}
