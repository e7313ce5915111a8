import type {} from '../capture/commerce.js';
import { definePlugin, type Known, type Plugin } from '../core/plugin.js';
import { WaymarkError } from '../core/problem.js';
import type { Profile } from '../core/profile.js';
import type { TouchpointType } from '../core/touchpoint.js';
import type { Trigger } from '../core/trigger.js';
import type {} from '../learn/cart.js';
import type { KnownItem } from '../learn/items-of.js';
import type {} from '../learn/orders.js';
import type {} from '../learn/viewed.js';
import { type Catalog, type CatalogItem, indexCatalog } from './catalog.js';
import { DAY_MS } from './fits.js';
import type { CoViews } from './recommend-with.js';
import { STRATEGIES } from './strategies.js';
import type { Product, Refine, Strategy, StrategyName } from './strategy.js';

export type { Catalog, CatalogItem } from './catalog.js';

export interface SuggestOptions {
  readonly catalog: Catalog;
  /** Products a suggestion holds at most. Default 4. */
  readonly limit?: number;
  /** Category of a product → ids or categories of what goes with it, for products whose catalogue entry has no `complements`. */
  readonly complements?: Readonly<Record<string, readonly string[]>>;
  /** What other visits looked at together: `recommendWith(file)`, or nothing while the file is not there. Default: nothing. */
  readonly coViews?: (() => CoViews | undefined) | undefined;
  /** More ways of finding products, such as `{ personal }`, to be asked for by name. Default: none. */
  readonly strategies?: Readonly<Partial<Record<StrategyName, Strategy>>>;
  /** Category → days after which what was bought may be suggested again. Default: never. */
  readonly cycleDays?: Readonly<Record<string, number>>;
  /** Rest between two suggestions of similar products. Default 60. */
  readonly restSeconds?: number;
  /** No `products.suggest` on a view while the visitor is only becoming aware. Default true. */
  readonly quietWhileAware?: boolean;
}

/** A product to show, in the fields of the catalogue. */
export interface Suggestion extends Omit<CatalogItem, 'item_name' | 'in_stock' | 'popularity' | 'complements'> {
  /** Name in the catalogue. */
  readonly item_name?: string;
  /** How it was found. */
  readonly strategy: StrategyName;
  /** Why, in plain words. */
  readonly reason: string;
}

export interface SuggestRequest {
  /** Default: the first that finds anything, of co-viewed, similar, complement, recent, popular, then those of `strategies`. */
  readonly strategy?: StrategyName;
  /** Default: the plugin's. */
  readonly limit?: number;
  /** Ids to take before any strategy is tried, the best first: of another system, or picked by hand. */
  readonly given?: readonly string[];
  /** Ids to leave out, such as those in another rail of the page. */
  readonly exclude?: readonly string[];
  /** Which of up to 100 products found are right for this place, such as `refine({ atMost: { item_brand: 2 } })`. Default: all. */
  readonly refine?: Refine;
}

/** `suggest` may also be asked: keep the plugin. */
export interface SuggestPlugin extends Plugin {
  /** What it suggests of, for other lists. */
  readonly catalog: Catalog;
  /** Pure. The best first; under a millisecond once the catalogue is indexed, which the first call does. */
  suggest(profile: Profile, request?: SuggestRequest): readonly Suggestion[];
}

declare module '../core/trigger.js' {
  interface DecisionMap {
    /** Products for the page: similar ones after a look, what goes with it after an order. */
    'products.suggest': {
      /** How they were found. */
      readonly strategy: StrategyName;
      /** The best first. */
      readonly items: readonly Suggestion[];
    };
  }
}

/** Products that a rail is refined of. */
const MANY = 100;
const KNOWN: Known<SuggestOptions> = {
  catalog: 1,
  limit: 1,
  complements: 1,
  coViews: 1,
  strategies: 1,
  cycleDays: 1,
  restSeconds: 1,
  quietWhileAware: 1,
};
const FIELDS = ['item_name', 'item_category', 'item_brand', 'price', 'currency', 'url', 'image'] as const;

/**
 * Suggests products of the host's catalogue, never what is in the cart, bought or out of stock. Throws `WaymarkError` for
 * what is no catalogue.
 */
export function suggest(options: SuggestOptions): SuggestPlugin {
  const { catalog, limit = 4, complements = {}, coViews, strategies, cycleDays = {} } = options;
  const { restSeconds = 60, quietWhileAware = true } = options;
  // Of JSON it may be anything.
  if (typeof catalog !== 'function' && !Array.isArray(catalog))
    throw new WaymarkError('catalog-odd', '`catalog` must be a list, a function or `{ url }`.');
  const ways = { ...STRATEGIES, ...strategies };
  let list: readonly CatalogItem[] = [];
  let index = indexCatalog(list);

  function find(profile: Profile, request: SuggestRequest = {}): readonly Suggestion[] {
    const { strategy, given, exclude, limit: size = limit, refine } = request;
    const { viewed: looks = [], cart, orders } = profile.slices;
    // A function may have none yet.
    const current = (typeof catalog === 'function' ? catalog(profile) : catalog) ?? list;
    if (current !== list) {
      list = current;
      index = indexCatalog(list);
    }
    const known = (item: KnownItem): Product => index.byId.get(item.item_id) ?? item;
    const viewed = looks.map(known);
    const owned = cart?.lines.map(known) ?? [];
    const taken = new Set([...(exclude ?? []), ...owned.map(item => item.item_id)]);
    for (const { at, items } of orders?.recent ?? []) {
      for (const item of items.map(known)) {
        owned.push(item);
        // Also where there is no number.
        if (!((profile.lastSeenAt ?? 0) - at >= (cycleDays[item.item_category ?? ''] ?? NaN) * DAY_MS))
          taken.add(item.item_id);
      }
    }
    const isFree = (item: Product): boolean => !taken.has(item.item_id) && (item as CatalogItem).in_stock !== false;
    const asked = {
      ...{ profile, index, given, viewed, owned, complements, isFree },
      coViews: coViews?.(),
      limit: refine ? MANY : size,
    };
    for (const name of strategy ? (['given', strategy] as const) : (Object.keys(ways) as StrategyName[])) {
      const all = ways[name]?.(asked) ?? [];
      const found = refine?.(all, asked) ?? all;
      if (found.length)
        return found.slice(0, size).map(([item, reason]) => Object.assign(shown(item), { strategy: name, reason }));
    }
    return [];
  }

  const after = (type: TouchpointType, strategy: StrategyName, every: number): Trigger<'products.suggest'> => ({
    name: `suggest-${strategy}`,
    decision: 'products.suggest',
    every,
    when({ touchpoint, profile }) {
      if (touchpoint?.type !== type || (quietWhileAware && profile.stage?.micro === 'aware')) return null;
      const items = find(profile, { strategy });
      return items.length ? { strategy, items } : null;
    },
  });

  const plugin = definePlugin({
    name: 'suggest',
    purpose: 'personalization',
    options: [options, KNOWN],
    needs: ['viewed', 'cart', 'orders'],
    triggers: [after('view_item', 'similar', restSeconds * 1000), after('purchase', 'complement', 0)],
  });
  return Object.assign(plugin, { catalog, suggest: find });
}

/** Only known fields: what else a host keeps in its catalogue has no bounds. */
function shown(item: Product): Pick<Suggestion, 'item_id'> {
  const fields: Record<string, unknown> & Pick<Suggestion, 'item_id'> = { item_id: item.item_id };
  for (const name of FIELDS) {
    const value = (item as CatalogItem)[name];
    if (value) fields[name] = value;
  }
  return fields;
}
