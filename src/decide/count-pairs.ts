import { type ItemId, newestFirst } from './newest-first.js';

/** Two products, by their place in `ids`, and how much they were looked at together. */
export type Pair = readonly [a: number, b: number, weight: number];

/** What sessions tell. */
export interface Counted {
  readonly ids: readonly ItemId[];
  /** In how many sessions a product was, late ones counting more; by its place in `ids`. */
  readonly counts: readonly number[];
  /** The strongest first. */
  readonly pairs: readonly Pair[];
  /** How much likelier than the best neighbour the current product is looked at again, the one before it, … */
  readonly own: readonly number[];
}

/** The newest products of a session that are paired, and how far apart they may be. */
const ITEMS = 30;
const APART = 10;
/** A session in the middle of the list counts half of the last one. */
const HALF = 0.5;
/** Own products whose return is measured. */
const OWN = 8;
/** The share of the sessions, the last ones, whose next products are foretold by the ones before. */
const FORETOLD = 0.1;
const FALL = 0.75;
/** Sessions that the fall of 0.75 is worth against what was seen. */
const PRIOR = 20;

/** Places below 2 ** 26 fit two to a number. */
const PLACES = 2 ** 26;

/**
 * Counts what was looked at together: 1 over the root of the distance in the session, each product once, where it was
 * last. Sessions are oldest first, and so are the ids in each; what is no id is left out. At most 285 pairs a session. Pure.
 */
export function countPairs(sessions: readonly (readonly ItemId[])[]): Counted {
  const places = new Map<string, number>();
  const ids: ItemId[] = [];
  const counts: number[] = [];
  const weights = new Map<number, number>();
  const told = Math.ceil(sessions.length * (1 - FORETOLD));
  let own: readonly number[] = [];
  sessions.forEach((session, index) => {
    if (index === told) own = returnsIn(sessions.slice(told), places, bestOf(weights, counts));
    const weight = 2 ** ((index / sessions.length - 1) / HALF);
    const items = newestFirst(session).slice(0, ITEMS).map(placeOf);
    items.forEach((a, rank) => {
      counts[a] = (counts[a] ?? 0) + weight;
      for (let apart = 1; apart <= APART; apart++) {
        const b = items[rank + apart];
        if (b === undefined) break;
        const key = keyOf(a, b);
        weights.set(key, (weights.get(key) ?? 0) + weight / Math.sqrt(apart));
      }
    });
  });
  const pairs = [...weights].map(([key, weight]): Pair => [...placesOf(key), weight]).sort((x, y) => y[2] - x[2]);
  return { ids, counts, pairs, own: own.length ? own : returnsIn([], places, []) };

  function placeOf(id: ItemId): number {
    const known = places.get(`${id}`);
    if (known !== undefined) return known;
    places.set(`${id}`, ids.length);
    return ids.push(id) - 1;
  }
}

function keyOf(a: number, b: number): number {
  return Math.min(a, b) * PLACES + Math.max(a, b);
}

function placesOf(key: number): readonly [number, number] {
  return [Math.floor(key / PLACES), key % PLACES];
}

/** The best neighbour of each place. */
function bestOf(weights: ReadonlyMap<number, number>, counts: readonly number[]): readonly number[] {
  const best: number[] = [];
  const tops: number[] = [];
  const offer = (to: number, place: number, weight: number): void => {
    const score = weight / (counts[place] ?? 1) ** 0.15;
    if (score <= (tops[to] ?? 0)) return;
    tops[to] = score;
    best[to] = place;
  };
  for (const [key, weight] of weights) {
    const [a, b] = placesOf(key);
    offer(a, b, weight);
    offer(b, a, weight);
  }
  return best;
}

/** How often the own product of each rank is the next one, for one time that the best neighbour is. */
function returnsIn(
  sessions: readonly (readonly ItemId[])[],
  places: ReadonlyMap<string, number>,
  best: readonly number[],
): readonly number[] {
  const hits = Array.from({ length: OWN }, (_, rank) => FALL ** rank);
  const asked = Array.from({ length: OWN }, () => PRIOR);
  let moves = PRIOR;
  let found = 1;
  for (const session of sessions) {
    for (let end = 1; end < session.length; end++) {
      const before = newestFirst(session.slice(Math.max(0, end - ITEMS), end));
      const next = `${session[end]}`;
      const [current] = before;
      moves++;
      if (current !== undefined && places.get(next) === best[places.get(`${current}`) ?? -1]) found++;
      before.slice(0, OWN).forEach((id, rank) => {
        asked[rank] = (asked[rank] ?? 0) + 1;
        if (`${id}` === next) hits[rank] = (hits[rank] ?? 0) + 1;
      });
    }
  }
  return hits.map((hit, rank) => Math.round((100 * (hit / (asked[rank] ?? 1))) / (found / moves)) / 100);
}
