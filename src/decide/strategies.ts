import type { KnownItem } from '../learn/items-of.js';
import type { CatalogIndex, CatalogItem } from './catalog.js';
import type { CoViews } from './recommend-with.js';

/** How products are found. */
export type StrategyName = 'co-viewed' | 'similar' | 'complement' | 'recent' | 'popular';

/** A product as the catalogue knows it, or else as touchpoints told it. */
export type Product = CatalogItem | KnownItem;

/** What a strategy has to go by. */
export interface Request {
  readonly index: CatalogIndex;
  /** Looked at, the last one first. */
  readonly viewed: readonly Product[];
  /** In the cart, then in the orders, newest first. */
  readonly owned: readonly Product[];
  /** Category → ids or categories of what goes with it, for products that name none themselves. */
  readonly complements: Readonly<Record<string, readonly string[]>>;
  /** What other visits looked at together, where the shop has such a file. */
  readonly coViews?: CoViews | undefined;
  readonly limit: number;
  /** Neither in the cart nor bought, and in stock. */
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

/** In the order they are tried. Pure; the best first. */
export const STRATEGIES: Readonly<Record<StrategyName, (request: Request) => readonly Found[]>> = {
  'co-viewed': coViewed,
  similar,
  complement,
  recent: ({ viewed, isFree }) => viewed.filter(isFree).map(item => [item, 'You looked at it']),
  popular: ({ index, isFree }) => index.popular.filter(isFree).map(item => [item, 'Popular here']),
};

/** What other visits looked at together with the last six products looked at. */
function coViewed({ index, viewed, coViews, isFree }: Request): readonly Found[] {
  const looks = viewed.map(item => item.item_id).reverse();
  return (coViews?.together(looks, ASKED) ?? []).flatMap((id): readonly Found[] => {
    const item = index.byId.get(`${id}`);
    return item && isFree(item) ? [[item, `Often looked at with ${viewed[0]?.item_name}`]] : [];
  });
}

/**
 * Like the last five products looked at, each counting 0.4 of the next: 1 for the category, up to 1.2 for a close
 * price, up to 1 for a close id, 0.8 for the brand: the best of what was measured on rees46 without purchase data. Pure.
 */
export function similar({ index: { byCategory, places }, viewed, limit, isFree }: Request): readonly Found[] {
  const seeds = viewed
    .slice(0, VIEWS)
    .map((item, rank): Seed => ({ item, place: places.get(item.item_id), weight: DECAY ** rank }));
  const best: { readonly item: CatalogItem; readonly score: number }[] = [];
  let bar = 0;
  for (const category of new Set(seeds.map(({ item }) => item.item_category))) {
    const here = seeds.filter(({ item }) => item.item_category === category);
    const room = here.reduce((sum, { weight }) => sum + weight, 0);
    for (const item of (category && byCategory.get(category)) || []) {
      let score = 0;
      for (const seed of here) score += seed.weight * likeness(seed.item, item);
      // Most are out of reach before their place is looked up.
      if (!score || score + room <= bar || item.item_id === viewed[0]?.item_id || !isFree(item)) continue;
      const place = places.get(item.item_id) ?? 0;
      for (const seed of here) score += seed.weight * nearness(seed, place);
      if (score <= bar) continue;
      const at = best.findIndex(other => other.score < score);
      best.splice(at < 0 ? best.length : at, 0, { item, score });
      if (best.length > limit) best.pop();
      bar = best[limit - 1]?.score ?? 0;
    }
  }
  return best.map(({ item }) => {
    const like = seeds.find(seed => likeness(seed.item, item));
    return [item, `Similar to ${like?.item.item_name}`];
  });
}

interface Seed {
  readonly item: Product;
  /** Among the ids of its category, where the catalogue has it. */
  readonly place: number | undefined;
  readonly weight: number;
}

function likeness(a: Product, b: CatalogItem): number {
  if (a.item_category !== b.item_category || a.item_id === b.item_id) return 0;
  const ratio = (a.price ?? 0) / (b.price ?? 0) || 0;
  return 1 + 1.2 * Math.min(ratio, 1 / ratio) + (a.item_brand && a.item_brand === b.item_brand ? 0.8 : 0);
}

/** At the seed itself likeness is 0, and so is this. */
function nearness({ place }: Seed, other: number): number {
  return place === undefined || place === other ? 0 : NEAR / (NEAR + Math.abs(place - other));
}

/** What goes with what the visitor has: the first of each kind, then the second of each. */
function complement({ index: { byId, byCategory }, owned, complements, limit, isFree }: Request): readonly Found[] {
  const shelves = owned.flatMap(item => {
    const own = 'complements' in item && item.complements;
    // `flat`, for a category may be called like something every object has.
    const keys = [own || complements[item.item_category ?? ''] || []].flat();
    return keys.map(key =>
      [byId.get(key) ?? byCategory.get(key) ?? []]
        .flat()
        .filter(isFree)
        .map((found): Found => [found, `Goes with ${item.item_name}`]),
    );
  });
  const ranked = [...Array(limit).keys()].map(rank => shelves.flatMap(shelf => shelf.slice(rank, rank + 1)));
  return [...new Map(ranked.flat().map(found => [found[0], found])).values()];
}
