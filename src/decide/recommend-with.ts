import type { CooccurrenceFile } from './cooccurrence.js';
import { type ItemId, newestFirst } from './count-pairs.js';
import { unpack } from './packed.js';

/** Foretells products. */
export interface Recommender {
  /** Ids of `k` products, the best first, for ids looked at, the newest last. Pure. */
  rec(items: readonly ItemId[], k: number): readonly ItemId[];
}

/** What other sessions looked at together. */
export interface CoViews extends Recommender {
  /** Only ids that were looked at with these, the newest last; none of them themselves. Pure. */
  together(items: readonly ItemId[], k: number): readonly ItemId[];
}

type Scored = readonly [id: ItemId, score: number];

/** Products looked at that count, each this much of the next. */
const SEEDS = 6;
const DECAY = 0.55;
/** How far what is looked at often is held back. */
const OFTEN = 0.15;
/** Neighbours a product has at most, and popular products: they keep a call under a millisecond. */
const MOST = 100;
const FALL = 0.9;

/**
 * Foretells what is looked at next, by what is looked at together: c / √n / m^0.15, of the last six products, each counting
 * 0.55 of the next; c counts both, n the product, m its neighbour. Products looked at already stand where the shop's sessions
 * had them; what is popular fills up. Reads the file at once, some 50 ms for 200 kB; another format foretells nothing new.
 */
export function recommendWith(file: CooccurrenceFile): CoViews {
  const { near, popular, own } = read(file);
  const scoresFor = (seen: readonly ItemId[]): Map<ItemId, number> => {
    const keys = new Set(seen.map(id => `${id}`));
    const scores = new Map<ItemId, number>();
    let weight = 1;
    for (const key of [...keys].slice(0, SEEDS)) {
      for (const [id, score] of near.get(key) ?? []) {
        if (!keys.has(`${id}`)) scores.set(id, (scores.get(id) ?? 0) + score * weight);
      }
      weight *= DECAY;
    }
    return scores;
  };
  return {
    rec(items, k) {
      const seen = newestFirst(items);
      const scores = scoresFor(seen);
      const top = Math.max(...scores.values());
      for (const [rank, id] of seen.entries()) {
        const last = Math.min(rank, own.length - 1);
        scores.set(id, (top > 0 ? top : 1) * (own[last] ?? 1) * FALL ** (rank - last));
      }
      return [...new Set([...idsOf(scores), ...popular])].slice(0, k);
    },
    together: (items, k) => idsOf(scoresFor(newestFirst(items))).slice(0, k),
  };
}

function idsOf(scores: Iterable<Scored>): readonly ItemId[] {
  return sorted([...scores]).map(([id]) => id);
}

function read({ format, ids, isText, order, counts, degrees, gaps, weights, own }: CooccurrenceFile): {
  readonly near: ReadonlyMap<string, readonly Scored[]>;
  readonly popular: readonly ItemId[];
  readonly own: readonly number[];
} {
  if (format !== 1) return { near: new Map(), popular: [], own: [] };
  let number = 0;
  const all =
    typeof ids === 'string'
      ? unpack(ids).map(gap => {
          number += gap;
          return isText ? `${number}` : number;
        })
      : ids;
  const placed = unpack(order).map(place => all[place] ?? '');
  const levels = unpack(counts);
  const gap = unpack(gaps);
  const weight = unpack(weights);
  const lists = placed.map((): Scored[] => []);
  const score = (from: number, to: number, together: number): number =>
    2 ** (together - (levels[from] ?? 0) / 2 - (levels[to] ?? 0) * OFTEN);
  let index = 0;
  for (const [from, degree] of unpack(degrees).entries()) {
    let to = from;
    for (let left = degree; left--; index++) {
      to += (gap[index] ?? 0) + 1;
      const together = weight[index] ?? 0;
      lists[from]?.push([placed[to] ?? '', score(from, to, together)]);
      lists[to]?.push([placed[from] ?? '', score(to, from, together)]);
    }
  }
  const near = new Map(lists.map((list, place) => [`${placed[place]}`, sorted(list).slice(0, MOST)]));
  const often = placed.map((id, place): Scored => [id, levels[place] ?? 0]);
  return {
    near,
    popular: sorted(often)
      .slice(0, MOST)
      .map(([id]) => id),
    own,
  };
}

function sorted(list: Scored[]): Scored[] {
  return list.sort((a, b) => b[1] - a[1]);
}
