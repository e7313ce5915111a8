import type { CooccurrenceFile } from './cooccurrence.js';
import { type ItemId, newestFirst } from './newest-first.js';
import { bestOf, pairsOf, type Scored } from './pairs-of.js';

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

/** Products looked at that count, each this much of the next. */
const SEEDS = 6;
const DECAY = 0.55;
const FALL = 0.9;
const { max } = Math;

/**
 * Foretells what is looked at next, by what is looked at together: c / √n / m^0.15, of the last six products, each counting
 * 0.55 of the next; c counts both, n the product, m its neighbour. Products looked at already stand where the shop's sessions
 * had them; what is popular fills up. Reads half of the file at once and half with the first call, some 5 ms each for 200 kB;
 * another format foretells nothing new.
 */
export function recommendWith(file: CooccurrenceFile): CoViews {
  const known: Partial<CooccurrenceFile> = file.format === 1 ? file : {};
  const { own = [] } = known;
  const { placeOf, idAt, near, popular } = pairsOf(known);
  const scoresFor = (seen: readonly ItemId[], k: number): Scored<ItemId>[] => {
    const places = seen.map(placeOf);
    const taken = new Set(places);
    const scores = new Map<number, number>();
    let weight = 1;
    for (const place of places.slice(0, SEEDS)) {
      for (const [other, score] of near(place))
        if (!taken.has(other)) scores.set(other, (scores.get(other) ?? 0) + score * weight);
      weight *= DECAY;
    }
    return bestOf([...scores], k).map(([place, score]) => [idAt(place), score]);
  };
  return {
    rec(items, k) {
      const seen = newestFirst(items);
      const scores = scoresFor(seen, max(1, k));
      const top = scores[0]?.[1] ?? 1;
      let share = 1;
      seen.forEach((id, rank) => {
        share = own[rank] ?? share * FALL;
        const place = placeOf(id);
        scores.push([place < 0 ? id : idAt(place), top * share]);
      });
      const ids = new Set(bestOf(scores, scores.length).map(([id]) => id));
      // What is not needed is not sorted.
      if (ids.size < k) for (const id of popular()) ids.add(id);
      return [...ids].slice(0, max(0, k));
    },
    together: (items, k) => scoresFor(newestFirst(items), max(0, k)).map(([id]) => id),
  };
}
