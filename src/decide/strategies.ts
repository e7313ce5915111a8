import type {} from '../learn/interests.js';
import type { ItemId } from './newest-first.js';
import { similar } from './similar.js';
import type { Found, Product, Request, Strategy, StrategyName } from './strategy.js';

/** Ids asked for, most of which are free and in the catalogue. */
const ASKED = 60;

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

/** What the catalogue has of ids, each once. */
function listed({ index }: Request, ids: readonly ItemId[] = []): readonly Product[] {
  return [...new Set(ids.flatMap(id => index.byId.get(`${id}`) ?? []))];
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

/** What goes with what the visitor has: the first of each kind, then the second of each. */
function complement(request: Request): readonly Found[] {
  const { index, owned, complements, limit } = request;
  const rows = owned.flatMap(item => {
    const own = 'complements' in item && item.complements;
    // `flat`, for a category may be called like something every object has.
    const keys = [own || complements[item.item_category ?? ''] || []].flat();
    return keys.map(key => {
      const known = index.byId.get(`${key}`);
      return free(known ? [known] : index.shelf(key).items, request, `Goes with ${item.item_name}`);
    });
  });
  const found = new Map<Product, string>();
  // What is there ends it, for a limit may be beyond all bounds.
  for (let rank = 0; found.size < limit && rows.some(row => row[rank]); rank++) {
    for (const [item, reason] of rows.flatMap(row => row.slice(rank, rank + 1)))
      if (!found.has(item)) found.set(item, reason);
  }
  return [...found];
}
