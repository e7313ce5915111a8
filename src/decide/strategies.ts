import type { Profile } from '../core/profile.js';
import type {} from '../learn/interests.js';
import type { KnownItem } from '../learn/items-of.js';
import type { CatalogIndex, CatalogItem } from './catalog.js';
import type { ItemId } from './count-pairs.js';
import type { CoViews } from './recommend-with.js';

/** How products are found. */
export type StrategyName = 'given' | 'co-viewed' | 'similar' | 'complement' | 'recent' | 'popular' | 'personal';

/** A product as the catalogue knows it, or else as touchpoints told it. */
export type Product = CatalogItem | KnownItem;

/** What a strategy has to go by. */
export interface Request {
  readonly profile: Profile;
  readonly index: CatalogIndex;
  /** Ids found elsewhere, the best first. */
  readonly given?: readonly string[] | undefined;
  /** Looked at, the last one first. */
  readonly viewed: readonly Product[];
  /** In the cart, then in the orders, newest first. */
  readonly owned: readonly Product[];
  /** Category → ids or categories of what goes with it, for products that name none themselves. */
  readonly complements: Readonly<Record<string, readonly string[]>>;
  /** What other visits looked at together, where the shop has such a file. */
  readonly coViews?: CoViews | undefined;
  /** More are not asked for. */
  readonly limit: number;
  /** Neither in the cart nor bought, in stock, and nothing else speaks against it. */
  isFree(item: Product): boolean;
}

/** A product with the reason for it in plain words. */
export type Found = readonly [item: Product, reason: string];

const VIEWS = 5;
const DECAY = 0.4;
/** Ids asked for, most of which are free and in the catalogue. */
const ASKED = 60;
/** Places between two ids at which being near counts half. */
const NEAR = 5;

/** A way of finding products. Pure; the best first. */
export type Strategy = (request: Request) => readonly Found[];

/** Chooses among what a strategy found, the best first. Pure. */
export type Refine = (found: readonly Found[], request: Request) => readonly Found[];

/** In the order they are tried. */
export const STRATEGIES: Readonly<Partial<Record<StrategyName, Strategy>>> = {
  given: request => free(listed(request, request.given), request, 'Chosen for you'),
  // What other visits looked at together with the last six products looked at.
  'co-viewed'(request) {
    const { viewed, coViews } = request;
    const ids = coViews?.together(viewed.map(item => item.item_id).reverse(), ASKED);
    return free(listed(request, ids), request, `Often looked at with ${viewed[0]?.item_name}`);
  },
  similar,
  complement,
  recent: request => free(request.viewed, request, 'You looked at it'),
  popular: request => free(request.index.popular, request, 'Popular here'),
};

/** What the catalogue has of ids. */
function listed({ index }: Request, ids: readonly ItemId[] = []): readonly Product[] {
  return ids.flatMap(id => index.byId.get(`${id}`) ?? []);
}

/** The first that are free, as many as are asked for. */
function free(items: readonly Product[], { limit, isFree }: Request, reason: string): readonly Found[] {
  const found: Found[] = [];
  for (const item of items) {
    if (found.length >= limit) break;
    if (isFree(item)) found.push([item, reason]);
  }
  return found;
}

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
    for (const [rank, look] of looks.entries())
      if (look.item_category === category) addLikeness(look, DECAY ** rank, index);
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

/** What goes with what the visitor has: the first of each kind, then the second of each. */
function complement(request: Request): readonly Found[] {
  const { index, owned, complements, limit } = request;
  const rows = owned.flatMap(item => {
    const own = 'complements' in item && item.complements;
    // `flat`, for a category may be called like something every object has.
    const keys = [own || complements[item.item_category ?? ''] || []].flat();
    return keys.map(key => {
      const known = index.byId.get(key);
      return free(known ? [known] : index.shelf(key).items, request, `Goes with ${item.item_name}`);
    });
  });
  const found = new Map<Product, string>();
  for (let rank = 0; rank < limit && found.size < limit; rank++) {
    for (const [item, reason] of rows.flatMap(row => row.slice(rank, rank + 1)))
      if (!found.has(item)) found.set(item, reason);
  }
  return [...found];
}
