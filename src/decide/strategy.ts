import type { Profile } from '../core/profile.js';
import type { KnownItem } from '../learn/items-of.js';
import type { CatalogIndex, CatalogItem } from './catalog.js';
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

/** A way of finding products. Pure; the best first. */
export type Strategy = (request: Request) => readonly Found[];

/** Chooses among what a strategy found, the best first. Pure. */
export type Refine = (found: readonly Found[], request: Request) => readonly Found[];
