import type { CatalogIndex, CatalogItem } from './catalog.js';
import type { Found, Product, Request } from './strategy.js';

const VIEWS = 5;
const DECAY = 0.4;
/** Places between two ids at which being near counts half. */
const NEAR = 5;

/**
 * Like the last five products looked at, each counting 0.4 of the next: 1 for the category, up to 1.2 for a close
 * price, up to 1 for a close id, 0.8 for the brand: the best of what was measured on rees46 without purchase data. Pure.
 */
export function similar({
  index,
  viewed,
  limit,
  isFree,
}: Pick<Request, 'index' | 'viewed' | 'limit' | 'isFree'>): readonly Found[] {
  const looks = viewed.slice(0, VIEWS);
  const best: { readonly item: CatalogItem; readonly score: number }[] = [];
  let bar = 0;
  for (const category of new Set(looks.map(item => item.item_category ?? ''))) {
    const { items, scores } = index.shelf(category);
    scores.fill(0);
    looks.forEach((look, rank) => {
      if (look.item_category === category) addLikeness(look, DECAY ** rank, index);
    });
    for (let at = 0; at < scores.length; at++) {
      const score = scores[at] ?? 0;
      if (!(score > bar)) continue;
      const item = items[at];
      if (!item || item.item_id === looks[0]?.item_id || !isFree(item)) continue;
      const below = best.findIndex(other => other.score < score);
      best.splice(below < 0 ? best.length : below, 0, { item, score });
      if (best.length > limit) best.pop();
      bar = best[limit - 1]?.score ?? 0;
    }
  }
  return best.map(({ item }) => {
    const like = looks.find(look => look.item_category === item.item_category && look.item_id !== item.item_id);
    return [item, `Similar to ${like?.item_name}`];
  });
}

/** Adds to the scores of a shelf how much each product on it is like this one, which is not like itself. */
function addLikeness(seed: Product, weight: number, { byId, shelf }: CatalogIndex): void {
  const { item_id, item_brand = '', item_category = '', price: own = 0 } = seed;
  const { items, brands, prices, places, scores } = shelf(item_category);
  const listed = byId.get(item_id);
  const here = listed ? items.indexOf(listed) : -1;
  const place = here < 0 ? Infinity : (places[here] ?? 0);
  const before = scores[here] ?? 0;
  // Nearly all the work of a suggestion, so nothing but figures.
  for (let other = 0; other < scores.length; other++) {
    const price = prices[other] ?? 0;
    const closeness = (price < own ? price / own : own / price) || 0;
    const nearness = NEAR / (NEAR + Math.abs((places[other] ?? 0) - place));
    scores[other] = (scores[other] ?? 0) + weight * (1 + 1.2 * closeness + nearness);
  }
  for (const other of brands.get(item_brand) ?? []) scores[other] = (scores[other] ?? 0) + weight * 0.8;
  if (here >= 0) scores[here] = before;
}
