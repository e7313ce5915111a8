import type { CooccurrenceFile } from './cooccurrence.js';
import type { ItemId } from './newest-first.js';
import { unpack } from './packed.js';

/** Something, and how good it is. */
export type Scored<T> = readonly [one: T, score: number];

/** A file of what is looked at together, ready for lookups: products are places in its order. */
export interface Pairs {
  /** −1 for what the file does not know. */
  placeOf(id: ItemId): number;
  idAt(place: number): ItemId;
  /** The best neighbours of a product, the best first. */
  near(place: number): readonly Scored<number>[];
  /** What is looked at most. */
  popular(): readonly ItemId[];
}

/** How far what is looked at often is held back. */
const OFTEN = 0.15;
/** Neighbours a product has at most, and popular products: they keep a call under a millisecond. */
const MOST = 100;

/**
 * Readies a file for lookups in two turns of some 5 ms for 200 kB, at once and with the first lookup; lists are made as they
 * are asked for, for there may be 40,000 products, of which a visitor looks at ten. Pure.
 */
export function pairsOf(file: Partial<CooccurrenceFile>): Pairs {
  const { ids = '', isText } = file;
  const isPacked = typeof ids === 'string';
  let number = 0;
  const sorted: ArrayLike<ItemId> = isPacked ? unpack(ids).map(gap => (number += gap)) : ids;
  const ranks = unpack(file.order);
  const levels = unpack(file.counts);
  // A number is compared quicker than a text of it.
  const keyOf: (id?: ItemId) => ItemId = isPacked ? Number : String;
  const places = new Int32Array(ranks.length);
  ranks.forEach((rank, place) => {
    places[rank] = place;
  });
  const levelOf = (place: number): number => levels[place] ?? 0;
  const found: (readonly Scored<number>[])[] = [];
  let list: ReturnType<typeof listsOf> | undefined;
  let popular: readonly ItemId[] | undefined;

  function idAt(place: number): ItemId {
    const id = sorted[ranks[place] ?? -1] ?? '';
    return isPacked && isText ? `${id}` : id;
  }

  return {
    idAt,
    placeOf(id) {
      // A map of them all would take longer to make than all that is ever looked up.
      const key = keyOf(id);
      let low = 0;
      for (let high = sorted.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (keyOf(sorted[middle]) < key) low = middle + 1;
        else high = middle;
      }
      const place = places[low] ?? -1;
      return `${idAt(place)}` === `${id}` ? place : -1;
    },
    near(place) {
      list ??= listsOf(file, levelOf);
      found[place] ??= list(place);
      return found[place];
    },
    popular() {
      popular ??= mostFirst(levels).map(idAt);
      return popular;
    },
  };
}

/**
 * Makes the list of a product. There are two entries for each pair, one for either product: 1 and 2 of the first pair, 3
 * and 4, …; each names the one before it of the same product, 0 is none.
 */
function listsOf(
  file: Partial<CooccurrenceFile>,
  levelOf: (place: number) => number,
): (place: number) => readonly Scored<number>[] {
  const degrees = unpack(file.degrees);
  const together = unpack(file.weights);
  // Turned from how far apart the places of each pair are into their sum, which less one of them is the other.
  const sums = unpack(file.gaps);
  const last = new Int32Array(degrees.length);
  const before = new Int32Array(2 * sums.length + 1);
  let entry = 0;
  const link = (place: number): void => {
    before[++entry] = last[place] ?? 0;
    last[place] = entry;
  };
  degrees.forEach((degree, from) => {
    let to = from;
    // A spoiled file may promise any number.
    for (let left = degree; left > 0 && entry + 1 < before.length; left--) {
      const pair = entry / 2;
      to += (sums[pair] ?? 0) + 1;
      sums[pair] = from + to;
      link(from);
      link(to);
    }
  });
  return place => {
    const all: Scored<number>[] = [];
    for (let at = last[place] ?? 0; at; at = before[at] ?? 0) {
      const pair = (at - 1) >> 1;
      const other = (sums[pair] ?? 0) - place;
      all.push([other, 2 ** ((together[pair] ?? 0) - levelOf(place) / 2 - levelOf(other) * OFTEN)]);
    }
    // Of equals the first in the order of the file.
    return bestOf(all.reverse(), MOST);
  };
}

/** The best of what is scored, at most so many, the best first; of equals the first. Only those are sorted. Pure. */
export function bestOf<T>(list: readonly Scored<T>[], most: number): Scored<T>[] {
  const least = new Float64Array(list.map(([, score]) => score)).sort().at(-most) ?? 0;
  const best = list.filter(([, score]) => score >= least);
  return best.sort((a, b) => b[1] - a[1]).slice(0, most);
}

/** Places by what stands there, the highest first; of equals the first. */
function mostFirst(levels: Float64Array): readonly number[] {
  const least = levels.slice().sort().at(-MOST) ?? 0;
  const most: Scored<number>[] = [];
  levels.forEach((level, place) => {
    if (level >= least) most.push([place, level]);
  });
  return bestOf(most, MOST).map(([place]) => place);
}
